// A deep network at its first breath: what comes up, what comes down.
import {
  drawing, fmt, home, label, legend, narrator, repaintOn, scale, sigmoid, svg,
  ticks,
} from "./kit.mjs";
import {
  relu, reluPrime, sigmoidPrime, tanh, tanhPrime,
} from "./activations.mjs";

export const [EXAMPLES, UNITS] = [16, 64];
const SIZE = UNITS * UNITS;

/** The standard deviation of the weights, for each scheme in its order. */
export const SCALES = [
  0, 0.01, 1 / Math.sqrt(UNITS), Math.sqrt(2 / UNITS), 1,
];

/** Each activation: the function, its slope, and the axis of its values. */
export const ACTIVATIONS = [
  { g: sigmoid, slope: sigmoidPrime, range: [0, 1] },
  { g: tanh, slope: tanhPrime, range: [-1, 1] },
  { g: relu, slope: reluPrime, range: [0, 4] },
];

// --- the calculation ------------------------------------------------------

/** `count` normal numbers: mulberry32, then the formula of Box and Muller. */
export function normals(seed, count) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296; // never 0
  };
  const drawn = new Float64Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    drawn[i] = radius * Math.cos(angle);
    drawn[i + 1] = radius * Math.sin(angle);
  }
  return drawn;
}

// Both products go four steps at a time: a redraw must fit into a frame.

/** A W, rows of examples times a square matrix of weights. */
function up(A, W, factor) {
  const Z = new Float64Array(A.length);
  for (let row = 0; row < A.length; row += UNITS) {
    for (let i = 0; i < UNITS; i++) {
      const a = factor * A[row + i];
      const w = i * UNITS;
      for (let j = 0; j < UNITS; j += 4) {
        Z[row + j] += a * W[w + j];
        Z[row + j + 1] += a * W[w + j + 1];
        Z[row + j + 2] += a * W[w + j + 2];
        Z[row + j + 3] += a * W[w + j + 3];
      }
    }
  }
  return Z;
}

/** D Wᵀ, the way back. */
function down(D, W, factor) {
  const G = new Float64Array(D.length);
  for (let row = 0; row < D.length; row += UNITS) {
    for (let i = 0; i < UNITS; i++) {
      let p = 0, q = 0, r = 0, s = 0, w = i * UNITS;
      for (let j = row; j < row + UNITS; j += 4, w += 4) {
        p += D[j] * W[w];
        q += D[j + 1] * W[w + 1];
        r += D[j + 2] * W[w + 2];
        s += D[j + 3] * W[w + 3];
      }
      G[row + i] = factor * (p + q + r + s);
    }
  }
  return G;
}

/**
 * Activations and gradients δ of every layer, first to last. `draws` are the
 * normal numbers of one seed: inputs, then the gradient that comes down from
 * the top, then the weights of one layer after another.
 */
export function flow(draws, { scale: factor, activation, depth }) {
  const { g, slope } = ACTIVATIONS[activation];
  const batch = EXAMPLES * UNITS;
  const weights = (l) => draws.subarray(2 * batch + l * SIZE, 2 * batch + (l + 1) * SIZE);
  const [sums, activations, deltas] = [[], [], []];
  let A = draws.subarray(0, batch);
  for (let l = 0; l < depth; l++) {
    sums.push(up(A, weights(l), factor));
    A = sums[l].map(g);
    activations.push(A);
  }
  let G = draws.subarray(batch, 2 * batch);
  for (let l = depth - 1; l >= 0; l--) {
    deltas[l] = G.map((v, i) => v * slope(sums[l][i]));
    G = down(deltas[l], weights(l), factor);
  }
  return { activations, deltas };
}

/** How many normal numbers a network of that depth needs. */
export const needed = (depth) => 2 * EXAMPLES * UNITS + depth * SIZE;

/** `flow` from a seed, as plain lists. */
export function lab({ seed, depth, ...rest }) {
  const { activations, deltas } = flow(normals(seed, needed(depth)), { depth, ...rest });
  return {
    activations: activations.map((a) => Array.from(a)),
    deltas: deltas.map((d) => Array.from(d)),
  };
}

