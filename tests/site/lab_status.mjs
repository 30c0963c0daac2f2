// node tests/site/lab_status.mjs URL [FOLDER]
// Opens a notebook with an overview (cell 1) and a check (cell 2) that is
// first wrong, then right; also shows the overview in a view of its own.
// Prints what the overviews say after each check as JSON; pictures of both
// themes go into FOLDER.
import path from "node:path";
import { changed, open, ran, start } from "./lab_page.mjs";

/** Runs a command of JupyterLab on a cell. */
const onCell = (page, i, command) =>
  page.evaluate(
    ([i, command]) => {
      window.jupyterapp.shell.currentWidget.content.activeCellIndex = i;
      return window.jupyterapp.commands.execute(command);
    },
    [i, command],
  );

const theme = (page, name) =>
  page.evaluate(
    (theme) =>
      window.jupyterapp.commands.execute("apputils:change-theme", { theme }),
    name,
  );

async function pictures(page, folder) {
  await page.setViewportSize({ width: 1600, height: 1100 });
  for (const name of ["JupyterLab Light", "JupyterLab Dark"]) {
    await theme(page, name);
    await page.waitForTimeout(1500);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  }
}

const [url, folder] = process.argv.slice(2);
const { browser, page, log } = await open();
const report = {};
try {
  await start(page, url);
  await ran(page, 2);
  const overview = page.locator(".jp-CodeCell").nth(1);
  const said = () => overview.locator(".nncheck-status p").first().innerText();
  await overview.locator(".nncheck-status").waitFor();
  report.wrong = await overview.locator(".nncheck-status").innerText();
  const before = await said();
  await onCell(page, 1, "notebook:create-output-view");
  const view = page.locator(".jp-LinkedOutputView .nncheck-status");
  await view.waitFor();
  await page.locator(".jp-NotebookPanel .jp-Notebook").click();
  await onCell(page, 2, "notebook:run-cell");
  report.changed = (await changed(page, said, before)) !== before;
  report.right = await overview.locator(".nncheck-status").innerText();
  report.beside = await view.innerText();
  if (folder) await pictures(page, folder);
  report.errors = log.errors;
  report.outside = log.outside;
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
