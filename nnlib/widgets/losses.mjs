// The losses of nnlib.losses and their gradients, on arrays of rows: `yTrue`
// and `yPred` hold one array of numbers per example. A loss is a number, the
// mean over the examples; a gradient has the rows of `yPred` and contains the
// 1/n. The views that need a loss import it; `_base.py` writes it in.
import { logSoftmax, softmax } from "./activations.mjs";
import { clamp, sigmoid } from "./kit.mjs";

/** The sum of f(target, prediction) over all entries. */
const lossSum = (yTrue, yPred, f) =>
  yPred.reduce((sum, row, i) =>
    sum + row.reduce((part, p, k) => part + f(yTrue[i][k], p), 0), 0);

/** The rows of f(target, prediction). */
const lossRows = (yTrue, yPred, f) =>
  yPred.map((row, i) => row.map((p, k) => f(yTrue[i][k], p)));

const entryCount = (rows) => rows.length * rows[0].length;

/** p, with 0 replaced by the least normal number: its log is finite. */
const positive = (p) => Math.max(p, 2.2250738585072014e-308);

// --- regression -----------------------------------------------------------

/** The mean of (p − y)² over all entries. */
export const meanSquaredError = (yTrue, yPred) =>
  lossSum(yTrue, yPred, (y, p) => (p - y) ** 2) / entryCount(yPred);

/** 2 (p − y) over the number of entries. */
export const meanSquaredErrorGradient = (yTrue, yPred) => {
  const entries = entryCount(yPred);
  return lossRows(yTrue, yPred, (y, p) => (p - y) * (2 / entries));
};

/** Half the squared distance of each example, mean over n. */
export const quadraticCost = (yTrue, yPred) =>
  (0.5 * lossSum(yTrue, yPred, (y, p) => (p - y) ** 2)) / yPred.length;

/** (p − y) / n. */
export const quadraticCostGradient = (yTrue, yPred) =>
  lossRows(yTrue, yPred, (y, p) => (p - y) / yPred.length);

/** The mean of |p − y| over all entries. */
export const meanAbsoluteError = (yTrue, yPred) =>
  lossSum(yTrue, yPred, (y, p) => Math.abs(p - y)) / entryCount(yPred);

/** The sign of p − y over the number of entries, 0 at the kink. */
export const meanAbsoluteErrorGradient = (yTrue, yPred) => {
  const entries = entryCount(yPred);
  return lossRows(yTrue, yPred, (y, p) => Math.sign(p - y) / entries);
};

/** Quadratic for errors up to delta, linear beyond: mean of all entries. */
export const huber = (yTrue, yPred, delta = 1) =>
  lossSum(yTrue, yPred, (y, p) => {
    const error = Math.abs(p - y);
    const inside = Math.min(error, delta); // the quadratic part
    return inside ** 2 / 2 + delta * (error - inside);
  }) / entryCount(yPred);

/** The residual clipped to ±delta, over the number of entries. */
export const huberGradient = (yTrue, yPred, delta = 1) => {
  const entries = entryCount(yPred);
  return lossRows(yTrue, yPred, (y, p) => clamp(p - y, -delta, delta) / entries);
};

// --- classification -------------------------------------------------------

/** max(0, 1 − y f) for targets −1 and 1, summed over the outputs. */
export const hinge = (yTrue, yPred) =>
  lossSum(yTrue, yPred, (y, f) => Math.max(0, 1 - y * f)) / yPred.length;

/** −y / n where y f < 1, else 0. */
export const hingeGradient = (yTrue, yPred) =>
  lossRows(yTrue, yPred, (y, f) => (y * f < 1 ? -y / yPred.length : 0));

/** −(y log p + (1 − y) log(1 − p)), summed over outputs, mean over n. */
export const binaryCrossentropy = (yTrue, yPred) =>
  lossSum(yTrue, yPred, (y, p) =>
    -(y * Math.log(positive(p)) + (1 - y) * Math.log(positive(1 - p))),
  ) / yPred.length;

export const binaryCrossentropyGradient = (yTrue, yPred) =>
  lossRows(yTrue, yPred, (y, p) =>
    ((1 - y) / positive(1 - p) - y / positive(p)) / yPred.length);

/** The same of scores f, with p = sigmoid(f), exact for any score. */
export const binaryCrossentropyFromLogits = (yTrue, yPred) =>
  lossSum(yTrue, yPred, (y, f) =>
    Math.max(f, 0) - f * y + Math.log1p(Math.exp(-Math.abs(f))),
  ) / yPred.length;

/** (p − y) / n. */
export const binaryCrossentropyFromLogitsGradient = (yTrue, yPred) =>
  lossRows(yTrue, yPred, (y, f) => (sigmoid(f) - y) / yPred.length);

/** −Σ y log p for one-hot rows of targets, mean over n. */
export const categoricalCrossentropy = (yTrue, yPred) =>
  lossSum(yTrue, yPred, (y, p) => -y * Math.log(positive(p))) / yPred.length;

export const categoricalCrossentropyGradient = (yTrue, yPred) =>
  lossRows(yTrue, yPred, (y, p) => -y / positive(p) / yPred.length);

/** The same of scores z, with p = softmax(z), exact for any score. */
export const categoricalCrossentropyFromLogits = (yTrue, yPred) =>
  lossSum(yTrue, yPred.map((z) => logSoftmax(z)), (y, logP) => -y * logP)
    / yPred.length;

/** (p − y) / n. */
export const categoricalCrossentropyFromLogitsGradient = (yTrue, yPred) =>
  lossRows(yTrue, yPred.map((z) => softmax(z)), (y, p) => (p - y) / yPred.length);

/** The labels as one-hot rows, as wide as the rows of `like`. */
export const oneHotRows = (labels, like) =>
  labels.map((label, i) => like[i].map((_, k) => (k === label ? 1 : 0)));

/** −log p_c where c is the integer label, mean over n. */
export const sparseCategoricalCrossentropy = (labels, yPred) =>
  categoricalCrossentropy(oneHotRows(labels, yPred), yPred);

export const sparseCategoricalCrossentropyGradient = (labels, yPred) =>
  categoricalCrossentropyGradient(oneHotRows(labels, yPred), yPred);

export const sparseCategoricalCrossentropyFromLogits = (labels, yPred) =>
  categoricalCrossentropyFromLogits(oneHotRows(labels, yPred), yPred);

export const sparseCategoricalCrossentropyFromLogitsGradient = (labels, yPred) =>
  categoricalCrossentropyFromLogitsGradient(oneHotRows(labels, yPred), yPred);
