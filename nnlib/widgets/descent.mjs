// Gradient descent, step by step: on a curve, on a map and in a landscape.
import {
  assign, drawing, fmt, home, html, label, narrator, repaintOn, scale, svg,
} from "./kit.mjs";
import { SGD } from "./optimizers.mjs";
import {
  nearestMinimum, stateOf, surfaceGradient, surfaceValue, walk,
} from "./surfaces.mjs";
import { curvePanel, lossPanel, placeName, shortNumber } from "./walks.mjs";
import { mapPanel } from "./contours.mjs";
import { landscapePanel } from "./landscape.mjs";
import { onGrid, startSliders, turnSliders, walkButtons } from "./walk_controls.mjs";

const STEPS = 200;

/** The walk of gradient descent, with momentum or without. */
export const descend = (key, start, learningRate, momentum, steps) =>
  walk(key, start, new SGD({ learningRate, momentum }), steps);

/** Above this learning rate a quadratic valley of curvature κ throws out. */
export const stabilityLimit = (curvature, momentum) =>
  (2 * (1 + momentum)) / curvature;

/** How a learning rate compares with the limit, in words. */
export function compared(rate, limit) {
  const name = `the limit ${fmt(limit, 4)}`;
  if (Math.abs(rate - limit) < 1e-9 * limit) return `exactly ${name}`;
  return rate < limit ? `below ${name}` : `above ${name}`;
}

/** What has happened, in a sentence or two. */
export function describe(surface, run, rate, momentum) {
  const { key, minima } = surface;
  const { points, losses } = run;
  const [w, loss, n] = [points.at(-1), losses.at(-1), points.length - 1];
  const near = nearestMinimum(minima, run.diverged ? points[0] : w);
  const limit = stabilityLimit(near.curvature, momentum);
  const where = `η = ${fmt(rate, 4)} is ${compared(rate, limit)} of the minimum nearby.`;
  const slope = surfaceGradient(key, w);
  const gradient = w.length === 1 ? `slope ${shortNumber(slope[0])}`
    : `gradient (${slope.map((v) => shortNumber(v, 3)).join(", ")})`;
  const state = stateOf(key, run);
  if (state === "diverged") {
    return `Diverged: after ${n} steps the weights are beyond 100 million. ${where}`;
  }
  if (state === "start") {
    return `Start at ${placeName(w)}: loss ${shortNumber(loss)}, ${gradient}. ${where}`;
  }
  if (state === "moving") {
    return `Step ${n}: ${placeName(w)}, loss ${shortNumber(loss)}, ${gradient}. ${where}`;
  }
  const apart = Math.hypot(...w.map((v, i) => v - near.w[i]));
  let kind = "where the slope is all but 0, though this is no minimum";
  if (apart < 0.01 * (1 + Math.hypot(...w))) {
    kind = near.value > minima[0].value + 1e-6
      ? "in a local minimum, not the lowest" : "in the lowest minimum";
  }
  return `At rest after ${n} steps ${kind}: ${placeName(w)}, loss ${shortNumber(loss)}.`;
}

/** The learning rate on its scale, and where its limit stands. */
function rateScale(el, rates) {
  const [left, right, y] = [20, 460, 40];
  const root = drawing(html("div", { class: "nn-scale" }, el), 480, 78);
  const ends = [rates[0], rates.at(-1)].map(Math.log10);
  const at = scale(ends, [left, right]);
  const sx = (rate) => Math.max(left, Math.min(right, at(Math.log10(rate))));
  const zone = svg("rect", { y: y - 8, height: 16, class: "nn-unstable" }, root);
  const g = svg("g", { class: "nn-axes" }, root);
  svg("path", { d: `M${left} ${y}H${right}` }, g);
  for (let k = Math.ceil(ends[0]); k <= ends[1]; k++) {
    svg("path", { d: `M${at(k)} ${y}v8` }, g);
    svg("text", { x: at(k), y: y + 25, class: "nn-middle" }, g, fmt(10 ** k, 4));
  }
  const mark = svg("path", { class: "nn-limit" }, root);
  const words = svg("text", { y: y - 18 }, root);
  const here = svg("circle", { cy: y, r: 7, class: "nn-probe" }, root);
  return (rate, limit, momentum) => {
    const x = sx(limit);
    zone.setAttribute("x", x);
    zone.setAttribute("width", right - x);
    mark.setAttribute("d", `M${x} ${y - 14}v28`);
    words.setAttribute("x", x);
    words.setAttribute("class", x > 300 ? "nn-end" : "nn-begin");
    const name = momentum ? "2(1 + μ)/κ" : "2/κ";
    words.textContent = `limit ${name} = ${fmt(limit, 4)}`;
    here.setAttribute("cx", sx(rate));
    label(root, `The learning rate ${fmt(rate, 4)} on a scale; ${words.textContent}.`);
  };
}

