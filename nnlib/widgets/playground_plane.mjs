// The plane of the playground: the output's heat map, the points, the pen.
import { clamp, html } from "./kit.mjs";
import {
  heatCanvas, paintCross, paintCursor, paintMap, paintPoints, paintShares, sharpen2d,
} from "./playground_draw.mjs";
import { MOST_POINTS } from "./playground_state.mjs";

const REACH = 0.45; // how far from a point the eraser still finds it
const APART = 0.4; // the distance of points along a stroke
const HELP = "Plane to draw on. Arrow keys move the pen (with Shift in larger "
  + "steps), Enter sets a point, 1, 2, 3 choose a class, Delete removes a point.";

const round2 = (v) => Number(clamp(v, -5.9, 5.9).toFixed(2));

/** The points without those within reach of [x1, x2]. */
export const erased = (points, [x1, x2]) =>
  points.filter(([a, b]) => Math.hypot(a - x1, b - x2) > REACH);

/** The points with one more, unless there are enough. */
export const added = (points, [x1, x2], label) =>
  (points.length < MOST_POINTS ? [...points, [round2(x1), round2(x2), label]] : points);

/** What the pens write, by the kind of the labels. */
export const PENS = {
  classes: [[0, "class 0"], [1, "class 1"], [2, "class 2"], [null, "eraser"]],
  numbers: [[-1, "−1"], [1, "1"], [0, "0"], [null, "eraser"]],
};

/** The plane; `draw(points)` is called with what the reader made of them. */
export function drawingPlane(parent, draw) {
  const el = html("div", { class: "nn-pg-plane", role: "img" }, parent);
  const heat = heatCanvas(el, { class: "nn-pg-heat" });
  const over = html("canvas", { class: "nn-pg-over", "aria-hidden": "true" }, el);
  const pens = html("div", { class: "nn-pg-pens", role: "radiogroup", "aria-label": "pen" }, parent);
  let [mine, points, kind, pen, cursor, last] = [false, [], "classes", 0, [0, 0], null];
  let [focused, repaint, drawnKey] = [false, () => {}, []];

  const write = (at, label) => {
    const next = label === null ? erased(points, at) : added(points, at, label);
    if (next.length === points.length) return;
    points = next; // at once: the next point of a quick stroke counts from here
    draw(next);
  };
  const placeOf = (event) => {
    const box = el.getBoundingClientRect();
    return [
      (12 * (event.clientX - box.left)) / box.width - 6,
      6 - (12 * (event.clientY - box.top)) / box.height,
    ];
  };
  el.addEventListener("pointerdown", (event) => {
    if (!mine || event.button !== 0) return;
    event.preventDefault();
    el.setPointerCapture(event.pointerId);
    last = placeOf(event);
    write(last, pen);
  });
  el.addEventListener("pointermove", (event) => {
    if (!mine || !el.hasPointerCapture(event.pointerId)) return;
    const at = placeOf(event);
    if (Math.hypot(at[0] - last[0], at[1] - last[1]) < APART) return;
    last = at;
    write(at, pen);
  });
  el.addEventListener("keydown", (event) => {
    if (!mine) return;
    const by = event.shiftKey ? 1 : 0.25;
    const way = { ArrowUp: [0, by], ArrowDown: [0, -by], ArrowLeft: [-by, 0], ArrowRight: [by, 0] }[event.key];
    const chosen = PENS[kind]["123".indexOf(event.key)];
    if (way) cursor = cursor.map((v, i) => round2(v + way[i]));
    else if (chosen && event.key.length === 1) usePen(chosen[0]);
    else if (event.key === "Enter" || event.key === " ") write(cursor, pen);
    else if (event.key === "Delete" || event.key === "Backspace") write(cursor, null);
    else return;
    event.preventDefault();
    repaint();
  });
  el.addEventListener("focus", () => { focused = true; repaint(); });
  el.addEventListener("blur", () => { focused = false; repaint(); });

  function usePen(label) {
    pen = label;
    const index = PENS[kind].findIndex(([value]) => value === label);
    pens.querySelectorAll("input").forEach((input, i) => { input.checked = i === index; });
  }

  /** The pens, only while there is something to draw. */
  function equip(state, group) {
    const now = state.data === "yours";
    if (now === mine && state.kind === kind) return;
    [mine, kind, pen] = [now, state.kind, PENS[state.kind][0][0]];
    pens.replaceChildren();
    el.classList.toggle("nn-pg-drawn-on", mine);
    el.setAttribute("role", mine ? "application" : "img");
    if (mine) el.tabIndex = 0;
    else el.removeAttribute("tabindex");
    if (!mine) return;
    PENS[kind].forEach(([value, name], k) => {
      const tag = html("label", { class: `nn-pg-pen nn-pg-pen-${k}` }, pens);
      const input = html("input", { type: "radio", name: `${group}-pen` }, tag);
      tag.append(name);
      input.checked = k === 0;
      input.addEventListener("change", () => usePen(value));
    });
    const clear = html("button", { type: "button", class: "nn-button" }, pens, "Clear");
    clear.addEventListener("click", () => {
      points = [];
      draw(points);
    });
  }

  return {
    el,
    equip,
    say(text) { el.setAttribute("aria-label", mine ? `${HELP} ${text}` : text); },
    /** One map of the network over the plane; null for the shares of three. */
    paintHeat(values, width, k, colors, options) {
      if (k === null) paintShares(heat, values, colors, options);
      else paintMap(heat, values, width, k, colors.plane, options);
    },
    /** The points, unless they are there already. */
    paintPoints(simulation, tested, colors) {
      const { state, points: split, task } = simulation;
      const shown = tested || state.data === "yours";
      const now = [split, shown, colors, el.clientWidth];
      if (now.every((v, i) => v === drawnKey[i])) return;
      drawnKey = now;
      points = state.points;
      const sets = [{ points: shown ? split.test : [], hollow: true }, { points: split.train }];
      repaint = () => {
        const context = sharpen2d(over);
        const side = over.clientWidth;
        paintCross(context, side, colors);
        paintPoints(context, side, sets, task, colors, side < 300 ? 3.4 : 4);
        if (mine && focused) paintCursor(context, side, cursor, colors);
      };
      repaint();
    },
  };
}

/** What the colors mean: classes, or a scale from −1 to 1. */
export function planeKey(parent) {
  const el = html("p", { class: "nn-pg-key" }, parent);
  return (task) => {
    if (task === "numbers") {
      el.replaceChildren("−1", html("span", { class: "nn-pg-scale" }), "1");
      return;
    }
    const classes = task === "three" ? [0, 1, 2] : [0, 1];
    el.replaceChildren(...classes.map((k) => {
      const entry = html("span", {});
      html("span", { class: `nn-key nn-key-${k}`, "aria-hidden": "true" }, entry);
      entry.append(`class ${k}`);
      return entry;
    }));
  };
}
