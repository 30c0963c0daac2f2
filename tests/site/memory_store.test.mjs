// Run by `node --test`: where the reader's memory is kept, and what goes wrong.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fromText, toText } from "../../tools/memory/file.mjs";
import { empty, pageOf } from "../../tools/memory/shape.mjs";
import { KEY, Store, usable } from "../../tools/memory/store.mjs";

const TIME = "2030-01-31T12:00:00Z";
const ASIDE = `${KEY}-damaged`;

/** A storage like the browser's; `room` counts the letters of all it holds. */
class Shelf {
  kept = new Map();
  constructor(room = Infinity) { this.room = room; }
  get length() { return this.kept.size; }
  getItem(key) { return this.kept.get(key) ?? null; }
  setItem(key, text) {
    const others = [...this.kept].filter(([name]) => name !== key);
    const used = others.reduce((sum, [, { length }]) => sum + length, 0);
    if (used + text.length > this.room) throw new Error("QuotaExceededError");
    this.kept.set(key, text);
  }
  removeItem(key) { this.kept.delete(key); }
}

/** Marks a section as read. */
const read = (store, id) =>
  store.update((doc) => { pageOf(doc, "sections", "a")[id] = { time: TIME }; });
const sections = (store) => Object.keys(store.get().sections.a ?? {}).sort();

test("two tabs do not overwrite each other", () => {
  const shelf = new Shelf();
  const [one, two] = [new Store(shelf), new Store(shelf)];
  one.update((doc) => { pageOf(doc, "sections", "a").x = { time: TIME }; });
  two.update((doc) => { pageOf(doc, "sections", "a").y = { time: TIME }; });
  one.update((doc) => { pageOf(doc, "sections", "a").z = { time: TIME }; });
  assert.deepEqual(Object.keys(two.get().sections.a).sort(), ["x", "y", "z"]);
  let heard = 0;
  two.listen(() => { heard += 1; });
  two.heard({ key: KEY });
  two.heard({ key: "theme" });
  assert.equal(heard, 1);
  one.clear();
  assert.deepEqual(two.get(), empty());
});

test("without storage the page goes on and says so", () => {
  const none = new Store(usable(() => { throw new Error("SecurityError"); }));
  assert.equal(none.trouble, "none");
  read(none, "x");
  assert.deepEqual(sections(none), ["x"]);
  assert.equal(none.aside, null);
  assert.equal(usable(() => new Shelf(0)), null); // takes nothing, holds nothing
  const standIn = Object.assign(new Shelf(), { refused: true });
  assert.equal(usable(() => standIn), null);
});

test("a full storage is read all the same, and tried again", () => {
  const shelf = new Shelf();
  read(new Store(shelf), "x");
  shelf.room = shelf.getItem(KEY).length;
  assert.equal(usable(() => shelf), shelf);
  const store = new Store(usable(() => shelf));
  assert.deepEqual(sections(store), ["x"]);
  read(store, "y");
  assert.equal(store.trouble, "full");
  assert.deepEqual(sections(store), ["x", "y"]);
  assert.deepEqual(sections(new Store(shelf)), ["x"]);
  const other = new Store(shelf); // a second tab goes on with what there is
  other.update((doc) => { doc.sections.a.z = doc.sections.a.x; delete doc.sections.a.x; });
  assert.deepEqual(sections(store), ["x", "y", "z"]);
  shelf.room = Infinity;
  read(store, "y");
  assert.equal(store.trouble, "");
  assert.deepEqual(sections(new Store(shelf)), ["x", "y", "z"]);
});

test("everything is deleted, also when there is no room or a newer memory", () => {
  const shelf = new Shelf();
  const [store, tab] = [new Store(shelf), new Store(shelf)];
  read(store, "x");
  shelf.room = shelf.getItem(KEY).length;
  read(store, "y");
  read(tab, "z");
  store.clear();
  assert.deepEqual([store.trouble, shelf.length], ["", 0]);
  assert.deepEqual(tab.get(), empty()); // what it could not save is gone, too
  shelf.room = Infinity;
  shelf.setItem(KEY, JSON.stringify({ ...empty(), memory_version: 99 }));
  read(store, "x");
  assert.equal(store.trouble, "newer");
  store.clear();
  assert.deepEqual([store.trouble, shelf.length], ["", 0]);
});

test("of a damaged memory all is kept that is whole, and the rest put aside", () => {
  const shelf = new Shelf();
  const doc = { ...empty(), place: 3, bookmarks: [] };
  pageOf(doc, "sections", "a").x = { time: TIME };
  pageOf(doc, "sections", "a").y = { time: "yesterday" };
  pageOf(doc, "cards", "a").z = { box: 1, due: "2030-02-03", time: TIME };
  doc.quiz.b = "no object";
  const text = JSON.stringify(doc);
  shelf.setItem(KEY, text);
  const store = new Store(shelf);
  assert.deepEqual(sections(store), ["x"]);
  assert.equal(store.get().cards.a.z.box, 1);
  assert.equal(store.trouble, "damaged");
  read(store, "w");
  assert.deepEqual(sections(new Store(shelf)), ["w", "x"]);
  shelf.setItem(KEY, "{half");
  assert.deepEqual(new Store(shelf).get(), empty());
  assert.deepEqual(new Store(shelf).get(), empty()); // asked twice, kept once
  assert.equal(store.aside, `${text}\n{half`);
});

test("a damaged memory is not touched when there is no room beside it", () => {
  const shelf = new Shelf(8);
  shelf.setItem(KEY, "{half");
  const store = new Store(shelf);
  read(store, "x");
  assert.equal(store.trouble, "full");
  assert.equal(shelf.getItem(KEY), "{half");
});

test("a newer memory is left alone", () => {
  const shelf = new Shelf();
  const text = JSON.stringify({ ...empty(), memory_version: 99 });
  shelf.setItem(KEY, text);
  const old = new Store(shelf);
  read(old, "x");
  assert.equal(old.trouble, "newer");
  assert.equal(shelf.getItem(KEY), text);
});

test("a text may be as long as a page, and longer", () => {
  const doc = empty();
  const exact = "All of a chapter. ".repeat(10_000);
  pageOf(doc, "highlights", "losses").h = {
    exact, prefix: "", suffix: "", note: exact, time: TIME, edited: TIME,
  };
  assert.deepEqual(fromText(toText(doc)), doc);
});