/** The traits as plain values, and what sets them. */
function reader(model) {
  const surface = () => model.get("_surfaces")[model.get("_chosen")];
  const start = () => [model.get("w1"), model.get("w2")].slice(0, surface().box.length);
  const rate = () => model.get("_rates")[model.get("_rate")];
  const run = () => descend(surface().key, start(), rate(),
    model.get("momentum"), model.get("seen"));
  const begin = ([w1, w2 = model.get("w2")]) => assign(model, { w1, w2 });
  return { surface, start, rate, run, begin };
}

function render({ model, el }) {
  home(el, "nn-walks");
  const { surface, start, rate, run, begin } = reader(model);
  const paintScale = rateScale(el, model.get("_rates"));
  const pick = (w) => begin(onGrid(w, surface().box));
  const panels = html("div", { class: "nn-panels" }, el);
  const [curveBox, mapBox, spaceBox, lossBox, controls] = [0, 1, 2, 3, 4].map(() =>
    html("div", {}, panels));
  const curve = curvePanel(curveBox, "sgd", pick);
  const map = mapPanel(mapBox, ["sgd"], { dots: true, pick });
  const space = landscapePanel(spaceBox, ["sgd"],
    (turn, tilt) => assign(model, { turn, tilt }));
  const paintTurn = turnSliders(spaceBox, (change) => assign(model, change));
  const paintLoss = lossPanel(lossBox, ["sgd"], "loss above the lowest");
  const paintStart = startSliders(controls, (k, v) =>
    begin(start().map((old, i) => (i === k ? v : old))));
  const defaults = () => ({ w1: surface().start[0], w2: surface().start[1] ?? 0 });
  const buttons = walkButtons(controls, model, {
    most: STEPS,
    finished: () => ["diverged", "rest"].includes(stateOf(surface().key, latest)),
    names: [["Step", 1], ["10 steps", 10]],
    restore: defaults,
    touched: () => start().some((v, k) => v !== surface().start[k]),
  });
  const say = narrator(controls);
  let [built, direction, latest] = [null, "", null];

  function build(now) {
    const flat = now.box.length === 1;
    curveBox.hidden = !flat;
    mapBox.hidden = flat;
    spaceBox.hidden = flat;
    controls.classList.toggle("nn-wide", flat);
    if (flat) curve.set(now);
    else {
      map.set({ ...now, value: (w) => surfaceValue(now.key, w) });
      space.set(now);
    }
    built = now;
  }

  function paint() {
    const now = surface();
    if (built !== now) build(now);
    const walked = { ...run(), look: "sgd" };
    latest = walked;
    const [eta, momentum] = [rate(), model.get("momentum")];
    const text = describe(now, walked, eta, momentum);
    const from = walked.diverged ? walked.points[0] : walked.points.at(-1);
    const { curvature } = nearestMinimum(now.minima, from);
    paintScale(eta, stabilityLimit(curvature, momentum), momentum);
    paintPicture(now, walked, text);
    label(lossBox.querySelector("svg"), `The loss against the steps. ${text}`);
    paintLoss([walked], now.minima[0].value, Math.max(20, walked.points.length - 1));
    paintStart(now, start());
    buttons.paint();
    say(text);
  }

  function paintPicture(now, walked, text) {
    if (now.box.length === 1) {
      curve.show(walked, surfaceGradient(now.key, walked.points.at(-1))[0]);
      label(curve.root, `The graph of ${now.formula} with the steps on it. ${text}`);
      return;
    }
    map.show([walked]);
    paintTurn(model.get("turn"), model.get("tilt"));
    const wanted = `${now.key} ${model.get("turn")} ${model.get("tilt")}`;
    if (direction !== wanted) space.look(model.get("turn"), model.get("tilt"));
    direction = wanted;
    space.show([walked]);
    label(map.root, `Map of ${now.formula} with the path on it. ${text}`);
    label(space.root, `The same path in the landscape of ${now.formula}.`);
  }

  const restart = () => {
    buttons.halt();
    assign(model, { seen: 0, ...defaults() });
  };
  model.on("change:_chosen", restart);
  const traits = ["_chosen", "_rate", "momentum", "w1", "w2", "seen", "turn", "tilt"];
  const undo = repaintOn(model, traits, paint);
  return () => {
    buttons.halt();
    say.stop();
    model.off("change:_chosen", restart);
    undo();
  };
}

export default { render };
