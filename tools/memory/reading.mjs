// Watches which sections are read, and where the reader is.
import { here, isChapter, pages, sectionTitle } from "./book.mjs";
import { isRead, looked } from "./dwell.mjs";
import { drop, pageOf, stamp } from "./shape.mjs";

const BAND = "-15% 0px -25% 0px"; // the part of the screen that is read

const wordsIn = (section) => {
  const copy = section.cloneNode(true);
  copy.querySelectorAll(".widget-subarea, script, noscript").forEach((e) => e.remove());
  return copy.textContent.trim().split(/\s+/).length;
};

/** Marks a section as read, or takes the mark away. */
export function mark(store, id, read) {
  store.update((doc) => {
    if (!read) drop(doc, "sections", here, id);
    else pageOf(doc, "sections", here)[id] ??= { time: stamp() };
  });
}

export const isMarked = (store, id) => id in (store.get().sections[here] ?? {});

function keepPlace(store, id) {
  const { place } = store.get();
  if (place?.page === here && place.section === id) return;
  store.update((doc) => {
    doc.place = {
      page: here, section: id, title: sectionTitle(here, id) ?? "", time: stamp(),
    };
  });
}

/** Watches the sections of a chapter for as long as the page is open. */
export class Reading {
  #store;
  #shown = new Set(); // in the band of the screen that is read
  #seen = new Map();
  #words = new Map();
  byHand = new Set(); // the reader has decided; do not decide again

  constructor(store) {
    this.#store = store;
    if (!isChapter()) return;
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#shown.add(target);
        else this.#shown.delete(target);
      }
    }, { rootMargin: BAND });
    for (const [id] of pages[here].sections) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    setInterval(() => this.#tick(), 1000);
  }

  #tick() {
    if (document.visibilityState !== "visible") return;
    for (const section of this.#shown) this.#look(section);
    const first = [...this.#shown].sort((a, b) => a.offsetTop - b.offsetTop)[0];
    if (first && this.#seen.get(first.id).seconds > 2) {
      keepPlace(this.#store, first.id);
    }
  }

  #look(section) {
    const { id } = section;
    const endSeen = section.getBoundingClientRect().bottom <= innerHeight;
    const seen = looked(this.#seen.get(id), endSeen);
    this.#seen.set(id, seen);
    if (this.byHand.has(id) || isMarked(this.#store, id)) return;
    if (!this.#words.has(id)) this.#words.set(id, wordsIn(section));
    if (isRead(seen, this.#words.get(id))) mark(this.#store, id, true);
  }
}
