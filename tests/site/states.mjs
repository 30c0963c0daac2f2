// node tests/site/states.mjs HTML chapter progress
// Brings two pages of the built book into the states in which a reader meets
// them only after doing something; prints as JSON what axe-core finds in each,
// in both themes, wide and narrow: {state: [finding, ...]}.
import { launch, openPage, serve, visit } from "../../tools/browser.mjs";
import { faultsIn } from "./look.mjs";
import { answerAll } from "./weight.mjs";

const [html, chapter, progress] = process.argv.slice(2);
const site = await serve(html);
const browser = await launch();
const found = {};

const TERM = "article a.internal:has(> .std-term)";
const ETA = "article mjx-mi:has(.mjx-c1D702)";

/** Escape closes what is open, also from a link or a text in it. */
async function escape(page, within) {
  const inside = page.locator(within).locator("a, summary, [tabindex]").first();
  if (await inside.count()) await inside.focus();
  await page.keyboard.press("Escape");
}

/** Selects the first paragraph with a formula, as a mouse does. */
const select = (page) => page.evaluate(() => {
  const paragraph = document.querySelector("article p:has(.math)");
  paragraph.scrollIntoView({ block: "center" });
  getSelection().selectAllChildren(paragraph);
});

/** The states of a chapter: [name, how to get there, what is new, way back]. */
const CHAPTER = [
  ["the card of a term", (page) => page.locator(TERM).first().hover(),
    "#hover-card:popover-open", escape],
  ["the card of a symbol", (page) => page.locator(ETA).first().hover(),
    "#hover-card:popover-open", escape],
  ["the symbols of a formula", (page) => page.locator(".formula-symbols").first().press("Enter"),
    ".symbol-list:popover-open", escape],
  ["the run menu", (page) => page.locator(".dropdown-run-buttons > button").click(),
    ".dropdown-run-buttons .dropdown-menu.show", escape],
  ["the downloads", (page) => page.locator(".dropdown-download-buttons > button").click(),
    ".dropdown-download-buttons .dropdown-menu.show", escape],
  ["the search box", (page) => page.keyboard.press("Control+k"),
    "#pst-search-dialog[open]", escape],
  ["selected text", select, ".memory-bar", null],
  ["a note", (page) => page.getByRole("button", { name: "Add a note" }).click(),
    ".memory-note", escape],
  ["a highlight", async () => {}, "p:has(> mark.memory-mark)", null],
  ["the memory's panel", (page) => page.locator(".memory-button").click(),
    ".memory-panel", escape],
  ["answered questions", answerAll, ".nn-quiz", null],
];

const PROGRESS = [
  ["the cards", (page) => page.getByRole("button", { name: /^Add: / }).first().click(),
    ".memory-due", null],
  ["a question of the review", (page) => page.getByText("Review now").click(),
    "dialog.memory-review", null],
  ["an answer of the review", (page) => page.keyboard.press("Space"),
    "dialog.memory-review", escape],
  ["the question before deleting", (page) => page.getByText("Delete everything …").click(),
    "dialog.memory-review", escape],
];

const MENUS = [
  ["the contents of the book", (page) => page.locator(".primary-toggle").first().click(),
    "#pst-primary-sidebar-modal[open]", escape],
  ["the contents of the page", (page) => page.locator(".secondary-toggle").first().click(),
    "#pst-secondary-sidebar-modal[open]", escape],
];

// what something new can spoil in the page around it
const AROUND = ["region", "aria-hidden-focus", "duplicate-id-aria", "landmark-unique"];

/** What axe finds in what is new, and whether it fits into the page. */
async function look(page, states, where) {
  for (const [name, reach, within, leave] of states) {
    await reach(page);
    await page.locator(within).first().waitFor();
    const faults = [
      ...await faultsIn(page, { within }),
      ...await faultsIn(page, { rules: AROUND, contrast: false }),
    ];
    (found[name] ??= []).push(...new Set(faults.map((f) => `${where}: ${f}`)));
    await leave?.(page, within);
    if (leave) await page.locator(within).first().waitFor({ state: "hidden" });
  }
}

try {
  for (const theme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const { context, page } = await openPage(browser, {
        theme, viewport: { width, height: 900 }, reducedMotion: "reduce",
      });
      page.setDefaultTimeout(20_000);
      const where = `${theme}, ${width} px`;
      await visit(page, site.url + chapter);
      await look(page, CHAPTER, where);
      if (width === 390) await look(page, MENUS, where);
      await visit(page, site.url + progress);
      await look(page, PROGRESS, where);
      await context.close();
    }
  }
} finally {
  await browser.close();
  site.close();
}
console.log(JSON.stringify(found));
