// node tools/screenshots.mjs HTML [OUT] [page ...]
// Pictures of the built book: every page in both themes, wide and narrow.
import fs from "node:fs";
import path from "node:path";
import { launch, openPage, serve, visit } from "./browser.mjs";

const [html, out = "build/screenshots", ...wanted] = process.argv.slice(2);
if (!html) {
  console.error("usage: node tools/screenshots.mjs HTML [OUT] [page ...]");
  process.exit(2);
}
const all = fs
  .readdirSync(path.join(html, "book"))
  .filter((name) => name.endsWith(".html"))
  .map((name) => `book/${name}`);
const pages = wanted.length ? wanted
  : [...all, "genindex.html", "search.html"];

// a picture of the whole page shows what a reader would have scrolled to
function loadImages(page) {
  return page.evaluate(() => {
    const images = [...document.querySelectorAll("img")];
    for (const image of images) image.loading = "eager";
    return Promise.all(images.map((image) => image.decode().catch(() => {})));
  });
}

fs.mkdirSync(out, { recursive: true });
const site = await serve(html);
const browser = await launch();
try {
  for (const name of pages) {
    for (const theme of ["light", "dark"]) {
      for (const width of [1280, 390]) {
        const viewport = { width, height: 900 };
        const { context, page } = await openPage(browser, { theme, viewport });
        await visit(page, site.url + name);
        await loadImages(page);
        const file = `${path.basename(name, ".html")}-${theme}-${width}.png`;
        await page.screenshot({
          path: path.join(out, file),
          fullPage: true,
          animations: "disabled", // what moves into its place is there
        });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  site.close();
}
console.log(`${pages.length * 4} pictures in ${out}`);
