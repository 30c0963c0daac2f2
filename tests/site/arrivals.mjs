// node tests/site/arrivals.mjs HTML [--json] [page ...]
// Prints a table of the built pages: what each weighs with all it loads, and
// how far it jumps while it arrives. `--json` prints {page: {...}} instead.
import { launch, pagesOf, serve } from "../../tools/browser.mjs";
import { measured } from "./arrive.mjs";

const words = process.argv.slice(2);
const [html, ...named] = words.filter((word) => !word.startsWith("--"));
const json = words.includes("--json");
const site = await serve(html);
const browser = await launch();
const report = {};
try {
  if (!json) console.log(`${"page".padEnd(34)}       kB    shift`);
  for (const name of named.length ? named : pagesOf(html)) {
    const found = await measured(browser, site, name);
    report[name] = found;
    if (json) continue;
    const size = String(found.kilobytes).padStart(9);
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
