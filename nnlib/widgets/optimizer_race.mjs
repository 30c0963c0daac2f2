// Several optimizers start together on one surface and race to its bottom.
import {
  assign, fmt, home, html, label, narrator, repaintOn, svg,
} from "./kit.mjs";
import { makeOptimizer } from "./optimizers.mjs";
import { stateOf, surfaceValue, walk } from "./surfaces.mjs";
import { lossPanel, markerPath, placeName, shortNumber } from "./walks.mjs";
import { mapPanel } from "./contours.mjs";
import { landscapePanel } from "./landscape.mjs";
import { onGrid, startSliders, walkButtons } from "./walk_controls.mjs";

const STEPS = 300;
export const RUNNERS = {
  sgd: "SGD",
  momentum: "momentum",
  nesterov: "Nesterov",
  adagrad: "Adagrad",
  rmsprop: "RMSprop",
  adam: "Adam",
};
const LOOKS = Object.keys(RUNNERS);

/** The optimizer of a runner; the last three take the adaptive rate. */
export function ruleOf(look, { rate, adaptiveRate, momentum }) {
  if (["adagrad", "rmsprop", "adam"].includes(look)) {
    return makeOptimizer(look, { learningRate: adaptiveRate });
  }
  const plain = look === "sgd" || momentum === 0;
  return makeOptimizer("sgd", {
    learningRate: rate,
    momentum: plain ? 0 : momentum,
    nesterov: look === "nesterov" && !plain,
  });
}

/** The walks of the chosen runners, from one start. */
export const race = (key, start, settings, looks, steps) =>
  looks.map((look) => ({
    look, ...walk(key, start, ruleOf(look, settings), steps),
  }));

/** The walks in the order of their losses, the diverged ones last. */
export const ranking = (walks) =>
  [...walks].sort((a, b) => a.diverged - b.diverged || a.losses.at(-1) - b.losses.at(-1));

/** Who leads, in a sentence or two. */
export function describe(surface, walks, steps) {
  if (walks.length === 0) return "Nobody runs. Choose an optimizer below.";
  const [{ points, losses }] = walks;
  if (steps === 0) {
    return `All start at ${placeName(points[0])}, loss ${fmt(losses[0], 4)}. `
      + "Predict: who will be lowest after 50 steps?";
  }
  const order = ranking(walks);
  const out = order.filter((each) => each.diverged).map((each) => RUNNERS[each.look]);
  const lost = out.length ? ` Diverged: ${out.join(", ")}.` : "";
  if (order[0].diverged) return `Step ${steps}:${lost}`;
  const best = `${RUNNERS[order[0].look]} leads with loss ${shortNumber(order[0].losses.at(-1))}`;
  return `Step ${steps}: ${best}; the lowest point has ${shortNumber(surface.minima[0].value)}.${lost}`;
}