/** The standard deviation of many numbers. */
export function spread(values) {
  let [sum, squares] = [0, 0];
  for (const v of values) sum += v;
  const mean = sum / values.length;
  for (const v of values) squares += (v - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/** The root of the mean square: the size of a typical entry. */
export function size(values) {
  let squares = 0;
  for (const v of values) squares += v * v;
  return Math.sqrt(squares / values.length);
}

/** Counts in equal bins; zeros are left out, the last bin takes the rest. */
export function histogram(values, [lo, hi], bins = 40) {
  const counts = new Array(bins).fill(0);
  const by = (hi - lo) / bins;
  for (const v of values) {
    if (v !== 0) counts[Math.max(0, Math.min(bins - 1, Math.floor((v - lo) / by)))]++;
  }
  return counts;
}

// --- words ----------------------------------------------------------------

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵",
  6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** Two digits, with a power of ten where the number is far from 1. */
export function short(v) {
  if (v === 0) return "0";
  if (Math.abs(v) >= 0.01 && Math.abs(v) < 1000) return fmt(Number(v.toPrecision(2)), 4);
  const [digits, power] = v.toExponential(1).split("e");
  const raised = [...power.replace("+", "")].map((c) => RAISED[c]).join("");
  return `${digits}·10${raised}`;
}

/** What becomes of the signal, in words. */
export function describe(spreads, sizes) {
  const depth = spreads.length;
  const ways = `Up: spread ${short(spreads[0])} in layer 1, `
    + `${short(spreads[depth - 1])} in layer ${depth}. `;
  if (sizes[0] === 0 || sizes[depth - 1] === 0) {
    return `${ways}Down: the gradient is 0, nothing can be learned.`;
  }
  const ratio = sizes[0] / sizes[depth - 1];
  const verdict = ratio < 0.01 ? "it vanishes" : ratio > 100 ? "it explodes" : "it arrives";
  return `${ways}Down: δ is ${short(ratio)} times as large in layer 1 as in `
    + `layer ${depth}: ${verdict}.`;
}

// --- painting -------------------------------------------------------------

const [WIDTH, HEIGHT] = [480, 452];
const [LEFT, MIDDLE, NUMBERS, START, RIGHT] = [44, 206, 284, 304, 466];
const [TOP, BOTTOM] = [50, 396];

function ruler(g, s, [lo, hi], wanted, write) {
  svg("path", { d: `M${s(lo)} ${BOTTOM + 4}H${s(hi)}` }, g);
  for (const t of ticks(lo, hi, wanted)) {
    svg("path", { d: `M${s(t)} ${BOTTOM + 4}v5` }, g);
    svg("text", { x: s(t), y: BOTTOM + 26, class: "nn-middle" }, g, write(t));
  }
}

function headings(root) {
  const write = (x, text, kind) =>
    svg("text", { x, y: 16, class: kind }, root, text);
  write((LEFT + MIDDLE) / 2, "activations", "nn-middle");
  write(NUMBERS, "spread", "nn-end");
  write((START + RIGHT) / 2 + 6, "size of δ", "nn-middle");
  svg("text", { x: 4, y: 36 }, root, "layer");
}

/** The outline of a histogram that stands on `floor`. */
function outline(counts, s, [lo, hi], floor, height) {
  const most = Math.max(1, ...counts);
  const by = (hi - lo) / counts.length;
  const tops = counts.map((c, k) => {
    const y = (floor - (height * c) / most).toFixed(1);
    return `V${y}H${s(lo + (k + 1) * by).toFixed(1)}`;
  });
  return `M${s(lo)} ${floor}${tops.join("")}V${floor}Z`;
}

/** The axis of the powers of ten: it holds all sizes, and 1. */
export function powers(sizes) {
  const logs = sizes.filter((v) => v > 0).map((v) => Math.log10(v));
  const lo = Math.floor(Math.min(-2, ...logs) / 2) * 2;
  return [lo, Math.ceil(Math.max(2, ...logs) / 2) * 2];
}

/** Draws all layers; the first is on top. */
function painter(root) {
  headings(root);
  const g = svg("g", {}, root);
  return (run, spreads, sizes, range) => {
    g.replaceChildren();
    const depth = spreads.length;
    const pitch = (BOTTOM - TOP) / depth;
    const every = pitch < 22 ? 2 : 1;
    const sx = scale(range, [LEFT, MIDDLE]);
    const decades = powers(sizes);
    const sd = scale(decades, [START, RIGHT]);
    const rulers = svg("g", { class: "nn-axes" }, g);
    ruler(rulers, sx, range, 4, (t) => fmt(t));
    ruler(rulers, sd, decades, 4, (t) => short(10 ** t).replace("1·", "").replace("1.0·", ""));
    svg("path", { class: "nn-guide", d: `M${sd(0)} ${TOP - 8}V${BOTTOM}` }, g);
    run.activations.forEach((A, l) => {
      const floor = TOP + (l + 1) * pitch;
      const d = outline(histogram(A, range), sx, range, floor, 0.88 * pitch);
      svg("path", { class: "nn-lab-histogram", d }, g);
      if (sizes[l] > 0) {
        const x = sd(Math.log10(sizes[l]));
        svg("path", { class: "nn-lab-stem", d: `M${sd(0)} ${floor - pitch / 2}H${x}` }, g);
        svg("circle", { cx: x, cy: floor - pitch / 2, r: 4.5, class: "nn-probe" }, g);
      }
      if ((l + 1) % every) return;
      const y = floor - pitch / 2 + 5;
      svg("text", { x: LEFT - 10, y, class: "nn-end" }, g, String(l + 1));
      svg("text", { x: NUMBERS, y, class: "nn-end" }, g, short(spreads[l]));
    });
  };
}

function render({ model, el }) {
  home(el, "nn-initialization-lab");
  const root = drawing(el, WIDTH, HEIGHT);
  const paint = painter(root);
  legend(el, [["histogram", "outputs of the layer (zeros left out)"],
    ["probe", "typical size of δ"]]);
  const say = narrator(el);
  let [seed, draws] = [null, []];

  const names = ["seed", "gain", "depth", "_scheme", "_activation"];
  const undo = repaintOn(model, names, () => {
    const depth = model.get("depth");
    if (model.get("seed") !== seed || draws.length < needed(depth)) {
      seed = model.get("seed");
      draws = normals(seed, needed(depth)); // more layers, the same first ones
    }
    const activation = model.get("_activation");
    const run = flow(draws, {
      scale: model.get("gain") * SCALES[model.get("_scheme")],
      activation,
      depth,
    });
    const [spreads, sizes] = [run.activations.map(spread), run.deltas.map(size)];
    paint(run, spreads, sizes, ACTIVATIONS[activation].range);
    const text = describe(spreads, sizes);
    label(root, `Histograms of the activations and sizes of the gradients, layer by layer. ${text}`);
    say(text);
  });
  return () => { undo(); say.stop(); };
}

export default { render };
