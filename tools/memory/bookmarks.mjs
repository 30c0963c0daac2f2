// A bookmark at every section's heading, quiet until it is set.
import { here } from "./book.mjs";
import { h, icon, say } from "./dom.mjs";
import { drop, pageOf, stamp } from "./shape.mjs";

/** A heading's words, without its number and its link to itself. */
export function wordsOf(heading) {
  const copy = heading.cloneNode(true);
  copy.querySelectorAll(".section-number, .headerlink").forEach((e) => e.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** Every section with a heading of its own: [id, section, heading]. */
export const headings = () =>
  [...document.querySelectorAll("article.bd-article section[id]")]
    .map((section) => [section.id, section, section.querySelector(":scope > :is(h1, h2)")])
    .filter(([, , heading]) => heading);

function toggle(store, id, title) {
  store.update((doc) => {
    if (doc.bookmarks[here]?.[id]) drop(doc, "bookmarks", here, id);
    else pageOf(doc, "bookmarks", here)[id] = { title, time: stamp() };
  });
  if (store.trouble) say(store.complaint);
}

/** Puts the buttons beside the headings; returns what paints their state. */
export function addBookmarks(store) {
  const buttons = headings().map(([id, section, heading]) => {
    const title = wordsOf(heading);
    const made = h("button", {
      type: "button", class: "memory-bookmark",
      "aria-label": `Bookmark: ${title}`,
      on: { click: () => toggle(store, id, title) },
    }, icon("bookmark"));
    section.dataset.marks = ""; // the frame of the button
    heading.after(made);
    return [id, made];
  });
  return () => {
    const set = store.get().bookmarks[here] ?? {};
    for (const [id, made] of buttons) {
      made.setAttribute("aria-pressed", String(id in set));
      made.title = id in set ? "Remove the bookmark" : "Bookmark this section";
    }
  };
}
