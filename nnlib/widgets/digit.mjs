// From a drawing to an answer: strokes to pixels, pixels to an MNIST image,
// the network's forward pass, and which pixels speak for which digit. The
// same as nnlib.datasets.normalize_digit, _drawings.py, _digit_network.py.
import { clamp } from "./kit.mjs";

export const PAD = 112; // the pad's side, in pixels
const SIDE = 28; // the side of MNIST's images
const BOX = 20; // the longer side of the digit in them
const TIE = 1e-9; // rounding errors must not decide between two equal places

// --- strokes to pixels ----------------------------------------------------

/** Lower `nearest`, squared distances, around one segment of a stroke. */
function nearSegment(nearest, [x0, y0], [x1, y1], reach) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const from = (a, b) => clamp(Math.floor(Math.min(a, b) - reach), 0, PAD);
  const to = (a, b) => clamp(Math.ceil(Math.max(a, b) + reach), 0, PAD);
  for (let r = from(y0, y1); r < to(y0, y1); r++) {
    for (let c = from(x0, x1); c < to(x0, x1); c++) {
      const [x, y] = [c + 0.5, r + 0.5];
      const along = (x - x0) * dx + (y - y0) * dy;
      const t = length > 0 ? clamp(along / length, 0, 1) : 0;
      const [offX, offY] = [x - (x0 + t * dx), y - (y0 + t * dy)];
      const distance = offX * offX + offY * offY;
      if (distance < nearest[r * PAD + c]) nearest[r * PAD + c] = distance;
    }
  }
}

/** The ink of a drawing, 0 to 1, on the pad's pixels, row by row. */
export function rasterize(strokes, pen) {
  const nearest = new Float64Array(PAD * PAD).fill(Infinity);
  for (const stroke of strokes) {
    if (stroke.length === 1) nearSegment(nearest, stroke[0], stroke[0], pen + 2);
    for (let k = 1; k < stroke.length; k++) {
      nearSegment(nearest, stroke[k - 1], stroke[k], pen + 2);
    }
  }
  return Array.from(nearest, (d) => clamp(pen + 0.5 - Math.sqrt(d), 0, 1));
}

// --- pixels to an MNIST image ---------------------------------------------

/** The smallest box around the ink: [top, bottom, left, right), or null. */
function inkBox(ink, columns) {
  let [top, bottom, left, right] = [Infinity, 0, Infinity, 0];
  ink.forEach((v, i) => {
    if (v === 0) return;
    const [r, c] = [Math.floor(i / columns), i % columns];
    [top, bottom] = [Math.min(top, r), Math.max(bottom, r + 1)];
    [left, right] = [Math.min(left, c), Math.max(right, c + 1)];
  });
  return bottom > 0 ? [top, bottom, left, right] : null;
}

/** For each of m new pixels the old ones under it, [index, share]. */
function areaShares(n, m) {
  return Array.from({ length: m }, (_, i) => {
    const [lower, upper] = [(i * n) / m, ((i + 1) * n) / m];
    const shares = [];
    for (let k = Math.floor(lower); k < n && k < upper; k++) {
      const part = Math.min(upper, k + 1) - Math.max(lower, k);
      if (part > 0) shares.push([k, (part * m) / n]);
    }
    return shares;
  });
}

/** Where a digit begins so that its center of mass comes to pixel 14. */
const startAt = (center, length) =>
  clamp(Math.floor(SIDE / 2 - center + 0.5 - TIE), 0, SIDE - length);

/** A drawing as MNIST would have it: scaled to 20 × 20, centered in 28 × 28. */
export function normalizeDigit(ink, columns) {
  const field = new Array(SIDE * SIDE).fill(0);
  const box = inkBox(ink, columns);
  if (!box) return field;
  const [top, bottom, left, right] = box;
  const [tall, wide] = [bottom - top, right - left];
  const longest = Math.max(tall, wide);
  const [h, w] = [tall, wide].map((side) =>
    Math.max(1, Math.floor((BOX * side) / longest + 0.5)));
  const [rows, cols] = [areaShares(tall, h), areaShares(wide, w)];
  const digit = rows.map((down) => cols.map((across) => {
    let sum = 0;
    for (const [r, a] of down) {
      for (const [c, b] of across) sum += a * b * ink[(top + r) * columns + left + c];
    }
    return sum;
  }));
  const [mass, centerR, centerC] = massOf(digit);
  const [r0, c0] = [startAt(centerR / mass, h), startAt(centerC / mass, w)];
  digit.forEach((row, r) => row.forEach((v, c) => {
    field[(r0 + r) * SIDE + c0 + c] = v;
  }));
  return field;
}

function massOf(digit) {
  let [mass, down, across] = [0, 0, 0];
  digit.forEach((row, r) => row.forEach((v, c) => {
    mass += v;
    down += r * v;
    across += c * v;
  }));
  return [mass, down, across];
}

// --- the network ----------------------------------------------------------

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcde"; // for −15 to 15
const STORED = { float32: Float32Array, float64: Float64Array };

const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const PLACES = new Map([...LETTERS].map((letter, i) => [letter, i]));
const placesOf = (text) => Array.from(text, (letter) => PLACES.get(letter));

function storedNumbers(type, weights) {
  if (type !== "letters") return new STORED[type](bytesOf(weights).buffer);
  return placesOf(weights).map((place) => place - 15);
}

/** Packed layers with their weights as numbers: W row by row, scaled. */
export function unpackLayers(packed) {
  return packed.map(({ shape, activation, scale, bias, type, weights }) => {
    const stored = storedNumbers(type, weights);
    const W = Float64Array.from(stored, (v, i) => v * scale[i % shape[1]]);
    return { W, b: bias, activation, d: shape[0], m: shape[1] };
  });
}

