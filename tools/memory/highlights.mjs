// The highlights of this page: found again, marked, made, changed, removed.
import { here } from "./book.mjs";
import { find } from "./quote.mjs";
import { drop, pageOf, stamp } from "./shape.mjs";
import { clean, paint } from "./marks.mjs";
import { lettersIn, partsOf, quoteOf, textOf } from "./text.mjs";

export const article = () => document.querySelector("article.bd-article");

/** The highlights of this page by id. */
export const all = (store) => store.get().highlights[here] ?? {};

/** The highlights of this page in its text: [id, entry, place or null]. */
const placed = (store, page) => Object.entries(all(store))
  .map(([id, entry]) => [id, entry, find(page.text, entry)]);

/** Whose letters are whose, where one highlight lies in another: the shorter's. */
function owners(places, length) {
  const found = places.filter(([, , place]) => place);
  const size = ([, , { start, end }]) => end - start;
  const letters = Array(length).fill(null);
  for (const [id, , { start, end }] of found.sort((a, b) => size(b) - size(a))) {
    letters.fill(id, start, end);
  }
  return letters;
}

/** Marks every highlight that is found. */
export function show(store) {
  if (document.querySelector("[data-memory]")) clean();
  if (!Object.keys(all(store)).length) return;
  const page = textOf(article());
  const letters = owners(placed(store, page), page.text.length);
  // marks cut text nodes in two: the last letters first
  for (let end = letters.length; end > 0;) {
    const id = letters[end - 1];
    let start = end;
    while (start > 0 && letters[start - 1] === id) start--;
    if (id) paint(partsOf(page, start, end), id, all(store)[id].note !== "");
    end = start;
  }
}

/**
 * Remembers which highlights are not found. Asked once a visit: tabs with two
 * editions of the page would contradict each other forever.
 */
export function judge(store) {
  if (!Object.keys(all(store)).length) return;
  const changed = placed(store, textOf(article()))
    .filter(([, { lost = false }, place]) => lost === Boolean(place));
  if (!changed.length) return;
  store.update((doc) => {
    for (const [id, , place] of changed) {
      const entry = doc.highlights[here]?.[id];
      if (entry && place) delete entry.lost;
      else if (entry) entry.lost = true;
    }
  });
}

/** The quotation that the reader has selected, or null. */
export function selected() {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!article()?.contains(range.commonAncestorContainer)) return null;
  const page = textOf(article());
  const letters = lettersIn(page, range);
  return letters && quoteOf(page, letters);
}

const same = (a, b) =>
  a.exact === b.exact && a.prefix === b.prefix && a.suffix === b.suffix;

/** Remembers a quotation, once; returns the id of the highlight. */
export function add(store, quote) {
  const known = Object.entries(all(store)).find(([, entry]) => same(entry, quote));
  if (known) return known[0];
  const id = `h${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  const time = stamp();
  store.update((doc) => {
    pageOf(doc, "highlights", here)[id] =
      { ...quote, note: "", time, edited: time };
  });
  return id;
}

/** Writes a note to a highlight of any page. */
export function annotate(store, page, id, note) {
  store.update((doc) => {
    const entry = doc.highlights[page]?.[id];
    if (!entry || entry.note === note) return;
    Object.assign(entry, { note, edited: stamp() });
  });
}

export const remove = (store, page, id) =>
  store.update((doc) => drop(doc, "highlights", page, id));
