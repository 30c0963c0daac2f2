// Where the memory is kept: one entry of the browser's localStorage. Every
// change reads it anew, so that two tabs do not overwrite each other. When
// there is no storage, the page works all the same and remembers until it is
// left.
import { fromText, toText } from "./file.mjs";
import { MEMORY_VERSION, empty, isObject, parse } from "./shape.mjs";

export const KEY = "neural-networks-you-can-touch";

/** What is wrong with the storage, in words for the reader. */
export const TROUBLE = {
  none: "This browser keeps nothing for this page (a private window, or " +
    "storage is switched off): what you mark is forgotten when you leave it.",
  full: "The browser's storage for this site is full: your last change is " +
    "forgotten when you leave this page. Export your memory, then make room.",
  newer: "A newer edition of this book has written your memory. It is left " +
    "untouched, and what you mark here is forgotten when you leave the page.",
  damaged: "What was remembered could not be read. It was put aside, and a " +
    "new memory has begun.",
};

/** The page's storage, or nothing if the browser has none or denies it. */
export function usable(get = () => globalThis.localStorage) {
  try {
    const storage = get();
    storage.setItem(`${KEY}-probe`, "1");
    storage.removeItem(`${KEY}-probe`);
    return storage;
  } catch {
    return null;
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
  #storage;
  #text = null; // of #doc
  #doc = empty();
  #heard = new Set();
  trouble = "";

  constructor(storage) {
    this.#storage = storage;
    if (!storage) this.trouble = "none";
  }

  /** What is wrong, in words; nothing as a rule. */
  get complaint() {
    return TROUBLE[this.trouble] ?? "";
  }

  /** The memory as it is now; change it through `update` only. */
  get() {
    const text = this.#storage?.getItem(KEY) ?? null;
    if (!this.#storage || text === this.#text) return this.#doc;
    this.#text = text;
    this.#doc = text === null ? empty() : this.#read(text);
    return this.#doc;
  }

  #read(text) {
    try {
      return fromText(text);
    } catch {
      if (isNewer(text)) {
        this.trouble = "newer";
        this.#storage = null; // hands off
      } else {
        this.trouble = "damaged";
        this.#putAside(text);
      }
      return empty();
    }
  }

  #putAside(text) {
    this.#storage.removeItem(KEY);
    this.#storage.setItem(`${KEY}-damaged`, text); // fits: it was there
    this.#text = null;
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
    } catch {
      this.trouble = "full";
      this.#storage = null; // go on without
    }
  }

  /** Forgets everything. */
  clear() {
    this.#doc = empty();
    this.#text = null;
    this.#storage?.removeItem(KEY);
    this.#storage?.removeItem(`${KEY}-damaged`);
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

  #tell() {
    for (const listener of [...this.#heard]) listener();
  }
}
