// What the views share: the neuron, the geometry of its line, and small
// helpers for SVG, numbers, controls and the text that is read aloud.
// `_base.py` writes this file into each view's module.

// --- the neuron -----------------------------------------------------------

/** The step function, with the book's tie rule step(0) = 0. */
export const step = (z) => (z > 0 ? 1 : 0);

/** The logistic function, written so that no exponential overflows. */
export function sigmoid(z) {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** The weighted sum w·x + b. */
export const weightedSum = (w, b, x) =>
  w.reduce((sum, weight, i) => sum + weight * x[i], 0) + b;

/** How many of the rows of X the perceptron (w, b) puts in the wrong class. */
export const mistakes = (w, b, X, y) =>
  X.filter((x, i) => step(weightedSum(w, b, x)) !== y[i]).length;

// --- the geometry of its line ---------------------------------------------

/** The corners of the part of the box where w·x + b > 0 (or <= 0). */
export function halfPlane(w, b, [xlo, xhi, ylo, yhi], positive = true) {
  const box = [[xlo, ylo], [xhi, ylo], [xhi, yhi], [xlo, yhi]];
  const sign = positive ? 1 : -1;
  const inside = (p) => sign * weightedSum(w, b, p);
  const part = [];
  box.forEach((p, i) => {
    const q = box[(i + 1) % 4];
    const [zp, zq] = [inside(p), inside(q)];
    if (positive ? zp > 0 : zp >= 0) part.push(p);
    if ((zp > 0 && zq < 0) || (zp < 0 && zq > 0)) {
      const t = zp / (zp - zq);
      part.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
  });
  return part;
}

/** The two ends of the line w·x + b = 0 inside the box, or null. */
export function lineInBox(w, b, [xlo, xhi, ylo, yhi]) {
  const size = w[0] ** 2 + w[1] ** 2;
  if (size === 0) return null;
  const foot = [(-b * w[0]) / size, (-b * w[1]) / size];
  const along = [-w[1], w[0]];
  let [from, to] = [-Infinity, Infinity];
  for (const [k, lo, hi] of [[0, xlo, xhi], [1, ylo, yhi]]) {
    if (along[k] === 0) {
      if (foot[k] < lo || foot[k] > hi) return null;
      continue;
    }
    const ends = [(lo - foot[k]) / along[k], (hi - foot[k]) / along[k]];
    from = Math.max(from, Math.min(...ends));
    to = Math.min(to, Math.max(...ends));
  }
  if (from >= to) return null;
  return [from, to].map((t) => foot.map((f, k) => f + t * along[k]));
}

/** The point of the line w·x + b = 0 that is nearest to p. */
export function nearestOnLine(w, b, p) {
  const t = weightedSum(w, b, p) / (w[0] ** 2 + w[1] ** 2);
  return [p[0] - t * w[0], p[1] - t * w[1]];
}

// --- numbers --------------------------------------------------------------

export const clamp = (v, lo, hi) => Math.min(hi, Math.max(lo, v));

/** The multiple of `by` nearest to v, without binary dust. */
export const snap = (v, by) => Number((Math.round(v / by) * by).toFixed(10));

/** A number as print has it: at most `digits` decimals, a true minus sign. */
export function fmt(v, digits = 2) {
  const text = Number(v.toFixed(digits)).toString();
  return text.replace("-", "\u2212");
}

/** "+ 0.5" or "− 0.5", to go on with a sum. */
export const signed = (v, digits = 2) =>
  `${v < 0 ? "\u2212" : "+"} ${fmt(Math.abs(v), digits)}`;

/** A vector as "(1, −2)". */
export const vector = (w, digits = 2) =>
  `(${w.map((v) => fmt(v, digits)).join(", ")})`;

/** "1 mistake", "2 mistakes". */
export const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** A linear scale from the data's interval to the picture's. */
export function scale([lo, hi], [from, to]) {
  const at = (v) => from + ((v - lo) / (hi - lo)) * (to - from);
  at.invert = (p) => lo + ((p - from) / (to - from)) * (hi - lo);
  return at;
}

/** Round numbers between lo and hi, about `wanted` of them. */
export function ticks(lo, hi, wanted = 5) {
  const rough = (hi - lo) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const by = power * [1, 2, 5, 10].find((k) => k * power >= rough * 0.999);
  const marks = [];
  for (let k = Math.ceil(lo / by - 1e-9); k * by <= hi + by * 1e-9; k++) {
    marks.push(Number((k * by).toFixed(10)));
  }
  return marks;
}

// --- drawing --------------------------------------------------------------

/** An SVG element. */
export function svg(tag, attributes = {}, parent = null, text = null) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [k, v] of Object.entries(attributes)) made.setAttribute(k, v);
  if (text !== null) made.textContent = text;
  parent?.append(made);
  return made;
}

/** An HTML element. */
export function html(tag, attributes = {}, parent = null, text = null) {
  const made = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes)) made.setAttribute(k, v);
  if (text !== null) made.textContent = text;
  parent?.append(made);
  return made;
}

let numbered = 0;
/** An id that no other element of the page has. */
export const freshId = () => `nn-${Date.now().toString(36)}-${++numbered}`;

/** Make `el` the home of a view; JupyterLab's shortcuts stay out of it. */
export function home(el, name) {
  el.classList.add("nn-view", name);
  // it looks for the mark at what has the focus, not around it
  el.addEventListener("focusin", ({ target }) => {
    target.setAttribute("data-lm-suppress-shortcuts", "true");
  });
}

