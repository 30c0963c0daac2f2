// The highlights of this page: found again, marked, made, changed, removed.
import { here } from "./book.mjs";
import { find } from "./quote.mjs";
import { drop, pageOf, stamp } from "./shape.mjs";
import { clean, paint } from "./marks.mjs";
import { lettersIn, partsOf, quoteOf, textOf } from "./text.mjs";

export const article = () => document.querySelector("article.bd-article");

/** The highlights of this page by id. */
export const all = (store) => store.get().highlights[here] ?? {};

/** Marks every highlight that is found; remembers which are not. */
export function show(store) {
  const found = Object.entries(all(store));
  if (document.querySelector("[data-memory]")) clean();
  if (!found.length) return;
  const page = textOf(article());
  const places = found.map(([id, entry]) => [id, entry, find(page.text, entry)]);
  // marks cut text nodes in two: the last place first
  places.sort(([, , a], [, , b]) => (b?.start ?? 0) - (a?.start ?? 0));
  let end = Infinity;
  for (const [id, entry, place] of places) {
    if (!place) continue;
    const last = Math.min(place.end, end); // they may overlap
    if (place.start >= last) continue;
    paint(partsOf(page, place.start, last), id, entry.note !== "");
    end = place.start;
  }
  noteLost(store, places);
}

function noteLost(store, places) {
  const changed = places.filter(([, { lost = false }, place]) => lost === Boolean(place));
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

/** Remembers a quotation; returns the id of the highlight. */
export function add(store, quote) {
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
