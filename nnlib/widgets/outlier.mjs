// One number drifts away from the others: who follows, mean, median or Huber?
import {
  assign, axes, clamp, draggable, drawing, fmt, home, html, label, legend,
  narrator, path, repaintOn, scale, snap, svg,
} from "./kit.mjs";
import { huber, meanAbsoluteError, meanSquaredError } from "./losses.mjs";

const [WIDTH, HEIGHT] = [480, 330];
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 462, 96, 280];
const STREET = 66; // the height of the row of numbers
const TINY = 1e-12;

const columns = (values) => values.map((v) => [v]);

/** The mean of one loss over the values, for the one answer c. */
export function costOfConstant(loss, values, c, delta) {
  const [y, same] = [columns(values), values.map(() => [c])];
  if (loss === "squared") return meanSquaredError(y, same);
  return loss === "absolute" ? meanAbsoluteError(y, same) : huber(y, same, delta);
}

export const meanOf = (values) =>
  values.reduce((sum, v) => sum + v, 0) / values.length;

/** The middle of the sorted values, or of the middle two. */
export function medianOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}

/**
 * The constant of least Huber loss. The values pull at it, each by its
 * residual but no more than delta; the pull falls as c grows, in straight
 * pieces between the corners v ± delta, and is 0 at the minimum (or along a
 * flat piece, whose middle is taken, as with the median).
 */
export function huberFit(values, delta) {
  const pull = (c) =>
    values.reduce((sum, v) => sum + clamp(v - c, -delta, delta), 0);
  const corners = values.flatMap((v) => [v - delta, v + delta])
    .sort((a, b) => a - b);
  const pulls = corners.map(pull);
  const zero = (i, k) => corners[i]
    + ((corners[k] - corners[i]) * pulls[i]) / (pulls[i] - pulls[k]);
  const last = pulls.findLastIndex((v) => v > TINY);
  const first = pulls.findIndex((v) => v < -TINY);
  return (zero(last, last + 1) + zero(first - 1, first)) / 2;
}

/** The three fits: the least of each loss, and how far from whom it is. */
export function fitConstants(values, delta) {
  const [others, last] = [values.slice(0, -1), values.at(-1)];
  const fit = (name, loss, c) => ({
    name, loss, c,
    offOthers: meanOf(others.map((v) => Math.abs(c - v))),
    offLast: Math.abs(c - last),
  });
  return [
    fit("mean", "squared", meanOf(values)),
    fit("median", "absolute", medianOf(values)),
    fit("Huber", "huber", huberFit(values, delta)),
  ];
}

/** The fits as a sentence. */
export function describeFits(values, delta) {
  const [mean, median, robust] = fitConstants(values, delta);
  return `Last price ${fmt(values.at(-1))}: mean ${fmt(mean.c)}, median `
    + `${fmt(median.c)}, Huber (δ = ${fmt(delta)}) ${fmt(robust.c)}. From the `
    + `other prices the mean is off by ${fmt(mean.offOthers)} on average, the `
    + `median by ${fmt(median.offOthers)}.`;
}

// --- painting -------------------------------------------------------------

function stage(el, others, [low, high]) {
  const root = drawing(el, WIDTH, HEIGHT);
  const sx = scale([low, high], [LEFT, RIGHT]);
  const sy = scale([0, 1], [BOTTOM, TOP]);
  const frame = axes(root, sx, sy, [low, high], [0, 1], "price, in 100,000", "loss", 10);
  // each loss has its own scale: no numbers along the upright axis
  frame.querySelectorAll('.nn-end, [d$="h-5"]').forEach((each) => each.remove());
  svg("path", { class: "nn-outlier-street", d: `M${LEFT} ${STREET}H${RIGHT}` }, root);
  others.forEach((v) => svg("circle", {
    cx: sx(v), cy: STREET, r: 4.5, class: "nn-outlier-house",
  }, root));
  const shapes = ["squared", "absolute", "huber"].map((loss) => ({
    guide: svg("path", { class: `nn-outlier-guide nn-outlier-${loss}` }, root),
    curve: svg("path", { class: `nn-outlier-curve nn-outlier-${loss}` }, root),
    loss,
  }));
  // after the lines, so that none crosses a name
  const names = shapes.map((_, i) =>
    svg("text", { class: "nn-outlier-name", y: 14 + 18 * i }, root));
  const dot = svg("rect", { width: 14, height: 14, y: STREET - 7, class: "nn-probe" }, root);
  const handle = svg("circle", { r: 22, cy: STREET, class: "nn-handle" }, root);
  const grid = Array.from({ length: 201 }, (_, i) => low + ((high - low) * i) / 200);

  function paint(values, delta, text) {
    const fits = fitConstants(values, delta);
    shapes.forEach(({ curve, guide, loss }, i) => {
      const { c, name: who } = fits[i];
      const name = names[i];
      const at = [...grid, ...values].sort((a, b) => a - b);
      const costs = at.map((v) => costOfConstant(loss, values, v, delta));
      const most = Math.max(...costs);
      curve.setAttribute("d", path(at.map((v, k) => [v, costs[k] / most]), sx, sy));
      const height = sy(costOfConstant(loss, values, c, delta) / most);
      guide.setAttribute("d", `M${sx(c)} ${2 + 18 * i}V${height}`);
      name.textContent = `${who} ${fmt(c)}`;
      const room = sx(c) < RIGHT - 110; // for the name beside its line
      name.setAttribute("text-anchor", room ? "start" : "end");
      name.setAttribute("x", sx(c) + (room ? 6 : -6));
    });
    dot.setAttribute("x", sx(values.at(-1)) - 7);
    handle.setAttribute("cx", sx(values.at(-1)));
    label(root, `Five prices, three losses over one answer for all. ${text}`);
  }
  return { root, handle, paint, valueAt: (px) => sx.invert(px) };
}

/** One row for each fit: its value, and how far it is off the prices. */
function table(el) {
  const made = html("table", { class: "nn-table" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  const body = html("tbody", {}, made);
  ["fit", "least", "value", "off the others", "off the last"].forEach((name) =>
    html("th", { scope: "col" }, head, name));
  const rows = [["mean", "squared"], ["median", "absolute"], ["Huber", "Huber"]]
    .map(([name, loss]) => {
      const row = html("tr", {}, body);
      html("th", { scope: "row" }, row, name);
      html("td", {}, row, `${loss} loss`);
      return [0, 1, 2].map(() => html("td", {}, row));
    });
  return (values, delta) => fitConstants(values, delta).forEach((fit, i) => {
    const told = [fit.c, fit.offOthers, fit.offLast];
    told.forEach((v, k) => { rows[i][k].textContent = v.toFixed(2); });
  });
}

function render({ model, el }) {
  home(el, "nn-outlier");
  const [others, limits] = [model.get("_others"), model.get("_limits")];
  const { root, handle, paint, valueAt } = stage(el, others, limits);
  legend(el, [
    ["house", "four prices"], ["last", "the last price: drag it"],
    ["squared", "squared"], ["absolute", "absolute"], ["huber", "Huber"],
  ]);
  const fill = table(el);
  const say = narrator(el);
  draggable(root, handle, (px) => {
    assign(model, { value: clamp(snap(valueAt(px), 0.5), ...limits) });
  });
  const undo = repaintOn(model, ["value", "delta"], () => {
    const values = [...others, model.get("value")];
    const text = describeFits(values, model.get("delta"));
    paint(values, model.get("delta"), text);
    fill(values, model.get("delta"));
    say(text);
  });
  return () => { undo(); say.stop(); };
}

export default { render };
