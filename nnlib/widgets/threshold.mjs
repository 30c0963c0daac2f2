// One score, every threshold: who is called, and what five numbers say of it.
import {
  assign, axes, clamp, draggable, drawing, fmt, home, html, label, legend,
  narrator, path, repaintOn, scale, snap, svg,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 250];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 468, 18, 200];
const [SIDE, CORNER, EDGE] = [304, 64, 294]; // the square of the ROC curve
const BINS = 40;
export const OF = 1000; // the table counts in thousand examples

const ratio = (part, whole) => (whole > 0 ? part / whole : 0);

// --- numbers --------------------------------------------------------------

/** The scores of the two classes, each falling. */
export function splitScores(truth, scores) {
  const of = (k) => scores.filter((_, i) => truth[i] === k).sort((a, b) => b - a);
  return { negatives: of(0), positives: of(1) };
}

/** How many of the falling values are at least t. */
export function countFrom(sorted, t) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] >= t) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The rates at one threshold: scores of at least t are called positive. */
export function ratesAt({ positives, negatives }, t) {
  return {
    tpr: countFrom(positives, t) / positives.length,
    fpr: countFrom(negatives, t) / negatives.length,
  };
}

/** The ROC curve: one corner for each different score, from (0, 0). */
export function rocOf(truth, scores) {
  const groups = splitScores(truth, scores);
  const thresholds = [...new Set(scores)].sort((a, b) => b - a);
  const rates = thresholds.map((t) => ratesAt(groups, t));
  return {
    fpr: [0, ...rates.map((r) => r.fpr)],
    tpr: [0, ...rates.map((r) => r.tpr)],
    thresholds: [Infinity, ...thresholds],
  };
}

/** The area under a curve of straight pieces. */
export function areaUnder({ fpr, tpr }) {
  let area = 0;
  for (let i = 1; i < fpr.length; i++) {
    area += ((fpr[i] - fpr[i - 1]) * (tpr[i] + tpr[i - 1])) / 2;
  }
  return area;
}

/** Counts among a thousand examples, `share` of them positive, and what is
 *  made of them. Where there is nothing to divide by, the result is 0. */
export function judgeRates({ tpr, fpr }, share) {
  const [yes, no] = [OF * share, OF * (1 - share)];
  const [tp, fp] = [tpr * yes, fpr * no];
  const [fn, tn] = [yes - tp, no - fp];
  return {
    tp, fp, fn, tn, tpr, fpr,
    accuracy: (tp + tn) / OF,
    precision: ratio(tp, tp + fp),
    recall: tpr,
    f1: ratio(tp, tp + (fp + fn) / 2),
  };
}

/** Everything at one threshold, from labels and scores. */
export const judgeThreshold = (truth, scores, t, share) =>
  judgeRates(ratesAt(splitScores(truth, scores), t), share);

/** The share of the values in each of equal bins between low and high. */
export function histogram(values, [low, high], bins) {
  const heights = new Array(bins).fill(0);
  for (const v of values) {
    const bin = Math.floor(((v - low) / (high - low)) * bins);
    heights[clamp(bin, 0, bins - 1)] += 1 / values.length;
  }
  return heights;
}

/** The state as a sentence. */
export function describeThreshold(seen, t, share) {
  const { tp, fp, fn } = seen;
  const n = (v) => fmt(v, 0);
  const calls = tp + fp > 0
    ? `it calls ${n(tp + fp)}, of which ${n(tp)} are positive`
    : "it calls nothing, so precision has nothing to divide and counts as 0";
  return `Threshold ${fmt(t)}: of ${n(OF)} examples, ${n(OF * share)} of them positive, `
    + `${calls}; ${n(fn)} are missed. Accuracy ${fmt(seen.accuracy, 3)}, and `
    + `${fmt(1 - share, 3)} for always saying no.`;
}

// --- painting -------------------------------------------------------------

/** Outline of a histogram, upward or (sign −1) downward from the middle. */
function outline(heights, [low, high], sign, sx, sy) {
  const by = (high - low) / heights.length;
  const tops = heights.flatMap((h, i) =>
    [[low + i * by, sign * h], [low + (i + 1) * by, sign * h]]);
  return path([[low, 0], ...tops, [high, 0]], sx, sy, true);
}

function scoreStage(el, groups, limits) {
  const root = drawing(el, WIDTH, HEIGHT);
  const sx = scale(limits, [LEFT, RIGHT]);
  const bars = [groups.positives, groups.negatives]
    .map((values) => histogram(values, limits, BINS));
  const most = 1.12 * Math.max(...bars.flat());
  const sy = scale([-most, most], [BOTTOM, TOP]);
  const called = svg("rect", { class: "nn-threshold-called", y: TOP, height: BOTTOM - TOP }, root);
  const frame = axes(root, sx, sy, limits, [-most, most], "score", "", 8);
  // heights are shares within each class: no numbers along the upright axis
  frame.querySelectorAll('.nn-end, [d$="h-5"]').forEach((each) => each.remove());
  bars.forEach((heights, i) => svg("path", {
    class: `nn-threshold-hill nn-class${1 - i}`,
    d: outline(heights, limits, i ? -1 : 1, sx, sy),
  }, root));
  svg("path", { class: "nn-threshold-floor", d: `M${LEFT} ${sy(0)}H${RIGHT}` }, root);
  const line = svg("path", { class: "nn-line" }, root);
  const says = ["called negative", "called positive"].map((text, i) =>
    svg("text", { y: TOP - 4, class: i ? "" : "nn-end" }, root, text));
  const handle = svg("rect", {
    class: "nn-handle", width: 44, y: TOP, height: BOTTOM - TOP,
  }, root);
  return {
    root, handle, valueAt: (px) => sx.invert(px),
    paint(t) {
      const x = sx(clamp(t, ...limits));
      called.setAttribute("x", x);
      called.setAttribute("width", RIGHT - x);
      line.setAttribute("d", `M${x} ${TOP}V${BOTTOM}`);
      handle.setAttribute("x", x - 22);
      says.forEach((text, i) => {
        const room = i ? x < RIGHT - 116 : x > LEFT + 116;
        text.setAttribute("x", x + (i ? 6 : -6));
        text.setAttribute("visibility", room ? "visible" : "hidden");
      });
    },
  };
}

