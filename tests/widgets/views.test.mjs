// Run by `node --test`: numbers and sentences as the reader sees them.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as gates from "../../nnlib/widgets/gate_builder.mjs";
import * as kit from "../../nnlib/widgets/kit.mjs";
import * as line from "../../nnlib/widgets/separating_line.mjs";
import * as sharpen from "../../nnlib/widgets/sharpen.mjs";
import * as stepper from "../../nnlib/widgets/perceptron_stepper.mjs";

const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]];
const AND = { X: CORNERS, y: [0, 0, 0, 1], learningRate: 1, maxEpochs: 50 };
const XOR = { ...AND, y: [0, 1, 1, 0] };

test("numbers are printed with a true minus sign and no dust", () => {
  assert.equal(kit.fmt(-0.5), "−0.5");
  assert.equal(kit.fmt(0.1 + 0.2), "0.3");
  assert.equal(kit.fmt(-0.0001), "0");
  assert.equal(kit.vector([1, -2]), "(1, −2)");
  assert.equal(kit.signed(-1.5), "− 1.5");
  assert.equal(kit.signed(0), "+ 0");
  assert.equal(kit.count(1, "mistake"), "1 mistake");
  assert.equal(kit.snap(0.3 + 1e-9, 0.05), 0.3);
});

test("ticks are round and inside", () => {
  assert.deepEqual(kit.ticks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(kit.ticks(-4, 4, 8), [-4, -3, -2, -1, 0, 1, 2, 3, 4]);
  for (const t of kit.ticks(-3.9, 4.1)) assert.ok(t >= -3.9 && t <= 4.1);
});

test("a scale and its inverse cancel", () => {
  const at = kit.scale([-3, 5], [50, 450]);
  assert.equal(at(-3), 50);
  assert.equal(at(5), 450);
  for (const v of [-3, 0, 1.7]) assert.ok(Math.abs(at.invert(at(v)) - v) < 1e-12);
});

test("the line tells its rule and its mistakes", () => {
  const [X, y] = [[[0, 0], [2, 2]], [0, 1]];
  assert.equal(line.describe([1, 1], -1.5, X, y),
    "Fires where 1·x₁ + 1·x₂ − 1.5 > 0. 0 mistakes in 2 points: every point is on its side.");
  assert.match(line.describe([-1, -1], 1.5, X, y), /2 mistakes in 2 points\.$/);
  assert.match(line.describe([0, 0], 0, X, y), /no line; the neuron says 0 everywhere/);
});

test("a horizontal, a vertical and no line", () => {
  const box = [-1, 1, -2, 2];
  assert.deepEqual(kit.lineInBox([1, 0], 0, box).map(([x]) => x + 0), [0, 0]);
  assert.deepEqual(kit.lineInBox([0, 1], 5, box), null);
  assert.deepEqual(kit.lineInBox([0, 0], 1, box), null);
  assert.equal(kit.halfPlane([0, 0], 0, box, true).length, 0);
  assert.equal(kit.halfPlane([0, 0], 0, box, false).length, 4);
});

test("the stepper writes the calculation out", () => {
  const run = stepper.train({ ...AND, seen: 4 });
  const lines = stepper.calculation(run.visits.at(-1), AND.X, AND.y, 1);
  assert.deepEqual(lines, [
    "z = 0·1 + 0·1 + 0 = 0",
    "ŷ = 0 because z ≤ 0;  e = y − ŷ = 1 − 0 = 1",
    "w ← (0, 0) + 1·(1)·(1, 1) = (1, 1)",
    "b ← 0 + 1·(1) = 1",
  ]);
  const quiet = stepper.train({ ...AND, seen: 1 });
  assert.equal(stepper.calculation(quiet.visits[0], AND.X, AND.y, 1)[2],
    "e = 0: w and b stay");
});

test("the stepper stops, and says why", () => {
  const told = (task, seen) =>
    stepper.describe(stepper.train({ ...task, seen }), 4, "these points");
  assert.equal(told(AND, 0), "Not started: w = (0, 0), b = 0.");
  assert.match(told(AND, 5), /^Epoch 2, sample 1 of 4: 1 mistake so far\./);
  assert.match(told(AND, 8), /^Epoch 2 is over: 3 mistakes\./);
  assert.equal(told(AND, 999), "Finished: epoch 6 had no mistake. w = (2, 1), b = −2.");
  assert.match(told(XOR, 999), /^Stopped: still 4 mistakes in epoch 50\. The rule has not settled/);
});

test("the learning rate scales the run from zero and changes nothing else", () => {
  const [one, four] = [1, 0.25].map((learningRate) =>
    stepper.train({ ...AND, learningRate, seen: 999 }));
  assert.deepEqual(four.w, one.w.map((v) => v / 4));
  assert.deepEqual(four.history, one.history);
});

test("the next epoch ends on a multiple of the samples", () => {
  assert.deepEqual([0, 1, 3, 4, 7].map((t) => stepper.nextEpoch(t, 4)), [4, 4, 4, 8, 8]);
});

test("the table of the sharpened neuron waits for the prediction", () => {
  assert.equal(sharpen.cell(5, 1, 0.5), "?");
  assert.equal(sharpen.cell(5, 5, 0.5), "0.92414");
  assert.equal(sharpen.cell(1, 1, 0), "0.50000");
});

test("at z = 0 sharpening does not help", () => {
  for (const c of [1, 100]) {
    assert.equal(sharpen.sharpened(c, 0), 0.5);
    assert.match(sharpen.describe(c, 0), /always one half/);
  }
  assert.match(sharpen.describe(5, 0.5), /0\.92414, the step gives 1; they differ by 0\.07586/);
});

test("the gate builder names gates and shows ties", () => {
  assert.equal(gates.gateOf([1, 1], -1.5), "AND");
  assert.equal(gates.gateOf([1, 1], -2), "always 0"); // the tie at 11
  assert.equal(gates.ties([1, 1], -2), 1);
  assert.match(gates.describe([1, 1], -2), /One row has z = 0/);
  assert.match(gates.describe([1, 1], -1), /2 rows have z = 0/);
  assert.doesNotMatch(gates.describe([1, 1], -1.5), /z = 0/);
});
