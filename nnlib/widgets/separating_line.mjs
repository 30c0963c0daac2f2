// A perceptron's line under the reader's hand: two weights, a bias, a scatter.
import {
  assign, axes, clamp, count, draggable, drawing, fmt, halfPlane, home, label,
  legend, marker, mistakes, narrator, nearestOnLine, plane, repaintOn, scale,
  signed, snap, step, svg, vector, weightedSum,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 430];
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 468, 10, 380];

/** What the picture shows: each point's sum, class and whether it is wrong. */
export function judge(w, b, X, y) {
  const z = X.map((x) => weightedSum(w, b, x));
  const predicted = z.map(step);
  const wrong = predicted.map((k, i) => k !== y[i]);
  return { z, predicted, wrong, mistakes: mistakes(w, b, X, y) };
}

/** The line as a sentence. */
export function describe(w, b, X, y) {
  const n = judge(w, b, X, y).mistakes;
  const rule = `${fmt(w[0])}·x₁ ${signed(w[1])}·x₂ ${signed(b)} > 0`;
  const verdict = n === 0 ? "every point is on its side" : "";
  if (w[0] === 0 && w[1] === 0) {
    return `w = (0, 0): no line; the neuron says ${step(b)} everywhere. `
      + `${count(n, "mistake")} in ${X.length} points.`;
  }
  return `Fires where ${rule}. ${count(n, "mistake")} in ${X.length} points`
    + `${verdict && ": " + verdict}.`;
}

/** The arrow from the line along w, no longer than the picture allows. */
export function arrow(w, b, [xlo, xhi, ylo, yhi]) {
  const middle = [(xlo + xhi) / 2, (ylo + yhi) / 2];
  const from = nearestOnLine(w, b, middle);
  return { from, to: [from[0] + w[0], from[1] + w[1]] };
}

/** The weights and bias after the arrow's tip was dragged to `tip`. */
export function turned(w, b, box, tip, by = 0.05) {
  const { from } = arrow(w, b, box);
  const v = [snap(tip[0] - from[0], by), snap(tip[1] - from[1], by)];
  return { w: v, b: snap(-(v[0] * from[0] + v[1] * from[1]), by) };
}

/** The bias that lets the line pass through p. */
export const through = (w, p, by = 0.05) =>
  snap(-(w[0] * p[0] + w[1] * p[1]), by);

// --- painting -------------------------------------------------------------

/** "ŷ = 0" and "ŷ = 1", each in the far corner of its side. */
function wordPainter(root, sx, sy, box) {
  const words = [0, 1].map((k) =>
    svg("text", { class: "nn-middle" }, root, `ŷ = ${k}`));
  return (w, b) => words.forEach((word, k) => {
    const corners = halfPlane(w, b, box, k === 1);
    word.style.display = corners.length < 3 ? "none" : "";
    if (corners.length < 3) return;
    const depth = (p) => Math.abs(weightedSum(w, b, p));
    const far = corners.reduce((best, p) => (depth(p) > depth(best) ? p : best));
    word.setAttribute("x", clamp(sx(far[0]), LEFT + 34, RIGHT - 34));
    word.setAttribute("y", clamp(sy(far[1]), TOP + 20, BOTTOM - 10));
  });
}

