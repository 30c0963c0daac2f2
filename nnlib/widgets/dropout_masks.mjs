// Dropout mask by mask: the thinned networks, their outputs, and the mean.
import {
  assign, axes, button, calm, drawing, fmt, home, html, label, legend,
  narrator, path, repaintOn, scale, svg,
} from "./kit.mjs";
import { mulberry32 } from "./random.mjs";

const [WIDTH, HEIGHT] = [480, 312];
const COLUMNS = [46, 176, 306, 436];
const R = 23;
const PLOT = { width: 480, height: 258, left: 62, right: 468, top: 14, bottom: 204 };
const KINDS = ["inverted", "vanilla", "forgotten"];
export const MOST = 400;

/** One example through the network; `factors` multiply the hidden outputs. */
export function pass(layers, x, factors) {
  const outputs = [x];
  layers.forEach(({ W, b }, l) => {
    const last = l === layers.length - 1;
    const given = outputs[l];
    outputs.push(b.map((bias, j) => {
      let z = bias; // a plain loop: one redraw makes hundreds of passes
      for (let i = 0; i < given.length; i++) z += given[i] * W[i][j];
      return last ? z : Math.max(0, z) * factors[l][j];
    }));
  });
  return outputs;
}

/** What a kept unit's output is multiplied by, in training and in use. */
export const scaling = (kind, rate) => ({
  inverted: { training: 1 / (1 - rate), use: 1 },
  vanilla: { training: 1, use: 1 - rate },
  forgotten: { training: 1, use: 1 },
}[kind]);

/** `count` masks: for each hidden unit 1 if it stays, with odds 1 − rate. */
export function drawMasks(sizes, rate, seed, count) {
  const random = mulberry32(seed);
  return Array.from({ length: count }, () =>
    sizes.map((n) => Array.from({ length: n }, () => Number(random() >= rate))));
}

const hiddenSizes = (layers) => layers.slice(0, -1).map(({ b }) => b.length);
const times = (mask, factor) => mask.map((row) => row.map((m) => m * factor));

/**
 * The mean output over all masks, each weighted by its probability. The output
 * is linear in the last hidden layer, so there the mean factor does the same
 * as its masks; only those of the layers before are gone through.
 */
export function exactMean(layers, x, rate, kind) {
  const sizes = hiddenSizes(layers);
  const [before, last] = [sizes.slice(0, -1), sizes.at(-1)];
  const factor = scaling(kind, rate).training;
  const mean = Array(last).fill(factor * (1 - rate));
  let sum = 0;
  for (let code = 0; code < 2 ** before.reduce((a, b) => a + b, 0); code++) {
    let [bit, odds] = [0, 1];
    const mask = before.map((n) => Array.from({ length: n }, () => {
      const kept = (code >> bit++) & 1;
      odds *= kept ? 1 - rate : rate;
      return kept;
    }));
    const factors = [...times(mask, factor), mean];
    if (odds > 0) sum += odds * pass(layers, x, factors).at(-1)[0];
  }
  return sum;
}

/** The output of the whole network, as it is used after training. */
export function usedOutput(layers, x, rate, kind) {
  const factor = scaling(kind, rate).use;
  const all = hiddenSizes(layers).map((n) => Array(n).fill(factor));
  return pass(layers, x, all).at(-1)[0];
}

/** The output under each of the first `count` masks, and their mean. */
export function maskedOutputs(layers, x, { rate, kind, seed, count }) {
  const factor = scaling(kind, rate).training;
  const masks = drawMasks(hiddenSizes(layers), rate, seed, count);
  const outputs = masks.map((mask) => pass(layers, x, times(mask, factor)).at(-1)[0]);
  let sum = 0;
  const means = outputs.map((v, i) => { sum += v; return sum / (i + 1); });
  return { masks, outputs, means };
}

/** What the picture shows, in a sentence. */
export function describe({ outputs, means, exact, used, kept, units }) {
  const compare = `The mean over all ${2 ** units} masks is ${fmt(exact)}; `
    + `in use the network gives ${fmt(used)}, `
    + `${fmt((100 * Math.abs(used - exact)) / Math.abs(exact), 0)}\u00a0% away.`;
  if (outputs.length === 0) return `No mask drawn yet. ${compare}`;
  return `Mask ${outputs.length} keeps ${kept} of ${units} units: output `
    + `${fmt(outputs.at(-1), 3)}, mean so far ${fmt(means.at(-1), 3)}. ${compare}`;
}

const place = (n, i) => 168 + 58 * (i - (n - 1) / 2);

