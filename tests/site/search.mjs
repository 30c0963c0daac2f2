// node tests/site/search.mjs [--disk] HTML words ...
// Types each of the words into the search page of a built book, and prints as
// JSON where the results lead: {words: [address, ...]}. With --disk the page
// comes from the disk, and what it complains of stands in "complaints".
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, openPage, serve } from "../../tools/browser.mjs";

const disk = process.argv[2] === "--disk";
const [html, ...queries] = process.argv.slice(disk ? 3 : 2);
const site = disk
  ? { url: `${pathToFileURL(resolve(html))}/`, close() {} }
  : await serve(html);
const browser = await launch();
const found = disk ? { complaints: [] } : {};
try {
  for (const words of queries) {
    const { context, page } = await openPage(browser);
    page.on("console", (message) => {
      if (message.type() === "error") found.complaints?.push(message.text());
    });
    page.on("pageerror", (error) => found.complaints?.push(error.message));
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
