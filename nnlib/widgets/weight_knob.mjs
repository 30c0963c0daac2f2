// One neuron with one weight and one example: the knob w, its prediction, its
// error on two curves, the slope there, and gradient descent from there on.
import {
  assign, axes, button, calm, clamp, count, draggable, drawing, fmt, freshId,
  home, html, label, legend, narrator, path, repaintOn, scale, snap, svg,
} from "./kit.mjs";
import {
  meanAbsoluteError, meanAbsoluteErrorGradient, meanSquaredError,
  meanSquaredErrorGradient,
} from "./losses.mjs";

const WIDTH = 480;
const LINE = { left: 62, right: 468, top: 10, bottom: 150, height: 202 };
const CURVE = { left: 62, right: 468, top: 14, bottom: 250, height: 302 };
export const MEASURES = ["squared", "absolute"];
const TOO_FAR = 10000; // where a run that diverges is stopped

/** Prediction, residual, loss and slope of the weight w on one example. */
export function judgeWeight(measure, w, x, y) {
  const prediction = w * x;
  const [yTrue, yPred] = [[[y]], [[prediction]]];
  const squared = measure === "squared";
  const loss = squared ? meanSquaredError : meanAbsoluteError;
  const gradient = squared ? meanSquaredErrorGradient : meanAbsoluteErrorGradient;
  return {
    prediction,
    residual: prediction - y,
    loss: loss(yTrue, yPred),
    slope: gradient(yTrue, yPred)[0][0] * x, // chain rule: dŷ/dw = x
  };
}

/** The weights of gradient descent, the start first. */
export function descendKnob({ measure, w, learningRate, steps, x, y, maxSteps }) {
  const trail = [w];
  const over = () => trail.length > maxSteps || Math.abs(trail.at(-1)) > TOO_FAR;
  while (trail.length <= steps && !over()) {
    const { slope } = judgeWeight(measure, trail.at(-1), x, y);
    trail.push(trail.at(-1) - learningRate * slope);
  }
  return { trail, done: over() };
}

/** The interval of weights around y/x in which the whole trail is seen. */
export function knobRange(trail, x, y) {
  const middle = y / x;
  let half = 1.5 * middle;
  while (trail.some((w) => Math.abs(w - middle) > half)) half *= 2;
  return [middle - half, middle + half];
}

/** The step in hand as the lines of a calculation. */
export function knobCalculation(measure, w, learningRate, x, y) {
  const { prediction, residual, loss, slope } = judgeWeight(measure, w, x, y);
  const [p, r] = [fmt(prediction, 4), fmt(residual, 4)];
  const squared = measure === "squared";
  const by = squared ? `2 · (${r}) · ${fmt(x)}` : `sign(${r}) · ${fmt(x)}`;
  const next = fmt(w - learningRate * slope, 4);
  return [
    `ŷ = w · x = ${fmt(w, 4)} · ${fmt(x)} = ${p};  ŷ − y = ${r}`,
    `error ${squared ? `(${r})²` : `|${r}|`} = ${fmt(loss, 4)}`,
    `slope ${by} = ${fmt(slope, 4)}`,
    `next w = ${fmt(w, 4)} − ${fmt(learningRate)} · (${fmt(slope, 4)}) = ${next}`,
  ];
}

/** Where the descent stands, in a sentence. */
export function describeKnob({ measure, learningRate, x, y }, { trail, done }) {
  const w = trail.at(-1);
  const { prediction, loss } = judgeWeight(measure, w, x, y);
  const taken = trail.length - 1;
  const state = `w = ${fmt(w, 4)}: prediction ${fmt(prediction, 4)}, `
    + `${measure} error ${fmt(loss, 4)}.`;
  if (taken === 0) return `No step taken. ${state}`;
  const head = `${count(taken, "step")} with η = ${fmt(learningRate)}. ${state}`;
  if (Math.abs(w) > TOO_FAR) return `${head} It flies apart, and is stopped here.`;
  const distances = trail.map((v) => Math.abs(v - y / x));
  const growing = distances[taken] > distances[0] && distances[taken] > distances[taken - 1];
  if (growing) return `${head} Farther from ${fmt(y / x, 3)} than at the start.`;
  return done ? `${head} The run ends here.` : head;
}

// --- painting -------------------------------------------------------------