/** One row for each runner: a box to let it run, its marks, how it fares. */
function scoreboard(el, looks, toggle) {
  const made = html("table", { class: "nn-table nn-race" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  for (const name of ["optimizer", "loss", "place"]) {
    html("th", { scope: "col" }, head, name);
  }
  const body = html("tbody", {}, made);
  const rows = looks.map((look) => {
    const row = html("tr", {}, body);
    const choice = html("label", {}, html("td", {}, row));
    const box = html("input", { type: "checkbox" }, choice);
    key(choice, look);
    choice.append(RUNNERS[look]);
    box.addEventListener("change", () => toggle(look, box.checked));
    return { box, loss: html("td", { class: "nn-figure" }, row), state: html("td", {}, row) };
  });
  return (surface, walks) => looks.forEach((look, k) => {
    const { box, loss, state } = rows[k];
    const walked = walks.find((each) => each.look === look);
    box.checked = Boolean(walked);
    loss.textContent = walked ? shortNumber(walked.losses.at(-1)) : "";
    state.textContent = walked ? verdict(surface.key, walks, walked) : "";
  });
}

function verdict(key, walks, walked) {
  const state = stateOf(key, walked);
  if (state === "diverged") return "diverged";
  const place = `${ranking(walks).indexOf(walked) + 1} of ${walks.length}`;
  return state === "start" ? "at the start"
    : `${place}${state === "rest" ? ", at rest" : ""}`;
}

/** A piece of the runner's line with its marker, as a key. */
function key(parent, look) {
  const root = svg("svg", {
    viewBox: "0 0 48 16", class: "nn-race-key", "aria-hidden": "true",
  }, parent);
  svg("path", { d: "M0 8H48", class: `nn-walk nn-walk-${look}` }, root);
  svg("path", { d: markerPath(look, 24, 8, 5.5), class: `nn-head nn-head-${look}` }, root);
}

/** The traits as plain values. */
function reader(model) {
  const rates = model.get("_rates");
  const surface = () => model.get("_surfaces")[model.get("_chosen")];
  const start = () => [model.get("w1"), model.get("w2")];
  const settings = () => ({
    rate: rates[model.get("_rate")],
    adaptiveRate: rates[model.get("_adaptive_rate")],
    momentum: model.get("momentum"),
  });
  const walks = () => race(surface().key, start(), settings(),
    LOOKS.filter((look) => model.get("_running").includes(look)), model.get("seen"));
  const begin = ([w1, w2]) => assign(model, { w1, w2 });
  return { surface, start, walks, begin };
}

function render({ model, el }) {
  home(el, "nn-walks");
  const { surface, start, walks, begin } = reader(model);
  const panels = html("div", { class: "nn-panels" }, el);
  const [mapBox, lossBox, spaceBox, scoreBox] = [0, 1, 2, 3].map(() =>
    html("div", {}, panels));
  const map = mapPanel(mapBox, LOOKS, {
    pick: (w) => begin(onGrid(w, surface().box)),
  });
  const space = landscapePanel(spaceBox, LOOKS,
    (turn, tilt) => assign(model, { turn, tilt }));
  const paintLoss = lossPanel(lossBox, LOOKS, "loss above the lowest");
  const paintScores = scoreboard(scoreBox, LOOKS, (look, on) => {
    const running = model.get("_running").filter((each) => each !== look);
    assign(model, { _running: on ? [...running, look] : running });
  });
  const paintStart = startSliders(el, (k, v) =>
    begin(start().map((old, i) => (i === k ? v : old))));
  const over = (each) => ["diverged", "rest"].includes(stateOf(surface().key, each));
  const defaults = () => ({ w1: surface().start[0], w2: surface().start[1] });
  const buttons = walkButtons(el, model, {
    most: STEPS,
    finished: () => latest.every(over),
    pace: () => 2,
    names: [["Step", 1], ["10 steps", 10]],
    restore: () => ({ ...defaults(), _running: LOOKS }),
    touched: () => model.get("_running").length < LOOKS.length
      || start().some((v, k) => v !== surface().start[k]),
  });
  const say = narrator(el);
  let [built, direction, latest] = [null, "", []];

  function paint() {
    const now = surface();
    if (built !== now) {
      map.set({ ...now, value: (w) => surfaceValue(now.key, w) });
      space.set(now);
      built = now;
    }
    const shown = walks();
    latest = shown;
    const steps = model.get("seen");
    map.show(shown);
    const wanted = `${now.key} ${model.get("turn")} ${model.get("tilt")}`;
    if (direction !== wanted) space.look(model.get("turn"), model.get("tilt"));
    direction = wanted;
    space.show(shown);
    paintLoss(shown, now.minima[0].value, Math.max(20, steps));
    paintScores(now, shown);
    paintStart(now, start());
    buttons.paint();
    const text = describe(now, shown, steps);
    label(map.root, `Map of ${now.formula} with the paths on it. ${text}`);
    label(space.root, "The same paths in the landscape.");
    label(lossBox.querySelector("svg"), `The losses against the steps. ${text}`);
    say(text);
  }

  const restart = () => {
    buttons.halt();
    assign(model, { seen: 0, ...defaults() });
  };
  model.on("change:_chosen", restart);
  const undo = repaintOn(model, [
    "_chosen", "_rate", "_adaptive_rate", "momentum", "w1", "w2", "seen",
    "turn", "tilt", "_running",
  ], paint);
  return () => {
    buttons.halt();
    say.stop();
    model.off("change:_chosen", restart);
    undo();
  };
}

export default { render };
