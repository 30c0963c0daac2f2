// What the views of walks over a loss share: where the walk starts, and the
// buttons that let it go on.
import { assign, button, calm, fmt, html, snap } from "./kit.mjs";

/** A slider of the view's own; `move(value)` is told of every change. */
export function rangeSlider(parent, move) {
  const row = html("label", {}, parent);
  const name = html("span", {}, row);
  const input = html("input", { type: "range" }, row);
  const shown = html("output", {}, row);
  input.addEventListener("input", () => move(Number(input.value)));
  return (text, [lo, hi], step, value) => {
    row.hidden = text === null;
    Object.assign(input, { min: lo, max: hi, step });
    input.value = value;
    name.textContent = text;
    shown.textContent = fmt(value);
  };
}

/** Sliders for the start, as many as the surface has weights. */
export function startSliders(el, move) {
  const box = html("div", { class: "nn-starts" }, el);
  const sliders = [0, 1].map((k) => rangeSlider(box, (v) => move(k, v)));
  return ({ box: limits }, start) => sliders.forEach((paint, k) => {
    const flat = limits.length === 1;
    const name = flat ? ["w", null][k] : ["w₁", "w₂"][k];
    const range = limits[k] ?? limits[0];
    paint(name && `start ${name}`, range, gridOf(range), start[k] ?? 0);
  });
}

/** Sliders that turn and tilt a landscape, for hands that do not drag. */
export function turnSliders(el, move) {
  const box = html("div", { class: "nn-starts" }, el);
  const [turning, tilting] = ["turn", "tilt"].map((name) =>
    rangeSlider(box, (v) => move({ [name]: v })));
  return (turn, tilt) => {
    turning("turn (°)", [-180, 180], 5, turn);
    tilting("tilt (°)", [0, 90], 5, tilt);
  };
}

/** The grid that clicks and start sliders keep to: a round hundredth. */
export const gridOf = ([lo, hi]) => (hi - lo > 10 ? 0.1 : hi - lo > 4.5 ? 0.05 : 0.02);

/** A clicked place on that grid. */
export const onGrid = (w, box) => w.map((v, k) => snap(v, gridOf(box[k])));

/**
 * Step, Run, Back and Reset for the trait `seen`, the number of steps done.
 * `finished()` says whether the walk goes no further; `pace` is steps a tick;
 * `names` are the ways forward, `others` change something else. Reset also
 * sets the traits that `restore()` gives, if they were `touched()`.
 */
export function walkButtons(el, model, {
  most, finished, names, others = [], pace = () => 1, back = () => 1,
  restore = () => ({}), touched = () => false,
}) {
  const panel = html("div", { class: "nn-buttons" }, el);
  let timer = null;
  const go = (by) =>
    assign(model, { seen: Math.max(0, Math.min(most, model.get("seen") + by)) });
  const over = () => model.get("seen") >= most || finished();
  const halt = () => {
    clearInterval(timer);
    timer = null;
    run.textContent = "Run";
  };
  const tick = () => {
    go(pace());
    if (over()) halt();
  };
  const toggle = () => {
    if (timer !== null) return halt();
    if (over()) return undefined;
    if (calm()) return go(most); // little motion: the end at once
    run.textContent = "Pause";
    timer = setInterval(tick, 60);
    return undefined;
  };
  const press = (name, act) =>
    button(panel, name, () => { halt(); act(); });
  const forward = names.map(([name, by]) =>
    press(name, () => { if (!over()) go(typeof by === "function" ? by() : by); }));
  const run = button(panel, "Run", toggle);
  const backward = press("Back", () => go(-back()));
  const reset = press("Reset", () => assign(model, { seen: 0, ...restore() }));
  others.forEach(([name, change]) => press(name, () => assign(model, change())));
  const enable = (buttons, on) => buttons.forEach((each) =>
    each.setAttribute("aria-disabled", String(!on)));
  return {
    halt,
    paint: () => {
      enable(forward, !over());
      enable([run], !over() || timer !== null);
      enable([backward], model.get("seen") > 0);
      enable([reset], model.get("seen") > 0 || touched());
    },
  };
}
