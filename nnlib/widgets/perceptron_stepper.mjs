// The perceptron's learning rule, one visit at a time.
import {
  assign, axes, button, calm, count, drawing, fmt, home, html, label, legend,
  marker, narrator, plane, repaintOn, scale, signed, step, svg, vector,
  weightedSum,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 400];
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 468, 10, 350];
const BARS = { width: 480, height: 156, left: 62, right: 468, top: 22, floor: 110 };

/**
 * The rule from zero weights through `seen` visits, samples in their order.
 * It stops after an epoch without mistakes, or after `maxEpochs`.
 */
export function train({ X, y, learningRate, seen, maxEpochs }) {
  let [w, b] = [X[0].map(() => 0), 0];
  const [visits, history] = [[], []];
  let done = false;
  while (visits.length < seen && !done) {
    const index = visits.length % X.length;
    if (index === 0) history.push(0);
    const z = weightedSum(w, b, X[index]);
    const prediction = step(z);
    const error = y[index] - prediction;
    const before = { w, b };
    w = w.map((v, k) => v + learningRate * error * X[index][k]);
    b += learningRate * error;
    history[history.length - 1] += Math.abs(error);
    visits.push({ epoch: history.length, index, z, prediction, error, before, w, b });
    const full = index === X.length - 1;
    done = full && (history.at(-1) === 0 || history.length === maxEpochs);
  }
  return { w, b, visits, history, done, converged: done && history.at(-1) === 0 };
}

/** How many visits there will be when the epoch after `seen` is over. */
export const nextEpoch = (seen, n) => (Math.floor(seen / n) + 1) * n;

/** The last visit as the lines of a calculation. */
export function calculation(visit, X, y, learningRate) {
  const { index, z, prediction, error, before, w, b } = visit;
  const x = X[index];
  const sum = x.map((v, k) => `${fmt(before.w[k])}·${fmt(v)}`).join(" + ");
  const lines = [
    `z = ${sum} ${signed(before.b)} = ${fmt(z)}`,
    `ŷ = ${prediction} because z ${z > 0 ? "> 0" : "≤ 0"};  `
      + `e = y − ŷ = ${y[index]} − ${prediction} = ${fmt(error)}`,
  ];
  if (error === 0) return [...lines, "e = 0: w and b stay", ""];
  const factor = `${fmt(learningRate)}·(${fmt(error)})`;
  return [
    ...lines,
    `w ← ${vector(before.w)} + ${factor}·${vector(x)} = ${vector(w)}`,
    `b ← ${fmt(before.b)} + ${factor} = ${fmt(b)}`,
  ];
}

/** Where the training stands, in a sentence. */
export function describe(run, n, name) {
  const { visits, history, done, converged, w, b } = run;
  const line = `w = ${vector(w)}, b = ${fmt(b)}.`;
  if (visits.length === 0) return `Not started: ${line}`;
  const mistakes = count(history.at(-1), "mistake");
  if (converged) {
    return `Finished: epoch ${history.length} had no mistake. ${line}`;
  }
  if (done) {
    return `Stopped: still ${mistakes} in epoch ${history.length}. `
      + `The rule has not settled on ${name}. ${line}`;
  }
  const { epoch, index } = visits.at(-1);
  if (index === n - 1) return `Epoch ${epoch} is over: ${mistakes}. ${line}`;
  return `Epoch ${epoch}, sample ${index + 1} of ${n}: ${mistakes} so far. ${line}`;
}

function scatter(el) {
  const root = drawing(el, WIDTH, HEIGHT);
  legend(el, [["0", "class 0"], ["1", "class 1"], ["current", "sample in hand"]]);
  let [built, paintPlane, ring, sx, sy] = [null, null, null, null, null];

  function build({ X, y, box, labels }) {
    root.replaceChildren();
    sx = scale(box.slice(0, 2), [LEFT, RIGHT]);
    sy = scale(box.slice(2), [BOTTOM, TOP]);
    paintPlane = plane(root, sx, sy, box);
    axes(root, sx, sy, box.slice(0, 2), box.slice(2), ...labels);
    X.forEach((p, i) => marker(sx(p[0]), sy(p[1]), y[i], root, 7));
    ring = svg("circle", { r: 13, class: "nn-current" }, root);
  }

  return (set, run, text) => {
    if (built !== set) build(set);
    built = set;
    paintPlane(run.w, run.b);
    const visit = run.visits.at(-1);
    ring.style.display = visit ? "" : "none";
    if (visit) {
      const [px, py] = set.X[visit.index];
      ring.setAttribute("cx", sx(px));
      ring.setAttribute("cy", sy(py));
    }
    label(root, `Points, the line and the sample in hand. ${text}`);
  };
}

