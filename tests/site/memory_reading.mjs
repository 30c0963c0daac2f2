// Acts of memory.mjs: reading, marking, answering, reviewing. Each returns what
// could be seen.
import { memory, open, openPanel, text } from "./memory_help.mjs";

/** Reading: time passes while sections are on the screen. */
export async function dwells({ page, url }) {
  await page.clock.install({ time: "2030-01-31T12:00:00Z" });
  await page.clock.pauseAt("2030-01-31T12:00:01Z"); // no slow machine helps
  await open(page, url("perceptron"));
  await page.waitForTimeout(300); // the browser reports what is in sight
  await page.clock.runFor(2000);
  const early = await memory(page);
  await page.clock.runFor(8000);
  const late = await memory(page);
  return {
    early: early?.sections ?? {}, late: late.sections, place: late.place,
    ticks: await page.locator(".page-toc [data-memory-read]").count(),
    bar: await text(page, ".memory-count"),
  };
}

/** Bookmarks and marks of what is read, by hand. */
export async function marks({ page, url }) {
  await open(page, url("perceptron"));
  const ribbon = page.locator("#lines > .memory-bookmark");
  await ribbon.focus();
  await page.keyboard.press("Enter");
  const pressed = await ribbon.getAttribute("aria-pressed");
  const bookmarks = (await memory(page)).bookmarks;
  await openPanel(page);
  await page.locator(".memory-panel summary").press("Enter");
  await page.getByRole("checkbox", { name: "What rules do" }).check();
  const read = (await memory(page)).sections;
  await page.getByRole("checkbox", { name: "What rules do" }).uncheck();
  const unread = (await memory(page)).sections;
  await page.keyboard.press("Escape");
  await ribbon.click();
  return {
    pressed, bookmarks, read, unread, after: (await memory(page)).bookmarks,
    name: await ribbon.getAttribute("aria-label"),
  };
}

/** Where a word begins and ends on the screen. */
const corners = (page, word) => page.evaluate((wanted) => {
  const walker = document.createTreeWalker(
    document.querySelector("article"), NodeFilter.SHOW_TEXT,
  );
  while (!walker.nextNode().data.includes(wanted));
  const range = document.createRange();
  const at = walker.currentNode.data.indexOf(wanted);
  range.setStart(walker.currentNode, at);
  range.setEnd(walker.currentNode, at + wanted.length);
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return { left, right, y: (top + bottom) / 2 };
}, word);

/** Selects with the mouse from one word to another. */
async function select(page, from, to) {
  const [start, end] = [await corners(page, from), await corners(page, to)];
  await page.mouse.move(start.left + 1, start.y);
  await page.mouse.down();
  await page.mouse.move(end.right + 1, end.y, { steps: 4 });
  await page.mouse.up();
}

const marked = async (page) => (await text(page, "mark.memory-mark")).join("|");

/** A highlight with a note, in three editions of the page. */
export async function highlights({ page, url }) {
  await open(page, url("perceptron"));
  await select(page, "The", "turn");
  await page.locator(".memory-bar").waitFor();
  await page.keyboard.press("Tab"); // from the selection to the bar
  const focused = await page.evaluate(() => document.activeElement.innerText);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter"); // Add a note
  await page.locator(".memory-note textarea").fill("Try it on the sliders.");
  await page.keyboard.press("Control+Enter");
  const first = (await memory(page)).highlights.perceptron;
  const shown = { marks: await marked(page), noted: await page.locator("[data-noted]").count() };
  await page.reload();
  const reloaded = await marked(page);
  await open(page, url("perceptron", "second"));
  const edited = await marked(page);
  await open(page, url("perceptron", "third"));
  const gone = { marks: await marked(page), kept: (await memory(page)).highlights.perceptron };
  await openPanel(page);
  const orphan = await text(page, ".memory-panel");
  await open(page, url("perceptron"));
  await page.locator("mark.memory-mark").first().click();
  await page.getByText("Remove the highlight").click();
  const removed = { marks: await marked(page), kept: (await memory(page)).highlights };
  return { focused, first, shown, reloaded, edited, gone, orphan, removed };
}

/** Questions are answered, and remembered at the next visit. */
export async function answers({ page, url }) {
  await open(page, url("perceptron"));
  await page.locator(".nn-quiz").waitFor();
  const field = page.locator(".nn-quiz input[type=text]").first();
  await field.fill("3");
  await field.press("Enter");
  const wrong = (await memory(page)).quiz.perceptron;
  await field.fill("-0.5");
  await field.press("Enter");
  const right = (await memory(page)).quiz.perceptron;
  await page.reload();
  await page.locator(".nn-foot").waitFor();
  const score = await text(page, ".nn-foot p");
  await page.locator(".nn-foot button").click(); // start again
  return { wrong, right, score, again: (await memory(page)).quiz.perceptron };
}

/** A chapter's cards are taken and reviewed, by the keyboard alone. */
export async function reviews({ page, url }) {
  await open(page, url("progress"));
  const empty = await text(page, ".memory-due");
  await page.getByRole("button", { name: "Add: The perceptron" }).press("Enter");
  const taken = (await memory(page)).cards;
  await page.getByText("Review now").press("Enter");
  const asked = await text(page, ".memory-ask");
  await page.keyboard.press("Space");
  const answer = await text(page, ".memory-answer");
  await page.keyboard.press("1"); // not yet: comes again at the end
  await page.keyboard.press("Space");
  await page.keyboard.press("2");
  const again = await text(page, ".memory-ask");
  await page.keyboard.press("Space");
  await page.keyboard.press("2");
  const end = await text(page, ".memory-card");
  await page.keyboard.press("Enter"); // Close
  return {
    empty, taken, asked, answer, again, end, cards: (await memory(page)).cards,
    days: await page.evaluate(() => {
      const date = new Date();
      date.setDate(date.getDate() + 1);
      return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}` +
        `-${String(date.getDate()).padStart(2, "0")}`;
    }),
    left: await text(page, ".memory-due"),
    open: await page.locator("dialog[open]").count(),
  };
}
