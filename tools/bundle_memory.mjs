// node tools/bundle_memory.mjs [OUT]
// Builds OUT/memory/{page,progress}.js (default OUT: assets/vendor) from
// tools/memory. Plain scripts and not modules, because a browser loads no
// module from the disk (file://).
import fs from "node:fs";
import path from "node:path";
import esbuild from "esbuild";

const out = path.join(process.argv[2] ?? "assets/vendor", "memory");
const used = "node_modules/approx-string-match"; // the one package in there

fs.rmSync(out, { recursive: true, force: true });
await esbuild.build({
  entryPoints: ["tools/memory/page.mjs", "tools/memory/progress.mjs"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // in LICENSE.txt
});
fs.copyFileSync(path.join(used, "LICENSE"), path.join(out, "LICENSE.txt"));
const sizes = ["page.js", "progress.js"]
  .map((name) => `${name} ${Math.round(fs.statSync(path.join(out, name)).size / 1000)} kB`);
console.log(`memory -> ${out} (${sizes.join(", ")})`);
