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

/** The three fits, each the minimum of its loss, and the outlier's share. */
export function fitConstants(values, delta) {
  const fit = (name, loss, c) => {
    const each = values.map((v) => costOfConstant(loss, [v], c, delta));
    const total = each.reduce((sum, v) => sum + v, 0);
    return { name, loss, c, share: total > 0 ? each.at(-1) / total : 0 };
  };
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
    + `${fmt(median.c)}, Huber (δ = ${fmt(delta)}) ${fmt(robust.c)}. `
    + `The last price makes ${fmt(100 * mean.share, 0)}\u00a0% of the squared loss at the `
    + `mean, ${fmt(100 * median.share, 0)}\u00a0% of the absolute loss at the median.`;
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
  const shapes = ["squared", "absolute", "huber"].map((loss, i) => ({
    guide: svg("path", { class: `nn-outlier-guide nn-outlier-${loss}` }, root),
    curve: svg("path", { class: `nn-outlier-curve nn-outlier-${loss}` }, root),
    name: svg("text", { class: "nn-outlier-name", y: 14 + 18 * i }, root),
    loss,
  }));
  const dot = svg("rect", { width: 14, height: 14, y: STREET - 7, class: "nn-probe" }, root);
  const handle = svg("circle", { r: 22, cy: STREET, class: "nn-handle" }, root);
  const grid = Array.from({ length: 201 }, (_, i) => low + ((high - low) * i) / 200);

  function paint(values, delta, text) {
    const fits = fitConstants(values, delta);
    shapes.forEach(({ curve, guide, name, loss }, i) => {
      const { c, name: who } = fits[i];
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

/** One row for each fit: its value and how much of its loss is the outlier. */
function table(el) {
  const made = html("table", { class: "nn-table" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  const body = html("tbody", {}, made);
  ["fit", "makes least", "value", "last price's share"].forEach((name) =>
    html("th", { scope: "col" }, head, name));
  const rows = [["mean", "squared"], ["median", "absolute"], ["Huber", "Huber"]]
    .map(([name, loss]) => {
      const row = html("tr", {}, body);
      html("th", { scope: "row" }, row, name);
      html("td", {}, row, `${loss} loss`);
      return [html("td", {}, row), html("td", {}, row)];
    });
  return (values, delta) => fitConstants(values, delta).forEach(({ c, share }, i) => {
    rows[i][0].textContent = c.toFixed(2);
    rows[i][1].textContent = `${(100 * share).toFixed(1)} %`;
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
