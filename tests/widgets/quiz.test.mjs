// Run by `node --test`: the quiz judges answers and explains them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { judge, moved, parseNumber, score } from "../../exercises/nncheck/quiz.mjs";

const said = (text) => [{ kind: "text", text, plain: text }];
const option = (text, correct) => ({ text: said(text), because: said(`why ${text}`), correct });
const OPTIONS = [option("a", true), option("b", false), option("c", true)];
const NUMBER = {
  kind: "number", answer: 0.622, tolerance: 0.001, because: said("so"), hint: said("hint"),
  mistakes: [{ answer: 0.5, because: said("that is z") }],
};
const ORDER = { kind: "order", because: said("so"), hint: said("hint") };

test("numbers as people type them", () => {
  const known = {
    "1": 1, " -2 ": -2, "−0.5": -0.5, "0,5": 0.5, ".5": 0.5, "1/4": 0.25,
    "-1/2": -0.5, "1e-3": 0.001, "+3": 3, "2.": 2,
  };
  for (const [text, value] of Object.entries(known)) {
    assert.equal(parseNumber(text), value, text);
  }
  for (const text of ["", "x", "1 2", "1/2/3", "0x10", "Infinity", "--1"]) {
    assert.ok(Number.isNaN(parseNumber(text)), text);
  }
});

test("one choice: each answer has its own words", () => {
  const question = { kind: "choose-one", options: OPTIONS.slice(0, 2) };
  assert.deepEqual(judge(question, [0]),
    { right: true, notes: [{ mark: true, of: said("a"), because: said("why a") }] });
  assert.equal(judge(question, [1]).right, false);
  assert.deepEqual(judge(question, [1]).notes[0].because, said("why b"));
  assert.equal(judge(question, []).right, null);
});

test("several: incomplete, wrong, right", () => {
  const question = { kind: "several", options: OPTIONS };
  const part = judge(question, [0]);
  assert.equal(part.right, false);
  assert.equal(part.notes.at(-1), "Not complete: 1 more to find.");
  const mixed = judge(question, [0, 1, 2]);
  assert.equal(mixed.right, false);
  assert.deepEqual(mixed.notes.map((note) => note.mark), [true, false, true]);
  const all = judge(question, [0, 2]);
  assert.equal(all.right, true);
  assert.equal(all.notes.length, 3, "the unchosen answer is explained too");
});

test("a number: right within the tolerance, known mistakes, hint", () => {
  for (const text of ["0.622", "0,6225", "0.623"]) assert.equal(judge(NUMBER, text).right, true, text);
  for (const text of ["0.6235", "62.2"]) {
    assert.deepEqual(judge(NUMBER, text).notes[0].because, said("hint"), text);
  }
  assert.deepEqual(judge(NUMBER, "1/2").notes[0].because, said("that is z"));
  assert.equal(judge(NUMBER, "half").right, null);
  assert.match(judge(NUMBER, "half").notes[0], /not a number/);
  assert.equal(judge(NUMBER, " ").right, null);
  assert.equal(judge(NUMBER, "1/0").right, null);
});

test("an order: how far it is right", () => {
  assert.equal(judge(ORDER, [0, 1, 2, 3]).right, true);
  assert.match(judge(ORDER, [1, 0, 2, 3]).notes[0], /first step is not/);
  assert.match(judge(ORDER, [0, 2, 1, 3]).notes[0], /first step is right/);
  assert.match(judge(ORDER, [0, 1, 3, 2]).notes[0], /first 2 steps are right/);
});

test("moving a step", () => {
  assert.deepEqual(moved([2, 0, 1], 0, 1), [0, 2, 1]);
  assert.deepEqual(moved([2, 0, 1], 0, -1), [2, 0, 1]);
  assert.deepEqual(moved([2, 0, 1], 2, 1), [2, 0, 1]);
});

test("the score counts first tries apart", () => {
  const results = {
    a: { right: true, tries: 1 }, b: { right: true, tries: 3 }, c: { right: false, tries: 1 },
  };
  assert.equal(score(results, 4), "2 of 4 right, 1 at the first try.");
  assert.equal(score({}, 4), "0 of 4 right.");
});
