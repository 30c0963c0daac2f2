// A 1-16-1 ReLU network learns |x| by full-batch gradient descent, here in
// the page: how many of its units die, for which learning rate?
import { relu } from "./activations.mjs";
import {
  axes, calm, clamp, count, drawing, fmt, freshId, home, label, legend,
  narrator, path, scale, svg,
} from "./kit.mjs";

const WIDTH = 480;
const FIT = { height: 250, left: 62, right: 468, top: 12, bottom: 200 };
const TILES = { height: 122, left: 8, top: 6, width: 58, tall: 52 };
const COUNT = { height: 186, left: 62, right: 468, top: 12, bottom: 136 };
const SLICE = 2; // milliseconds of training between two frames
const XS = Array.from({ length: 41 }, (_, i) => -1 + i / 20);

/** n points evenly spread from -1 to 1, and the target |x|. */
export function task(n) {
  const x = Float64Array.from({ length: n }, (_, i) => -1 + (2 * i) / (n - 1));
  return { x, y: x.map(Math.abs) };
}

/** The network before training: given weights, hidden biases, no output bias. */
export const start = (weights, bias) => ({
  w1: Float64Array.from(weights[0]),
  b1: new Float64Array(weights[0].length).fill(bias),
  w2: Float64Array.from(weights[1]),
  b2: 0,
});

/** The network's output at one x. */
export function output({ w1, b1, w2, b2 }, x) {
  let out = b2;
  for (let j = 0; j < w1.length; j++) out += w2[j] * relu(w1[j] * x + b1[j]);
  return out;
}

/** Which units are dead: z <= 0 on all of [-1, 1], so at both of its ends. */
export const deadUnits = ({ w1, b1 }) =>
  Array.from(w1, (w, j) => b1[j] + w <= 0 && b1[j] - w <= 0);

/**
 * Mean squared error and its gradient by all parameters. Unit by unit, not
 * sample by sample: so each unit's switch from off to on comes only once.
 */
export function gradients({ w1, b1, w2, b2 }, { x, y }) {
  const [n, units] = [x.length, w1.length];
  const delta = new Float64Array(n).fill(b2); // the outputs first
  for (let j = 0; j < units; j++) {
    const [w, b, v] = [w1[j], b1[j], w2[j]];
    for (let i = 0; i < n; i++) {
      const z = w * x[i] + b;
      if (z > 0) delta[i] += v * z;
    }
  }
  let [loss, gb2] = [0, 0];
  for (let i = 0; i < n; i++) {
    const error = delta[i] - y[i];
    loss += (error * error) / n;
    delta[i] = (2 * error) / n; // now the gradient by the output
    gb2 += delta[i];
  }
  const [g1, gb1, g2] = [0, 0, 0].map(() => new Float64Array(units));
  for (let j = 0; j < units; j++) {
    const [w, b] = [w1[j], b1[j]];
    let [sumX, sum] = [0, 0]; // of delta * x and of delta, where z > 0
    for (let i = 0; i < n; i++) {
      if (w * x[i] + b <= 0) continue; // relu(z) = 0 and its slope is 0
      sumX += delta[i] * x[i];
      sum += delta[i];
    }
    g1[j] = w2[j] * sumX;
    gb1[j] = w2[j] * sum;
    g2[j] = w * sumX + b * sum; // the sum of delta * z
  }
  return { loss, w1: g1, b1: gb1, w2: g2, b2: gb2 };
}

/** One step of gradient descent: a new network. */
export function descend(net, gradient, rate) {
  const moved = (name) => net[name].map((v, j) => v - rate * gradient[name][j]);
  return {
    w1: moved("w1"), b1: moved("b1"), w2: moved("w2"),
    b2: net.b2 - rate * gradient.b2,
  };
}

/** Networks and losses of a run, from the start on; `train` makes it longer. */
export function begin({ weights, bias, points }) {
  const data = task(points);
  const net = start(weights, bias);
  const dead = [deadUnits(net).filter(Boolean).length];
  return { data, nets: [net], losses: [gradients(net, data).loss], dead };
}

