// Acts of memory.mjs: what goes wrong for readers of long standing. Each
// returns what could be seen.
import fs from "node:fs";
import { before, memory, open, openPanel, text } from "./memory_help.mjs";

const time = "2030-01-31T12:00:00Z";
const selectAll = (page, selector) => page.locator(selector).evaluate((element) =>
  getSelection().selectAllChildren(element));

async function highlight(page, selector) {
  await selectAll(page, selector);
  await page.getByRole("button", { name: "Highlight" }).click();
}

/** A highlight within a highlight, and the same words a second time. */
export async function nests({ page, url }) {
  await open(page, url("perceptron"));
  await highlight(page, "#lines > p");
  const alone = (await text(page, "mark.memory-mark")).join("");
  await highlight(page, "#lines em");
  await highlight(page, "#lines > p");
  const ids = await page.locator("mark.memory-mark").evaluateAll((marks) =>
    marks.map((mark) => [mark.innerText, mark.dataset.memory]));
  return {
    alone, both: ids.map(([words]) => words).join(""),
    kept: Object.keys((await memory(page)).highlights.perceptron).length,
    inner: ids.filter(([, id]) => id !== ids[0][1]).map(([words]) => words),
  };
}

/** The note of a highlight at a zoom of 400 %: what is left of 1280 × 1024. */
export async function zooms({ page, url }) {
  await page.setViewportSize({ width: 320, height: 256 });
  await open(page, url("perceptron"));
  await selectAll(page, "#lines > p");
  await page.getByRole("button", { name: "Add a note" }).press("Enter");
  return page.locator(".memory-note").evaluate((note) => {
    const { top, bottom } = note.getBoundingClientRect();
    return { top, bottom, high: innerHeight, scrolls: getComputedStyle(note).overflowY };
  });
}

/** The same book in two tabs, one of an edition without some words. */
export async function disagrees({ page, context, url }) {
  await open(page, url("perceptron"));
  await highlight(page, "#lines > p");
  const other = await context.newPage();
  await open(other, url("perceptron", "third"));
  const heard = page.evaluate(() => new Promise((done) => {
    let count = 0;
    addEventListener("storage", () => { count += 1; });
    setTimeout(() => done(count), 800);
  }));
  await other.locator("#rules > .memory-bookmark").press("Enter");
  return { heard: await heard };
}

/** Every byte of the storage is taken. */
const fill = (page) => page.evaluate(() => {
  let name = 0;
  for (const size of [1e6, 1e4, 100, 1]) {
    try {
      for (;;) localStorage.setItem(`f${name++}`, "x".repeat(size));
    } catch {
      // no room for one more of this size
    }
  }
});

/** A full storage: what there is can be read, taken along and deleted. */
export async function fills({ page, url, out }) {
  await open(page, url("perceptron"));
  await page.locator("#lines > .memory-bookmark").press("Enter");
  await fill(page);
  await open(page, url("progress"));
  const list = await text(page, ".memory-list li a");
  const named = { name: "one.json", mimeType: "application/json" };
  const file = { format: "nncheck-results", format_version: 1, memory_version: 1,
    sections: { perceptron: { rules: { time } } } };
  await page.locator("input[type=file]").setInputFiles(
    { ...named, buffer: Buffer.from(JSON.stringify(file)) });
  await page.waitForFunction(() => document.querySelector(".memory-told").textContent);
  const told = await text(page, ".memory-told");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await (await download).saveAs(out);
  await page.getByText("Delete everything …").click();
  await page.getByRole("button", { name: "Delete everything", exact: true }).click();
  await page.reload();
  return {
    list, told, exported: JSON.parse(fs.readFileSync(out, "utf8")),
    left: await memory(page), listAfter: await text(page, ".memory-list li a"),
  };
}

/** A memory that something has damaged. */
export async function mends({ page, url, out }) {
  await before(page, {
    bookmarks: { perceptron: {
      lines: { title: "Where lines lie", time }, rules: { title: 7, time },
    } },
  });
  await open(page, url("perceptron"));
  const said = await text(page, ".memory-said");
  await page.locator("#rules > .memory-bookmark").press("Enter");
  await open(page, url("progress"));
  const list = await text(page, ".memory-list li a");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the damaged text" }).click();
  await (await download).saveAs(out);
  return { said, list, saved: fs.readFileSync(out, "utf8") };
}

/** Five weeks of review, with a card that a new edition has no longer. */
export async function returns({ page, url }) {
  await page.clock.install({ time: "2030-01-01T12:00:00Z" });
  await before(page, { cards: { perceptron: { gone: { box: 2, due: "2029-12-01", time } } } });
  await open(page, url("progress"));
  const due = () => text(page, ".memory-due");
  const first = await due();
  await page.getByRole("button", { name: "Add: The perceptron" }).click();
  const days = [];
  for (let date = 1; date <= 63; date++) {
    await page.clock.setFixedTime(new Date(Date.UTC(2030, 0, date, 12)));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    if (!(await due())[0].includes("for today")) continue;
    days.push(date);
    await page.getByText("Review now").press("Enter");
    for (const key of ["Space", "2", "Space", "2", "Enter"]) await page.keyboard.press(key);
  }
  const { cards } = await memory(page);
  await open(page, url("perceptron"));
  await openPanel(page);
  return {
    first, days, gone: cards.perceptron.gone.box,
    panel: await text(page, ".memory-ways"),
    dot: await page.locator(".memory-button[data-due]").count(),
  };
}
