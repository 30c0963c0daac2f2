// Run by `node --test`: the pure parts of the reader's memory.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isRead, looked, needed } from "../../tools/memory/dwell.mjs";
import { fromText, toText } from "../../tools/memory/file.mjs";
import { gained, merge } from "../../tools/memory/merge.mjs";
import { around, find } from "../../tools/memory/quote.mjs";
import { keepAnswers, resultsOf } from "../../tools/memory/quiz.mjs";
import { BadFile } from "../../tools/memory/results.mjs";
import { Queue, answered, day, due, fresh, nextDay } from "../../tools/memory/schedule.mjs";
import { TooNew, empty, migrate, pageOf, parse } from "../../tools/memory/shape.mjs";
import { numbers } from "../../tools/memory/tally.mjs";

const TIME = "2030-01-31T12:00:00Z";
const LATER = "2030-02-01T12:00:00Z";

function memory(change) {
  const doc = empty();
  change(doc);
  return doc;
}

const note = (text, edited = TIME) => memory((doc) => {
  pageOf(doc, "highlights", "tensors").h1 = {
    exact: "a tensor", prefix: "", suffix: "", note: text, time: TIME, edited,
  };
});

test("cards return after 1, 3, 7, 16, 35 days, and tomorrow when not known", () => {
  let card = fresh(new Date(2030, 0, 1), TIME);
  assert.equal(card.due, "2030-01-01");
  const returns = [1, 3, 7, 16, 35].map((days) => {
    const now = new Date(2030, 0, 1);
    card = answered(card, true, now, TIME);
    return card.due === day(now, days);
  });
  assert.deepEqual(returns, [true, true, true, true, true]);
  card = answered(card, false, new Date(2030, 0, 1), TIME);
  assert.deepEqual(card, { box: 0, due: "2030-01-02", time: TIME });
  let old = { box: 50 };
  old = answered(old, true, new Date(2030, 0, 1), TIME);
  assert.equal(old.due, "2031-01-01"); // never more than a year
});

test("the reader's day ends at midnight, also when the clocks change", () => {
  assert.equal(day(new Date(2030, 11, 31, 23, 59), 1), "2031-01-01");
  assert.equal(day(new Date(2030, 2, 30, 0, 30), 2), "2030-04-01");
});

test("due are the cards of today and before, the oldest first", () => {
  const cards = {
    a: { x: { due: "2030-01-02" }, y: { due: "2030-01-01" } },
    b: { z: { due: "2030-01-03" } },
  };
  const now = new Date(2030, 0, 2);
  assert.deepEqual(due(cards, now), [["a", "y"], ["a", "x"]]);
  assert.deepEqual(due(cards, now, (_, id) => id === "x"), [["a", "x"]]);
  assert.equal(nextDay({ b: cards.b }), "2030-01-03");
  assert.equal(nextDay({}), undefined);
  assert.equal(nextDay(cards, (page) => page === "b"), "2030-01-03");
});

test("in a sitting a card comes again until it is known, and counts once", () => {
  const [a, b] = ["a", "b"];
  const queue = new Queue([a, b]);
  assert.equal(queue.answer(false), true);
  assert.equal(queue.card, b);
  assert.equal(queue.answer(true), true);
  assert.equal(queue.card, a);
  assert.equal(queue.answer(true), false); // the schedule is set already
  assert.equal(queue.card, undefined);
  assert.deepEqual([queue.done, queue.known], [2, 1]);
});

test("read means: the end was seen, and for long enough", () => {
  assert.equal(needed(10), 3);
  assert.equal(needed(300), 30);
  assert.equal(needed(5000), 60);
  let seen;
  for (let i = 0; i < 10; i++) seen = looked(seen, false);
  assert.equal(isRead(seen, 50), false);
  assert.equal(isRead(looked(seen, true), 50), true);
  assert.equal(isRead(looked(seen, true), 200), false);
});

const TEXT = "A neuron fires if its sum is greater than 0. The weights turn the " +
  "line, and the bias shifts it. Without a bias, the line contains the origin.";

const quote = (exact, nth = 0, text = TEXT) => {
  let start = text.indexOf(exact);
  for (let i = 0; i < nth; i++) start = text.indexOf(exact, start + 1);
  return { exact, ...around(text, start, start + exact.length) };
};
const found = (text, wanted) => {
  const place = find(text, wanted);
  return place && text.slice(place.start, place.end);
};

test("a highlight is found by its words and those around", () => {
  assert.equal(found(TEXT, quote("turn the line")), "turn the line");
  const second = quote("bias", 1);
  const moved = `New first sentence about the bias. ${TEXT}`;
  assert.equal(find(moved, second).start, moved.lastIndexOf("bias"));
});

test("a highlight stays where it is when its sentence is edited", () => {
  const wanted = quote("The weights turn the line, and the bias shifts it.");
  const edited = TEXT.replace("turn the line, and", "rotate the line;")
    .replace("A neuron", "A single neuron");
  assert.match(found(edited, wanted), /weights rotate the line; the bias shifts it/);
});

test("a highlight whose words are gone is lost, and takes no others", () => {
  const wanted = quote("The weights turn the line");
  assert.equal(find("Something else stands on this page now.", wanted), null);
  const common = { exact: "the", prefix: "qqqqqqq", suffix: "qqqqqqq" };
  assert.equal(find(TEXT, common), null); // occurs often, never between these
});

test("formulas count as one sign, however they are drawn", () => {
  const wanted = { exact: "sum \\(w \\cdot x\\) is", prefix: "the ", suffix: " 0" };
  assert.equal(found("Then the sum \uFFFC is 0", wanted), "sum \uFFFC is");
});

