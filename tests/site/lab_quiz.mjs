// node tests/site/lab_quiz.mjs URL
// Opens a notebook with a quiz (cell 1) and what Python knows of it (cell 2),
// and answers a question of each kind by the keyboard, in command mode, where
// JupyterLab has shortcuts of one letter. Prints as JSON what was seen.
import { open, ran, start } from "./lab_page.mjs";

const [url] = process.argv.slice(2);
const { browser, page, log } = await open();
const press = (key) => page.keyboard.press(key);
const question = (has) => page.locator(`.nn-quiz fieldset:has(${has})`).first();

/** Asks for the verdict by the Enter key; returns what is said. */
async function check(asked) {
  await asked.locator('[aria-label^="Check question"]').focus();
  await press("Enter");
  return asked.locator("[role=status]").innerText();
}

/** One choice: down to the second answer. */
async function choose() {
  const asked = question("[type=radio]");
  await asked.locator("input").first().focus();
  await press("Space");
  await press("ArrowDown");
  const chosen = await asked.locator("input").evaluateAll((all) =>
    all.map((input) => input.checked));
  return { chosen, said: await check(asked) };
}

async function several() {
  const asked = question("[type=checkbox]");
  await asked.locator("input").first().focus();
  for (const key of ["Space", "x", "d", "d"]) await press(key); // else: cut!
  return { said: await check(asked) };
}

async function number() {
  const asked = question("[type=text]");
  await asked.locator("input").focus();
  await page.keyboard.type("-77");
  await press("Enter");
  return { said: await asked.locator("[role=status]").innerText() };
}

async function order() {
  const asked = question(".nn-order");
  const steps = asked.locator("li");
  const [first] = await steps.allInnerTexts();
  await steps.first().locator(".nn-down").focus();
  await press("Enter");
  const moved = (await steps.allInnerTexts()).indexOf(first);
  return { moved, said: await check(asked) };
}

const report = {};
try {
  await start(page, url);
  await ran(page, 2);
  await page.locator(".nn-quiz").waitFor();
  for (const act of [choose, several, number, order]) report[act.name] = await act();
  report.cells = await page.locator(".jp-NotebookPanel .jp-Cell").count();
  await page.evaluate(() => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = 2;
    return window.jupyterapp.commands.execute("notebook:run-cell");
  });
  const heard = page.locator(".jp-CodeCell").nth(2).locator(".jp-OutputArea-output");
  await heard.filter({ hasText: "4 answers" }).waitFor();
  report.errors = log.errors;
  report.outside = log.outside;
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