/** The arrow w and the handle at its tip. */
function arrowPainter(root, sx, sy, box, square) {
  const shaft = svg("path", { class: "nn-arrow" }, root);
  const head = svg("path", { class: "nn-arrowhead" }, root);
  const name = svg("text", { class: "nn-middle" }, root, "w");
  const handle = svg("circle", { r: 20, class: "nn-handle nn-turn" }, root);
  const show = (on) => [shaft, head, name, handle].forEach((part) => {
    part.style.display = on ? "" : "none";
  });
  const paint = (w, b) => {
    const { from, to } = arrow(w, b, box);
    const [a, t] = [from, to].map((p) => [sx(p[0]), sy(p[1])]);
    const length = Math.hypot(t[0] - a[0], t[1] - a[1]);
    const seen = square && Number.isFinite(length) && length >= 1;
    show(seen);
    if (!seen) return;
    const u = [(t[0] - a[0]) / length, (t[1] - a[1]) / length];
    const behind = (d, aside) =>
      `${t[0] - d * u[0] - aside * u[1]} ${t[1] - d * u[1] + aside * u[0]}`;
    shaft.setAttribute("d", `M${a.join(" ")}L${behind(6, 0)}`);
    head.setAttribute("d", `M${t.join(" ")}L${behind(13, 6)}L${behind(13, -6)}Z`);
    name.setAttribute("x", t[0] + 14 * u[0]);
    name.setAttribute("y", t[1] + 14 * u[1] + 5);
    handle.setAttribute("cx", t[0]);
    handle.setAttribute("cy", t[1]);
  };
  return { paint, handle };
}

/** The scatter, the line, its words and its arrow; `paint(w, b)` moves them. */
function stage(el, model) {
  const [box, X, y] = ["_box", "_points", "_labels"].map((n) => model.get(n));
  const [xlim, ylim] = [box.slice(0, 2), box.slice(2)];
  const [sx, sy] = [scale(xlim, [LEFT, RIGHT]), scale(ylim, [BOTTOM, TOP])];
  const root = drawing(el, WIDTH, HEIGHT);
  const paintPlane = plane(root, sx, sy, box);
  const line = root.querySelector(".nn-line");
  const paintWords = wordPainter(root, sx, sy, box);
  axes(root, sx, sy, xlim, ylim, model.get("_xlabel"), model.get("_ylabel"));
  X.forEach((p, i) => marker(sx(p[0]), sy(p[1]), y[i], root));
  const rings = X.map(([x1, x2]) =>
    svg("circle", { cx: sx(x1), cy: sy(x2), r: 11, class: "nn-ring" }, root));
  const lineHandle = svg("path", {
    class: "nn-handle nn-move", style: "stroke: transparent; stroke-width: 24",
  }, root);
  const tip = arrowPainter(root, sx, sy, box, model.get("_square"));
  const paint = (w, b) => {
    paintPlane(w, b);
    paintWords(w, b);
    tip.paint(w, b);
    lineHandle.setAttribute("d", line.getAttribute("d"));
    judge(w, b, X, y).wrong.forEach((wrong, i) => {
      rings[i].style.display = wrong ? "" : "none";
    });
  };
  const at = (move) => (px, py) => move([sx.invert(px), sy.invert(py)]);
  return { root, paint, lineHandle, tipHandle: tip.handle, at };
}

function render({ model, el }) {
  home(el, "nn-separating-line");
  const [X, y, box] = ["_points", "_labels", "_box"].map((n) => model.get(n));
  const [wMax, bMax] = model.get("_limits");
  const { root, paint, lineHandle, tipHandle, at } = stage(el, model);
  legend(el, [["0", "class 0"], ["1", "class 1"], ["ring", "wrong side"]]);
  const say = narrator(el);
  const read = () => [[model.get("w1"), model.get("w2")], model.get("b")];

  draggable(root, lineHandle, at((p) => {
    assign(model, { b: clamp(through(read()[0], p), -bMax, bMax) });
  }));
  draggable(root, tipHandle, at((p) => {
    const { w, b } = turned(...read(), box, p);
    const [w1, w2] = w.map((v) => clamp(v, -wMax, wMax));
    assign(model, { w1, w2, b: clamp(b, -bMax, bMax) });
  }));
  const undo = repaintOn(model, ["w1", "w2", "b"], () => {
    const [w, b] = read();
    paint(w, b);
    const text = describe(w, b, X, y);
    label(root, `Separating line, w = ${vector(w)}, b = ${fmt(b)}. ${text}`);
    say(text);
  });
  return () => { undo(); say.stop(); };
}

export default { render };