function bars(el) {
  const { width, height, left, right, top, floor } = BARS;
  const root = drawing(el, width, height);
  const g = svg("g", {}, root);
  return (history) => {
    label(root, `Mistakes per epoch: ${history.join(", ") || "none yet"}`);
    g.replaceChildren();
    const most = Math.max(1, ...history);
    const shown = Math.max(10, history.length);
    const sx = scale([0.5, shown + 0.5], [left, right]);
    const sy = scale([0, most], [floor, top]);
    const every = Math.ceil(shown / 10);
    history.forEach((m, i) => {
      const at = { x: sx(i + 1), class: "nn-middle" };
      svg("path", {
        d: `M${sx(i + 0.65)} ${floor}V${sy(m)}H${sx(i + 1.35)}V${floor}Z`, class: "nn-bar",
      }, g);
      if (every === 1) svg("text", { ...at, y: sy(m) - 5 }, g, String(m));
      if ((i + 1) % every === 0) svg("text", { ...at, y: floor + 20 }, g, String(i + 1));
    });
    svg("path", { class: "nn-line", d: `M${left} ${floor}H${right}` }, g);
    svg("text", { x: (left + right) / 2, y: floor + 42, class: "nn-middle" }, g,
      "mistakes in each epoch");
    if (every > 1) svg("text", { x: left - 8, y: sy(most) + 5, class: "nn-end" }, g, String(most));
  };
}

/** The four lines of the calculation. */
function blackboard(el) {
  const lines = html("div", { class: "nn-calculation" }, el);
  const rows = [0, 1, 2, 3].map(() => html("p", {}, lines));
  const start = ["Predict: what does the rule do with the first sample?"];
  return (set, run, rate) => {
    const last = run.visits.at(-1);
    const written = last ? calculation(last, set.X, set.y, rate) : start;
    rows.forEach((row, i) => { row.textContent = written[i] || "\u00a0"; });
  };
}

/** The trait `seen` and what can be done with it. */
function control(model) {
  const [sets, maxEpochs] = [model.get("_sets"), model.get("_max_epochs")];
  const set = () => sets[model.get("_chosen")];
  const learn = (seen) => {
    const { X, y } = set();
    return train({ X, y, learningRate: model.get("learning_rate"), seen, maxEpochs });
  };
  const run = () => learn(model.get("seen"));
  const visit = (seen) => assign(model, { seen });
  const advance = (next) => {
    const now = run();
    if (!now.done) visit(learn(next(now.visits.length)).visits.length);
  };
  return {
    set, run,
    sample: () => advance((seen) => seen + 1),
    epoch: () => advance((seen) => nextEpoch(seen, set().X.length)),
    end: () => advance(() => maxEpochs * set().X.length),
    back: () => visit(Math.max(0, run().visits.length - 1)),
    reset: () => visit(0),
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
    steps.sample();
    if (steps.run().done) halt();
  };
  const toggle = () => {
    if (timer !== null) halt();
    else if (calm()) steps.end();
    else if (!steps.run().done) {
      onChange("Pause");
      timer = setInterval(tick, steps.set().X.length > 8 ? 120 : 300);
    }
  };
  return { halt, toggle };
}

function render({ model, el }) {
  home(el, "nn-perceptron-stepper");
  const steps = control(model);
  const paintScatter = scatter(el);
  const panel = html("div", { class: "nn-buttons" }, el);
  const write = blackboard(el);
  const say = narrator(el);
  const paintBars = bars(el);

  const play = player(steps, (text) => { run.textContent = text; });
  const press = (name, act) => button(panel, name, () => { play.halt(); act(); });
  const forward = [press("Next sample", steps.sample), press("Next epoch", steps.epoch)];
  const run = button(panel, "Run", play.toggle);
  const backward = [press("Back", steps.back), press("Reset", steps.reset)];
  const enable = (buttons, on) => buttons.forEach((each) =>
    each.setAttribute("aria-disabled", String(!on)));

  function paint() {
    const [set, now] = [steps.set(), steps.run()];
    const text = describe(now, set.X.length, set.name);
    paintScatter(set, now, text);
    write(set, now, model.get("learning_rate"));
    paintBars(now.history);
    enable([...forward, run], !now.done);
    enable(backward, now.visits.length > 0);
    say(text);
  }

  const restart = () => { play.halt(); steps.reset(); };
  model.on("change:_chosen", restart);
  const undo = repaintOn(model, ["_chosen", "learning_rate", "seen"], paint);
  return () => {
    play.halt();
    say.stop();
    model.off("change:_chosen", restart);
    undo();
  };
}

export default { render };