test("merging keeps everything, in whatever order, however often", () => {
  const one = memory((doc) => {
    pageOf(doc, "sections", "tensors").cutting = { time: TIME };
    pageOf(doc, "cards", "tensors").layer = { box: 3, due: "2030-02-10", time: TIME };
    doc.place = { page: "tensors", section: "cutting", title: "", time: TIME };
  });
  const other = memory((doc) => {
    pageOf(doc, "sections", "tensors").layer = { time: LATER };
    pageOf(doc, "cards", "tensors").layer = { box: 0, due: "2030-02-02", time: LATER };
    doc.place = { page: "losses", section: "", title: "", time: LATER };
  });
  const both = merge(one, other);
  assert.deepEqual(both, merge(other, one));
  assert.deepEqual(merge(both, other), both);
  assert.deepEqual(Object.keys(both.sections.tensors).sort(), ["cutting", "layer"]);
  assert.equal(both.cards.tensors.layer.box, 0); // the later review
  assert.equal(both.place.page, "losses");
  assert.equal(gained(one, both).sections, 1);
  assert.equal(gained(both, merge(both, one)).cards, 0);
});

test("of two notes on one highlight both stay", () => {
  const texts = (a, b) => merge(a, b).highlights.tensors.h1.note;
  assert.equal(texts(note("old"), note("new", LATER)), "new\n\nold");
  assert.equal(texts(note("new", LATER), note("old")), "new\n\nold");
  assert.equal(texts(note("a b"), note("a", LATER)), "a b");
  assert.equal(texts(note(""), note("a")), "a");
  const once = merge(note("old"), note("new", LATER));
  assert.equal(merge(once, note("old")).highlights.tensors.h1.note, "new\n\nold");
});

test("an answer is kept when it is better, and comes back", () => {
  const doc = empty();
  keepAnswers(doc, "tensors", { q: { right: false, tries: 1 } }, TIME);
  keepAnswers(doc, "tensors", { q: { right: true, tries: 2 } }, LATER);
  keepAnswers(doc, "tensors", { q: { right: false, tries: 1 } }, LATER);
  assert.equal(doc.quiz.tensors.q.right, true);
  assert.deepEqual(resultsOf(doc.quiz.tensors, ["q", "new"]),
    { q: { right: true, tries: 2 } });
});

test("a file keeps all of it, whatever the names are", () => {
  const doc = note("*a*");
  pageOf(doc, "quiz", "constructor").__proto__ =
    { right: true, tries: 1, time: TIME, version: "book" };
  const again = fromText(toText(doc, 1));
  assert.deepEqual(again, doc);
  assert.equal(Object.keys(again.quiz.constructor)[0], "__proto__");
});

test("a malformed file is refused whole, with the reason", () => {
  const change = (path, value) => {
    const data = JSON.parse(toText(merge(note("x"), memory((doc) => {
      pageOf(doc, "cards", "losses").huber = { box: 1, due: "2030-01-01", time: TIME };
      pageOf(doc, "sections", "losses").huber = { time: TIME };
    }))));
    const last = path.pop();
    path.reduce((part, name) => part[name], data)[last] = value;
    return JSON.stringify(data);
  };
  const cases = {
    "it is not in the format JSON": "{",
    'it has no "format"': "[]",
    "its format_version is 2": change(["format_version"], 2),
    "its memory_version is 9": change(["memory_version"], 9),
    "its memory_version is no number": change(["memory_version"], "1"),
    "its 'cards' must be an object of objects": change(["cards"], []),
    'in cards, "losses", "huber": box must': change(["cards", "losses", "huber", "box"], -1),
    'in cards, "losses", "huber": due must': change(["cards", "losses", "huber", "due"], "soon"),
    'in sections, "losses", "huber": time is missing': change(["sections", "losses", "huber"], {}),
    "exact must be": change(["highlights", "tensors", "h1", "exact"], " "),
    "note must be a text": change(["highlights", "tensors", "h1", "note"], 3),
    "place must be an object": change(["place"], "here"),
    "the page must be a chapter's slug": change(["sections", "a b"], { x: { time: TIME } }),
  };
  for (const [why, text] of Object.entries(cases)) {
    assert.throws(() => fromText(text), (error) =>
      error instanceof BadFile && error.message.includes(why), why);
  }
});

test("an older memory is brought to the present shape, a newer one left", () => {
  const old = parse('{"memory_version": 0, "read": ["a"]}');
  const migrations = [({ read }) => parse(JSON.stringify({ sections: read }))];
  const made = migrate(old, { version: 1, migrations });
  assert.deepEqual([...made.sections], ["a"]);
  assert.equal(made.memory_version, 1);
  assert.throws(() => migrate(parse('{"memory_version": 2}'), { version: 1 }), TooNew);
});

test("a chapter's row counts what the book has today", () => {
  const doc = memory((made) => {
    keepAnswers(made, "losses", { old: { right: true, tries: 1 }, a: { right: true, tries: 1 } }, TIME);
    pageOf(made, "exercises", "losses").mse = { points: 1, out_of: 2 };
    pageOf(made, "cards", "losses").huber = { due: "2030-01-01" };
  });
  const details = {
    questions: ["a", "b"], exercises: { losses: { mse: 3, mae: 1 } },
    cards: [["huber"], ["mean"]],
  };
  const row = (today) => numbers(doc, "losses", details, { read: 2, all: 9 }, today);
  assert.deepEqual(row("2030-01-01"), {
    sections: "2 of 9", quiz: "1 of 2", exercises: "1.5 of 4", cards: "1 due of 1",
  });
  assert.equal(row("2029-12-31").cards, "1, none due");
  const nothing = numbers(empty(), "losses", {}, { read: 0, all: 0 });
  assert.deepEqual([...new Set(Object.values(nothing))], ["–"]);
});
