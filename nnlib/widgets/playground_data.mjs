// The playground's data: points from formulas or from the reader, features of
// them, targets. `_playground_data.py` is this file's mirror.
import { mulberry32, randomNormal, randomOrder } from "./random.mjs";

const TURN = 2 * Math.PI;
const SAMPLES = 500;
// six bumps, three above three: center and sign, as in nnlib.datasets
const BUMPS = [
  [-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1],
  [-4, -2.5, -1], [0, -2.5, 1], [4, -2.5, -1],
];

const onCircle = (radius, angle, label) =>
  [radius * Math.cos(angle), radius * Math.sin(angle), label];

/** A square without the strips along its axes. */
function padded(random) {
  const x = 10 * random() - 5;
  return x + (x > 0 ? 0.3 : -0.3);
}

const FORMULAS = {
  circle(i, random) {
    const radius = i % 2 ? 2.5 * random() : 3.5 + 1.5 * random();
    return onCircle(radius, TURN * random(), i % 2);
  },
  xor(i, random) {
    const [x1, x2] = [padded(random), padded(random)];
    return [x1, x2, x1 > 0 !== x2 > 0 ? 1 : 0];
  },
  gaussian: (i) => (i % 2 ? [2, 2, 1] : [-2, -2, 0]),
  spiral(i) {
    const share = Math.floor(i / 2) / (SAMPLES / 2);
    return onCircle(5 * share, 1.75 * TURN * share + (TURN / 2) * (i % 2), i % 2);
  },
  clouds: (i) => onCircle(3, TURN * (0.25 + (i % 3) / 3), i % 3),
  arms(i) {
    const share = Math.floor(i / 3) / (SAMPLES / 3);
    return onCircle(0.5 + 4.5 * share, TURN * (0.6 * share + (i % 3) / 3), i % 3);
  },
  plane(i, random) {
    const [x1, x2] = [12 * random() - 6, 12 * random() - 6];
    return [x1, x2, (x1 + x2) / 10];
  },
  multi_gaussian(i, random) {
    const [x1, x2] = [12 * random() - 6, 12 * random() - 6];
    const height = ([c1, c2, sign]) =>
      sign * Math.max(0, 1 - Math.sqrt((x1 - c1) ** 2 + (x2 - c2) ** 2) / 2);
    return [x1, x2, BUMPS.reduce((sum, bump) => sum + height(bump), 0)];
  },
};

// the standard deviation of the jitter at noise 0, and what 100 % add to it
const SPREADS = {
  circle: [0, 2], xor: [0, 2], gaussian: [0.7, 2.6], spiral: [0, 0.8],
  clouds: [0.7, 2.6], arms: [0, 0.8], plane: [0, 2], multi_gaussian: [0, 1],
};

/** All points [x1, x2, label] of a formula, in random order. */
function drawn({ data, noise, seed }) {
  const random = mulberry32(seed);
  const [least, more] = SPREADS[data];
  const spread = least + (more * noise) / 100;
  const points = Array.from({ length: SAMPLES }, (_, i) => {
    const [x1, x2, label] = FORMULAS[data](i, random);
    return [
      x1 + spread * randomNormal(random), x2 + spread * randomNormal(random), label,
    ];
  });
  return randomOrder(SAMPLES, random).map((i) => points[i]);
}

/** Whether each of the reader's points is trained on: chances, one by one. */
function ownShare(points, share, seed) {
  const random = mulberry32(seed);
  const trained = points.map(() => 100 * random() < share);
  if (!trained.includes(true) && points.length) trained[0] = true;
  return trained;
}

/** The points to train on and those to test on. */
export function playgroundPoints(state) {
  if (state.data === "yours") {
    const trained = ownShare(state.points, state.share, state.seed);
    return {
      train: state.points.filter((_, i) => trained[i]),
      test: state.points.filter((_, i) => !trained[i]),
    };
  }
  const points = drawn(state);
  const cut = Math.floor((SAMPLES * state.share) / 100);
  return { train: points.slice(0, cut), test: points.slice(cut) };
}

/** What can be told of a point, by name. */
export const FEATURES = {
  x1: (x1) => x1,
  x2: (x1, x2) => x2,
  x1sq: (x1) => x1 * x1,
  x2sq: (x1, x2) => x2 * x2,
  x1x2: (x1, x2) => x1 * x2,
  sinx1: (x1) => Math.sin(x1),
  sinx2: (x1, x2) => Math.sin(x2),
};

/** The chosen features of points [x1, x2, …]: a flat batch of rows. */
export function featureBatch(points, names) {
  const batch = new Float64Array(points.length * names.length);
  points.forEach(([x1, x2], i) => names.forEach((name, k) => {
    batch[i * names.length + k] = FEATURES[name](x1, x2);
  }));
  return batch;
}

const TARGETS = {
  numbers: (label) => [label],
  bits: (label) => [label],
  signs: (label) => [2 * label - 1],
  "one-hot": (label) => [0, 1, 2].map((k) => (k === label ? 1 : 0)),
  "three signs": (label) => [0, 1, 2].map((k) => (k === label ? 1 : -1)),
};

/** The targets of points, as the loss wants them: rows of `width` numbers. */
export function targetRows(points, kind, width) {
  const make = TARGETS[kind === "signs" && width === 3 ? "three signs" : kind];
  return points.map(([, , label]) => make(label));
}

/** The weights that training starts from: within ±0.5, all biases 0.1. */
export function startWeights(sizes, start) {
  const random = mulberry32(start);
  const weights = [];
  for (let l = 1; l < sizes.length; l++) {
    for (let i = 0; i < sizes[l - 1] * sizes[l]; i++) weights.push(random() - 0.5);
    for (let i = 0; i < sizes[l]; i++) weights.push(0.1);
  }
  return weights;
}

/** The order of n points in an epoch: the same whatever came before it. */
export const epochOrder = (n, seed, epoch) =>
  randomOrder(n, mulberry32((seed * 1000003 + epoch) % 4294967296));
