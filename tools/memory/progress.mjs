// The page "Your progress": what the memory holds, chapter by chapter.
import { chapters, linkTo, pages, reading, sectionTitle, titleOf } from "./book.mjs";
import { cut, h, shorten } from "./dom.mjs";
import { annotate, remove } from "./highlights.mjs";
import { wayBack } from "./contents.mjs";
import { addReview } from "./review.mjs";
import { day } from "./schedule.mjs";
import { drop, entries } from "./shape.mjs";
import { numbers } from "./tally.mjs";
import { addTransfer } from "./transfer.mjs";

const store = globalThis.bookMemory;
const details = globalThis.bookDetails ?? {};
const slot = (name) => document.querySelector(`[data-memory-slot="${name}"]`);

const inBookOrder = (list) => {
  const order = Object.keys(pages);
  return list.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
};

function paintNow(doc) {
  const back = wayBack(doc);
  const line = slot("now");
  line.replaceChildren(...[
    store.trouble && h("strong", {}, store.complaint, " "),
    back ? h("span", {}, "You were reading ", h("a", { href: back.href }, back.text), ".")
      : "Nothing is remembered yet of where you were.",
  ].filter(Boolean));
}

function paintTable(doc) {
  const today = day();
  for (const page of chapters()) {
    const row = document.querySelector(`tr[data-page="${page}"]`);
    if (!row) continue;
    const said = numbers(doc, page, details[page], reading(doc, page), today);
    for (const [part, text] of Object.entries(said)) {
      row.querySelector(`[data-part="${part}"]`).textContent = text;
    }
  }
}

const away = (label, act) => h("button", {
  type: "button", class: "memory-away", "aria-label": label, title: label,
  on: { click: act },
}, "×");

const from = (page, id) => {
  const section = sectionTitle(page, id);
  return h("a", { href: linkTo(page, id) }, section ?? titleOf(page));
};

function bookmarkRow([page, id, { title }]) {
  return h("li", {},
    h("a", { href: linkTo(page, id) }, title), ` in ${titleOf(page)} `,
    away(`Remove the bookmark ${title}`,
      () => store.update((doc) => drop(doc, "bookmarks", page, id))));
}

function highlightRow([page, id, entry]) {
  const field = h("textarea", {
    rows: 2, "aria-label": `Note on: ${shorten(entry.exact, 60)}`,
    placeholder: "No note", on: {
      change: () => annotate(store, page, id, field.value.trim()),
    },
  });
  field.value = entry.note;
  return h("li", { class: "memory-kept" },
    h("blockquote", { class: "mathjax_process" }, cut(entry.exact, 600)),
    h("p", { class: "memory-hint" }, from(page), " ",
      entry.lost && h("span", { class: "memory-lost" },
        "no longer found there at your last visit"),
      away(`Remove the highlight ${shorten(entry.exact, 60)}`,
        () => remove(store, page, id))),
    field);
}

function list(title, noun, rows) {
  const heading = h("p", { class: "memory-title" }, `${title}: ${rows.length || "none yet"}`);
  return rows.length ? [heading, h("ul", { class: "memory-list", "aria-label": noun }, rows)]
    : [heading];
}

function paintKept(doc) {
  const kept = slot("kept");
  const focus = kept.contains(document.activeElement);
  kept.replaceChildren(
    ...list("Bookmarks", "Bookmarks",
      inBookOrder(entries(doc.bookmarks)).map(bookmarkRow)),
    ...list("Highlights", "Highlights",
      inBookOrder(entries(doc.highlights)).map(highlightRow)),
  );
  if (focus) {
    kept.tabIndex = -1;
    kept.focus({ preventScroll: true });
  }
  typeset(kept);
}

/** Lets MathJax draw the formulas of what was highlighted. */
function typeset(element) {
  const draw = () => globalThis.MathJax?.typesetPromise?.([element]);
  if (!element.textContent.includes("\\(") && !element.textContent.includes("\\[")) return;
  const { startup } = globalThis.MathJax ?? {};
  if (startup?.promise) startup.promise = startup.promise.then(draw);
  else addEventListener("load", () => globalThis.MathJax?.startup?.promise?.then(draw));
}

function main() {
  if (!store || !slot("kept")) return;
  let kept = null;
  const paintReview = addReview(slot("review"), store, details);
  addTransfer(slot("transfer"), store);
  const paint = () => {
    const doc = store.get();
    paintNow(doc);
    paintTable(doc);
    paintReview();
    const now = JSON.stringify([doc.bookmarks, Object.values(doc.highlights).map(Object.keys)]);
    if (now !== kept) paintKept(doc);
    kept = now;
  };
  store.listen(paint);
  paint();
}

main();
