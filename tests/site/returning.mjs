// node tests/site/returning.mjs HTML page ...
// Reads pages of the built book as somebody who comes back to them: much is
// marked, and every card is due. Prints as JSON how far each page jumps while
// what was remembered is shown, on a small screen and on a wide one: {page:
// {shown, sums, shifts}}, with the number of signs of it that the page shows.
import { launch, openPage, serve, visit } from "../../tools/browser.mjs";
import { SCREENS, jumps } from "./arrive.mjs";
import { before } from "./memory_help.mjs";

const TIME = "2030-01-31T12:00:00Z";

/** Runs in the page: all of the book is read, and every card is due. */
function finished([here, time]) {
  const { pages } = globalThis.bookOutline;
  const each = (names, value) =>
    Object.fromEntries(names.map((name) => [name, value(name)]));
  const sections = (slug) => pages[slug].sections.map(([id]) => id);
  const marked = Object.keys(pages).filter((slug) => pages[slug].chapter);
  const place = here === "losses" ? "mnist" : "losses";
  const card = { box: 0, due: "2026-01-01", time };
  const title = (slug) => pages[slug].sections[0][1];
  const texts = [...document.querySelectorAll("article section > p")]
    .filter((p) => !p.querySelector(".math")).slice(0, 6)
    .map((p) => p.textContent.replace(/\s+/g, " ").trim());
  const mark = (exact) =>
    ({ exact, prefix: "", suffix: "", note: "Mine.", time, edited: time });
  const marks = Object.fromEntries(texts.map((t, i) => [`h${i}`, mark(t)]));
  return {
    place: { page: place, section: sections(place)[2], title: title(place), time },
    sections: each(marked, (slug) => each(sections(slug), () => ({ time }))),
    bookmarks: each(marked, (slug) =>
      each(sections(slug), () => ({ title: title(slug), time }))),
    highlights: { ...each(marked, () => ({ a: mark(texts[0]) })), [here]: marks },
    cards: each(marked, (slug) => each(pages[slug].cards ?? [], () => card)),
  };
}

/** What somebody remembers who has worked through the book. */
async function filled(browser, site, name) {
  const { context, page } = await openPage(browser);
  await visit(page, site.url + name);
  const slug = name.split("/").at(-1).replace(".html", "");
  const doc = await page.evaluate(finished, [slug, TIME]);
  await context.close();
  return doc;
}

const SIGNS = "mark.memory-mark, .memory-count, .memory-continue";

/** How a page jumps for somebody with such a memory. */
async function returned(browser, site, name, doc) {
  const prepare = (page) => before(page, doc);
  const { context, page } = await openPage(browser);
  await prepare(page);
  await visit(page, site.url + name);
  const shown = await page.locator(SIGNS).count();
  await context.close();
  const [sums, shifts] = [[], []];
  for (const screen of SCREENS) {
    const all = await jumps(browser, site, name, screen, prepare);
    sums.push(all.reduce((sum, [value]) => sum + value, 0));
    shifts.push(...all.filter(([value]) => value > 0.0005));
  }
  return { shown, sums, shifts };
}

const [html, ...names] = process.argv.slice(2);
const site = await serve(html);
const browser = await launch();
const report = {};
try {
  for (const name of names) {
    const doc = await filled(browser, site, name);
    report[name] = await returned(browser, site, name, doc);
  }
} finally {
  await browser.close();
  site.close();
}
console.log(JSON.stringify(report));
