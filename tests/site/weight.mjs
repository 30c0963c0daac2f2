// What a page costs its reader: the bytes of all that it loads, packed, at
// once and when every part of it was used.

const TEXT_KILOBYTES = 500; // of a page and all it loads
const LIVE_KILOBYTES = 800; // of a page with interactive figures
const QUIET = 300; // milliseconds without a request

/** Notes what a page loads from now on; a file counts once, as it is kept. */
export function scale(page) {
  const sizes = new Map();
  let [open, last] = [0, Date.now()];
  const change = (by) => [open, last] = [open + by, Date.now()];
  page.on("request", () => change(1));
  page.on("requestfailed", () => change(-1));
  page.on("requestfinished", (request) => {
    change(-1);
    const url = request.url();
    if (!url.startsWith("http") || sizes.has(url)) return; // blob: is no transfer
    const size = request.sizes().then((s) => s.responseBodySize);
    sizes.set(url, size.catch(() => 0)); // the page was closed meanwhile
  });
  const quiet = async () => {
    while (open > 0 || Date.now() - last < QUIET) await page.waitForTimeout(50);
  };
  return {
    /** What was loaded until all is quiet: {kilobytes, live, files}. */
    read: async () => {
      await quiet();
      const bytes = (await Promise.all(sizes.values())).reduce((a, b) => a + b, 0);
      const live = await page.evaluate(() =>
        Boolean(document.querySelector('script[type*="widget-view"]')),
      );
      return { kilobytes: Math.round(bytes / 1000), live, files: [...sizes.keys()] };
    },
  };
}

/** Answers every question of a quiz by something, mostly wrong. */
export const answerAll = (page) => page.locator(".nn-quiz").evaluateAll((all) => {
  const questions = all.flatMap((quiz) => [...quiz.querySelectorAll("fieldset")]);
  for (const question of questions) {
    const field = question.querySelector("input");
    if (field?.type === "text") {
      field.value = "-77";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else field?.click();
    question.querySelector('[aria-label^="Check question"]').click();
  }
});

async function readToTheEnd(page) {
  const step = 600;
  const high = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < high; y += step) {
    await page.evaluate((top) => scrollTo(0, top), y);
    await page.waitForTimeout(20);
  }
}

/** Searches for a word that most pages hold, where the page can search. */
async function search(page) {
  const form = page.locator("form.bd-search:visible input[type=search]");
  await page.keyboard.press("Control+k");
  if (!(await form.count())) return; // a page without a frame
  await form.first().fill("network");
  if (!(await page.locator("#search-results").count())) {
    return page.keyboard.press("Escape"); // what it finds is another page
  }
  await form.first().press("Enter");
  await page.locator("p.search-summary:not(:empty)").waitFor();
}

/** Takes all cards of the book, and turns each that is due. */
async function review(page) {
  const takes = page.getByRole("button", { name: /^Add: / });
  if (!(await takes.count())) return;
  while (await takes.count()) await takes.first().click();
  await page.getByText("Review now").click();
  const turn = page.getByText("Show the answer");
  while (await turn.count()) {
    await page.keyboard.press("Space");
    await page.keyboard.press("2");
  }
}

/** Does with a page what makes it load more; its views are there already. */
export async function wake(page) {
  await readToTheEnd(page);
  await answerAll(page);
  await review(page);
  await search(page);
}

/** What is wrong with a weight, in words. */
export function overweight({ kilobytes, live }) {
  const most = live ? LIVE_KILOBYTES : TEXT_KILOBYTES;
  return kilobytes > most ? [`${kilobytes} kB packed, more than ${most}`] : [];
}

/** The same when every part was used; all its formulas are drawn before. */
export function overweightAwake({ files, ...weight }) {
  const late = files.filter((url) => url.includes("/mathjax/"));
  return [...overweight(weight), ...late.map((url) => `loads ${url}`)];
}
