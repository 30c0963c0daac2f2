// Loss and accuracy of one training run, epoch by epoch, before all others.
import {
  axes, drawing, label, narrator, path, repaintOn, scale, svg,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 470];
const [LEFT, RIGHT] = [58, 374];
const PANELS = [
  { top: 12, bottom: 190, keys: ["loss", "val_loss"], label: "loss" },
  { top: 246, bottom: 424, keys: ["accuracy", "val_accuracy"], label: "accuracy" },
];
const NAMES = ["training", "validation"];
const APART = 19; // the least distance between two names, in picture units

/** The common end of the loss axis, a multiple of one half. */
export function lossLimit(runs) {
  const all = runs.flatMap((run) => [...run.loss, ...run.val_loss]);
  return Math.ceil(2 * Math.max(...all)) / 2;
}

/** The number of epochs of the longest run. */
export const longest = (runs) => Math.max(...runs.map((run) => run.loss.length));

/** A curve's points: (epoch, value), the first epoch is 1. */
export const points = (values) => values.map((v, i) => [i + 1, v]);

/** Two heights moved apart to at least `least`, their middle kept. */
export function apart([a, b], least) {
  const gap = b - a;
  if (Math.abs(gap) >= least) return [a, b];
  const middle = (a + b) / 2;
  const half = (gap < 0 ? -least : least) / 2;
  return [middle - half, middle + half];
}

/** One panel with its faint background; returns what shows a chosen run. */
function panel(root, runs, { top, bottom, keys, label }) {
  const xlim = [0, longest(runs)];
  const ylim = [0, label === "loss" ? lossLimit(runs) : 1];
  const [sx, sy] = [scale(xlim, [LEFT, RIGHT]), scale(ylim, [bottom, top])];
  axes(root, sx, sy, xlim, ylim, "epoch", label, 5);
  for (const run of runs) {
    svg("path", { class: "nn-other", d: path(points(run[keys[1]]), sx, sy) }, root);
  }
  const curves = NAMES.map((n) => svg("path", { class: `nn-${n}` }, root));
  const dots = NAMES.map((n) => svg("g", { class: `nn-${n}-dot` }, root));
  const names = NAMES.map((n) =>
    svg("text", { x: RIGHT + 9, class: `nn-${n}-name` }, root, n));
  return (run) => {
    const ends = keys.map((key) => sy(run[key].at(-1)));
    const heights = apart(ends, APART);
    keys.forEach((key, k) => {
      const line = points(run[key]);
      curves[k].setAttribute("d", path(line, sx, sy));
      dots[k].replaceChildren();
      line.forEach(([x, y]) => dot(k, sx(x), sy(y), dots[k]));
      names[k].setAttribute("x", sx(run[key].length) + 9);
      names[k].setAttribute("y", heights[k] + 5);
    });
  };
}

/** A mark on a curve: training has dots, validation squares. */
function dot(k, x, y, parent) {
  if (k === 0) return svg("circle", { cx: x, cy: y, r: 3.4 }, parent);
  return svg("rect", { x: x - 3, y: y - 3, width: 6, height: 6 }, parent);
}

function render({ model, el }) {
  el.classList.add("nn-view", "nn-learning-curves");
  const runs = model.get("_runs");
  const root = drawing(el, WIDTH, HEIGHT);
  const show = PANELS.map((each) => panel(root, runs, each));
  const say = narrator(el);

  function paint() {
    const run = runs[model.get("_chosen")];
    if (!run) return;
    show.forEach((paintPanel) => paintPanel(run));
    label(root, `Learning curves. ${run.sentence}`);
    say(run.sentence);
  }

  const undo = repaintOn(model, ["_chosen"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
