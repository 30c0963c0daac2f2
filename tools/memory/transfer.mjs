// The memory as a file: out, in, and the way to delete all of it.
import { fromText, toText } from "./file.mjs";
import { count, h } from "./dom.mjs";
import { gained, merge } from "./merge.mjs";
import { BadFile } from "./results.mjs";

const NAME = "neural-networks-you-can-touch.json";
const ASIDE = "neural-networks-you-can-touch-damaged.txt";
const LARGEST = 20_000_000; // bytes of a file that is read
const NOUNS = {
  exercises: "result", quiz: "answer", predictions: "prediction",
  sections: "section read",
  bookmarks: "bookmark", highlights: "highlight", cards: "card",
};

function download(text, name) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

const save = (store) => download(`${toText(store.get(), 1)}\n`, NAME);

/** What could not be read once, offered as it was. */
function offerAside(store) {
  if (store.aside === null) return null;
  return h("div", { class: "memory-row" },
    h("p", { class: "memory-hint" }, "Not all that was remembered could be " +
      "read; what is whole is here. The damaged text is kept:"),
    h("button", { type: "button", on: { click: () => download(store.aside, ASIDE) } },
      "Save the damaged text"));
}

const plural = (number, noun) =>
  noun === "section read" ? `${count(number, "section")} read` : count(number, noun);

/** What an import has brought, in a sentence. */
export function told(before, after) {
  const parts = Object.entries(gained(before, after))
    .filter(([, number]) => number > 0)
    .map(([part, number]) => plural(number, NOUNS[part]));
  if (!parts.length) return "Everything in this file was known already.";
  const last = parts.pop();
  return `New or better: ${parts.length ? `${parts.join(", ")} and ` : ""}${last}.`;
}

async function takeIn(store, file) {
  if (file.size > LARGEST) throw new BadFile("it is larger than any memory");
  const brought = fromText(await file.text());
  const before = store.get();
  store.update((doc) => merge(doc, brought));
  return [told(before, store.get()), store.complaint].filter(Boolean).join(" ");
}

function confirmDelete(store, say) {
  const box = h("dialog", {
    class: "memory-review", "aria-label": "Delete everything?",
    on: { close: () => box.remove() },
  },
  h("p", {}, "Delete everything this book remembers of you in this browser? " +
    "Only a file that you have exported can bring it back."),
  h("div", { class: "memory-row" },
    h("button", { type: "button", on: { click: () => box.close() } }, "Keep it"),
    h("button", { type: "button", on: { click: () => save(store) } }, "Export first"),
    h("button", {
      type: "button", class: "memory-danger",
      on: {
        click: () => {
          store.clear();
          box.close();
          say("Deleted. The book remembers nothing of you in this browser.");
        },
      },
    }, "Delete everything")));
  document.body.append(box);
  box.showModal();
}

/** Fills the place of export, import and deletion. */
export function addTransfer(place, store) {
  const line = h("p", { class: "memory-told", role: "status" });
  const say = (text, bad = false) => {
    line.textContent = text;
    line.classList.toggle("memory-trouble", bad);
  };
  const field = h("input", {
    type: "file", accept: ".json,application/json", class: "visually-hidden",
    tabindex: "-1", "aria-hidden": "true",
    on: {
      change: async () => {
        const [file] = field.files;
        if (!file) return;
        try {
          say(await takeIn(store, file));
        } catch (error) {
          if (!(error instanceof BadFile)) throw error;
          say(`“${file.name}” was not taken in: ${error.message}.`, true);
        }
        field.value = "";
      },
    },
  });
  const act = (text, run) =>
    h("button", { type: "button", on: { click: run } }, text);
  place.append(
    h("div", { class: "memory-row" },
      act("Export", () => save(store)), act("Import …", () => field.click()),
      act("Delete everything …", () => confirmDelete(store, say))),
    field, line,
  );
  const aside = offerAside(store);
  if (!aside) return;
  place.append(aside);
  store.listen(() => { if (store.aside === null) aside.remove(); });
}