/** A group that shows nothing outside the plot. */
function clipped(root, { left, right, top, bottom }) {
  const id = freshId();
  const clip = svg("clipPath", { id }, svg("defs", {}, root));
  svg("rect", {
    x: left, y: top - 4, width: right - left, height: bottom - top + 4,
  }, clip);
  return svg("g", { "clip-path": `url(#${id})` }, root);
}

/** The neuron as a line through the origin, and the example it should meet. */
function linePanel(el, x, y) {
  const { left, right, top, bottom, height } = LINE;
  const root = drawing(el, WIDTH, height);
  const [xlim, ylim] = [[0, (5 * x) / 3], [-0.5 * y, 2.25 * y]];
  const [sx, sy] = [scale(xlim, [left, right]), scale(ylim, [bottom, top])];
  axes(root, sx, sy, xlim, ylim, "input x", "output", 4);
  const inside = clipped(root, LINE);
  const line = svg("path", { class: "nn-curve" }, inside);
  const bar = svg("path", { class: "nn-knob-error" }, inside);
  const dot = svg("circle", { r: 6, cx: sx(x), class: "nn-probe" }, inside);
  svg("path", {
    class: "nn-knob-target",
    d: `M${sx(x) - 7} ${sy(y) - 7}l14 14m0 -14l-14 14`,
  }, root);
  return (w, text) => {
    const ends = [[0, 0], [xlim[1], w * xlim[1]]];
    const far = clamp(w * x, ylim[0] - y, ylim[1] + y);
    line.setAttribute("d", path(ends, sx, sy));
    bar.setAttribute("d", path([[x, y], [x, far]], sx, sy));
    dot.setAttribute("cy", sy(far));
    label(root, `The neuron's line through the origin, and the example. ${text}`);
  };
}

/** Both errors over w: the V and the parabola. */
function curvePanel(el, x, y) {
  const root = drawing(el, WIDTH, CURVE.height);
  const frame = svg("g", {}, root);
  const inside = clipped(root, CURVE);
  const curves = MEASURES.map((m) =>
    svg("path", { class: `nn-knob-curve nn-knob-${m}` }, inside));
  const tangent = svg("path", { class: "nn-knob-tangent" }, inside);
  const trailPath = svg("path", { class: "nn-knob-trail" }, inside);
  const trailDots = svg("g", {}, inside);
  const hop = svg("path", { class: "nn-arrow" }, inside);
  const dots = MEASURES.map(() => svg("circle", { r: 5, class: "nn-probe" }, inside));
  const handle = svg("circle", { r: 22, class: "nn-handle" }, root);
  const at = (m, w) => judgeWeight(m, w, x, y);
  let [sx, sy, shown] = [null, null, null];

  function build(range) {
    const high = ((range[1] - range[0]) * x / 2) ** 2;
    sx = scale(range, [CURVE.left, CURVE.right]);
    sy = scale([0, high], [CURVE.bottom, CURVE.top]);
    frame.replaceChildren();
    axes(frame, sx, sy, range, [0, high], "weight w", "error");
    const by = (range[1] - range[0]) / 200;
    const grid = Array.from({ length: 201 }, (_, i) => range[0] + i * by);
    const all = [...grid, y / x].sort((a, b) => a - b); // the tip of the V
    MEASURES.forEach((m, k) => curves[k].setAttribute(
      "d", path(all.map((w) => [w, at(m, w).loss]), sx, sy)));
    shown = range;
  }

  function paint(measure, trail, learningRate, text) {
    const range = knobRange(trail, x, y);
    if (!shown || shown[0] !== range[0] || shown[1] !== range[1]) build(range);
    const points = trail.map((w) => [w, at(measure, w).loss]);
    const [w, height] = points.at(-1);
    const { slope } = at(measure, w);
    const reach = (range[1] - range[0]) / 10;
    tangent.setAttribute("d", path([-reach, reach].map((d) =>
      [w + d, height + d * slope]), sx, sy));
    trailPath.setAttribute("d", path(points, sx, sy));
    trailDots.replaceChildren();
    points.slice(0, -1).forEach(([v, h]) => svg("circle", {
      cx: sx(v), cy: sy(h), r: 3, class: "nn-knob-past",
    }, trailDots));
    const next = clamp(w - learningRate * slope, range[0] - 99, range[1] + 99);
    hop.setAttribute("d", arrowTo(sx(w), sx(next), sy(height)));
    MEASURES.forEach((m, k) => {
      dots[k].setAttribute("cx", sx(w));
      dots[k].setAttribute("cy", sy(at(m, w).loss));
    });
    handle.setAttribute("cx", sx(w));
    handle.setAttribute("cy", sy(height));
    label(root, `Absolute and squared error over the weight. ${text}`);
  }
  return { root, paint, handle, weightAt: (px) => sx.invert(px) };
}

