// node tools/vendor.mjs [OUT]
// Copies what the pages need of MathJax from node_modules to OUT (default
// assets/vendor): one script, its web fonts, its license.
import fs from "node:fs";
import path from "node:path";

const out = path.join(process.argv[2] ?? "assets/vendor", "mathjax");
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
