// The playground's colors and canvases: heat maps, points, loss curves.
import { html, path, scale, svg } from "./kit.mjs";
import { GRID } from "./playground_model.mjs";

const SHADES = 256;
const SOFT = 0.55; // how strong the plane's colors are: points lie over them

const rgbOf = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const mixed = (from, to, share) => from.map((v, i) => v + share * (to[i] - v));
const pixel = ([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r;

/** The theme's colors: three classes, paper, ink, and tables of shades. */
export function palette(el) {
  const style = getComputedStyle(el);
  const read = (name) => style.getPropertyValue(name).trim();
  const names = ["--nn-class0", "--nn-class1", "--nn-pg-class2"];
  const classes = names.map(read);
  const [negative, positive, third] = classes.map(rgbOf);
  const paper = rgbOf(read("--nn-paper"));
  const shades = (most) => Int32Array.from({ length: SHADES }, (_, i) => {
    const v = (2 * i) / (SHADES - 1) - 1;
    return pixel(mixed(paper, v < 0 ? negative : positive, most * Math.abs(v)));
  });
  return {
    classes, paper: read("--nn-paper"), ink: read("--nn-ink"),
    faint: read("--nn-faint"), accent: read("--nn-accent"),
    mix: [negative, positive, third], ground: paper,
    unit: shades(0.92), plane: shades(SOFT),
  };
}

/** A number in −1 … 1 as the place in a table of shades. */
const shadeAt = (v) => Math.round((Math.min(1, Math.max(-1, v)) + 1) * 127.5) || 0;

/** The color of a number to predict. */
export const shadeOf = (colors, v) => {
  const [part, whole] = [Math.min(1, Math.abs(v)), colors.mix[v < 0 ? 0 : 1]];
  return `rgb(${mixed(colors.ground, whole, 0.15 + 0.85 * part).map(Math.round).join(" ")})`;
};

/** A canvas of GRID × GRID pixels that heat maps are painted on. */
export function heatCanvas(parent, attributes = {}) {
  const canvas = html("canvas", {
    width: GRID, height: GRID, "aria-hidden": "true", ...attributes,
  }, parent);
  const context = canvas.getContext("2d");
  const image = context.createImageData(GRID, GRID);
  const pixels = new Int32Array(image.data.buffer);
  const show = () => context.putImageData(image, 0, 0);
  return { canvas, pixels, show };
}

/** Paint one of `width` interleaved maps, from −1 (class 0) to 1 (class 1). */
export function paintMap({ pixels, show }, values, width, k, shades, { bits = false, hard = false } = {}) {
  for (let i = 0; i < pixels.length; i++) {
    const raw = values[i * width + k];
    const v = bits ? 2 * raw - 1 : raw;
    pixels[i] = shades[shadeAt(hard ? Math.sign(v) : v)];
  }
  show();
}

/** Paint the shares of three classes as a mixture of their colors. */
export function paintShares({ pixels, show }, values, colors, { signs = false, hard = false } = {}) {
  for (let i = 0; i < pixels.length; i++) {
    let shares = [0, 1, 2].map((k) => {
      const v = values[3 * i + k];
      return Math.min(1, Math.max(0, signs ? (v + 1) / 2 : v));
    });
    const [total, most] = [Math.max(1, shares[0] + shares[1] + shares[2]), Math.max(...shares)];
    const winner = shares.indexOf(most);
    shares = hard ? [0, 1, 2].map((k) => (k === winner ? 1 : 0)) : shares.map((s) => s / total);
    const color = [0, 1, 2].map((c) => colors.ground[c] + SOFT * shares.reduce(
      (sum, share, k) => sum + share * (colors.mix[k][c] - colors.ground[c]), 0));
    pixels[i] = pixel(color.map(Math.round));
  }
  show();
}

// --- points ---------------------------------------------------------------

/** A mark by class: circle, square, triangle. */
function mark(context, x, y, label, r) {
  context.beginPath();
  if (label === 1) context.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
  else if (label === 2) {
    context.moveTo(x, y - 1.2 * r);
    context.lineTo(x + 1.1 * r, y + 0.9 * r);
    context.lineTo(x - 1.1 * r, y + 0.9 * r);
    context.closePath();
  } else context.arc(x, y, r, 0, 2 * Math.PI);
}

/** Points over a plane of `side` pixels; those to test on are hollow. */
export function paintPoints(context, side, sets, task, colors, r) {
  const at = (v) => ((v + 6) / 12) * side;
  for (const { points, hollow } of sets) {
    for (const [x1, x2, label] of points) {
      const number = task === "numbers";
      const color = number ? shadeOf(colors, label) : colors.classes[label];
      mark(context, at(x1), side - at(x2), number ? 0 : label, r);
      context.fillStyle = hollow ? colors.paper : color;
      context.strokeStyle = hollow ? color : colors.paper;
      if (number && !hollow && r > 3.2) context.strokeStyle = colors.faint;
      context.lineWidth = hollow ? r * 0.5 : r * 0.3;
      context.fill();
      context.stroke();
    }
  }
}

/** A small picture of a data set. */
export function paintThumbnail(canvas, points, task, colors) {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (points.length === 0) {
    Object.assign(context, { font: `${canvas.width * 0.6}px sans-serif`, fillStyle: colors.faint });
    context.fillText("✎", canvas.width * 0.22, canvas.width * 0.72);
  }
  const some = points.filter((_, i) => i % Math.ceil(points.length / 170) === 0);
  paintPoints(context, canvas.width, [{ points: some }], task, colors, canvas.width / 34);
}

/** Fit a canvas to its size on the screen; the factor of a sharp screen. */
export function sharpen2d(canvas) {
  const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
  const { clientWidth, clientHeight } = canvas;
  const [width, height] = [clientWidth, clientHeight].map((v) => Math.round(v * ratio));
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, { width, height });
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, clientWidth, clientHeight);
  return context;
}

