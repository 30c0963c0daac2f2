// Where a penalty on two weights moves the optimum: contours that touch.
import {
  axes, drawing, fmt, freshId, home, label, legend, narrator, path, repaintOn,
  scale, svg, vector,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 430];
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 468, 10, 376];
const [XLIM, YLIM] = [[-0.8, 2.8], [-1.45, 1.8]];
const [LEVELS, STRONGEST] = [[0.4, 0.8, 1.2, 1.6, 2.0], 2];
const KINDS = ["L1", "L2"];

/** The loss ½ (w − c)ᵀ H (w − c). */
export function lossAt([[p, q], [, r]], c, w) {
  const [u, v] = [w[0] - c[0], w[1] - c[1]];
  return 0.5 * (p * u * u + 2 * q * u * v + r * v * v);
}

/** v moved toward 0 by λ, and no further than 0. */
export const softThreshold = (v, strength) =>
  Math.sign(v) * Math.max(Math.abs(v) - strength, 0);

/** The weights of least loss plus penalty, one weight after the other. */
export function optimum(H, c, kind, strength) {
  const target = H.map((row) => row[0] * c[0] + row[1] * c[1]);
  let w = [...c];
  for (let sweep = 0; sweep < 60; sweep++) {
    [0, 1].forEach((i) => {
      const pull = target[i] - H[i][1 - i] * w[1 - i];
      w = [...w];
      w[i] = kind === "L1"
        ? softThreshold(pull, strength) / H[i][i]
        : pull / (H[i][i] + strength);
    });
  }
  return w;
}

/** The optimum for every strength from 0 to `strongest`. */
export const trace = (H, c, kind, strongest, parts = 80) =>
  Array.from({ length: parts + 1 }, (_, k) =>
    optimum(H, c, kind, (strongest * k) / parts));

/** The points at which the loss is ½ radius². */
export function ellipse([[p, q], [, r]], c, radius) {
  const a = Math.sqrt(p);
  const [b, d] = [q / a, Math.sqrt(r - (q * q) / p)];
  return Array.from({ length: 73 }, (_, k) => {
    const angle = (2 * Math.PI * k) / 72;
    const v = (radius * Math.sin(angle)) / d;
    return [c[0] + (radius * Math.cos(angle) - b * v) / a, c[1] + v];
  });
}

/** The points whose penalty is that of w: a diamond or a circle. */
export function penaltyContour(kind, w) {
  const size = kind === "L1" ? Math.abs(w[0]) + Math.abs(w[1]) : Math.hypot(...w);
  if (kind === "L1") return [[size, 0], [0, size], [-size, 0], [0, -size], [size, 0]];
  return Array.from({ length: 73 }, (_, k) => {
    const angle = (2 * Math.PI * k) / 72;
    return [size * Math.cos(angle), size * Math.sin(angle)];
  });
}

/** What the picture shows, in a sentence. */
export function describe(kind, strength, w) {
  const zeros = w.flatMap((v, i) => (v === 0 ? [`w${"₁₂"[i]}`] : []));
  const said = {
    0: "No weight is 0.",
    1: `${zeros[0]} is exactly 0.`,
    2: "Both weights are exactly 0.",
  }[zeros.length];
  return `${kind} with λ = ${fmt(strength)}: the optimum is ${vector(w, 3)}. ${said}`;
}

function render({ model, el }) {
  home(el, "nn-penalty-paths");
  const root = drawing(el, WIDTH, HEIGHT);
  const [sx, sy] = [scale(XLIM, [LEFT, RIGHT]), scale(YLIM, [BOTTOM, TOP])];
  const id = freshId();
  const clip = svg("clipPath", { id }, svg("defs", {}, root));
  svg("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP }, clip);
  const inside = svg("g", { "clip-path": `url(#${id})` }, root);
  const line = (name) => svg("path", { class: name }, inside);
  line("nn-zero").setAttribute("d",
    `M${LEFT} ${sy(0)}H${RIGHT}M${sx(0)} ${TOP}V${BOTTOM}`);
  const levels = LEVELS.map(() => line("nn-level"));
  const touching = line("nn-level nn-touching");
  const ball = line("nn-ball");
  const all = line("nn-trace");
  const walked = line("nn-curve");
  const best = svg("path", { class: "nn-best" }, inside);
  const found = svg("circle", { r: 7, class: "nn-probe" }, inside);
  axes(root, sx, sy, XLIM, YLIM, "w₁", "w₂");
  legend(el, [["level", "equal loss"], ["ball", "equal penalty"],
    ["curve", "the optimum's way"], ["probe", "optimum"]]);
  const say = narrator(el);

  const undo = repaintOn(model, ["_kind", "strength", "second"], () => {
    const [H, kind] = [model.get("_curvature"), KINDS[model.get("_kind")]];
    const [strength, c] = [model.get("strength"), [model.get("_first"), model.get("second")]];
    const w = optimum(H, c, kind, strength);
    const draw = (at, points) => at.setAttribute("d", path(points, sx, sy));
    LEVELS.forEach((radius, i) => draw(levels[i], ellipse(H, c, radius)));
    draw(touching, ellipse(H, c, Math.sqrt(2 * lossAt(H, c, w))));
    draw(ball, penaltyContour(kind, w));
    draw(all, trace(H, c, kind, STRONGEST));
    draw(walked, trace(H, c, kind, strength));
    best.setAttribute("d", `M${sx(c[0]) - 7} ${sy(c[1])}h14m-7 -7v14`);
    found.setAttribute("cx", sx(w[0]));
    found.setAttribute("cy", sy(w[1]));
    const text = describe(kind, strength, w);
    label(root, `Contours of the loss and of the penalty over two weights. ${text}`);
    say(text);
  });
  return () => { undo(); say.stop(); };
}

export default { render };
