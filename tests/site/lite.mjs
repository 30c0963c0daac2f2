// node tests/site/lite.mjs SITE notebook
// Opens a notebook in the JupyterLite of a built site, with every request to
// the outside refused, and prints as JSON what was asked for, and what the file
// browser lists.
import { launch, openPage, serve } from "../../tools/browser.mjs";

const [html, notebook] = process.argv.slice(2);
const site = await serve(html);
const browser = await launch();
const PATIENCE = { timeout: 90_000 };

/** The names in the file browser, once it has gone to the notebook's folder. */
async function listed(page, notebook) {
  const names = page.locator(".jp-DirListing-item .jp-DirListing-itemText");
  const hasText = notebook.split("/").pop();
  await names.filter({ hasText }).first().waitFor(PATIENCE);
  return names.allInnerTexts();
}

try {
  const { page, log } = await openPage(browser);
  const path = encodeURIComponent(notebook);
  await page.goto(`${site.url}lite/lab/index.html?path=${path}`);
  const first = page.locator(".jp-Notebook .jp-Cell").first();
  await first.waitFor(PATIENCE);
  const names = await listed(page, notebook);
  // the kernel starts with the notebook, and asks for its runtime
  for (let i = 0; i < 900 && !log.outside.length; i++) {
    await page.waitForTimeout(100);
  }
  await page.waitForTimeout(1500); // and for whatever else it may want
  const { outside } = log;
  console.log(JSON.stringify({ outside, names }));
} finally {
  await browser.close();
  site.close();
}
