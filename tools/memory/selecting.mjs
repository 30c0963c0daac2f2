// A small bar beside selected text: highlight it, or add a note. It stands in
// the page right after the text, so that the Tab key goes from one to the
// other.
import { floatAt, h, say } from "./dom.mjs";
import { add, article, selected } from "./highlights.mjs";
import { editNote } from "./note.mjs";

const PATIENCE = 250; // milliseconds until a selection is done
const OUTSIDE = ".widget-subarea, input, textarea, [popover], dialog";

let bar = null;

function hide() {
  bar?.remove();
  bar = null;
}

function keep(store, quote, noted) {
  const id = add(store, quote);
  hide();
  document.getSelection().removeAllRanges();
  if (noted) editNote(store, id);
  else if (store.trouble) say(store.complaint);
}

/** The bar's buttons; a press must not take the selection away. */
function make(store, quote) {
  const hold = (event) => event.preventDefault();
  const choice = (text, noted) => h("button", {
    type: "button", on: { pointerdown: hold, click: () => keep(store, quote, noted) },
  }, text);
  return h(
    "div",
    {
      class: "memory-bar", role: "toolbar", "aria-label": "Selected text",
      on: { keydown: ({ key }) => { if (key === "Escape") hide(); } },
    },
    choice("Highlight", false), choice("Add a note", true),
  );
}

function look(store) {
  const selection = document.getSelection();
  if (bar?.contains(document.activeElement)) return;
  const anchor = selection?.focusNode;
  const element = anchor?.parentElement;
  const quote = element?.closest(OUTSIDE) ? null : selected();
  hide();
  if (!quote) return;
  bar = make(store, quote);
  const block = element.closest("p, li, pre, dd, dt, table, figure, h1, h2, h3, div, section");
  (article().contains(block) ? block : article()).after(bar);
  const box = selection.getRangeAt(0).getBoundingClientRect();
  floatAt(bar, { top: box.top, bottom: box.bottom, left: box.left + box.width / 2 - 90 });
}

/** Offers the bar whenever text of the article is selected. */
export function watchSelection(store) {
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => look(store), PATIENCE);
  });
  document.addEventListener("scroll", hide, { passive: true });
}