/** An empty drawing of fixed proportions: one image for screen readers. */
export function drawing(el, width, height) {
  const frame = html("div", { role: "img" }, el);
  const root = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, class: "nn-drawing", "aria-hidden": "true",
  }, frame);
  root.style.aspectRatio = `${width} / ${height}`;
  return root;
}

/** Say what the drawing shows. */
export const label = (root, text) =>
  root.parentNode.setAttribute("aria-label", text);

/** What the markers mean, below a drawing. */
export function legend(el, entries) {
  const p = html("p", { class: "nn-legend" }, el);
  for (const [kind, text] of entries) {
    const entry = html("span", {}, p);
    html("span", { class: `nn-key nn-key-${kind}`, "aria-hidden": "true" }, entry);
    entry.append(text);
  }
}

/** Axes with ticks and labels around the plot `box` = [x0, x1, y0, y1]. */
export function axes(root, sx, sy, xlim, ylim, xlabel, ylabel, wanted = 6) {
  const g = svg("g", { class: "nn-axes" }, root);
  const [x0, x1, y0, y1] = [sx(xlim[0]), sx(xlim[1]), sy(ylim[0]), sy(ylim[1])];
  svg("path", { d: `M${x0} ${y1}V${y0}H${x1}` }, g);
  for (const t of ticks(...xlim, wanted)) {
    svg("path", { d: `M${sx(t)} ${y0}v5` }, g);
    svg("text", { x: sx(t), y: y0 + 20, class: "nn-middle" }, g, fmt(t));
  }
  for (const t of ticks(...ylim, wanted)) {
    svg("path", { d: `M${x0} ${sy(t)}h-5` }, g);
    svg("text", { x: x0 - 8, y: sy(t) + 5, class: "nn-end" }, g, fmt(t));
  }
  const middle = (y0 + y1) / 2;
  svg("text", { x: (x0 + x1) / 2, y: y0 + 42, class: "nn-middle" }, g, xlabel);
  const left = Math.max(12, x0 - 50);
  svg("text", {
    x: left, y: middle, class: "nn-middle",
    transform: `rotate(-90 ${left} ${middle})`,
  }, g, ylabel);
  return g;
}

/** A path through points, closed for an area. */
export function path(points, sx, sy, closed = false) {
  if (points.length === 0) return "";
  const at = ([x, y]) => `${sx(x).toFixed(2)} ${sy(y).toFixed(2)}`;
  return `M${points.map(at).join("L")}${closed ? "Z" : ""}`;
}

/** A data point: class 0 is a circle, class 1 a square. */
export function marker(x, y, label, parent, r = 6) {
  if (label === 0) {
    return svg("circle", { cx: x, cy: y, r, class: "nn-point nn-class0" }, parent);
  }
  const [side, corner] = [2 * r * 0.9, r * 0.9];
  return svg("rect", {
    x: x - corner, y: y - corner, width: side, height: side,
    class: "nn-point nn-class1",
  }, parent);
}

/** The picture's two sides, its line and its arrow; `paint(w, b)` moves them. */
export function plane(root, sx, sy, box) {
  const id = freshId();
  const clip = svg("clipPath", { id }, svg("defs", {}, root));
  const [left, top] = [sx(box[0]), sy(box[3])];
  svg("rect", {
    x: left, y: top, width: sx(box[1]) - left, height: sy(box[2]) - top,
  }, clip);
  const g = svg("g", { "clip-path": `url(#${id})` }, root);
  const [silent, firing] = ["nn-side0", "nn-side1"].map((c) =>
    svg("path", { class: c }, g));
  const line = svg("path", { class: "nn-line" }, g);
  return (w, b) => {
    silent.setAttribute("d", path(halfPlane(w, b, box, false), sx, sy, true));
    firing.setAttribute("d", path(halfPlane(w, b, box, true), sx, sy, true));
    line.setAttribute("d", path(lineInBox(w, b, box) ?? [], sx, sy));
  };
}

// --- words and controls ---------------------------------------------------

/** The state in words: seen at once, read aloud when the hand rests. */
export function narrator(el) {
  const seen = html("p", { class: "nn-summary", "aria-hidden": "true" }, el);
  const heard = html("p", { class: "nn-heard", role: "status" }, el);
  let timer = null;
  const say = (text) => {
    seen.textContent = text;
    clearTimeout(timer);
    if (heard.textContent === "") heard.textContent = text;
    else timer = setTimeout(() => { heard.textContent = text; }, 600);
  };
  say.stop = () => clearTimeout(timer);
  return say;
}

/** A push button. */
export function button(parent, label, press) {
  const made = html("button", { type: "button", class: "nn-button" }, parent, label);
  made.addEventListener("click", press);
  return made;
}

/** Call `move(x, y)`, in the drawing's units, while `handle` is dragged. */
export function draggable(root, handle, move) {
  const report = (event) => {
    const p = new DOMPoint(event.clientX, event.clientY);
    const { x, y } = p.matrixTransform(root.getScreenCTM().inverse());
    move(x, y);
  };
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  handle.addEventListener("pointermove", (event) => {
    if (handle.hasPointerCapture(event.pointerId)) report(event);
  });
}

/** Set traits and tell Python, if there is one. */
export function assign(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

/** Call `paint` now and after every change; returns what undoes it. */
export function repaintOn(model, names, paint) {
  names.forEach((name) => model.on(`change:${name}`, paint));
  paint();
  return () => names.forEach((name) => model.off(`change:${name}`, paint));
}

/** Whether the reader asked for as little motion as possible. */
export const calm = () =>
  globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
