// What X @ W + b does to the plane: scale, shear, turn, shift, and then bend
// with relu. Points are rows, as everywhere in the book.
import {
  axes, drawing, fmt, freshId, home, html, label, marker, narrator, path,
  repaintOn, scale, svg, vector,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 440];
const [LEFT, RIGHT, TOP, BOTTOM] = [74, 464, 10, 400];
const LIMITS = [-3, 3];

/**
 * The matrix W that scales, then shears along x, then turns by `degrees`
 * counterclockwise. Its rows are where (1, 0) and (0, 1) go.
 */
export function planeMatrix(degrees, scaleX, scaleY, shear) {
  const angle = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const turn = ([x, y]) => [c * x - s * y, s * x + c * y];
  return [turn([scaleX, 0]), turn([shear * scaleY, scaleY])];
}

/** X @ W + b, row by row, and relu of it if asked. */
export function mapped(X, W, b, bent = false) {
  const bend = bent ? (v) => Math.max(0, v) : (v) => v;
  return X.map(([x, y]) => [0, 1].map((j) =>
    bend(x * W[0][j] + y * W[1][j] + b[j])));
}

/** By how much W multiplies areas; negative if it turns the plane over. */
export const determinant = (W) => W[0][0] * W[1][1] - W[0][1] * W[1][0];

/** A straight line from p to q as many points, because relu may bend it. */
export const sampled = (p, q, n = 48) =>
  Array.from({ length: n + 1 }, (_, i) =>
    [0, 1].map((k) => p[k] + ((q[k] - p[k]) * i) / n));

const CORNERS = [[0, 0], [1, 0], [1, 1], [0, 1]];
const SQUARE = CORNERS.flatMap((p, i) => sampled(p, CORNERS[(i + 1) % 4], 24));
const GRID = [-3, -2, -1, 0, 1, 2, 3].flatMap((v) => [
  sampled([v, -3], [v, 3]), sampled([-3, v], [3, v]),
]);

function areaText(W) {
  const area = determinant(W);
  if (Math.abs(area) < 1e-12) {
    return "Areas become 0: the plane falls onto a line, and nothing brings it back.";
  }
  const over = area < 0 ? "; the sign says that the plane is turned over" : "";
  return `Areas are multiplied by ${fmt(area)}${over}.`;
}

/** The map in words. */
export function describe(W, b, bent) {
  const [origin, first, second] = mapped([[0, 0], [1, 0], [0, 1]], W, b)
    .map((p) => vector(p));
  const end = bent ? " Then relu sets every negative coordinate to 0." : "";
  return `(0, 0) goes to ${origin}, (1, 0) to ${first}, (0, 1) to ${second}. `
    + `${areaText(W)}${end}`;
}

// --- painting -------------------------------------------------------------

function arrowPainter(root, sx, sy, look) {
  const shaft = svg("path", { class: `nn-plane-arrow ${look}` }, root);
  const head = svg("path", { class: `nn-plane-head ${look}` }, root);
  return (from, to, shown) => {
    const [a, t] = [from, to].map((p) => [sx(p[0]), sy(p[1])]);
    const length = Math.hypot(t[0] - a[0], t[1] - a[1]);
    const seen = shown && length > 3;
    [shaft, head].forEach((part) => { part.style.display = seen ? "" : "none"; });
    if (!seen) return;
    const u = [(t[0] - a[0]) / length, (t[1] - a[1]) / length];
    const back = (d, aside) =>
      `${t[0] - d * u[0] - aside * u[1]} ${t[1] - d * u[1] + aside * u[0]}`;
    shaft.setAttribute("d", `M${a.join(" ")}L${back(8, 0)}`);
    head.setAttribute("d", `M${t.join(" ")}L${back(14, 6)}L${back(14, -6)}Z`);
  };
}

