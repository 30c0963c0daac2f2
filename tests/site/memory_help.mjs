// What the acts of memory.mjs share.

const KEY = "neural-networks-you-can-touch";

export const memory = (page) =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key)), KEY);
export const text = (page, selector) => page.locator(selector).allInnerTexts();
export const open = (page, url) => page.goto(url, { waitUntil: "load" });

/** Remembers something before the page is opened. */
export const before = (page, doc) =>
  page.addInitScript(([key, stored]) => {
    if (!localStorage.getItem(key)) localStorage.setItem(key, stored);
  }, [KEY, JSON.stringify({
    format: "nncheck-results", format_version: 1, memory_version: 1, ...doc,
  })]);

/** The panel of the header, opened by the keyboard. */
export async function openPanel(page) {
  await page.locator(".memory-button").focus();
  await page.keyboard.press("Enter");
  await page.locator(".memory-panel").waitFor();
}
