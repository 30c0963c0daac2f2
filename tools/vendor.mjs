// node tools/vendor.mjs [OUT]
// Copies what the pages need of MathJax from node_modules to OUT (default
// assets/vendor), its web fonts, its license. Then the icons, from the theme's
// font.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pythonWith } from "./python.mjs";

const vendor = process.argv[2] ?? "assets/vendor";
const out = path.join(vendor, "mathjax");
const from = "node_modules/mathjax";
// The parts that turn TeX into HTML, and MathML for screen readers. Left out is
// the menu: 40 % of the whole, and half of its entries would need further files.
// The script looks for the others, and for its fonts, under these very paths.
const parts = [
  "startup.js",
  "core.js",
  "input/tex.js",
  "output/chtml.js",
  "output/chtml/fonts/tex.js",
  "output/chtml/fonts/woff-v2",
  "a11y/assistive-mml.js",
];

if (!fs.existsSync(from)) {
  console.error(`${from} is missing. Run: npm ci --ignore-scripts`);
  process.exit(1);
}
fs.rmSync(out, { recursive: true, force: true });
for (const part of parts) {
  fs.cpSync(path.join(from, "es5", part), path.join(out, part), {
    recursive: true,
  });
}
fs.copyFileSync(path.join(from, "LICENSE"), path.join(out, "LICENSE"));
console.log(`MathJax -> ${out}`);

const icons = path.join(vendor, "icons");
fs.rmSync(icons, { recursive: true, force: true });
execFileSync(pythonWith("fontTools").python, ["tools/icons.py", icons]);
console.log(`icons -> ${icons}`);
