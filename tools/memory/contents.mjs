// What has been read, shown in the two tables of contents, and the way back to
// where the reader was.
import { chapters, here, isStart, linkTo, pages, reading, sectionTitle, titleOf } from "./book.mjs";
import { h } from "./dom.mjs";

/** The links of the side bar that lead to chapters: [slug, link]. */
function chapterLinks() {
  const links = document.querySelectorAll(".bd-docs-nav li > a");
  const known = new Set(chapters());
  return [...links].flatMap((link) => {
    const own = link.getAttribute("href") === "#";
    const page = own ? here : new URL(link.href).pathname.match(/(\w+)\.html$/)?.[1];
    return known.has(page) ? [[page, link]] : [];
  });
}

function paintChapter(doc, page, link) {
  link.querySelectorAll(".memory-count").forEach((e) => e.remove());
  const { read, all } = reading(doc, page);
  if (!read) return;
  const done = read === all;
  link.append(h("span", { class: "memory-count", "data-done": done },
    h("span", { "aria-hidden": "true" }, done ? "✓" : `${read}/${all}`),
    h("span", { class: "visually-hidden" },
      done ? " (read)" : ` (${read} of ${all} sections read)`)));
}

function paintSection(doc, id) {
  const read = id in (doc.sections[here] ?? {});
  const links = document.querySelectorAll(`.page-toc a[href="#${CSS.escape(id)}"]`);
  for (const link of links) {
    link.toggleAttribute("data-memory-read", read);
    link.toggleAttribute("data-memory-bookmark", id in (doc.bookmarks[here] ?? {}));
  }
}

/** Paints what is read into the tables of contents. */
export function paintContents(store) {
  const doc = store.get();
  for (const [page, link] of chapterLinks()) paintChapter(doc, page, link);
  for (const [id] of pages[here]?.sections ?? []) paintSection(doc, id);
}

/** The place where the reader was, unless it is this page: {text, href}. */
export function wayBack(doc) {
  const { place } = doc;
  if (!place || place.page === here || !(place.page in pages)) return null;
  const known = sectionTitle(place.page, place.section);
  const title = titleOf(place.page);
  return {
    text: known ? `${title}: ${known}` : title,
    href: linkTo(place.page, known ? place.section : ""),
  };
}

/** On the first page of the book, the way back stands in the header. */
export function addContinue(store) {
  if (!isStart) return;
  const back = wayBack(store.get());
  const header = document.querySelector(".bd-header-article .header-article-items__start");
  if (!back || !header) return;
  header.append(h("a", { class: "memory-continue", href: back.href, title: back.text },
    "Continue", h("span", { class: "memory-continue-where" }, `: ${back.text}`)));
}
