// How the size of the batch shapes the path: a line fitted to real data.
import {
  count, fmt, home, html, label, narrator, repaintOn,
} from "./kit.mjs";
import { lossPanel } from "./walks.mjs";
import { mapPanel } from "./contours.mjs";
import { walkButtons } from "./walk_controls.mjs";

/** The mean squared error of the line w·x + b on the data. */
export function lineLoss([w, b], x, y) {
  return x.reduce((sum, v, i) => sum + (w * v + b - y[i]) ** 2, 0) / x.length;
}

/** The gradient of that loss, on the rows given. */
export function lineGradient([w, b], x, y, rows) {
  let [gw, gb] = [0, 0];
  for (const i of rows) {
    const error = w * x[i] + b - y[i];
    gw += error * x[i];
    gb += error;
  }
  return [(2 * gw) / rows.length, (2 * gb) / rows.length];
}

/**
 * Mini-batch descent until `seen` samples have been looked at: every epoch
 * goes through the next of `orders`. `at` has the samples seen by each point.
 */
export function fitLine({ x, y, orders, start, learningRate, batchSize, seen }) {
  const points = [[...start]];
  const at = [0];
  let [done, w, b] = [0, ...start];
  while (done < seen) {
    const order = orders[Math.floor(done / x.length) % orders.length];
    const from = done % x.length;
    const rows = order.slice(from, from + batchSize);
    const [gw, gb] = lineGradient([w, b], x, y, rows);
    w -= learningRate * gw;
    b -= learningRate * gb;
    done += rows.length;
    points.push([w, b]);
    at.push(done);
    if (!(Math.hypot(w, b) < 1e6)) return { points, at, diverged: true };
  }
  return { points, at, diverged: false };
}

/** How many samples the batch after `seen` has. */
export const nextBatch = (seen, n, batchSize) =>
  Math.min(batchSize, n - (seen % n));

/** How many samples the batch that ended at or after `seen` has had. */
export const lastBatch = (seen, n, batchSize) =>
  (seen % n || n) % batchSize || batchSize;

/** The counter, in words. */
export function describe(run, n, batchSize, loss, lowest) {
  const perEpoch = Math.ceil(n / batchSize);
  const name = `Batches of ${batchSize}: ${count(perEpoch, "update")} per epoch.`;
  const updates = run.points.length - 1;
  if (run.diverged) return `${name} Diverged after ${count(updates, "update")}.`;
  if (updates === 0) return `${name} Loss ${fmt(loss, 4)} at the start; the least possible is ${fmt(lowest, 4)}.`;
  const epochs = fmt(run.at.at(-1) / n, 2);
  return `${name} ${count(updates, "update")} in ${epochs} epochs: loss ${fmt(loss, 4)}, `
    + `${fmt(Math.max(0, loss - lowest), 5)} above the least.`;
}

function render({ model, el }) {
  home(el, "nn-walks");
  const data = model.get("_data");
  const { x, y, orders, best, box, start } = data;
  const n = x.length;
  const most = n * model.get("_epochs");
  const batchSize = () => model.get("_sizes")[model.get("_size")];
  const turn = () => model.get("shuffle") % orders.length;
  const fit = () => fitLine({
    x, y, start,
    orders: [...orders.slice(turn()), ...orders.slice(0, turn())],
    learningRate: model.get("_rates")[model.get("_rate")],
    batchSize: batchSize(),
    seen: model.get("seen"),
  });
  const lowest = lineLoss(best, x, y);

  const panels = html("div", { class: "nn-panels" }, el);
  const [mapBox, lossBox] = [html("div", {}, panels), html("div", {}, panels)];
  const map = mapPanel(mapBox, ["sgd"], { dots: false, names: ["weight w", "bias b"] });
  map.set({ box, minima: [{ w: best }], value: (w) => lineLoss(w, x, y) });
  const paintLoss = lossPanel(lossBox, ["sgd"], "loss above the least", "epoch");
  const buttons = walkButtons(el, model, {
    most,
    finished: () => fit().diverged,
    back: () => lastBatch(model.get("seen"), n, batchSize()),
    pace: () => Math.max(batchSize(), 6),
    names: [
      ["Next update", () => nextBatch(model.get("seen"), n, batchSize())],
      ["Next epoch", () => n - (model.get("seen") % n)],
    ],
    others: [["New shuffle", () => ({ shuffle: (turn() + 1) % orders.length })]],
  });
  const say = narrator(el);

  function paint() {
    const run = fit();
    const losses = run.points.map((p) => lineLoss(p, x, y));
    const shown = [{ ...run, losses, look: "sgd" }];
    map.show(shown);
    const epochs = Math.max(2, Math.ceil(model.get("seen") / n));
    paintLoss(shown, lowest, epochs, (i) => run.at[i] / n);
    const text = describe(run, n, batchSize(), losses.at(-1), lowest);
    label(map.root, `Map of the loss over weight and bias with the path. ${text}`);
    label(lossBox.querySelector("svg"), `The loss against the epochs. ${text}`);
    buttons.paint();
    say(text);
  }

  const undo = repaintOn(model, ["_size", "_rate", "seen", "shuffle"], paint);
  return () => { buttons.halt(); say.stop(); undo(); };
}

export default { render };
