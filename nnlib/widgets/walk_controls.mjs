// What the views of walks over a loss share: where the walk starts, and the
// buttons that let it go on.
import { assign, button, calm, fmt, html, snap } from "./kit.mjs";

/** Sliders for the start, as many as the surface has weights. */
export function startSliders(el, move) {
  const box = html("div", { class: "nn-starts" }, el);
  const sliders = [0, 1].map((k) => {
    const row = html("label", {}, box);
    const name = html("span", {}, row);
    const input = html("input", { type: "range" }, row);
    const shown = html("output", {}, row);
    input.addEventListener("input", () => move(k, Number(input.value)));
    return { row, name, input, shown };
  });
  return ({ box: limits }, start) => sliders.forEach((each, k) => {
    each.row.hidden = k >= limits.length;
    if (each.row.hidden) return;
    const [lo, hi] = limits[k];
    Object.assign(each.input, { min: lo, max: hi, step: gridOf(limits[k]) });
    each.input.value = start[k];
    each.name.textContent = `start ${limits.length === 1 ? "w" : ["w₁", "w₂"][k]}`;
    each.shown.textContent = fmt(start[k]);
  });
}

/** The grid that clicks and start sliders keep to: a round hundredth. */
export const gridOf = ([lo, hi]) => (hi - lo > 10 ? 0.1 : hi - lo > 4.5 ? 0.05 : 0.02);

/** A clicked place on that grid. */
export const onGrid = (w, box) => w.map((v, k) => snap(v, gridOf(box[k])));

/**
 * Step, Run, Back and Reset for the trait `seen`, the number of steps done.
 * `finished()` says whether the walk goes no further; `pace` is steps a tick;
 * `names` are the ways forward, `others` change something else.
 */
export function walkButtons(el, model, { most, finished, pace = () => 1, back = () => 1, names, others = [] }) {
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
  const backward = [press("Back", () => go(-back())), press("Reset", () => go(-most))];
  others.forEach(([name, change]) => press(name, () => assign(model, change())));
  const enable = (buttons, on) => buttons.forEach((each) =>
    each.setAttribute("aria-disabled", String(!on)));
  return {
    halt,
    paint: () => {
      enable(forward, !over());
      enable([run], !over() || timer !== null);
      enable(backward, model.get("seen") > 0);
    },
  };
}
