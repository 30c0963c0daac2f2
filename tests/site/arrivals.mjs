// node tests/site/arrivals.mjs HTML [--json] [page ...]
// Prints a table of the built pages: what each weighs with all it loads, at
// once and when every part of it was used, and how far it jumps while it
// arrives. `--json` prints {page: {...}} instead.
import { launch, openPage, pagesOf, serve, visit } from "../../tools/browser.mjs";
import { measured } from "./arrive.mjs";
import { scale, wake } from "./weight.mjs";

/** What a page weighs when every part of it was used. */
async function awake(browser, url) {
  const { context, page } = await openPage(browser);
  const weight = scale(page);
  await visit(page, url);
  await wake(page);
  const { kilobytes } = await weight.read();
  await context.close();
  return kilobytes;
}

const words = process.argv.slice(2);
const [html, ...named] = words.filter((word) => !word.startsWith("--"));
const json = words.includes("--json");
const site = await serve(html);
const browser = await launch();
const report = {};
try {
  if (!json) console.log(`${"page".padEnd(34)}       kB    awake    shift`);
  for (const name of named.length ? named : pagesOf(html)) {
    const found = {
      ...(await measured(browser, site, name)),
      awake: await awake(browser, site.url + name),
    };
    report[name] = found;
    if (json) continue;
    const sizes = [found.kilobytes, found.awake];
    const size = sizes.map((kB) => String(kB).padStart(9)).join("");
    console.log(name.padEnd(34) + size + found.sum.toFixed(4).padStart(9));
    for (const [value, what] of found.shifts) {
      if (value > 0.0005) console.log(`    ${value.toFixed(4)}: ${what}`);
    }
  }
} finally {
  await browser.close();
  site.close();
}
if (json) console.log(JSON.stringify(report));