/** The zero lines and some numbers on them. */
export function paintCross(context, side, colors) {
  context.strokeStyle = colors.faint;
  context.globalAlpha = 0.45;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(side / 2, 0);
  context.lineTo(side / 2, side);
  context.moveTo(0, side / 2);
  context.lineTo(side, side / 2);
  context.stroke();
  context.globalAlpha = 1;
}

/** The place of the keyboard's pen. */
export function paintCursor(context, side, [x1, x2], colors) {
  const [x, y] = [((x1 + 6) / 12) * side, side - ((x2 + 6) / 12) * side];
  context.strokeStyle = colors.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    context.moveTo(x + 4 * dx, y + 4 * dy);
    context.lineTo(x + 13 * dx, y + 13 * dy);
  }
  context.stroke();
}

// --- loss curves ----------------------------------------------------------

const [CURVE_WIDTH, CURVE_HEIGHT] = [260, 84];

/** Two curves over the epochs; `paint(history)` redraws them. */
export function lossCurves(parent) {
  const frame = html("div", { class: "nn-pg-curves", role: "img" }, parent);
  const root = svg("svg", {
    viewBox: `0 0 ${CURVE_WIDTH} ${CURVE_HEIGHT}`, "aria-hidden": "true",
    preserveAspectRatio: "none",
  }, frame);
  svg("path", { class: "nn-pg-floor", d: `M0 ${CURVE_HEIGHT - 1}H${CURVE_WIDTH}` }, root);
  const test = svg("path", { class: "nn-pg-curve-test" }, root);
  const train = svg("path", { class: "nn-pg-curve-train" }, root);
  const top = html("span", { class: "nn-pg-curve-top", "aria-hidden": "true" }, frame);
  return (history) => {
    const known = history.filter(([, a]) => Number.isFinite(a));
    const last = known.at(-1)?.[0] ?? 0;
    const most = known.reduce((m, [, a, b]) => Math.max(m, a, b ?? 0), 1e-6);
    const sx = scale([0, Math.max(1, last)], [0, CURVE_WIDTH]);
    const sy = scale([0, most * 1.04], [CURVE_HEIGHT - 2, 2]);
    const line = (k) => path(
      known.filter((row) => Number.isFinite(row[k])).map((row) => [row[0], row[k]]), sx, sy);
    train.setAttribute("d", line(1));
    test.setAttribute("d", line(2));
    top.textContent = known.length ? `loss, up to ${Number(most.toPrecision(2))}` : "loss";
    frame.setAttribute("aria-label",
      `Loss over the epochs, from ${known[0]?.[1]?.toFixed(3)} to ${known.at(-1)?.[1]?.toFixed(3)} on the training points`);
  };
}
