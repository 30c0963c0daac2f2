// node tools/formulas.cjs < [{"tex": ..., "display": true}, ...]
// Prints a list of the same length: each formula as an SVG element, and how
// it is read aloud. Paths stand in the element itself, so that it can be put
// anywhere, and have the color of the text around them.
const { readFileSync } = require("node:fs");
const path = require("node:path");

const mathjax = path.dirname(require.resolve("mathjax/package.json"));

async function main() {
  const MathJax = await require("mathjax").init({
    loader: { load: ["input/tex", "output/svg", "a11y/semantic-enrich"] },
    tex: {
      packages: { "[-]": ["noerrors", "noundefined"] },
      formatError: (_, error) => {
        throw error;
      },
    },
    svg: { fontCache: "none" },
    options: {
      sre: {
        speech: "shallow",
        domain: "clearspeak",
        locale: "en",
        json: path.join(mathjax, "es5", "sre", "mathmaps"),
      },
    },
  });
  const { adaptor } = MathJax.startup;
  const found = [];
  for (const { tex, display } of JSON.parse(readFileSync(0, "utf8"))) {
    const node = await MathJax.tex2svgPromise(tex, { display }).catch(
      (error) => {
        throw new Error(`no formula: ${tex}: ${error.message}`);
      },
    );
    const html = adaptor.outerHTML(adaptor.firstChild(node));
    // the outermost element with words speaks for all of it
    const speech = html.match(/data-semantic-speech="([^"]*)"/);
    found.push({ svg: html, speech: speech ? speech[1] : tex });
  }
  process.stdout.write(JSON.stringify(found));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
