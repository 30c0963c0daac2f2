// node tools/bundle.mjs [OUT]
// Builds OUT/widgets/live.js (default OUT: assets/vendor), the one script that
// brings a page's stored widgets to life, and the licenses of what is in it.
import fs from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import { pythonWith } from "./python.mjs";

const out = path.join(process.argv[2] ?? "assets/vendor", "widgets");
// small pictures travel inside the script, fonts stay out (none is used)
const loader = { ".svg": "dataurl", ".png": "dataurl" };
for (const font of [".woff", ".woff2", ".ttf", ".eot"]) loader[font] = "empty";

// anywidget ships an AMD module, define([...], factory): hand the factory over
// as a default export instead, so that no module loader is needed in the page
function amd(file) {
  return {
    name: "anywidget-amd",
    setup(build) {
      build.onResolve({ filter: /^anywidget-amd$/ }, () => ({
        path: "anywidget",
        namespace: "amd",
      }));
      build.onLoad({ filter: /.*/, namespace: "amd" }, () => ({
        contents: [
          "let made; const define = (_, factory) => { made = factory; };",
          fs.readFileSync(file, "utf8"),
          "export default made;",
        ].join("\n"),
        loader: "js",
      }));
    },
  };
}

function licenseFile(folder) {
  const names = fs.readdirSync(folder);
  const name = names.find((n) => /^(licen[cs]e|copying)/i.test(n));
  return name && fs.readFileSync(path.join(folder, name), "utf8").trim();
}

// the license of an npm package; Jupyter's own packages leave theirs out
function licenseOf(folder, name) {
  const text = licenseFile(folder);
  if (text) return text;
  if (/^@(jupyter-widgets|jupyterlab|lumino)\//.test(name)) {
    return fs.readFileSync("tools/licenses/jupyter.txt", "utf8").trim();
  }
  throw new Error(`${name} has no license file: add its text to tools/licenses`);
}

function npmNotices(inputs) {
  const found = [];
  const pattern = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
  const folders = inputs.map((file) => file.match(pattern)?.[1]);
  for (const folder of new Set(folders.filter(Boolean))) {
    const { name, version, license } = JSON.parse(
      fs.readFileSync(path.join(folder, "package.json"), "utf8"),
    );
    found.push([`${name} ${version} (${license})`, licenseOf(folder, name)]);
  }
  return found;
}

function anywidgetNotice(folder) {
  const site = path.dirname(folder);
  const info = fs
    .readdirSync(site)
    .find((n) => /^anywidget-[\d.]+\.dist-info$/.test(n));
  const version = info.match(/-([\d.]+)\.dist/)[1];
  const own = licenseFile(path.join(site, info, "licenses"));
  const parts = fs.readFileSync("tools/licenses/anywidget.txt", "utf8").trim();
  return [`anywidget ${version} (MIT)`, `${own}\n\n${parts}`];
}

// one entry per license text, headed by every package it covers
function thirdParty(notices) {
  const byText = new Map();
  for (const [name, text] of notices.sort(([a], [b]) => (a < b ? -1 : 1))) {
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  return [...byText]
    .map(([text, names]) => `== ${names.join("\n== ")}\n\n${text}\n`)
    .join("\n\n");
}

// The browser half of anywidget has to be of the same release as the Python
// half, hence it comes from pip and not from npm.
const anywidget = pythonWith("anywidget").folder;
const result = await esbuild.build({
  entryPoints: { live: "tools/widgets-entry.mjs" },
  outdir: out,
  write: false,
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: "es2021",
  charset: "utf8",
  legalComments: "none", // all in THIRD_PARTY.txt
  loader,
  define: {
    "process.env.NODE_ENV": '"production"',
    "process.env.JUPYTER_WIDGETS_LOG_LEVEL": "undefined",
    global: "globalThis",
  },
  alias: { "sanitize-html": "./tools/no-html.mjs" },
  plugins: [amd(path.join(anywidget, "nbextension", "index.js"))],
});
const text = (suffix) =>
  result.outputFiles.find((f) => f.path.endsWith(suffix)).text;

// the style sheet travels inside the script: pages without widgets do without
const style = `document.head.appendChild(Object.assign(document.createElement("style"),{textContent:${JSON.stringify(text(".css"))}}));`;
fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });
fs.writeFileSync(path.join(out, "live.js"), `${style}\n${text(".js")}`);
fs.writeFileSync(
  path.join(out, "THIRD_PARTY.txt"),
  thirdParty([
    ...npmNotices(Object.keys(result.metafile.inputs)),
    anywidgetNotice(anywidget),
  ]),
);
const kb = Math.round(fs.statSync(path.join(out, "live.js")).size / 1000);
console.log(`widgets -> ${out}/live.js (${kb} kB)`);
