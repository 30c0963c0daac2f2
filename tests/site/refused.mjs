// node tests/site/refused.mjs HTML page
// Reads a page of the built book where the browser refuses all storage, as in
// a frame of another origin; prints as JSON what was seen.
import { launch, serve } from "../../tools/browser.mjs";

const [html, name] = process.argv.slice(2);
const site = await serve(html);
const browser = await launch();
try {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.setContent("<iframe sandbox='allow-scripts' width=1200 height=700></iframe>");
  await page.locator("iframe").evaluate((frame, src) => { frame.src = src; }, site.url + name);
  const book = page.frameLocator("iframe");
  await book.locator(".memory-bookmark").nth(1).press("Enter");
  const said = await book.locator(".memory-said").innerText();
  const theme = () => book.locator("html").getAttribute("data-theme");
  const themes = [await theme()];
  for (let k = 0; k < 3; k++) {
    await book.locator(".theme-switch-button").first().press("Enter");
    themes.push(await theme());
  }
  await book.locator(".nn-view").first().waitFor();
  console.log(JSON.stringify({ said, themes, errors }));
} finally {
  await browser.close();
  site.close();
}