/** Train up to `steps`, or until `enough()` says so; true when it is done. */
export function train(run, rate, steps, enough = () => false) {
  while (run.nets.length <= steps) {
    if (enough()) return false;
    const gradient = gradients(run.nets.at(-1), run.data);
    run.losses[run.nets.length - 1] = gradient.loss;
    const net = descend(run.nets.at(-1), gradient, rate);
    run.nets.push(net);
    run.dead.push(deadUnits(net).filter(Boolean).length);
  }
  run.losses[steps] = gradients(run.nets[steps], run.data).loss;
  return true;
}

/** A run of so many steps, as plain numbers: what the tests compare. */
export function trained(setting, rate, steps) {
  const run = begin(setting);
  train(run, rate, steps);
  const plain = run.nets.map(({ w1, b1, w2, b2 }) => [...w1, ...b1, ...w2, b2]);
  return { nets: plain, losses: run.losses, dead: run.dead };
}

/** A loss in print: small ones in full, huge ones by their size. */
export const lossText = (loss) =>
  (loss < 1000 ? fmt(loss, 4) : `more than ${loss < 1e6 ? "a thousand" : "a million"}`);

/** The state in words. */
export function describe(run, rate, step) {
  const at = Math.min(step, run.nets.length - 1);
  const units = run.nets[0].w1.length;
  const when = at === 0 ? "Before the first step" : `After ${count(at, "step")}`;
  const loss = run.losses[at] ?? gradients(run.nets[at], run.data).loss;
  const first = run.dead.findIndex((d, k) => k <= at && d === run.dead[at]);
  const since = at > 0 && run.dead[at] > run.dead[0]
    ? ` It has been as many since step ${first}.` : "";
  return `${when} with η = ${fmt(rate, 3)}: ${run.dead[at]} of ${units} units `
    + `${run.dead[at] === 1 ? "is" : "are"} dead, the loss is ${lossText(loss)}.${run.dead[at] === units
      ? " The output is the same for every x." : since}`;
}

/** The points that can be drawn: a run that blew up has others. */
const finite = (points) => points.filter(([, y]) => Number.isFinite(y));

/** |x| and the network's curve. */
function fit(el) {
  const { height, left, right, top, bottom } = FIT;
  const root = drawing(el, WIDTH, height);
  const [sx, sy] = [scale([-1, 1], [left, right]), scale([-0.25, 1.25], [bottom, top])];
  const id = freshId();
  svg("rect", { x: left, y: top, width: right - left, height: bottom - top },
    svg("clipPath", { id }, svg("defs", {}, root)));
  axes(root, sx, sy, [-1, 1], [-0.25, 1.25], "x", "output", 6);
  svg("path", { class: "nn-step", d: path([[-1, 1], [0, 0], [1, 1]], sx, sy) }, root);
  const curve = svg("path", { class: "nn-curve", "clip-path": `url(#${id})` }, root);
  return (net, text) => {
    const points = finite(XS.map((x) => [x, clamp(output(net, x), -9, 9)]));
    curve.setAttribute("d", path(points, sx, sy));
    label(root, `The absolute value and the network's curve. ${text}`);
  };
}

/** A unit's output over [-1, 1], at most 2: its ends and its corners. */
export function bend(w, b) {
  const inside = [-b / w, (2 - b) / w].filter((x) => x > -1 && x < 1);
  const xs = [-1, ...inside.sort((p, q) => p - q), 1];
  return finite(xs.map((x) => [x, Math.min(2, relu(w * x + b))]));
}

/** Steps at which the count of the dead changes, with both counts. */
export const toll = (dead) => dead.flatMap((d, k) =>
  (k === 0 || k === dead.length - 1 || d !== dead[k - 1] || d !== dead[k + 1]
    ? [[k, d]] : []));

