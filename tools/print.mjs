// node tools/print.mjs book.html book.pdf
// Chromium prints a page from the disk, with tags for screen readers and the
// headings as bookmarks. The size of the paper stands in its style sheet.
import path from "node:path";
import { fromDisk, launch, openPage } from "./browser.mjs";

const [html, pdf] = process.argv.slice(2);
const browser = await launch();
try {
  const { page, log } = await openPage(browser);
  const folder = fromDisk(path.dirname(html));
  await page.goto(folder.url + path.basename(html), { waitUntil: "load" });
  await page.pdf({
    path: pdf,
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
  });
  const wrong = [log.outside, log.failed, log.errors].flat();
  if (wrong.length) throw new Error(wrong.join("\n"));
} finally {
  await browser.close();
}
