// Three movable lines, and a fourth neuron that counts how many say yes.
import {
  assign, axes, clamp, count, draggable, drawing, fmt, freshId, home, label,
  legend, lineInBox, marker, narrator, nearestOnLine, path, repaintOn, scale,
  snap, step, svg, weightedSum,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 440];
const [LEFT, RIGHT, TOP, BOTTOM] = [66, 462, 8, 390];
const LENGTH = 0.32; // of an arrow, in the data's units
const NAMES = ["h₁", "h₂", "h₃"];

const round12 = (v) => Math.round(v * 1e12) / 1e12 + 0;

/** The neuron whose line has this angle (degrees) and this shift. */
export function neuron(angle, shift) {
  const t = (angle * Math.PI) / 180;
  return { w: [round12(Math.cos(t)), round12(Math.sin(t))], b: -shift };
}

/** What the three hidden neurons say about x. */
export const votes = (lines, x) =>
  lines.map(({ w, b }) => step(weightedSum(w, b, x)));

/** The output neuron: weights of 1, bias −threshold. */
export const verdict = (h, threshold) =>
  step(weightedSum(h.map(() => 1), -threshold, h));

/** Which points are answered wrongly. */
export const wrong = (lines, threshold, X, y) =>
  X.map((x, i) => verdict(votes(lines, x), threshold) !== y[i]);

/** The part of a convex polygon on one side of a line. */
export function cut(polygon, { w, b }, firing) {
  const sign = firing ? 1 : -1;
  const part = [];
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % polygon.length];
    const [zp, zq] = [p, q].map((v) => sign * weightedSum(w, b, v));
    if (zp >= 0) part.push(p);
    if ((zp > 0 && zq < 0) || (zp < 0 && zq > 0)) {
      const t = zp / (zp - zq);
      part.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
  });
  return part;
}

