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

function render({ model, el }) {
  home(el, "nn-separating-line");
  const box = model.get("_box");
  const [X, y] = [model.get("_points"), model.get("_labels")];
  const [wMax, bMax] = model.get("_limits");
  const sx = scale(box.slice(0, 2), [LEFT, RIGHT]);
  const sy = scale(box.slice(2), [BOTTOM, TOP]);
  const root = drawing(el, WIDTH, HEIGHT);
  const paintPlane = plane(root, sx, sy, box);
  const words = [0, 1].map((k) =>
    svg("text", { class: `nn-middle nn-word${k}` }, root, `ŷ = ${k}`));
  axes(root, sx, sy, box.slice(0, 2), box.slice(2),
    model.get("_xlabel"), model.get("_ylabel"));
  X.forEach((p, i) => marker(sx(p[0]), sy(p[1]), y[i], root));
  const rings = X.map((p) =>
    svg("circle", { cx: sx(p[0]), cy: sy(p[1]), r: 11, class: "nn-ring" }, root));
  const shaft = svg("path", { class: "nn-arrow" }, root);
  const head = svg("path", { class: "nn-arrowhead" }, root);
  const name = svg("text", { class: "nn-middle" }, root, "w");
  const lineHandle = svg("path", { class: "nn-handle nn-move" }, root);
  const tipHandle = svg("circle", { r: 20, class: "nn-handle nn-turn" }, root);
  lineHandle.setAttribute("style", "stroke: transparent; stroke-width: 24");
  legend(el, [["0", "class 0"], ["1", "class 1"], ["ring", "wrong side"]]);
  const say = narrator(el);

  const read = () =>
    [[model.get("w1"), model.get("w2")], model.get("b")];

  function paintArrow(w, b) {
    const { from, to } = arrow(w, b, box);
    const [a, t] = [from, to].map((p) => [sx(p[0]), sy(p[1])]);
    const length = Math.hypot(t[0] - a[0], t[1] - a[1]);
    const hidden = !Number.isFinite(length) || length < 1 || !model.get("_square");
    for (const part of [shaft, head, name, tipHandle]) {
      part.style.display = hidden ? "none" : "";
    }
    if (hidden) return;
    const u = [(t[0] - a[0]) / length, (t[1] - a[1]) / length];
    const back = (d, s) =>
      `${t[0] - d * u[0] - s * u[1]} ${t[1] - d * u[1] + s * u[0]}`;
    shaft.setAttribute("d", `M${a.join(" ")}L${back(6, 0)}`);
    head.setAttribute("d", `M${t.join(" ")}L${back(13, 6)}L${back(13, -6)}Z`);
    name.setAttribute("x", t[0] + 14 * u[0]);
    name.setAttribute("y", t[1] + 14 * u[1] + 5);
    tipHandle.setAttribute("cx", t[0]);
    tipHandle.setAttribute("cy", t[1]);
  }

  function paintWords(w, b) {
    words.forEach((word, k) => {
      const part = halfPlane(w, b, box, k === 1);
      word.style.display = part.length < 3 ? "none" : "";
      if (part.length < 3) return;
      const far = part.reduce((best, p) =>
        (Math.abs(weightedSum(w, b, p)) > Math.abs(weightedSum(w, b, best)) ? p : best));
      word.setAttribute("x", clamp(sx(far[0]), LEFT + 34, RIGHT - 34));
      word.setAttribute("y", clamp(sy(far[1]), TOP + 20, BOTTOM - 10));
    });
  }

  function paint() {
    const [w, b] = read();
    const { wrong } = judge(w, b, X, y);
    paintPlane(w, b);
    paintArrow(w, b);
    paintWords(w, b);
    lineHandle.setAttribute("d",
      root.querySelector(".nn-line").getAttribute("d"));
    rings.forEach((ring, i) => { ring.style.display = wrong[i] ? "" : "none"; });
    const text = describe(w, b, X, y);
    label(root, `Separating line, w = ${vector(w)}, b = ${fmt(b)}. ${text}`);
    say(text);
  }

  const bound = (v, most) => clamp(v, -most, most);
  draggable(root, lineHandle, (px, py) => {
    const [w] = read();
    assign(model, { b: bound(through(w, [sx.invert(px), sy.invert(py)]), bMax) });
  });
  draggable(root, tipHandle, (px, py) => {
    const next = turned(...read(), box, [sx.invert(px), sy.invert(py)]);
    const [w1, w2] = next.w.map((v) => bound(v, wMax));
    assign(model, { w1, w2, b: bound(next.b, bMax) });
  });
  const undo = repaintOn(model, ["w1", "w2", "b"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
