// The pad: strokes by mouse, finger or pen, and by keyboard.
import { clamp, html, svg } from "./kit.mjs";
import { PAD } from "./digit.mjs";

const STEP = 3; // of the cursor keys
const APART = 0.75; // the least distance between two points of a stroke
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};
const NAME = "Drawing pad. Cursor keys move the pen, the space bar sets it "
  + "down and lifts it, backspace takes the last stroke away.";

const onPad = (v) => clamp(Math.round(4 * v) / 4, 0, PAD);

/** A stroke as an SVG path; a single point becomes a dot. */
export function strokePath(stroke) {
  const points = stroke.length === 1 ? [stroke[0], stroke[0]] : stroke;
  return `M${points.map(([x, y]) => `${x} ${y}`).join("L")}`;
}

/** The strokes after the pen went on to (x, y). */
export function extended(strokes, x, y) {
  if (strokes.length === 0) return [[[x, y]]];
  const [u, v] = strokes.at(-1).at(-1);
  if ((x - u) ** 2 + (y - v) ** 2 < APART ** 2) return strokes;
  return [...strokes.slice(0, -1), [...strokes.at(-1), [x, y]]];
}

/**
 * The pad. `read()` gives the strokes to draw on, `live(strokes)` hears of
 * every move, `done(strokes)` of every finished one, `undo()` of backspace.
 */
export function digitPad(el, { read, live, done, undo, pen }) {
  const frame = html("div", {
    class: "nn-dd-pad", tabindex: "0", role: "application", "aria-label": NAME,
  }, el);
  const root = svg("svg", { viewBox: `0 0 ${PAD} ${PAD}`, "aria-hidden": "true" }, frame);
  svg("path", { class: "nn-dd-guide", d: "M56 4V108M4 56H108" }, root);
  const ink = svg("path", { class: "nn-dd-ink" }, root);
  const tip = svg("circle", { class: "nn-dd-tip" }, root);
  byPointer(frame, { read, live, done });
  const at = byKeys(frame, { read, done, undo, moved: paintTip });

  function paintTip() {
    tip.setAttribute("cx", at.x);
    tip.setAttribute("cy", at.y);
    tip.setAttribute("r", pen() + 1.5);
    tip.classList.toggle("nn-dd-down", at.down);
  }
  return {
    frame,
    lift: () => { at.down = false; },
    paint: (strokes) => {
      ink.setAttribute("d", strokes.map(strokePath).join(""));
      ink.setAttribute("stroke-width", 2 * pen());
      paintTip();
    },
  };
}

function byPointer(frame, { read, live, done }) {
  let strokes = null; // while the pen is down
  const place = ({ clientX, clientY }) => {
    const box = frame.getBoundingClientRect();
    return [
      onPad(((clientX - box.left) / box.width) * PAD),
      onPad(((clientY - box.top) / box.height) * PAD),
    ];
  };
  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || strokes) return;
    frame.setPointerCapture(event.pointerId);
    strokes = [...read(), [place(event)]];
    live(strokes);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!strokes || !frame.hasPointerCapture(event.pointerId)) return;
    const fine = event.getCoalescedEvents?.() ?? [];
    for (const each of fine.length ? fine : [event]) {
      strokes = extended(strokes, ...place(each));
    }
    live(strokes);
  });
  const end = () => {
    if (!strokes) return;
    const whole = strokes;
    strokes = null;
    done(whole);
  };
  frame.addEventListener("pointerup", end);
  frame.addEventListener("pointercancel", end);
}

/** Cursor keys, held together for diagonals; the space bar is the pen. */
function byKeys(frame, { read, done, undo, moved }) {
  const at = { x: PAD / 2, y: PAD / 4, down: false };
  const held = new Set();
  const move = () => {
    const sum = [0, 1].map((k) =>
      [...held].reduce((s, key) => s + ARROWS[key][k], 0));
    at.x = clamp(at.x + STEP * sum[0], 0, PAD);
    at.y = clamp(at.y + STEP * sum[1], 0, PAD);
    if (at.down) done(extended(read(), at.x, at.y));
    moved();
  };
  const toggle = () => {
    at.down = !at.down;
    if (at.down) done([...read(), [[at.x, at.y]]]);
    moved();
  };
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) {
      held.add(event.key);
      move();
    } else if (event.key === " ") {
      if (!event.repeat) toggle();
    } else if (event.key === "Backspace") {
      at.down = false;
      undo();
      moved();
    } else return;
    event.preventDefault();
  });
  frame.addEventListener("keyup", (event) => held.delete(event.key));
  frame.addEventListener("blur", () => {
    held.clear();
    at.down = false;
    moved();
  });
  return at;
}