function clipped(root, sx, sy) {
  const id = freshId();
  const clip = svg("clipPath", { id }, svg("defs", {}, root));
  const [left, top] = [sx(LIMITS[0]), sy(LIMITS[1])];
  svg("rect", {
    x: left, y: top, width: sx(LIMITS[1]) - left, height: sy(LIMITS[0]) - top,
  }, clip);
  return svg("g", { "clip-path": `url(#${id})` }, root);
}

/** The plane with its grid, the square or the points; returns a painter. */
function stage(el, points, labels) {
  const [sx, sy] = [scale(LIMITS, [LEFT, RIGHT]), scale(LIMITS, [BOTTOM, TOP])];
  const root = drawing(el, WIDTH, HEIGHT);
  const inside = clipped(root, sx, sy);
  const lines = GRID.map(() => svg("path", { class: "nn-plane-grid" }, inside));
  svg("path", { class: "nn-plane-before", d: path(SQUARE, sx, sy, true) }, inside);
  const square = svg("path", { class: "nn-plane-square" }, inside);
  const cloud = svg("g", {}, inside);
  const dots = points.map((p, i) => marker(0, 0, labels[i], cloud, 5));
  const arrows = ["nn-plane-e1", "nn-plane-e2"].map((look) =>
    arrowPainter(inside, sx, sy, look));
  axes(root, sx, sy, LIMITS, LIMITS, "", "");

  return (W, b, bent, showCloud, text) => {
    GRID.forEach((line, i) =>
      lines[i].setAttribute("d", path(mapped(line, W, b, bent), sx, sy)));
    square.setAttribute("d", path(mapped(SQUARE, W, b, bent), sx, sy, true));
    square.style.display = showCloud ? "none" : "";
    cloud.style.display = showCloud ? "" : "none";
    if (showCloud) {
      mapped(points, W, b, bent).forEach(([x, y], i) => {
        dots[i].setAttribute("transform", `translate(${sx(x)} ${sy(y)})`);
      });
    }
    const [from, first, second] = mapped([[0, 0], [1, 0], [0, 1]], W, b, bent);
    arrows[0](from, first, !showCloud);
    arrows[1](from, second, !showCloud);
    label(root, `The plane after the map. ${text}`);
  };
}

/** W and b as a small table whose rows say what they are. */
function matrixTable(el) {
  const made = html("table", { class: "nn-table nn-plane-matrix" }, el);
  const body = html("tbody", {}, made);
  const names = [
    ["W, row 1", "nn-plane-e1", "where (1, 0) goes"],
    ["W, row 2", "nn-plane-e2", "where (0, 1) goes"],
    ["b", "", "where (0, 0) goes"],
  ];
  const rows = names.map(([name, look, meaning]) => {
    const tr = html("tr", { class: look }, body);
    html("th", { scope: "row" }, tr, name);
    const cells = [0, 1].map(() => html("td", {}, tr));
    html("td", { class: "nn-plane-meaning" }, tr, meaning);
    return cells;
  });
  return (W, b) => [...W, b].forEach((row, i) =>
    row.forEach((v, j) => { rows[i][j].textContent = fmt(v).replace(/^−0$/, "0"); }));
}

function render({ model, el }) {
  home(el, "nn-plane-map");
  const paintStage = stage(el, model.get("_points"), model.get("_labels"));
  const paintMatrix = matrixTable(el);
  const say = narrator(el);
  const get = (name) => model.get(name);

  function paint() {
    const W = planeMatrix(get("angle"), get("scale_x"), get("scale_y"), get("shear"));
    const b = [get("shift_x"), get("shift_y")];
    const text = describe(W, b, get("relu"));
    paintStage(W, b, get("relu"), get("_shape") === 1, text);
    paintMatrix(W, b);
    say(text);
  }

  const names = [
    "angle", "scale_x", "scale_y", "shear", "shift_x", "shift_y", "relu", "_shape",
  ];
  const undo = repaintOn(model, names, paint);
  return () => { undo(); say.stop(); };
}

export default { render };
