// Walks over a loss, as lines with markers; the loss against the steps; and
// the graph of a loss of one weight. A walk is { points, losses, look }, its
// look the name of an optimizer, which stands for a color, dashes, a marker.
import {
  axes, clamp, drawing, fmt, freshId, path, scale, svg, ticks,
} from "./kit.mjs";
import { surfaceValue } from "./surfaces.mjs";

/** The plot area in the drawings of a descent. */
export const MAP = { width: 360, height: 320, left: 60, right: 352, top: 8, bottom: 270 };

/** A clip path of the plot area; returns its url(). */
export function clipToPlot(root, { left, right, top, bottom }) {
  const id = freshId();
  const clip = svg("clipPath", { id }, svg("defs", {}, root));
  svg("rect", { x: left, y: top, width: right - left, height: bottom - top }, clip);
  return `url(#${id})`;
}

/** The same with marks and lines for each of the given looks. */
export function layers(parent, looks) {
  return Object.fromEntries(looks.map((look) => [look, {
    line: svg("path", { class: `nn-walk nn-walk-${look}` }, parent),
    dots: svg("path", { class: `nn-dots nn-dots-${look}` }, parent),
    head: svg("path", { class: `nn-head nn-head-${look}` }, parent),
  }]));
}

/** The outline of a look's marker, of radius r around a point. */
export function markerPath(look, x, y, r) {
  const shapes = {
    circle: `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    square: `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`,
    up: `M${x} ${y - 1.2 * r}l${1.15 * r} ${2 * r}h${-2.3 * r}Z`,
    down: `M${x} ${y + 1.2 * r}l${1.15 * r} ${-2 * r}h${-2.3 * r}Z`,
    diamond: `M${x} ${y - 1.35 * r}l${1.2 * r} ${1.35 * r}l${-1.2 * r} ${1.35 * r}l${-1.2 * r} ${-1.35 * r}Z`,
    plus: `M${x - 0.4 * r} ${y - 1.2 * r}h${0.8 * r}v${0.8 * r}h${0.8 * r}v${0.8 * r}h${-0.8 * r}v${0.8 * r}h${-0.8 * r}v${-0.8 * r}h${-0.8 * r}v${-0.8 * r}h${0.8 * r}Z`,
  };
  return shapes[SHAPES[look] ?? "circle"];
}

const SHAPES = {
  sgd: "circle", momentum: "square", nesterov: "up", adagrad: "diamond",
  rmsprop: "down", adam: "plus",
};

/** Draw one walk into its layer; null points are outside the picture. */
export function paintWalk(layer, look, places, everyDot) {
  let d = "";
  let pen = "M";
  for (const p of places) {
    if (p) d += `${pen}${p[0].toFixed(1)} ${p[1].toFixed(1)}`;
    pen = p ? "L" : "M";
  }
  layer.line.setAttribute("d", d);
  const seen = everyDot ? places.filter(Boolean).slice(0, 60) : [];
  layer.dots.setAttribute("d", seen.map(([x, y]) => markerPath(look, x, y, 2.6)).join(""));
  const last = places.at(-1);
  layer.head.setAttribute("d", last ? markerPath(look, ...last, 6.5) : "");
}

const FARTHEST = 1e4; // svg lines end here, far outside every picture
export const near = (v) => clamp(v, -FARTHEST, FARTHEST);

/** "now (1.2, −0.3)" for a point of one or two weights. */
export const placeName = (w) =>
  (w.length === 1 ? `w = ${shortNumber(w[0])}` : `(${w.map((v) => shortNumber(v, 3)).join(", ")})`);

/** A loss in few characters, small ones by their power of ten. */
export function shortNumber(loss, digits = 4) {
  if (!Number.isFinite(loss)) return "∞";
  if (Math.abs(loss) < 1e-300) return "0";
  const size = Math.abs(loss);
  if (size >= 1e-3 && size < 1e5) return fmt(loss, digits);
  return loss.toExponential(1).replace(/-/g, "−").replace("e+", "e");
}

// --- the loss against the steps -------------------------------------------

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
/** A power of ten as "10⁻³". */
export const powerOfTen = (k) => `10${[...String(k)].map((c) => RAISED[c]).join("")}`;

const [LEAST, MOST] = [1e-12, 1e9];
/** log₁₀ of how far a loss is above the lowest one, within the picture. */
export const logExcess = (loss, lowest) =>
  Math.log10(clamp(Number.isFinite(loss) ? loss - lowest : MOST, LEAST, MOST));

/** The panel of the losses; `title` names the vertical axis. */
export function lossPanel(el, looks, title, xlabel = "step") {
  const root = drawing(el, MAP.width, MAP.height);
  const frame = svg("g", {}, root);
  const walks = layers(svg("g", { "clip-path": clipToPlot(root, MAP) }, root), looks);
  return (shown, lowest, longest, at = (i) => i) => {
    const logs = shown.map(({ losses }) => losses.map((v) => logExcess(v, lowest)));
    const all = logs.flat();
    const top = Math.ceil(all.length ? Math.max(...all) + 0.01 : 1);
    const ylim = [Math.min(Math.floor(all.length ? Math.min(...all) : 0), top - 2), top];
    const sx = scale([0, longest], [MAP.left, MAP.right]);
    const sy = scale(ylim, [MAP.bottom, MAP.top]);
    frame.replaceChildren();
    powerAxes(frame, sx, sy, [0, longest], ylim, xlabel, title);
    for (const name of looks) {
      const k = shown.findIndex((each) => each.look === name);
      const places = k < 0 ? [] : logs[k].map((v, i) => [sx(at(i, shown[k])), sy(v)]);
      paintWalk(walks[name], name, places, false);
    }
  };
}

function powerAxes(root, sx, sy, xlim, ylim, xlabel, ylabel) {
  const g = svg("g", { class: "nn-axes" }, root);
  const [floor, middle] = [sy(ylim[0]), (sx(xlim[0]) + sx(xlim[1])) / 2];
  svg("path", { d: `M${sx(0)} ${sy(ylim[1])}V${floor}H${sx(xlim[1])}` }, g);
  for (const t of ticks(...xlim, 4)) {
    svg("path", { d: `M${sx(t)} ${floor}v5` }, g);
    svg("text", { x: sx(t), y: floor + 20, class: "nn-middle" }, g, fmt(t));
  }
  svg("text", { x: middle, y: floor + 42, class: "nn-middle" }, g, xlabel);
  for (const k of ticks(...ylim, 5).filter(Number.isInteger)) {
    svg("path", { d: `M${sx(0)} ${sy(k)}h-5` }, g);
    svg("text", { x: sx(0) - 8, y: sy(k) + 5, class: "nn-end" }, g, powerOfTen(k));
  }
  svg("text", { x: MAP.left + 6, y: MAP.top + 14 }, g, ylabel);
}

// --- a curve of one weight ------------------------------------------------

/** The graph of a loss of one weight, with the steps on it. */
export function curvePanel(el, look, pick) {
  const root = drawing(el, MAP.width, MAP.height);
  const frame = svg("g", {}, root);
  const inside = svg("g", { "clip-path": clipToPlot(root, MAP) }, root);
  const curve = svg("path", { class: "nn-line" }, inside);
  const slope = svg("path", { class: "nn-guide" }, inside);
  const walks = layers(inside, [look]);
  let [sx, sy, key] = [null, null, null];
  const target = svg("rect", {
    x: MAP.left, y: MAP.top, width: MAP.right - MAP.left,
    height: MAP.bottom - MAP.top, class: "nn-target",
  }, root);
  target.addEventListener("click", (event) => {
    const p = new DOMPoint(event.clientX, event.clientY)
      .matrixTransform(root.getScreenCTM().inverse());
    pick([sx.invert(p.x)]);
  });

  function set(surface) {
    key = surface.key;
    const [lo, hi] = surface.box[0];
    const graph = Array.from({ length: 161 }, (_, k) => {
      const v = lo + ((hi - lo) * k) / 160;
      return [v, surfaceValue(key, [v])];
    });
    const values = graph.map(([, f]) => f);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const ylim = [low - 0.08 * (high - low), high];
    sx = scale([lo, hi], [MAP.left, MAP.right]);
    sy = scale(ylim, [MAP.bottom, MAP.top]);
    frame.replaceChildren();
    axes(frame, sx, sy, [lo, hi], ylim, "w", "", 5);
    svg("text", { x: MAP.left + 8, y: MAP.top + 14 }, frame, "loss");
    curve.setAttribute("d", path(graph, sx, sy));
  }

  function show(walk, tangentSlope) {
    const places = walk.points.map(([v], i) => [near(sx(v)), near(sy(walk.losses[i]))]);
    paintWalk(walks[look], look, places, true);
    const [v] = walk.points.at(-1);
    const f = walk.losses.at(-1);
    const line = [-0.6, 0.6].map((dx) => [v + dx, f + dx * tangentSlope]);
    slope.setAttribute("d", Number.isFinite(f) && Math.abs(v) < 100 ? path(line, sx, sy) : "");
  }

  return { root, set, show };
}
