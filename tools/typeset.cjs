// node tools/typeset.cjs < {"config": …, "formulas": [{"tex", "display"}, …]}
// Prints {"html": […], "css": …}: every formula as MathJax draws it in the
// browser, with its MathML for screen readers, and the style they all need.
const { readFileSync } = require("node:fs");

const FONTS = "vendor/mathjax/output/chtml/fonts/woff-v2";
// MathJax makes its x, 0.442 em high, as tall as that of the text around. Here
// there is no text to measure: 0.52 em is near the x of common fonts.
const SCALE = 0.52 / 0.442;
const TEXT = { em: 16, ex: 0.52 * 16, scale: SCALE, containerWidth: 768 };

async function main() {
  const { config, formulas } = JSON.parse(readFileSync(0, "utf8"));
  const MathJax = await require("mathjax").init({
    ...config,
    loader: { load: ["input/tex", "output/chtml", "a11y/assistive-mml"] },
    chtml: { ...config.chtml, fontURL: FONTS },
  });
  const { adaptor } = MathJax.startup;
  const html = formulas.map(({ tex, display }) =>
    adaptor.outerHTML(MathJax.tex2chtml(tex, { display, ...TEXT })),
  );
  const css = adaptor.textContent(MathJax.chtmlStylesheet());
  process.stdout.write(JSON.stringify({ html, css }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
