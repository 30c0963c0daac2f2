// One activation function over its derivative, with the tangent at a z that
// the reader moves: how much does the output answer a small change of z?
import {
  absolute, absolutePrime, elu, eluPrime, identity, identityPrime, leakyRelu,
  leakyReluPrime, relu, reluPrime, sigmoidPrime, stepPrime, tanh, tanhPrime,
} from "./activations.mjs";
import {
  assign, axes, clamp, draggable, drawing, fmt, home, html, label, legend,
  narrator, path, repaintOn, scale, sigmoid, snap, step, svg,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 470];
const [LEFT, RIGHT] = [62, 468];
const UPPER = { top: 12, bottom: 216 };
const LOWER = { top: 268, bottom: 418 };
const Z = [-5, 5];
const TANGENT = 1.2; // how far it is drawn to either side
const SLOPES = [-0.1, 1.15];

/** Name, function, derivative and limits; jump and kink are at z = 0. */
export const FUNCTIONS = [
  { name: "identity", f: identity, slope: identityPrime, out: [-5, 5] },
  { name: "step", f: step, slope: stepPrime, out: [-0.3, 1.3], jump: true },
  { name: "sigmoid", f: sigmoid, slope: sigmoidPrime, out: [-0.3, 1.3] },
  { name: "tanh", f: tanh, slope: tanhPrime, out: [-1.3, 1.3] },
  { name: "ReLU", f: relu, slope: reluPrime, out: [-1, 5], kink: true },
  {
    name: "leaky ReLU", f: leakyRelu, slope: leakyReluPrime, out: [-2, 5],
    kink: true, parameter: true,
  },
  {
    name: "ELU", f: elu, slope: eluPrime, out: [-2, 5], kink: true,
    parameter: true,
  },
  {
    name: "absolute", f: absolute, slope: absolutePrime, out: [-1, 5],
    slopes: [-1.15, 1.15], kink: true,
  },
];

/** Value and slope of one function at z. */
export function measure(chosen, z, alpha) {
  const { f, slope, parameter } = FUNCTIONS[chosen];
  const more = parameter ? [alpha] : [];
  return { value: f(z, ...more), slope: slope(z, ...more) };
}

/** Whether the two sides of 0 have different slopes. */
export const hasKink = (chosen, alpha) =>
  Boolean(FUNCTIONS[chosen].kink) && !(FUNCTIONS[chosen].parameter && alpha === 1);

/**
 * The curve `of` ("value" or "slope") in pieces: one, or two that meet or
 * break at z = 0, each with its own end there.
 */
export function curves(chosen, of, alpha, points = 101) {
  const at = (z) => [z, measure(chosen, z, alpha)[of]];
  const even = (lo, hi, n) =>
    Array.from({ length: n }, (_, i) => at(lo + (i * (hi - lo)) / (n - 1)));
  const torn = of === "value" ? FUNCTIONS[chosen].jump : hasKink(chosen, alpha);
  if (!torn) return [even(Z[0], Z[1], 2 * points - 1)];
  const near = 1e-9; // as close to 0 as the picture can tell
  return [even(Z[0], -near, points), even(near, Z[1], points)];
}

/** The two ends of the tangent at z. */
export function tangent(chosen, z, alpha) {
  const { value, slope } = measure(chosen, z, alpha);
  const run = TANGENT / Math.hypot(1, slope);
  return [-run, run].map((d) => [z + d, value + slope * d]);
}

/** What the slope means for learning, in a sentence. */
export function meaning(chosen, z, alpha) {
  const { slope } = measure(chosen, z, alpha);
  if (z === 0 && FUNCTIONS[chosen].jump) return "The step jumps here; its slope is set to 0 by convention.";
  if (z === 0 && hasKink(chosen, alpha)) {
    return `A kink: the two sides have different slopes, and ${fmt(slope, 3)} is a convention.`;
  }
  if (slope === 0) return "No slope: no gradient passes back through this neuron.";
  if (Math.abs(slope) < 0.02) return "Almost no slope: hardly any gradient passes back.";
  if (slope < 0) return "Negative slope: the gradient passes with its sign turned.";
  return slope === 1 ? "Slope 1: the gradient passes unchanged."
    : `The gradient is multiplied by ${fmt(slope, 3)} on its way back.`;
}

/** For a reader who moves α where it has nothing to do. */
export const idle = (chosen, alpha) =>
  (FUNCTIONS[chosen].parameter ? ""
    : ` α = ${fmt(alpha, 3)} plays no part: ${FUNCTIONS[chosen].name} has no parameter.`);