/** The area of a polygon. */
export function area(corners) {
  const twice = corners.reduce((sum, [x, y], i) => {
    const [u, v] = corners[(i + 1) % corners.length];
    return sum + x * v - u * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** The pieces into which the lines cut the box, with their votes. */
export function pieces(lines, [xlo, xhi, ylo, yhi]) {
  const box = [[xlo, ylo], [xhi, ylo], [xhi, yhi], [xlo, yhi]];
  let parts = [{ corners: box, h: [] }];
  for (const line of lines) {
    parts = parts.flatMap(({ corners, h }) => [0, 1].map((k) =>
      ({ corners: cut(corners, line, k === 1), h: [...h, k] })));
  }
  return parts.filter(({ corners }) => area(corners) > 1e-9);
}

/** The mean of a polygon's corners: a point inside, for its number. */
export const inside = (corners) => [0, 1].map((k) =>
  corners.reduce((sum, p) => sum + p[k], 0) / corners.length);

/** The arrow of a line: from the point nearest to the middle, along w. */
export function arrowOf({ w, b }, [xlo, xhi, ylo, yhi]) {
  const from = nearestOnLine(w, b, [(xlo + xhi) / 2, (ylo + yhi) / 2]);
  return { from, to: [from[0] + LENGTH * w[0], from[1] + LENGTH * w[1]] };
}

/** Angle and shift after the tip of the arrow was dragged to p. */
export function turnedTo(line, box, p) {
  const { from } = arrowOf(line, box);
  const degrees = Math.atan2(p[1] - from[1], p[0] - from[0]) * 180 / Math.PI;
  const angle = snap(degrees, 5);
  const shift = snap(weightedSum(neuron(angle, 0).w, 0, from), 0.05);
  return { angle, shift: clamp(shift, -2, 2) };
}

/** The shift that lets a line of this angle pass through p. */
export const shiftThrough = (angle, p) =>
  clamp(snap(weightedSum(neuron(angle, 0).w, 0, p), 0.05), -2, 2);

/** The rule and its mistakes in a sentence. */
export function describe(threshold, n, total) {
  const least = Math.floor(threshold) + 1;
  const rule = least > 3 ? "The output never fires"
    : `The output fires where ${least === 3 ? "all three" : `at least ${least}`}`
      + " of the lines say yes";
  const rest = n === 0 ? "no mistake" : count(n, "mistake");
  return `${rule} (threshold ${fmt(threshold)}): ${rest} in ${total} points.`;
}

// --- painting -------------------------------------------------------------

const ARROW = { tip: 13, half: 6, far: 15 };

/** One line with its arrow, its name and its two handles. */
function linePainter(root, clip, sx, sy, box, name) {
  const line = svg("path", { class: "nn-line" }, clip);
  const grip = svg("path", {
    class: "nn-handle nn-move", style: "stroke: transparent; stroke-width: 22",
  }, root);
  const shaft = svg("path", { class: "nn-arrow" }, root);
  const head = svg("path", { class: "nn-arrowhead" }, root);
  const text = svg("text", { class: "nn-middle nn-lines-name" }, root, name);
  const turn = svg("circle", { r: 20, class: "nn-handle nn-turn" }, root);
  const paint = (each) => {
    const d = path(lineInBox(each.w, each.b, box) ?? [], sx, sy);
    [line, grip].forEach((part) => part.setAttribute("d", d));
    const { from, to } = arrowOf(each, box);
    const [a, t] = [from, to].map((p) => [
      clamp(sx(p[0]), LEFT, RIGHT), clamp(sy(p[1]), TOP, BOTTOM)]);
    const u = [each.w[0], -each.w[1]]; // on the screen, y points down
    const behind = (d, aside) =>
      `${t[0] - d * u[0] - aside * u[1]} ${t[1] - d * u[1] + aside * u[0]}`;
    shaft.setAttribute("d", `M${a.join(" ")}L${behind(6, 0)}`);
    head.setAttribute("d", `M${t.join(" ")}L${behind(ARROW.tip, ARROW.half)}`
      + `L${behind(ARROW.tip, -ARROW.half)}Z`);
    text.setAttribute("x", t[0] + ARROW.far * u[0]);
    text.setAttribute("y", t[1] + ARROW.far * u[1] + 5);
    turn.setAttribute("cx", t[0]);
    turn.setAttribute("cy", t[1]);
  };
  return { paint, grip, turn };
}

/** The pieces of the plane, shaded by the verdict, each with its votes. */
function piecePainter(clip, root, sx, sy, box) {
  const shown = Array.from({ length: 8 }, () => ({
    shape: svg("path", {}, clip),
    number: svg("text", { class: "nn-middle nn-lines-votes" }, root),
  }));
  return (lines, threshold) => {
    const parts = pieces(lines, box);
    shown.forEach(({ shape, number }, i) => {
      const part = parts[i];
      const seen = part && area(part.corners) > 0.03;
      number.style.display = seen ? "" : "none";
      shape.style.display = part ? "" : "none";
      if (!part) return;
      shape.setAttribute("d", path(part.corners, sx, sy, true));
      shape.setAttribute("class", `nn-side${verdict(part.h, threshold)}`);
      const [x, y] = inside(part.corners);
      number.setAttribute("x", sx(x));
      number.setAttribute("y", sy(y) + 5);
      number.textContent = String(part.h.reduce((a, b) => a + b));
    });
  };
}

/** The points of the chosen data, with rings around those answered wrongly. */
function pointPainter(root, sx, sy) {
  const g = svg("g", { style: "pointer-events: none" }, root);
  let [drawn, rings] = [null, []];
  return (set, missed) => {
    if (drawn !== set) {
      g.replaceChildren();
      const r = set.X.length > 10 ? 5 : 9;
      set.X.forEach(([x, y], i) => marker(sx(x), sy(y), set.y[i], g, r));
      rings = set.X.map(([x, y]) => svg("circle", {
        cx: sx(x), cy: sy(y), r: r + 4, class: "nn-ring" }, g));
      drawn = set;
    }
    missed.forEach((is, i) => { rings[i].style.display = is ? "" : "none"; });
  };
}

function stage(el, box) {
  const [xlim, ylim] = [box.slice(0, 2), box.slice(2)];
  const [sx, sy] = [scale(xlim, [LEFT, RIGHT]), scale(ylim, [BOTTOM, TOP])];
  const root = drawing(el, WIDTH, HEIGHT);
  const id = freshId();
  const frame = svg("clipPath", { id }, svg("defs", {}, root));
  svg("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP }, frame);
  const clip = svg("g", { "clip-path": `url(#${id})` }, root);
  const pieceLayer = svg("g", {}, clip);
  axes(root, sx, sy, xlim, ylim, "x₁", "x₂", 4);
  const numbers = svg("g", { style: "pointer-events: none" }, root);
  const paintPieces = piecePainter(pieceLayer, numbers, sx, sy, box);
  const paintPoints = pointPainter(root, sx, sy);
  const drawn = NAMES.map((name) => linePainter(root, clip, sx, sy, box, name));
  const at = (move) => (px, py) => move([sx.invert(px), sy.invert(py)]);
  return { root, paintPieces, paintPoints, drawn, at };
}

function render({ model, el }) {
  home(el, "nn-three-lines");
  const [box, sets] = [model.get("_box"), model.get("_sets")];
  const { root, paintPieces, paintPoints, drawn, at } = stage(el, box);
  legend(el, [["0", "class 0"], ["1", "class 1"], ["ring", "answered wrongly"],
    ["votes", "how many lines say yes"]]);
  const say = narrator(el);
  const line = (k) => neuron(model.get(`angle${k}`), model.get(`shift${k}`));

  drawn.forEach(({ grip, turn }, i) => {
    const k = i + 1;
    draggable(root, grip, at((p) =>
      assign(model, { [`shift${k}`]: shiftThrough(model.get(`angle${k}`), p) })));
    draggable(root, turn, at((p) => {
      const { angle, shift } = turnedTo(line(k), box, p);
      assign(model, { [`angle${k}`]: angle, [`shift${k}`]: shift });
    }));
  });
  const traits = [1, 2, 3].flatMap((k) => [`angle${k}`, `shift${k}`]);
  const undo = repaintOn(model, [...traits, "threshold", "_chosen"], () => {
    const [lines, threshold] = [[1, 2, 3].map(line), model.get("threshold")];
    const set = sets[model.get("_chosen")];
    const missed = wrong(lines, threshold, set.X, set.y);
    paintPieces(lines, threshold);
    lines.forEach((each, i) => drawn[i].paint(each));
    paintPoints(set, missed);
    const text = describe(threshold, missed.filter(Boolean).length, set.X.length);
    label(root, `Three lines over the points of ${set.name}. ${text}`);
    say(text);
  });
  return () => { undo(); say.stop(); };
}

export default { render };
