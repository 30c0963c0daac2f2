// node tools/lighthouse.mjs HTML [--json] [--fixed] [page ...]
// Asks Lighthouse about pages of the built book as a desktop shows them, and
// prints a table and, in its last line, the verdict; ends with 1 if a page
// stays below a bar. `--json` prints {page: {scores, figures, faults}} instead.
// `--fixed` leaves out the score of the performance, which depends on how busy
// this machine is.
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { FLAGS, findChromium, pagesOf, serve } from "./browser.mjs";

const BARS = {
  performance: 98,
  accessibility: 100,
  "best-practices": 100,
  seo: 100,
};
const FIGURES = {
  "first-contentful-paint": "text, ms",
  "largest-contentful-paint": "most, ms",
  "total-blocking-time": "busy, ms",
  "cumulative-layout-shift": "shift",
  "total-byte-weight": "bytes",
};
const HEADS = {
  performance: "speed",
  accessibility: "access",
  "best-practices": "practice",
  seo: "search",
  ...FIGURES,
};
const TIMES = 3; // a page that seems slow is asked about

function faultsOf(lhr, wanted) {
  const found = [];
  for (const name of wanted) {
    const { score, auditRefs } = lhr.categories[name];
    if (Math.round(score * 100) >= BARS[name]) continue;
    const low = auditRefs
      .filter(({ id, weight }) => weight && lhr.audits[id].score < 1)
      .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ""}`.trim());
    found.push(`${name} ${Math.round(score * 100)}: ${low.join(", ")}`);
  }
  return found;
}

async function askOnce(url, port, wanted) {
  const flags = { port, output: "json", logLevel: "error" };
  const { lhr } = await lighthouse(url, flags, {
    ...desktopConfig,
    settings: { ...desktopConfig.settings, onlyCategories: wanted },
  });
  const scores = wanted.map((name) => [
    name,
    Math.round(lhr.categories[name].score * 100),
  ]);
  const figures = Object.keys(FIGURES)
    .filter((id) => id in lhr.audits)
    .map((id) => [id, lhr.audits[id].numericValue]);
  return {
    scores: Object.fromEntries(scores),
    figures: Object.fromEntries(figures),
    faults: lhr.runtimeError
      ? [lhr.runtimeError.message]
      : faultsOf(lhr, wanted),
  };
}

const tooSlow = ({ scores }) => scores.performance < BARS.performance;

/** Asks about a page; if it seems slow, three times, and the middle counts. */
async function ask(url, port, wanted) {
  const found = [await askOnce(url, port, wanted)];
  if (!tooSlow(found[0])) return found[0];
  while (found.length < TIMES) found.push(await askOnce(url, port, wanted));
  found.sort((a, b) => a.scores.performance - b.scores.performance);
  return found[(TIMES - 1) / 2];
}

function line(name, { scores, figures, faults }) {
  const numbers = [
    ...Object.values(scores),
    ...Object.entries(figures).map(([id, value]) =>
      id.endsWith("shift") ? value.toFixed(3) : Math.round(value),
    ),
  ];
  const cells = numbers.map((value) => String(value).padStart(10)).join("");
  return [name.padEnd(32) + cells, ...faults.map((f) => `    ${f}`)].join("\n");
}

const words = process.argv.slice(2);
const [html, ...named] = words.filter((word) => !word.startsWith("--"));
if (!html) {
  console.error("usage: node tools/lighthouse.mjs HTML [--json] [--fixed] [page ...]");
  process.exit(2);
}
const [json, fixed] = ["--json", "--fixed"].map((word) => words.includes(word));
const wanted = Object.keys(BARS).filter((k) => !(fixed && k === "performance"));
const site = await serve(html);
const chrome = await launch({
  chromePath: findChromium(),
  chromeFlags: ["--headless", ...FLAGS],
  logLevel: "silent",
});
const report = {};
try {
  if (!json) {
    const columns = [...wanted, ...(fixed ? [] : Object.keys(FIGURES))];
    const heads = columns.map((id) => HEADS[id].padStart(10)).join("");
    console.log("page".padEnd(32) + heads);
  }
  for (const name of named.length ? named : pagesOf(html)) {
    report[name] = await ask(site.url + name, chrome.port, wanted);
    if (!json) console.log(line(name, report[name]));
  }
} finally {
  chrome.kill();
  site.close();
}
if (json) console.log(JSON.stringify(report));
const bad = Object.values(report).filter(({ faults }) => faults.length).length;
if (!json) {
  const bars = wanted.map((name) => `${name} ${BARS[name]}`).join(", ");
  const pages = Object.keys(report).length;
  console.log(bad
    ? `FAILED: pages below ${bars}: ${bad} of ${pages}`
    : `Passed: pages that reach ${bars}: ${pages} of ${pages}`);
}
process.exitCode = bad && !json ? 1 : 0;