/** The state in words and numbers. */
export function describe(chosen, z, alpha) {
  const { value, slope } = measure(chosen, z, alpha);
  const { name, parameter } = FUNCTIONS[chosen];
  const with_ = parameter ? ` (α = ${fmt(alpha, 3)})` : "";
  return `${name}${with_} at z = ${fmt(z)}: g(z) = ${fmt(value, 6)}, `
    + `g′(z) = ${fmt(slope, 6)}. ${meaning(chosen, z, alpha)}`;
}

/** One panel: axes for a function's limits, its curves, a dot at z. */
function panel(root, { top, bottom }, of, labels) {
  const g = svg("g", {}, root);
  const sx = scale(Z, [LEFT, RIGHT]);
  return (chosen, z, alpha) => {
    g.replaceChildren();
    const { out, slopes = SLOPES } = FUNCTIONS[chosen];
    const high = of === "slope" && alpha > 1 && FUNCTIONS[chosen].parameter;
    const ylim = of === "value" ? out : high ? [slopes[0], 2.2] : slopes;
    const sy = scale(ylim, [bottom, top]);
    axes(g, sx, sy, Z, ylim, ...labels, 5);
    svg("path", { class: "nn-zero", d: path([[Z[0], 0], [Z[1], 0]], sx, sy) }, g);
    const pieces = curves(chosen, of, alpha);
    pieces.forEach((piece) =>
      svg("path", { class: `nn-curve nn-${of}`, d: path(piece, sx, sy) }, g));
    if (pieces.length === 2) ends(g, pieces, sx, sy, measure(chosen, 0, alpha)[of]);
    const dot = measure(chosen, z, alpha)[of];
    svg("path", { class: "nn-guide", d: `M${sx(z)} ${top}V${bottom}` }, g);
    if (of === "value") {
      svg("path", { class: "nn-tangent", d: path(tangent(chosen, z, alpha), sx, sy) }, g);
    }
    svg("circle", { class: "nn-probe", r: 7, cx: sx(z), cy: sy(dot) }, g);
  };
}

/** The two sides' ends at a break, and the value that counts there. */
function ends(g, [left, right], sx, sy, counts) {
  for (const [, v] of [left.at(-1), right[0]]) {
    const here = Math.abs(v - counts) < 1e-6;
    svg("circle", {
      cx: sx(0), cy: sy(v), r: 4.5, class: here ? "nn-step-end" : "nn-step-open",
    }, g);
  }
  svg("circle", { cx: sx(0), cy: sy(counts), r: 4.5, class: "nn-step-end" }, g);
}

function numbers(el) {
  const made = html("table", { class: "nn-table" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  const row = html("tr", {}, html("tbody", {}, made));
  ["z", "g(z)", "g′(z)"].forEach((t) => html("th", { scope: "col" }, head, t));
  const cells = [0, 1, 2].map(() => html("td", {}, row));
  return (z, { value, slope }) => {
    [fmt(z), value.toFixed(6), slope.toFixed(6)].forEach((text, i) => {
      cells[i].textContent = text.replace("-", "\u2212");
    });
  };
}

function render({ model, el }) {
  home(el, "nn-activation-explorer");
  const root = drawing(el, WIDTH, HEIGHT);
  const paintValue = panel(root, UPPER, "value", ["", "g(z)"]);
  const paintSlope = panel(root, LOWER, "slope", ["z", "g′(z)"]);
  const grip = svg("rect", {
    class: "nn-handle", x: LEFT, width: RIGHT - LEFT, y: UPPER.top,
    height: LOWER.bottom - UPPER.top,
  }, root);
  legend(el, [
    ["curve", "g(z)"], ["tangent", "its tangent"], ["slope", "g′(z)"], ["probe", "your z"],
  ]);
  const write = numbers(el);
  const say = narrator(el);
  const sx = scale(Z, [LEFT, RIGHT]);
  const first = model.get("alpha");
  const go = (x) => assign(model, { z: clamp(snap(sx.invert(x), 0.05), ...Z) });
  draggable(root, grip, go);
  grip.addEventListener("click", (event) => {
    const p = new DOMPoint(event.clientX, event.clientY);
    go(p.matrixTransform(root.getScreenCTM().inverse()).x);
  });

  function paint() {
    const [chosen, z, alpha] = ["_chosen", "z", "alpha"].map((n) => model.get(n));
    if (!FUNCTIONS[chosen]) return;
    paintValue(chosen, z, alpha);
    paintSlope(chosen, z, alpha);
    write(z, measure(chosen, z, alpha));
    const text = describe(chosen, z, alpha) + (alpha === first ? "" : idle(chosen, alpha));
    label(root, `A function over its derivative, with the tangent at z. ${text}`);
    say(text);
  }

  const undo = repaintOn(model, ["_chosen", "z", "alpha"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
