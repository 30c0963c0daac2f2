// node tools/vendor.mjs [OUT]
// Copies what the pages need of MathJax from node_modules to OUT (default
// assets/vendor): one script, its web fonts, its license. Then the icons, from
// the theme's font.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pythonWith } from "./python.mjs";

const vendor = process.argv[2] ?? "assets/vendor";
const out = path.join(vendor, "mathjax");
const from = "node_modules/mathjax";
// the script looks for its fonts beside itself, under this very path
const parts = {
  "es5/tex-mml-chtml.js": "tex-mml-chtml.js",
  "es5/output/chtml/fonts/woff-v2": "output/chtml/fonts/woff-v2",
  LICENSE: "LICENSE",
};

if (!fs.existsSync(from)) {
  console.error(`${from} is missing. Run: npm ci --ignore-scripts`);
  process.exit(1);
}
fs.rmSync(out, { recursive: true, force: true });
for (const [source, target] of Object.entries(parts)) {
  fs.cpSync(path.join(from, source), path.join(out, target), {
    recursive: true,
  });
}
console.log(`MathJax -> ${out}`);

const icons = path.join(vendor, "icons");
fs.rmSync(icons, { recursive: true, force: true });
execFileSync(pythonWith("fontTools").python, ["tools/icons.py", icons]);
console.log(`icons -> ${icons}`);
