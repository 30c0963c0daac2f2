// A sigmoid neuron whose sum is multiplied by c: the larger c, the nearer to
// a perceptron, except where the sum is 0.
import {
  axes, drawing, fmt, home, html, label, legend, narrator, path, repaintOn,
  scale, sigmoid, step, svg,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 300];
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 468, 14, 250];
const [Z, OUT] = [[-4, 4], [-0.05, 1.05]];
export const FACTORS = [1, 5, 20, 100];

/** The output of the sharpened neuron, σ(cz). */
export const sharpened = (c, z) => sigmoid(c * z);

/** The curve over the picture's width. */
export function curve(c, points = 401) {
  const by = (Z[1] - Z[0]) / (points - 1);
  return Array.from({ length: points }, (_, i) => {
    const z = Z[0] + i * by;
    return [z, sharpened(c, z)];
  });
}

/** Both neurons' outputs at z, compared in a sentence. */
export function describe(c, z) {
  const [soft, hard] = [sharpened(c, z), step(z)];
  const gap = Math.abs(soft - hard).toFixed(5);
  const head = `c = ${fmt(c)}, z = ${fmt(z)}: σ(cz) = ${soft.toFixed(5)}, `
    + `the step gives ${hard}; they differ by ${gap}.`;
  return z === 0 ? `${head} At z = 0 no c can help: σ(0) is always one half.` : head;
}

function staircase(root, sx, sy) {
  svg("path", { class: "nn-step", d: path([[Z[0], 0], [0, 0]], sx, sy) }, root);
  svg("path", { class: "nn-step", d: path([[0, 1], [Z[1], 1]], sx, sy) }, root);
  svg("circle", { cx: sx(0), cy: sy(0), r: 5, class: "nn-step-end" }, root);
  svg("circle", { cx: sx(0), cy: sy(1), r: 5, class: "nn-step-open" }, root);
}

/** A factor's cell: its output once c has come that far, before that "?". */
export const cell = (factor, reached, z) =>
  factor <= reached ? sharpened(factor, z).toFixed(5) : "?";

function table(el) {
  const made = html("table", { class: "nn-table" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  const body = html("tr", {}, html("tbody", {}, made));
  html("th", { scope: "row" }, head, "c");
  const name = html("th", { scope: "row" }, body);
  FACTORS.forEach((c) => html("th", { scope: "col" }, head, String(c)));
  const cells = FACTORS.map(() => html("td", {}, body));
  return (reached, z) => {
    name.textContent = `σ(c · ${fmt(z)})`;
    FACTORS.forEach((c, i) => { cells[i].textContent = cell(c, reached, z); });
  };
}

function render({ model, el }) {
  home(el, "nn-sharpen");
  const sx = scale(Z, [LEFT, RIGHT]);
  const sy = scale(OUT, [BOTTOM, TOP]);
  const root = drawing(el, WIDTH, HEIGHT);
  axes(root, sx, sy, Z, [0, 1], "z", "output", 8);
  staircase(root, sx, sy);
  const soft = svg("path", { class: "nn-curve" }, root);
  const guide = svg("path", { class: "nn-guide" }, root);
  const dot = svg("circle", { r: 7, class: "nn-probe" }, root);
  legend(el, [["curve", "σ(cz)"], ["step", "step(z)"], ["probe", "σ(cz) at your z"]]);
  const say = narrator(el);
  const paintTable = table(el);
  let reached = 1; // the reader predicts first; the table fills as c grows

  function paint() {
    const [c, z] = [model.get("c"), model.get("z")];
    reached = Math.max(reached, c);
    soft.setAttribute("d", path(curve(c), sx, sy));
    guide.setAttribute("d", path([[z, 0], [z, 1]], sx, sy));
    dot.setAttribute("cx", sx(z));
    dot.setAttribute("cy", sy(sharpened(c, z)));
    paintTable(reached, z);
    const text = describe(c, z);
    label(root, `The sigmoid of c times z beside the step function. ${text}`);
    say(text);
  }

  const undo = repaintOn(model, ["c", "z"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
