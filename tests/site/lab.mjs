// node tests/site/lab.mjs URL NAME ...
// Opens a notebook in JupyterLab, runs it, and uses the explorables that it
// shows: does Python hear the reader's hand, and the control Python's voice?
// Prints {name: [finding, ...]} as JSON.
import { changed, open, ran, start } from "./lab_page.mjs";

/** What a control shows: the number of a slider, the choice of a menu. */
async function shown(probe) {
  // the number beside it: the position told to readers has one decimal
  const number = probe.locator(".probed .widget-readout").first();
  if (await number.count()) return number.innerText();
  return probe.locator(".probed select").first().inputValue();
}

/** Moves the control as a reader would, with the keyboard. */
async function move(page, probe) {
  const handle = probe.locator(".probed .noUi-handle").first();
  if (await handle.count()) {
    const [now, most] = await Promise.all(
      ["aria-valuenow", "aria-valuemax"].map((n) => handle.getAttribute(n)),
    );
    await handle.focus();
    await page.keyboard.press(now === most ? "ArrowLeft" : "ArrowRight");
    return;
  }
  const menu = probe.locator(".probed select").first();
  const index = await menu.evaluate((e) => (e.selectedIndex + 1) % e.length);
  await menu.selectOption({ index });
}

async function use(page, probe) {
  const found = [];
  await probe.scrollIntoViewIfNeeded();
  const view = await probe.locator(".nn-view").first().boundingBox();
  if (!view || view.height < 40) found.push("the view is empty");
  const heard = () => probe.locator(".heard").innerText();
  const silence = await heard();
  await move(page, probe);
  if ((await changed(page, heard, silence)) === silence) {
    found.push("Python does not hear the control");
  }
  const before = await shown(probe);
  await probe.locator(".speak").click();
  const after = await changed(page, () => shown(probe), before);
  if (after === before) found.push("the control does not hear Python");
  return found;
}

const [url, ...names] = process.argv.slice(2);
const { browser, page, log } = await open();
const report = {};
try {
  await start(page, url);
  for (const [i, name] of names.entries()) {
    const cell = page.locator(".jp-CodeCell").nth(i + 1);
    const probe = cell.locator(".probe");
    try {
      await ran(page, i + 1);
      await cell.scrollIntoViewIfNeeded();
      await probe.locator(".nn-view").first().waitFor({ timeout: 30_000 });
      report[name] = await use(page, probe);
    } catch (error) {
      report[name] = [`${error}`.split("\n")[0]];
    }
  }
  report.errors = log.errors;
  report.outside = log.outside;
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