function rocStage(el, curve) {
  const root = drawing(html("div", { class: "nn-threshold-roc" }, el), SIDE, SIDE + 12);
  const [sx, sy] = [scale([0, 1], [CORNER, EDGE]), scale([0, 1], [EDGE - 40, 16])];
  axes(root, sx, sy, [0, 1], [0, 1], "false positive rate", "true positive rate", 5);
  svg("path", { class: "nn-threshold-chance", d: path([[0, 0], [1, 1]], sx, sy) }, root);
  const points = curve.fpr.map((v, i) => [v, curve.tpr[i]]);
  svg("path", { class: "nn-threshold-area", d: path([...points, [1, 0]], sx, sy, true) }, root);
  svg("path", { class: "nn-curve", d: path(points, sx, sy) }, root);
  const guide = svg("path", { class: "nn-guide" }, root);
  const dot = svg("circle", { r: 7, class: "nn-probe" }, root);
  svg("text", { x: EDGE - 6, y: EDGE - 56, class: "nn-end" }, root,
    `AUC ${areaUnder(curve).toFixed(3)}`);
  return {
    root,
    paint({ fpr, tpr }) {
      dot.setAttribute("cx", sx(fpr));
      dot.setAttribute("cy", sy(tpr));
      guide.setAttribute("d", `M${sx(fpr)} ${sy(0)}V${sy(tpr)}H${sx(0)}`);
    },
  };
}

/** Rows of a table; returns the cells to fill. */
function tableOf(el, head, rows) {
  const made = html("table", { class: "nn-table" }, el);
  const top = html("tr", {}, html("thead", {}, made));
  const body = html("tbody", {}, made);
  head.forEach((name) => html("th", { scope: "col" }, top, name));
  return rows.map((name) => {
    const row = html("tr", {}, body);
    html("th", { scope: "row" }, row, name);
    return head.slice(1).map(() => html("td", {}, row));
  });
}

function tables(el) {
  const side = html("div", { class: "nn-threshold-tables" }, el);
  const counts = tableOf(side, ["of 1,000", "called yes", "called no"],
    ["positive", "negative"]);
  const keys = ["accuracy", "precision", "recall", "f1", "fpr"];
  const names = ["accuracy", "precision", "recall = TPR", "F1", "FPR"];
  const values = tableOf(side, ["measure", "value"], names);
  return (seen) => {
    const cells = [[seen.tp, seen.fn], [seen.fp, seen.tn]];
    counts.forEach((row, i) => row.forEach((cell, k) => {
      cell.textContent = fmt(cells[i][k], 1);
      cell.classList.toggle("nn-threshold-right", i === k);
    }));
    keys.forEach((key, i) => { values[i][0].textContent = seen[key].toFixed(3); });
  };
}

function render({ model, el }) {
  home(el, "nn-threshold");
  const [truth, scores] = [model.get("_truth"), model.get("_scores")];
  const [limits, by] = [model.get("_limits"), model.get("_step")];
  const groups = splitScores(truth, scores);
  const curve = rocOf(truth, scores);
  const hills = scoreStage(el, groups, limits);
  legend(el, [["1", "positive, upward"], ["0", "negative, downward"],
    ["probe", "this threshold on the curve"]]);
  const row = html("div", { class: "nn-threshold-row" }, el);
  const roc = rocStage(row, curve);
  const fill = tables(row);
  const say = narrator(el);
  draggable(hills.root, hills.handle, (px) => {
    assign(model, { threshold: clamp(snap(hills.valueAt(px), by), ...limits) });
  });
  const undo = repaintOn(model, ["threshold", "share"], () => {
    const [t, share] = [model.get("threshold"), model.get("share")];
    const seen = judgeRates(ratesAt(groups, t), share);
    const text = describeThreshold(seen, t, share);
    hills.paint(t);
    roc.paint(seen);
    fill(seen);
    say(text);
    label(hills.root, `The scores of both classes and the threshold. ${text}`);
    label(roc.root, `ROC curve, area ${areaUnder(curve).toFixed(3)}; at this `
      + `threshold the true positive rate is ${fmt(seen.tpr, 3)}, the false `
      + `positive rate ${fmt(seen.fpr, 3)}.`);
  });
  return () => { undo(); say.stop(); };
}

export default { render };
