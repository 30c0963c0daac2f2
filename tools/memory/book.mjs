// What the page knows of the book: which page this is, and all others, as
// tools/memory_pages.py writes them at build time.

const { content_root: root = "./" } = document.documentElement.dataset;

/** The pages by slug: {title, doc, chapter, sections: [[id, title], …]}. */
export const pages = globalThis.bookOutline?.pages ?? {};

// Sphinx declares it with const, so that it is no property of the window
const pagename =
  typeof DOCUMENTATION_OPTIONS === "object" ? DOCUMENTATION_OPTIONS.pagename : "";

/** The slug of this page, for example "perceptron". */
export const here = (pagename ?? "").split("/").at(-1);

export const isStart = globalThis.bookOutline?.root === here;

/** Whether reading this page counts. */
export const isChapter = (page = here) => Boolean(pages[page]?.chapter);

/** The chapters in the book's order. */
export const chapters = () =>
  Object.keys(pages).filter((page) => pages[page].chapter);

export const titleOf = (page) => pages[page]?.title ?? page;

export const sectionTitle = (page, id) =>
  pages[page]?.sections.find(([known]) => known === id)?.[1];

/** The address of a page or of a section of it. */
export function linkTo(page, id = "") {
  const doc = pages[page]?.doc ?? `book/${page}`;
  return `${root}${doc}.html${id ? `#${id}` : ""}`;
}

/** Whether the book has this card today; an older edition's may have gone. */
export const hasCard = (page, id) => pages[page]?.cards?.includes(id) ?? false;

/** How many of a page's sections have been read, and how many there are. */
export function reading(doc, page) {
  const sections = pages[page]?.sections ?? [];
  const read = sections.filter(([id]) => id in (doc.sections[page] ?? {}));
  return { read: read.length, all: sections.length };
}