/** A level arrow from `from` to `to`; nothing if they are one point. */
export function arrowTo(from, to, y) {
  if (Math.abs(to - from) < 1) return "";
  const back = -Math.sign(to - from) * Math.min(8, Math.abs(to - from));
  return `M${from} ${y}H${to}m${back} -5l${-back} 5l${back} 5`;
}

/** The trait `steps` and what can be done with it. */
function control(model) {
  const state = (steps) => ({
    measure: MEASURES[model.get("_chosen")],
    w: model.get("w"), learningRate: model.get("learning_rate"), steps,
    x: model.get("_x"), y: model.get("_y"), maxSteps: model.get("_max_steps"),
  });
  const now = () => state(model.get("steps"));
  const run = () => descendKnob(now());
  const taken = () => run().trail.length - 1;
  const go = (steps) => assign(model, { steps });
  return {
    now, run,
    next: () => { if (!run().done) go(taken() + 1); },
    end: () => go(descendKnob(state(model.get("_max_steps"))).trail.length - 1),
    back: () => go(Math.max(0, taken() - 1)),
    reset: () => go(0),
  };
}

/** Run and pause; a reader who wants little motion gets the end at once. */
function player(steps, onChange) {
  let timer = null;
  const halt = () => {
    clearInterval(timer);
    timer = null;
    onChange("Run");
  };
  const tick = () => {
    steps.next();
    if (steps.run().done) halt();
  };
  const toggle = () => {
    if (timer !== null) halt();
    else if (calm()) steps.end();
    else if (!steps.run().done) {
      onChange("Pause");
      timer = setInterval(tick, 250);
    }
  };
  return { halt, toggle };
}

function render({ model, el }) {
  home(el, "nn-weight-knob");
  const [x, y] = [model.get("_x"), model.get("_y")];
  const steps = control(model);
  const paintLine = linePanel(el, x, y);
  const curve = curvePanel(el, x, y);
  legend(el, [
    ["target", "the example"], ["probe", "the neuron at w"],
    ["curve", "squared error"], ["absolute", "absolute error"],
    ["hop", "the next step"],
  ]);
  const panel = html("div", { class: "nn-buttons" }, el);
  const board = html("div", { class: "nn-calculation" }, el);
  const rows = [0, 1, 2, 3].map(() => html("p", {}, board));
  const say = narrator(el);

  const play = player(steps, (text) => { run.textContent = text; });
  const press = (name, act) => button(panel, name, () => { play.halt(); act(); });
  const step = press("Step", steps.next);
  const run = button(panel, "Run", play.toggle);
  const backward = [press("Back", steps.back), press("Reset", steps.reset)];
  const enable = (buttons, on) => buttons.forEach((each) =>
    each.setAttribute("aria-disabled", String(!on)));

  function paint() {
    const [state, { trail, done }] = [steps.now(), steps.run()];
    const { measure, learningRate } = state;
    const text = describeKnob(state, { trail, done });
    paintLine(trail.at(-1), text);
    curve.paint(measure, trail, learningRate, text);
    knobCalculation(measure, trail.at(-1), learningRate, x, y)
      .forEach((line, i) => { rows[i].textContent = line; });
    enable([step, run], !done);
    enable(backward, trail.length > 1);
    say(text);
  }

  // a weight set by hand begins a new descent
  const restart = () => { play.halt(); steps.reset(); };
  model.on("change:w change:_chosen", restart);
  const [low, high] = model.get("_limits");
  draggable(curve.root, curve.handle, (px) => {
    play.halt();
    assign(model, { w: clamp(snap(curve.weightAt(px), 0.05), low, high), steps: 0 });
  });
  const names = ["w", "learning_rate", "steps", "_chosen"];
  const undo = repaintOn(model, names, paint);
  return () => {
    play.halt();
    say.stop();
    model.off("change:w change:_chosen", restart);
    undo();
  };
}

export default { render };
