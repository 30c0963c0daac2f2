// Exponentially weighted averages of daily temperatures.
import {
  axes, drawing, fmt, home, label, legend, narrator, path, repaintOn, scale, svg,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 330];
const [LEFT, RIGHT, TOP, BOTTOM] = [60, 470, 10, 280];

/** v ← β v + (1 − β) value, from 0; corrected: divided by 1 − βᵗ. */
export function movingAverage(values, beta, corrected) {
  let [v, weights] = [0, 0];
  return values.map((value) => {
    v = beta * v + (1 - beta) * value;
    weights = beta * weights + (1 - beta);
    return corrected ? v / weights : v;
  });
}

/** The share of the latest value, of the one before, and so on. */
export const memory = (beta, days) =>
  Array.from({ length: days }, (_, k) => (1 - beta) * beta ** k);

/** How long it remembers, and how the start looks, in words. */
export function describe(values, beta) {
  const days = fmt(1 / (1 - beta), 1);
  const share = fmt(100 * (1 - beta), 1);
  const [raw, corrected] = [false, true].map((c) => movingAverage(values, beta, c)[0]);
  return `β = ${fmt(beta)}: today counts ${share} %, the memory is about `
    + `1/(1 − β) = ${days} days. On day 1: ${fmt(values[0], 1)} °C measured, `
    + `${fmt(raw, 1)} without the correction, ${fmt(corrected, 1)} with it.`;
}

function weightsPanel(el) {
  const root = drawing(el, WIDTH, 120);
  const g = svg("g", {}, root);
  return (beta) => {
    g.replaceChildren();
    const shares = memory(beta, 60);
    const sx = scale([0, 60], [LEFT, RIGHT]);
    const sy = scale([0, Math.max(...shares)], [80, 8]);
    const wide = sx(0.8) - sx(0);
    shares.forEach((share, k) => svg("rect", {
      x: sx(k), y: sy(share), width: wide, height: 80 - sy(share),
      class: k < 1 / (1 - beta) ? "nn-remembered" : "nn-forgotten",
    }, g));
    svg("path", { d: `M${LEFT} 80H${RIGHT}`, class: "nn-step-line" }, g);
    svg("text", { x: LEFT, y: 102 }, g, "today");
    svg("text", { x: RIGHT, y: 102, class: "nn-end" }, g, "60 days ago");
    label(root, `How much each past day counts: today ${fmt(100 * shares[0], 1)} percent, each earlier day ${fmt(beta)} times the next.`);
  };
}

function render({ model, el }) {
  home(el, "nn-moving-average");
  const values = model.get("_values");
  const days = values.map((_, i) => i + 1);
  const [xlim, ylim] = [[0, values.length], [0, 5 * Math.ceil(Math.max(...values) / 5)]];
  const sx = scale(xlim, [LEFT, RIGHT]);
  const sy = scale(ylim, [BOTTOM, TOP]);
  const root = drawing(el, WIDTH, HEIGHT);
  axes(root, sx, sy, xlim, ylim, "day", "temperature in °C");
  values.forEach((v, i) => svg("circle", {
    cx: sx(days[i]), cy: sy(v), r: 2.4, class: "nn-day",
  }, root));
  const raw = svg("path", { class: "nn-raw" }, root);
  const corrected = svg("path", { class: "nn-corrected" }, root);
  legend(el, [["day", "a day"], ["corrected", "average, corrected"], ["raw", "average from 0, uncorrected"]]);
  const paintWeights = weightsPanel(el);
  const say = narrator(el);
  const line = (averages) => path(averages.map((v, i) => [days[i], v]), sx, sy);

  function paint() {
    const beta = model.get("beta");
    raw.setAttribute("d", line(movingAverage(values, beta, false)));
    corrected.setAttribute("d", line(movingAverage(values, beta, true)));
    raw.style.display = model.get("uncorrected") ? "" : "none";
    paintWeights(beta);
    const text = describe(values, beta);
    label(root, `Daily temperatures and their weighted averages. ${text}`);
    say(text);
  }

  const undo = repaintOn(model, ["beta", "uncorrected"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
