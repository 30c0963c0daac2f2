// The one control in the header: what this page remembers, and the ways to go
// on. Its content is made when it is opened.
import { hasCard, here, isChapter, isStart, linkTo, pages, reading } from "./book.mjs";
import { count, h, icon, shorten } from "./dom.mjs";
import { wayBack } from "./contents.mjs";
import { all } from "./highlights.mjs";
import { marksOf } from "./marks.mjs";
import { editNote } from "./note.mjs";
import { isMarked, mark } from "./reading.mjs";
import { due } from "./schedule.mjs";

const WIDTH = 368; // of the panel, where there is room

const link = (href, text) => h("a", { href }, text);
const title = (text) => h("p", { class: "memory-title" }, text);

function sectionList(store, watch) {
  const summary = h("summary");
  const sum = () => {
    const { read, all: most } = reading(store.get(), here);
    summary.textContent = `${read} of ${most} sections read`;
  };
  sum();
  const rows = pages[here].sections.map(([id, text]) => {
    const box = h("input", {
      type: "checkbox", checked: isMarked(store, id),
      on: {
        change: () => {
          watch.byHand.add(id);
          mark(store, id, box.checked);
          sum();
        },
      },
    });
    return h("li", {}, h("label", {}, box, " ", text));
  });
  return h("details", { class: "memory-sections" },
    summary, h("ul", {}, rows));
}

function goTo(store, id) {
  const [first] = marksOf(id);
  if (first) first.scrollIntoView({ block: "center" });
  editNote(store, id);
}

function highlightList(store) {
  const found = Object.entries(all(store));
  if (!found.length) return [];
  const rows = found.map(([id, entry]) => h("li", {},
    h("button", {
      type: "button", class: "memory-quote", on: { click: () => goTo(store, id) },
    }, shorten(entry.exact, 90)),
    entry.lost && h("span", { class: "memory-lost" }, "no longer found on this page"),
    entry.note && h("p", { class: "memory-note-text" }, entry.note)));
  return [title("Highlights"), h("ul", {}, rows)];
}

function bookmarkList(store) {
  const found = Object.entries(store.get().bookmarks[here] ?? {});
  if (!found.length) return [];
  const rows = found.map(([id, entry]) =>
    h("li", {}, link(`#${id}`, entry.title)));
  return [title("Bookmarks"), h("ul", {}, rows)];
}

function ways(store) {
  const doc = store.get();
  const [back, cards] = [wayBack(doc), due(doc.cards, new Date(), hasCard).length];
  const progress = linkTo("progress");
  return h("ul", { class: "memory-ways" },
    back && !isStart && h("li", {}, "Continue: ", link(back.href, back.text)),
    cards > 0 && h("li", {},
      link(`${progress}#review`, `Review ${count(cards, "card")}`)),
    here !== "progress" && h("li", {}, link(progress, "Your progress")));
}

const hint = () => h("p", { class: "memory-hint" },
  "Select text to highlight it; the ribbon beside a heading is its bookmark.");

function fill(panel, store, watch) {
  const open = panel.querySelector("details")?.open;
  panel.replaceChildren(
    ...[
      store.trouble && h("p", { class: "memory-trouble" }, store.complaint),
      isChapter() && sectionList(store, watch),
      bookmarkList(store), highlightList(store), hint(), ways(store),
    ].flat().filter(Boolean),
  );
  if (open) panel.querySelector("details").open = true;
}

/** Puts the control into the header; returns what paints it anew. */
export function addPanel(store, watch) {
  const header = document.querySelector(".article-header-buttons");
  if (!header) return () => {};
  const panel = h("div", {
    class: "memory-panel", id: "memory-panel", popover: "auto",
    role: "dialog", "aria-label": "Your reading",
  });
  const button = h("button", {
    type: "button", class: "btn btn-sm pst-navbar-icon memory-button",
    popovertarget: panel.id, "aria-label": "Your reading", title: "Your reading",
  }, icon("reading"));
  header.prepend(button);
  header.after(panel);
  panel.addEventListener("beforetoggle", ({ newState }) => {
    if (newState !== "open") return;
    const { bottom, right } = button.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const width = Math.min(WIDTH, room - 16);
    panel.style.width = `${width}px`;
    panel.style.left = `${Math.min(Math.max(8, right - width), room - width - 8)}px`;
    panel.style.top = `${bottom + 6}px`;
    fill(panel, store, watch);
  });
  return () => {
    const doc = store.get();
    button.toggleAttribute("data-due", due(doc.cards, new Date(), hasCard).length > 0);
    // a click inside must not lose its focus
    if (panel.matches(":popover-open") && !panel.contains(document.activeElement)) {
      fill(panel, store, watch);
    }
  };
}