/** The network: units that are off are dashed and crossed, their edges gone. */
function network(el, layers, x) {
  const root = drawing(el, WIDTH, HEIGHT);
  const sizes = [x.length, ...layers.map(({ b }) => b.length)];
  ["inputs", "hidden", "hidden", "output"].forEach((name, l) =>
    svg("text", { x: COLUMNS[l], y: 16, class: "nn-middle nn-faint" }, root, name));
  const edges = layers.map(({ W }, l) => W.map((row, i) => row.map((w, j) =>
    svg("path", {
      d: `M${COLUMNS[l]} ${place(sizes[l], i)}L${COLUMNS[l + 1]} ${place(sizes[l + 1], j)}`,
      class: w < 0 ? "nn-edge nn-negative" : "nn-edge",
      "stroke-width": (0.8 + 1.8 * Math.abs(w)).toFixed(2),
    }, root))));
  const units = sizes.map((n, l) => Array.from({ length: n }, (_, i) => {
    const [cx, cy] = [COLUMNS[l], place(n, i)];
    const circle = svg("circle", { cx, cy, r: R, class: "nn-unit" }, root);
    const cross = svg("path", {
      d: `M${cx - 10} ${cy - 10}l20 20m0 -20l-20 20`, class: "nn-cross",
    }, root);
    const text = svg("text", { x: cx, y: cy + 5, class: "nn-middle" }, root);
    return { circle, cross, text };
  }));
  return (mask, outputs, said) => {
    const on = (l, i) => l === 0 || l === sizes.length - 1 || mask[l - 1][i] === 1;
    units.forEach((column, l) => column.forEach(({ circle, cross, text }, i) => {
      const kept = on(l, i);
      circle.classList.toggle("nn-off", !kept);
      cross.style.display = kept ? "none" : "";
      text.textContent = kept ? fmt(outputs[l][i], 2) : "";
    }));
    edges.forEach((rows, l) => rows.forEach((row, i) => row.forEach((edge, j) => {
      edge.style.display = on(l, i) && on(l + 1, j) ? "" : "none";
    })));
    label(root, `A network of 3 inputs, ${sizes[1]} and ${sizes[2]} hidden units and one output. ${said}`);
  };
}

/** Outputs mask by mask, their running mean, and the output in use. */
function plot(el) {
  const { width, height, left, right, top, bottom } = PLOT;
  const root = drawing(el, width, height);
  legend(el, [["dot", "one mask"], ["curve", "mean so far"],
    ["all", "mean of all masks"], ["step", "in use"]]);
  return ({ outputs, means, exact, used }) => {
    root.replaceChildren();
    const xlim = [0, Math.max(20, outputs.length)];
    const [low, high] = [Math.min(0, ...outputs, used), Math.max(1, ...outputs, used, exact)];
    const pad = 0.06 * (high - low);
    const ylim = [low - pad, high + pad];
    const [sx, sy] = [scale(xlim, [left, right]), scale(ylim, [bottom, top])];
    axes(root, sx, sy, xlim, ylim, "masks drawn", "output", 5);
    const dots = outputs.map((v, i) => `M${sx(i + 1).toFixed(1)} ${sy(v).toFixed(1)}h0`);
    svg("path", { d: dots.join(""), class: "nn-mask-dots" }, root);
    svg("path", { d: `M${left} ${sy(exact)}H${right}`, class: "nn-all" }, root);
    svg("path", { d: `M${left} ${sy(used)}H${right}`, class: "nn-step" }, root);
    svg("path", { d: path(means.map((m, i) => [i + 1, m]), sx, sy), class: "nn-curve" }, root);
    label(root, `Outputs of ${outputs.length} masks between ${fmt(low)} and ${fmt(high)}; `
      + `mean of all masks ${fmt(exact)}, in use ${fmt(used)}`);
  };
}

/** The two means of one setting, which no mask moves: worked out once. */
function worker(layers, x) {
  let [key, known] = ["", null];
  return (rate, kind) => {
    if (`${rate} ${kind}` !== key) {
      known = {
        exact: exactMean(layers, x, rate, kind),
        used: usedOutput(layers, x, rate, kind),
      };
      key = `${rate} ${kind}`;
    }
    return known;
  };
}

/** The state of the picture from the traits. */
function look(model, work) {
  const [layers, x] = [model.get("_layers"), model.get("_x")];
  const [rate, kind] = [model.get("rate"), KINDS[model.get("_kind")]];
  const [seed, count] = [model.get("seed"), model.get("masks")];
  const run = maskedOutputs(layers, x, { rate, kind, seed, count });
  const mask = run.masks.at(-1) ?? hiddenSizes(layers).map((n) => Array(n).fill(1));
  const { training, use } = scaling(kind, rate);
  const values = pass(layers, x, times(mask, count ? training : use));
  return {
    ...run, ...work(rate, kind), mask, values,
    kept: mask.flat().reduce((a, b) => a + b, 0), units: mask.flat().length,
  };
}

function render({ model, el }) {
  home(el, "nn-dropout-masks");
  const example = [model.get("_layers"), model.get("_x")];
  const paintNetwork = network(el, ...example);
  const work = worker(...example);
  const panel = html("div", { class: "nn-buttons" }, el);
  const say = narrator(el);
  const paintPlot = plot(el);
  let timer = null;
  const go = (masks) => assign(model, { masks: Math.min(MOST, masks) });
  const more = (n) => go(model.get("masks") + n);
  const halt = () => { clearInterval(timer); timer = null; play.textContent = "Play"; };
  const tick = () => { more(1); if (model.get("masks") >= MOST) halt(); };
  const press = (name, act) => button(panel, name, () => { halt(); act(); });
  const next = press("Next mask", () => more(1));
  const play = button(panel, "Play", () => {
    if (timer !== null) halt();
    else if (calm()) more(50);
    else if (model.get("masks") < MOST) {
      play.textContent = "Pause";
      timer = setInterval(tick, 350);
    }
  });
  const many = press("50 more", () => more(50));
  const reset = press("Reset", () => go(0));
  const enable = (buttons, on) => buttons.forEach((each) =>
    each.setAttribute("aria-disabled", String(!on)));

  const undo = repaintOn(model, ["rate", "_kind", "seed", "masks"], () => {
    const now = look(model, work);
    const said = describe(now);
    paintNetwork(now.mask, now.values, said);
    paintPlot(now);
    enable([next, play, many], now.outputs.length < MOST);
    enable([reset], now.outputs.length > 0);
    say(said);
  });
  return () => { clearInterval(timer); undo(); say.stop(); };
}

export default { render };
