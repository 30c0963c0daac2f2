// node tests/site/copy.mjs HTML page words
// Copies a paragraph of a page, highlights it, and searches for its words;
// prints as JSON what a reader has of its formulas then.
import { launch, openPage, serve, visit } from "../../tools/browser.mjs";
import { memory } from "./memory_help.mjs";

const [html, name, words] = process.argv.slice(2);
const site = await serve(html);
const browser = await launch();

/** What the clipboard gets of the paragraph around the first such element. */
async function copied(page, wanted, { cut = false } = {}) {
  await page.evaluate(([selector, inside]) => {
    globalThis.clip = null;
    addEventListener("copy", ({ clipboardData: data }) => {
      globalThis.clip = { text: data.getData("text/plain"), html: data.getData("text/html") };
    }, { once: true });
    const element = document.querySelector(`article ${selector}`);
    element.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.selectNodeContents(element.closest("p") ?? element);
    // a mouse may let go in the middle of a formula
    if (inside) range.setEnd(element.querySelector("mjx-math").firstChild, 0);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }, [wanted, cut]);
  await page.keyboard.press("Control+c");
  return page.evaluate(() => globalThis.clip);
}

/** What a highlight of the selected text remembers. */
async function highlighted(page) {
  await page.getByRole("button", { name: "Highlight", exact: true }).click();
  const [entries] = Object.values((await memory(page)).highlights);
  return Object.values(entries).map(({ exact }) => exact);
}

/** What the search shows of the pages it finds. */
async function found(page) {
  await page.goto(`${site.url}search.html?q=${encodeURIComponent(words)}`);
  await page.locator("ul.search p.context").first().waitFor();
  return page.locator("ul.search p.context").allInnerTexts();
}

try {
  const { page, log } = await openPage(browser);
  await visit(page, site.url + name);
  const inline = "p span.math";
  const report = {
    cut: await copied(page, inline, { cut: true }),
    text: await copied(page, inline),
    highlighted: await highlighted(page),
    display: await copied(page, "div.math"),
    code: await copied(page, "div.highlight pre"),
    found: await found(page),
    log,
  };
  console.log(JSON.stringify(report));
} finally {
  await browser.close();
  site.close();
}
