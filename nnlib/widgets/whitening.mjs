// A cloud of points raw, centered, rotated and whitened; ε under the hand.
import {
  axes, drawing, fmt, home, html, label, legend, narrator, repaintOn, scale,
  svg,
} from "./kit.mjs";

const [WIDTH, HEIGHT, SIDE] = [480, 524, 172];
const PANELS = [
  { name: "raw", left: 44, top: 34, xlim: [-4, 12], ylim: [-5, 11] },
  { name: "centered", left: 300, top: 34, xlim: [-8, 8], ylim: [-8, 8] },
  { name: "rotated", left: 44, top: 296, xlim: [-8, 8], ylim: [-8, 8] },
  { name: "whitened", left: 300, top: 296, xlim: [-4, 4], ylim: [-4, 4] },
];

/** The base cloud stretched to the two spreads, tilted, and moved away. */
export function cloud(base, { long, thin, tilt, center }) {
  const angle = (tilt * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return base.map(([u, v]) => {
    const [along, across] = [long * u, thin * v];
    return [c * along - s * across + center[0], s * along + c * across + center[1]];
  });
}

/** The mean of each of the two features. */
export const meanOf = (X) =>
  [0, 1].map((j) => X.reduce((sum, x) => sum + x[j], 0) / X.length);

/** [variance 1, covariance, variance 2] of centered points, divided by n. */
export const covarianceOf = (X) => [[0, 0], [0, 1], [1, 1]].map(([i, j]) =>
  X.reduce((sum, x) => sum + x[i] * x[j], 0) / X.length);

/** A direction turned so that its larger entry is positive, as in nnlib. */
function withFixedSign([p, q]) {
  const first = Math.abs(p) > (1 - 1e-9) * Math.max(Math.abs(p), Math.abs(q));
  return (first ? p : q) < 0 ? [-p, -q] : [p, q];
}

/** Eigenvalues and unit eigenvectors of [[a, b], [b, d]], the larger first. */
export function eigen([a, b, d]) {
  const radius = Math.hypot((a - d) / 2, b);
  const angle = 0.5 * Math.atan2(2 * b, a - d);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const variance = [(a + d) / 2 + radius, (a + d) / 2 - radius];
  const tiny = 2 * Number.EPSILON * variance[0]; // zero but for rounding
  return {
    variance: variance.map((v) => (v > tiny ? v : 0)),
    directions: [withFixedSign([c, s]), withFixedSign([-s, c])],
  };
}

/** Every stage of whitening, and what is measured on the way. */
export function stages(X, epsilon) {
  const mean = meanOf(X);
  const centered = X.map((x) => [x[0] - mean[0], x[1] - mean[1]]);
  const { variance, directions } = eigen(covarianceOf(centered));
  const rotated = centered.map((x) =>
    directions.map((u) => x[0] * u[0] + x[1] * u[1]));
  const divisor = variance.map((v) => Math.sqrt(v + epsilon));
  const whitened = rotated.map((r) => r.map((v, j) => v / divisor[j]));
  return { raw: X, mean, variance, directions, centered, rotated, whitened };
}

/** What the picture shows, in a sentence. */
export function describe({ variance, whitened }, epsilon) {
  const [long, thin] = [0, 2].map((k) => Math.sqrt(covarianceOf(whitened)[k]));
  const head = `Variances along the axes: ${fmt(variance[0], 3)} and `
    + `${fmt(variance[1], 4)}; ε = ${Number(epsilon.toPrecision(2))}. After `
    + `whitening the spreads are ${fmt(long, 3)} and ${fmt(thin, 3)}`;
  if (thin > 0.9) return `${head}: the thin direction counts as much as the long one.`;
  if (thin > 0.3) return `${head}: ε holds the thin direction back.`;
  return `${head}: to ε, the thin direction is noise and stays small.`;
}

/** Points as one path of round dots: drawn faster than as many circles. */
const dots = (X, sx, sy) =>
  X.map(([x, y]) => `M${sx(x).toFixed(1)} ${sy(y).toFixed(1)}h0`).join("");

function panel(root, { name, left, top, xlim, ylim }) {
  const sx = scale(xlim, [left, left + SIDE]);
  const sy = scale(ylim, [top + SIDE, top]);
  axes(root, sx, sy, xlim, ylim, "", "", 4);
  svg("text", {
    x: left + SIDE / 2, y: top - 12, class: "nn-middle nn-cloud-name",
  }, root, name);
  const points = svg("path", { class: "nn-cloud" }, root);
  const arrows = [0, 1].map(() => svg("path", { class: "nn-arrow" }, root));
  const followed = svg("circle", { r: 6, class: "nn-probe" }, root);
  return (now) => {
    const [first] = now[name];
    points.setAttribute("d", dots(now[name], sx, sy));
    followed.setAttribute("cx", sx(first[0]));
    followed.setAttribute("cy", sy(first[1]));
    if (name !== "centered") return;
    now.directions.forEach((u, j) => {
      const by = 2 * Math.sqrt(now.variance[j]);
      arrows[j].setAttribute("d",
        `M${sx(0)} ${sy(0)}L${sx(by * u[0])} ${sy(by * u[1])}`);
    });
  };
}

/** Variances and covariance of each stage, for those who want the numbers. */
function table(el) {
  const made = html("table", { class: "nn-table" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  ["cloud", "variance 1", "covariance", "variance 2"].forEach((text) =>
    html("th", { scope: "col" }, head, text));
  const body = html("tbody", {}, made);
  const rows = ["centered", "rotated", "whitened"].map((name) => {
    const row = html("tr", {}, body);
    html("th", { scope: "row" }, row, name);
    return { name, cells: [0, 1, 2].map(() => html("td", {}, row)) };
  });
  return (now) => rows.forEach(({ name, cells }) => {
    covarianceOf(now[name]).forEach((v, k) => { cells[k].textContent = fmt(v, 4); });
  });
}

function render({ model, el }) {
  home(el, "nn-whitening");
  const root = drawing(el, WIDTH, HEIGHT);
  const panels = PANELS.map((each) => panel(root, each));
  legend(el, [["probe", "one point, followed"], ["axis", "two standard deviations"]]);
  const say = narrator(el);
  const write = table(el);
  const shape = () => ({
    long: model.get("_long"), center: model.get("_center"),
    thin: model.get("thin"), tilt: model.get("tilt"),
  });

  const undo = repaintOn(model, ["epsilon", "thin", "tilt"], () => {
    const epsilon = model.get("epsilon");
    const now = stages(cloud(model.get("_base"), shape()), epsilon);
    panels.forEach((paint) => paint(now));
    write(now);
    const text = describe(now, epsilon);
    label(root, `A cloud of points raw, centered, rotated, whitened. ${text}`);
    say(text);
  });
  return () => { undo(); say.stop(); };
}

export default { render };
