// Acts of memory.mjs: where the memory is kept, and how it looks. Each returns
// what could be seen.
import fs from "node:fs";
import { createRequire } from "node:module";
import { before, memory, open, openPanel, text } from "./memory_help.mjs";

const require = createRequire(import.meta.url);
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** The memory goes out as a file and comes in from one. */
export async function carries({ page, url, results, out }) {
  await before(page, { sections: { perceptron: { lines: { time: "2030-01-31T12:00:00Z" } } } });
  await open(page, url("progress"));
  const take = async (file) => {
    await page.locator("input[type=file]").setInputFiles(file);
    const said = page.locator(".memory-told");
    await page.waitForFunction((e) => e.textContent, await said.elementHandle());
    const told = await said.innerText();
    await said.evaluate((e) => { e.textContent = ""; });
    return told;
  };
  const told = await take(results);
  const again = await take(results);
  const row = await text(page, 'tr[data-page="perceptron"] td');
  const refused = await take({
    name: "bad.json", mimeType: "application/json",
    buffer: Buffer.from(fs.readFileSync(results, "utf8").replace('"right": true', '"right": 1')),
  });
  const kept = await memory(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const file = await download;
  await file.saveAs(out);
  await page.getByText("Delete everything …").click();
  await page.getByRole("button", { name: "Delete everything", exact: true }).click();
  return {
    told, again, row, refused, kept, name: file.suggestedFilename(),
    deleted: await memory(page), rowAfter: await text(page, 'tr[data-page="perceptron"] td'),
  };
}

/** Two tabs of the same book. */
export async function shares({ page, context, url }) {
  const other = await context.newPage();
  await open(page, url("perceptron"));
  await open(other, url("perceptron"));
  await other.locator("#lines > .memory-bookmark").press("Enter");
  const ribbon = page.locator("#lines > .memory-bookmark");
  await page.waitForFunction(
    (e) => e.getAttribute("aria-pressed") === "true", await ribbon.elementHandle(),
  );
  await page.locator("#rules > .memory-bookmark").press("Enter");
  return { both: Object.keys((await memory(other)).bookmarks.perceptron) };
}

/** A browser that denies its storage. */
export async function denied({ page, url }) {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() { throw new DOMException("denied", "SecurityError"); },
    });
  });
  await open(page, url("perceptron"));
  const silent = await page.locator(".memory-said").count();
  await page.locator("#lines > .memory-bookmark").press("Enter");
  return {
    silent, said: await text(page, ".memory-said"),
    pressed: await page.locator("#lines > .memory-bookmark").getAttribute("aria-pressed"),
  };
}

/** The book opened from the disk, without a server. */
export async function fromFiles({ page, disk }) {
  await open(page, disk("perceptron"));
  await page.locator("#lines > .memory-bookmark").press("Enter");
  await open(page, disk("progress"));
  return { list: await text(page, ".memory-list li") };
}

const faults = (page) => page.evaluate(async () => {
  const found = await window.axe.run(document, { resultTypes: ["violations"] });
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}`));
});

/** Every state: accessible, still, and absent from paper. */
export async function looks({ page, url }) {
  const time = "2030-01-31T12:00:00Z";
  await before(page, {
    sections: { perceptron: { lines: { time } } },
    bookmarks: { perceptron: { lines: { title: "Where lines lie", time } } },
    highlights: { perceptron: { h: { exact: "one straight line", note: "one!", time } } },
    cards: { perceptron: { step: { box: 0, due: "2020-01-01", time } } },
    place: { page: "perceptron", section: "rules", time },
  });
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) window.shift += one.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const found = {};
  const note = async (name) => {
    await page.evaluate(AXE);
    found[name] = await faults(page);
  };
  await open(page, url("intro"));
  const back = await page.locator(".memory-continue").allTextContents();
  const shifts = [await page.evaluate(() => window.shift)];
  await open(page, url("perceptron"));
  await page.waitForTimeout(300);
  shifts.push(await page.evaluate(() => window.shift));
  await openPanel(page);
  await note("panel");
  await page.keyboard.press("Escape");
  await page.locator("mark.memory-mark").click();
  await note("note");
  await page.keyboard.press("Escape");
  await page.emulateMedia({ media: "print" });
  const printed = await page.evaluate(() =>
    [...document.querySelectorAll("[class^=memory-]:not(mark)")]
      .filter((e) => e.checkVisibility()).map((e) => e.className));
  await page.emulateMedia({ media: "screen" });
  await open(page, url("progress"));
  shifts.push(await page.evaluate(() => window.shift));
  await note("progress");
  await page.getByText("Review now").click();
  await page.keyboard.press("Space");
  await note("review");
  return { found, shifts, printed, back };
}
