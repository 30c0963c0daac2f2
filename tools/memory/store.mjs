// Where the memory is kept: one entry of the browser's localStorage. Every
// change reads it anew, so that two tabs do not overwrite each other. When
// there is no storage, the page works all the same and remembers until it is
// left; when there is no room, the next change tries again.
import { fromText, salvage, toText } from "./file.mjs";
import { merge } from "./merge.mjs";
import { MEMORY_VERSION, empty, isObject, parse } from "./shape.mjs";

export const KEY = "neural-networks-you-can-touch";
const ASIDE = `${KEY}-damaged`;

/** What is wrong with the storage, in words for the reader. */
export const TROUBLE = {
  none: "This browser keeps nothing for this page (a private window, or " +
    "storage is switched off): what you mark is forgotten when you leave it.",
  full: "The browser's storage for this site is full: what you change now is " +
    "forgotten when you leave this page. Export your memory, then make room.",
  newer: "A newer edition of this book has written your memory. It is left " +
    "untouched, and what you mark here is forgotten when you leave the page.",
  damaged: "Not all that was remembered could be read. What could not is kept " +
    "aside, for you to save on the page “Your progress”.",
};

/** The page's storage, or nothing if the browser has none or denies it. */
export function usable(get = () => globalThis.localStorage) {
  let storage = null;
  try {
    storage = get();
    if (storage.refused) return null; // a stand-in: tools/repairs.py
    storage.setItem(`${KEY}-probe`, "1");
    storage.removeItem(`${KEY}-probe`);
    return storage;
  } catch {
    return storage?.length ? storage : null; // full, but it can be read
  }
}

const isNewer = (text) => {
  try {
    const data = parse(text);
    return isObject(data) && data.memory_version > MEMORY_VERSION;
  } catch {
    return false;
  }
};

export class Store {
  #given; // by the browser
  #storage; // the same, as long as it is ours to write
  #text = null; // in the storage when it was last read or written
  #doc = empty();
  #unsaved = false; // #doc holds more than #text
  #heard = new Set();
  trouble = "";

  constructor(storage) {
    this.#given = storage;
    this.#storage = storage;
    if (!storage) this.trouble = "none";
  }

  /** What is wrong, in words; nothing as a rule. */
  get complaint() {
    return TROUBLE[this.trouble] ?? "";
  }

  /** What could not be read once, as it was; null as a rule. */
  get aside() {
    return this.#given?.getItem(ASIDE) ?? null;
  }

  /** The memory as it is now; change it through `update` only. */
  get() {
    const text = this.#storage?.getItem(KEY) ?? null;
    if (!this.#storage || text === this.#text) return this.#doc;
    if (text === null) this.#unsaved = false; // all of it was deleted
    const doc = text === null ? empty() : this.#read(text);
    this.#doc = this.#unsaved ? merge(doc, this.#doc) : doc;
    this.#text = text;
    return this.#doc;
  }

  #read(text) {
    try {
      return fromText(text);
    } catch {
      if (isNewer(text)) {
        this.trouble = "newer";
        this.#storage = null; // hands off
        return empty();
      }
      this.#putAside(text);
      return salvage(text);
    }
  }

  /** Keeps what is damaged; it stays in its place if there is no room. */
  #putAside(text) {
    this.trouble = "damaged";
    const before = this.aside;
    if (before?.includes(text)) return;
    try {
      this.#storage.setItem(ASIDE, before ? `${before}\n${text}` : text);
    } catch {
      this.trouble = "full";
      this.#storage = null; // a change would overwrite it
    }
  }

  /** Changes the memory by `change(doc)` or to the document it returns. */
  update(change) {
    const doc = this.get();
    this.#doc = change(doc) ?? doc;
    this.#write();
    this.#tell();
  }

  #write() {
    if (!this.#storage) return;
    const text = toText(this.#doc);
    try {
      this.#storage.setItem(KEY, text);
      this.#text = text;
      this.#unsaved = false;
      if (this.trouble === "full") this.trouble = "";
    } catch {
      this.#unsaved = true;
      this.trouble = "full";
    }
  }

  /** Forgets everything. */
  clear() {
    this.#doc = empty();
    this.#text = null;
    this.#unsaved = false;
    this.#storage = this.#given;
    this.#given?.removeItem(KEY);
    this.#given?.removeItem(ASIDE);
    this.trouble = this.#given ? "" : "none";
    this.#tell();
  }

  /** Calls `listener` after every change, here or in another tab. */
  listen(listener) {
    this.#heard.add(listener);
    return () => this.#heard.delete(listener);
  }

  /** Another tab has written. */
  heard(event) {
    if (event.key === KEY || event.key === null) this.#tell();
  }

  /** The page is looked at again: another day may have begun. */
  seenAgain() {
    this.#tell();
  }

  #tell() {
    for (const listener of [...this.#heard]) listener();
  }
}
