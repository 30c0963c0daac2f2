// node tests/site/search.mjs HTML words ...
// Types each of the words into the search page of a built book, and prints as
// JSON where the results lead: {words: [address, ...]}.
import { launch, openPage, serve } from "../../tools/browser.mjs";

const [html, ...queries] = process.argv.slice(2);
const site = await serve(html);
const browser = await launch();
const found = {};
try {
  for (const words of queries) {
    const { context, page } = await openPage(browser);
    await page.goto(`${site.url}search.html?q=${encodeURIComponent(words)}`);
    await page.locator("p.search-summary:not(:empty)").waitFor();
    await page.waitForFunction(
      () => !/Searching|Preparing/.test(document.body.innerText),
    );
    const links = page.locator("ul.search > li > a");
    const all = await links.evaluateAll((list) => list.map((a) => a.href));
    found[words] = all.map((address) =>
      address.replace(site.url, "").replace(/\?[^#]*/, ""),
    );
    await context.close();
  }
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
  site.close();
}