/** One small picture for each unit: its output over x, or a cross. */
function tiles(el, units) {
  const { height, left, top, width, tall } = TILES;
  const root = drawing(el, WIDTH, height);
  const made = Array.from({ length: units }, (_, j) => {
    const [x, y] = [left + (j % 8) * width, top + Math.floor(j / 8) * (tall + 6)];
    const [x1, y1] = [x + width - 6, y + tall];
    return {
      sx: scale([-1, 1], [x + 4, x1 - 4]), sy: scale([0, 2], [y1 - 5, y + 5]),
      box: svg("rect", { x, y, width: width - 6, height: tall, rx: 4 }, root),
      curve: svg("path", { class: "nn-curve" }, root),
      cross: svg("path", {
        class: "nn-cross", d: `M${x + 17} ${y + 17}L${x1 - 17} ${y1 - 17}M${x1 - 17} ${y + 17}L${x + 17} ${y1 - 17}`,
      }, root),
    };
  });
  return ({ w1, b1 }, dead) => {
    const words = dead.flatMap((gone, j) => (gone ? [j + 1] : [])).join(", ");
    label(root, `The hidden units. Dead ones: ${words || "none"}.`);
    made.forEach(({ sx, sy, box, curve, cross }, j) => {
      box.setAttribute("class", dead[j] ? "nn-tile nn-dead" : "nn-tile");
      cross.style.display = dead[j] ? "" : "none";
      curve.setAttribute("d", dead[j] ? "" : path(bend(w1[j], b1[j]), sx, sy));
    });
  };
}

/** Dead units over the steps, with the step that is shown. */
function tally(el, units, steps) {
  const { height, left, right, top, bottom } = COUNT;
  const root = drawing(el, WIDTH, height);
  const [sx, sy] = [scale([0, steps], [left, right]), scale([0, units], [bottom, top])];
  axes(root, sx, sy, [0, steps], [0, units], "step", "dead units", 4);
  const curve = svg("path", { class: "nn-curve nn-toll" }, root);
  const guide = svg("path", { class: "nn-guide" }, root);
  const dot = svg("circle", { r: 6, class: "nn-probe" }, root);
  return (dead, at) => {
    curve.setAttribute("d", path(toll(dead), sx, sy));
    guide.setAttribute("d", `M${sx(at)} ${top}V${bottom}`);
    dot.setAttribute("cx", sx(at));
    dot.setAttribute("cy", sy(dead[at]));
    label(root, `Dead units over the steps: ${dead[0]} at the start, ${dead.at(-1)} at the end.`);
  };
}

/** Trains a slice per frame and calls `show(done)` after each. */
function trainer(model, show) {
  let [run, frame] = [null, 0];
  const limit = model.get("_max_steps");
  function go() {
    const stop = performance.now() + SLICE;
    const done = train(run, model.get("learning_rate"), limit, () => performance.now() > stop);
    if (!done) frame = requestAnimationFrame(go);
    if (done || !calm()) show(done);
  }
  return {
    run: () => run,
    stop: () => cancelAnimationFrame(frame),
    restart() {
      cancelAnimationFrame(frame);
      run = begin({
        weights: model.get("_weights")[model.get("seed")],
        bias: model.get("bias"), points: model.get("_points"),
      });
      frame = requestAnimationFrame(go);
    },
  };
}

function render({ model, el }) {
  home(el, "nn-dying-relu");
  const [units, steps] = [model.get("_weights")[0][0].length, model.get("_max_steps")];
  const paintFit = fit(el);
  legend(el, [["step", "target |x|"], ["curve", "the network"]]);
  const say = narrator(el);
  const paintTiles = tiles(el, units);
  legend(el, [["alive", "what a unit gives over x"], ["dead", "dead unit"]]);
  const paintTally = tally(el, units, steps);

  function show(done) {
    const run = work.run();
    const at = Math.min(model.get("steps"), run.nets.length - 1);
    el.setAttribute("aria-busy", String(!done));
    paintTally(run.dead, at); // grows while the network trains
    if (!done) return;
    const text = describe(run, model.get("learning_rate"), at);
    paintFit(run.nets[at], text);
    paintTiles(run.nets[at], deadUnits(run.nets[at]));
    say(text);
  }

  const work = trainer(model, show);
  const names = ["learning_rate", "bias", "seed"];
  const seek = () => { if (work.run().nets.length > steps) show(true); };
  names.forEach((name) => model.on(`change:${name}`, work.restart));
  model.on("change:steps", seek);
  work.restart();
  return () => {
    work.stop();
    say.stop();
    names.forEach((name) => model.off(`change:${name}`, work.restart));
    model.off("change:steps", seek);
  };
}

export default { render };
