// What the tests in JupyterLab share: open a notebook, run it, wait.
import { launch, openPage } from "../../tools/browser.mjs";

const PATIENCE = 20_000; // milliseconds for a message to the kernel and back

/** A browser with a page: {browser, page, log}. */
export async function open() {
  const browser = await launch();
  return { browser, ...(await openPage(browser)) };
}

/** Waits until `read` gives something else than `before`. */
export async function changed(page, read, before) {
  for (let waited = 0; waited < PATIENCE; waited += 100) {
    const now = await read();
    if (now !== before) return now;
    await page.waitForTimeout(100);
  }
  return before;
}

/** What stands before a cell: "[ ]" untouched, "[*]" waiting, "[3]" done. */
const prompt = (page, i) =>
  page.locator(".jp-CodeCell .jp-InputPrompt").nth(i).innerText();

/** Opens a notebook and runs its cells. */
export async function start(page, url, patience = 120) {
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => window.jupyterapp?.restored, null, {
    timeout: patience * 1000,
  });
  await page.evaluate(() => window.jupyterapp.restored);
  await page.waitForSelector(".jp-NotebookPanel .jp-Cell", { timeout: 60_000 });
  const idle = () =>
    window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel
      ?.status === "idle";
  await page.waitForFunction(idle, null, { timeout: patience * 1000 });
  // before the kernel listens, the command does nothing
  for (let second = 0; second < patience; second++) {
    if (second % 10 === 0) {
      await page.evaluate(() => {
        window.jupyterapp.commands.execute("notebook:run-all-cells");
      });
    }
    await page.waitForTimeout(1000);
    if ((await prompt(page, 0)).trim() !== "[ ]:") return;
  }
  throw new Error("the notebook does not run");
}

/** Waits until a cell has run. */
export async function ran(page, i, patience = 120) {
  for (let second = 0; second < patience; second++) {
    if (/\d/.test(await prompt(page, i))) return;
    await page.waitForTimeout(1000);
  }
  throw new Error("the cell does not end");
}