const DIGIT_ROWS = [...Array(10).keys()];

/** The mean image of each digit, 0 to 1. */
export function meanDigits(text) {
  const ink = placesOf(text).map((place) => place / 30);
  return DIGIT_ROWS.map((digit) => ink.slice(784 * digit, 784 * (digit + 1)));
}

/** The exponentials of scores, divided by their sum. */
export function softmaxOf(z) {
  const most = Math.max(...z);
  const e = z.map((v) => Math.exp(v - most));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((v) => v / sum);
}

const logistic = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const ENTRY = {
  identity: (z) => z, relu: (z) => Math.max(0, z), sigmoid: logistic, tanh: Math.tanh,
};
const SLOPE = {
  identity: () => 1, relu: (a) => (a > 0 ? 1 : 0),
  sigmoid: (a) => a * (1 - a), tanh: (a) => 1 - a * a,
};

function weightedSums({ W, b, m }, x) {
  const z = b.slice();
  x.forEach((v, i) => {
    if (v === 0) return; // most of an image is paper
    for (let j = 0; j < m; j++) z[j] += v * W[i * m + j];
  });
  return z;
}

/** For each layer its weighted sums `z` and its outputs `a`. */
export function forwardDigit(layers, x) {
  const steps = [];
  for (const layer of layers) {
    const z = weightedSums(layer, steps.at(-1)?.a ?? x);
    const { activation } = layer;
    const a = activation === "softmax" ? softmaxOf(z) : z.map(ENTRY[activation]);
    steps.push({ z, a });
  }
  return steps;
}

/** The ten probabilities; scores without softmax get one here. */
export function probabilitiesOf(layers, steps) {
  const { a } = steps.at(-1);
  return layers.at(-1).activation === "identity" ? softmaxOf(a) : a;
}

/** What each pixel's ink adds to the score of one digit over another's. */
export function digitEvidence(layers, steps, x, digit, other) {
  const last = layers.at(-1);
  let g = Array.from({ length: last.d }, (_, i) =>
    last.W[i * last.m + digit] - last.W[i * last.m + other]);
  for (let k = layers.length - 2; k >= 0; k--) {
    const { W, d, m, activation } = layers[k];
    const { a } = steps[k];
    const back = g.map((v, j) => v * SLOPE[activation](a[j]));
    g = Array.from({ length: d }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += W[i * m + j] * back[j];
      return sum;
    });
  }
  return g.map((v, i) => v * x[i]);
}

/** All of it at once, for the tests. */
export function readDrawing(strokes, pen, packed, digit, other) {
  const layers = unpackLayers(packed);
  const image = normalizeDigit(rasterize(strokes, pen), PAD);
  const steps = forwardDigit(layers, image);
  return {
    image, hidden: steps[0].a, answer: probabilitiesOf(layers, steps),
    evidence: digitEvidence(layers, steps, image, digit, other),
  };
}

// --- words and moves ------------------------------------------------------

const article = (digit) => (digit === 8 ? "an 8" : `a ${digit}`);
const percent = (p) => `${(Math.floor(1000 * p + 0.5) / 10).toFixed(1)} %`;

/** The digits from the most to the least probable. */
export const ranked = (answer) =>
  [...answer.keys()].sort((i, j) => answer[j] - answer[i]);

/** The answer in words; Python's `describe` says the same. */
export function describeAnswer(answer, drawn, meant = -1) {
  if (!drawn) return "The pad is empty: draw a digit.";
  if (answer.length < 10) {
    return "The answer comes from Python, which does not run here.";
  }
  const [first, second] = ranked(answer);
  const text = `The network reads ${article(first)} (${percent(answer[first])}), `
    + `next ${article(second)} (${percent(answer[second])}).`;
  if (meant < 0) return text;
  if (meant === first) return `${text} That is what you meant.`;
  return `${text} You meant ${article(meant)}.`;
}

/** Why one digit has the larger score, as a sum that the reader can check. */
export function describeEvidence(shares, z, digit, other, exact) {
  const sum = (keep) => shares.filter(keep).reduce((s, v) => s + v, 0);
  const [pro, con] = [sum((v) => v > 0), sum((v) => v < 0)];
  const gap = z[digit] - z[other];
  const n = (v) => `${v < 0 ? "\u2212" : "+"}${Math.abs(v).toFixed(1)}`;
  const rest = exact ? "the biases" : "all the rest";
  const end = gap > 0 ? "ahead of" : "behind";
  return `Score of the ${digit} minus score of the ${other}: blue ink ${n(pro)}, `
    + `orange ink ${n(con)}, ${rest} ${n(gap - pro - con)}, together ${n(gap)}. `
    + `So the ${digit} is ${end} the ${other}.`;
}

/** The drawing turned about the middle of its box, kept on the pad. */
export function turned(strokes, degrees) {
  const all = strokes.flat();
  const middle = [0, 1].map((k) => {
    const values = all.map((p) => p[k]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });
  const [cos, sin] = [Math.cos, Math.sin].map((f) => f((degrees * Math.PI) / 180));
  const keep = (v) => clamp(Math.round(100 * v) / 100, 0, PAD);
  return strokes.map((stroke) => stroke.map(([x, y]) => {
    const [u, v] = [x - middle[0], y - middle[1]];
    return [keep(middle[0] + cos * u - sin * v), keep(middle[1] + sin * u + cos * v)];
  }));
}
