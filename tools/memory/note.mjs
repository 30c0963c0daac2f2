// The box in which a highlight's note is written, opened by a click on the
// highlight or from the list of the page's highlights.
import { here } from "./book.mjs";
import { floatAt, h, say, shorten } from "./dom.mjs";
import { all, annotate, remove } from "./highlights.mjs";
import { marksOf } from "./marks.mjs";

let box = null;

function make(store, id, entry) {
  const field = h("textarea", { rows: 4, id: "memory-note-text", maxlength: 10000 });
  field.value = entry.note;
  const close = () => box?.hidePopover();
  const form = h(
    "form",
    {
      on: {
        submit: (event) => { event.preventDefault(); close(); },
        keydown: (event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) close();
        },
      },
    },
    h("blockquote", {}, shorten(entry.exact)),
    h("label", { for: "memory-note-text" }, "Your note"),
    field,
    h("div", { class: "memory-row" },
      h("button", { type: "submit", class: "memory-main" }, "Done"),
      h("button", {
        type: "button",
        on: { click: () => { close(); remove(store, here, id); } },
      }, "Remove the highlight")),
  );
  const made = h("div", {
    class: "memory-note", popover: "auto", role: "dialog",
    "aria-label": "A note on the highlight",
  }, form);
  made.save = () => annotate(store, here, id, field.value.trim());
  return made;
}

/** Opens the note of a highlight of this page; leaving the box keeps it. */
export function editNote(store, id) {
  const entry = all(store)[id];
  if (!entry) return;
  const back = document.activeElement;
  box?.remove();
  box = document.body.appendChild(make(store, id, entry));
  const mine = box;
  // at once: the page may be left before the browser tells that it is closed
  mine.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "closed") mine.save();
  });
  mine.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    mine.remove();
    if (store.trouble) say(store.complaint);
    if (back?.isConnected) back.focus({ preventScroll: true });
  });
  mine.showPopover();
  const mark = marksOf(id)[0];
  const place = mark?.getBoundingClientRect() ??
    { top: 80, bottom: 80, left: innerWidth / 2 };
  floatAt(mine, place);
  mine.querySelector("textarea").focus({ preventScroll: true });
}

/** Opens the note of a highlight that is clicked. */
export function watchMarks(store) {
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("[data-memory]");
    const busy = event.target.closest?.("a, button, summary");
    const selecting = document.getSelection()?.isCollapsed === false;
    if (mark && !busy && !selecting) editNote(store, mark.dataset.memory);
  });
}
