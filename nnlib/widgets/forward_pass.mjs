// The forward pass, one half of a layer at a time: first all sums z of a
// layer, then all its activations a.
import { identity, relu, tanh } from "./activations.mjs";
import {
  assign, button, drawing, fmt, home, html, label, narrator, repaintOn,
  sigmoid, signed, step, svg, vector, weightedSum,
} from "./kit.mjs";

const [WIDTH, MARGIN, TOP, PITCH, RADIUS] = [480, 44, 34, 76, 33];
export const ACTIVATIONS = [sigmoid, tanh, relu, step, identity];
const WORDS = ["σ", "tanh", "relu", "H", "identity"];
const UP = ["⁽⁰⁾", "⁽¹⁾", "⁽²⁾", "⁽³⁾"];
const DOWN = ["₁", "₂", "₃", "₄"];

/** The flat list of parameters as layers of W (rows: sources) and b. */
export function unpack(params, sizes) {
  let from = 0;
  const take = (n) => params.slice(from, (from += n));
  return sizes.slice(1).map((m, l) => {
    const W = Array.from({ length: sizes[l] }, () => take(m));
    return { W, b: take(m) };
  });
}

/** Column j of a matrix: the incoming weights of unit j. */
export const column = (W, j) => W.map((row) => row[j]);

/** The sums and activations of all layers; layer 0 has the inputs as `a`. */
export function forward(layers, x, g) {
  const passed = [{ a: x }];
  for (const { W, b } of layers) {
    const before = passed.at(-1).a;
    const z = b.map((bias, j) => weightedSum(column(W, j), bias, before));
    passed.push({ z, a: z.map(g) });
  }
  return passed;
}

/** The same from the traits: flat parameters and the activation's number. */
export const forwardFlat = (params, sizes, x, activation) =>
  forward(unpack(params, sizes), x, ACTIVATIONS[activation]);

/** Which parameter has this place in the flat list? A bias has no source. */
export function locate(index, sizes) {
  let rest = index;
  for (let l = 1; l < sizes.length; l++) {
    const [d, m] = [sizes[l - 1], sizes[l]];
    if (rest < d * m) return { layer: l, i: Math.floor(rest / m), j: rest % m };
    rest -= d * m;
    if (rest < m) return { layer: l, i: null, j: rest };
    rest -= m;
  }
  return null;
}

/** The place of a weight in the flat list. */
export function place({ layer, i, j }, sizes) {
  let from = 0;
  for (let l = 1; l < layer; l++) from += (sizes[l - 1] + 1) * sizes[l];
  return from + i * sizes[layer] + j;
}

/** The layer in hand at a stage (1 for the first with weights). */
export const layerAt = (stage) => Math.max(1, Math.ceil(stage / 2));

/** The sum of one unit with its numbers. */
export function writtenSum({ W, b }, before, j) {
  const terms = before.map((a, i) => `${fmt(a, 3)}·${bracket(W[i][j])}`);
  return `${terms.join(" + ")} ${signed(b[j], 3)}`;
}

const bracket = (v) => (v < 0 ? `(${fmt(v, 3)})` : fmt(v, 3));

/** The line under the product: one unit's sum, then its activation. */
export function calculation(layers, passed, stage, j, name) {
  const l = layerAt(stage);
  const unit = `${UP[l]}${DOWN[j]}`;
  const sum = `z${unit} = ${writtenSum(layers[l - 1], passed[l - 1].a, j)}`;
  if (stage < 1) return [`${sum} = ?`, "Predict it, then press Next."];
  const z = passed[l].z[j];
  const bend = `a${unit} = ${name}(${fmt(z, 4)})`;
  const known = stage % 2 === 0;
  return [`${sum} = ${fmt(z, 4)}`,
    known ? `${bend} = ${fmt(passed[l].a[j], 4)}` : `${bend} = ?`];
}

/** How far the pass has come, in a sentence. */
export function describe(passed, stage) {
  const last = passed.length - 1;
  const x = `x = ${vector(passed[0].a)}`;
  if (stage === 0) return `Only the inputs are known, ${x}.`;
  const l = layerAt(stage);
  const { z, a } = passed[l];
  const which = l === last ? "The output layer" : `Hidden layer ${l}`;
  if (stage % 2) return `${which} has its sums, z${UP[l]} = ${vector(z, 4)}.`;
  const what = `${which} has its activations, a${UP[l]} = ${vector(a, 4)}.`;
  return l === last ? `${what} The pass is complete.` : what;
}

// --- painting -------------------------------------------------------------

/** Where the circles stand: one column per layer, centered. */
export function places(sizes) {
  const most = Math.max(...sizes);
  const across = (WIDTH - 2 * MARGIN) / (sizes.length - 1);
  return sizes.map((n, l) => Array.from({ length: n }, (_, j) => [
    MARGIN + l * across, TOP + RADIUS + PITCH * (j + (most - n) / 2)]));
}

const columnName = (l, last) =>
  (l === 0 ? "input" : l === last ? "output" : last > 2 ? `hidden ${l}` : "hidden");

/** Circles and edges; `paint` writes the numbers into them. */
function network(el, sizes, choose) {
  const at = places(sizes);
  const height = TOP + PITCH * Math.max(...sizes);
  const root = drawing(el, WIDTH, height);
  const last = sizes.length - 1;
  sizes.forEach((_, l) => svg("text", { x: at[l][0][0], y: 18, class: "nn-middle" },
    root, columnName(l, last)));
  const edges = edgeLines(root, sizes, at, choose);
  const nodes = at.map((list, l) => list.map(([cx, cy]) => ({
    ring: svg("circle", { cx, cy, r: RADIUS, class: "nn-neuron" }, root),
    z: svg("text", { x: cx, y: cy - 4, class: "nn-middle nn-sum" }, root),
    a: svg("text", { x: cx, y: cy + (l ? 17 : 6), class: "nn-middle nn-out" }, root),
  })));
  return { root, edges, nodes };
}

/** One line per weight, with a wide invisible one over it to be pressed. */
function edgeLines(root, sizes, at, choose) {
  const edges = [];
  sizes.slice(1).forEach((m, l) => {
    at[l].forEach(([x1, y1], i) => at[l + 1].forEach(([x2, y2], j) => {
      const d = `M${x1} ${y1}L${x2} ${y2}`;
      const index = place({ layer: l + 1, i, j }, sizes);
      edges.push({ index, layer: l + 1, i, j, line: svg("path", { d }, root) });
    }));
  });
  edges.forEach((edge) => {
    const grip = svg("path", { d: edge.line.getAttribute("d"),
      class: "nn-handle nn-pick" }, root);
    grip.addEventListener("click", () => choose(edge.index));
  });
  return edges;
}

function paintEdges(edges, layers, chosen, hand) {
  edges.forEach(({ index, layer, i, j, line }) => {
    const w = layers[layer - 1].W[i][j];
    const sign = w < 0 ? "nn-negative" : "nn-positive";
    const now = layer === hand ? "" : "nn-resting";
    const held = index === chosen ? "nn-held" : "";
    line.setAttribute("class", `nn-edge ${sign} ${now} ${held}`);
    const wide = Math.min(6, 0.6 + 2.4 * Math.abs(w));
    line.style.strokeWidth = index === chosen ? wide + 2 : wide;
  });
}

function paintNodes(nodes, passed, stage, before) {
  nodes.forEach((list, l) => list.forEach(({ ring, z, a }, j) => {
    const value = passed[l].a[j];
    const moved = before && Math.abs(before[l].a[j] - value) > 1e-12;
    const known = stage >= 2 * l;
    ring.setAttribute("class", `nn-neuron${moved && known ? " nn-moved" : ""}`);
    a.textContent = known ? fmt(value, 3) : "?";
    if (l > 0) z.textContent = stage >= 2 * l - 1 ? fmt(passed[l].z[j], 3) : "?";
  }));
}

/** One matrix as a grid of numbers under its name and shape. */
function grid(parent, name) {
  const box = html("div", { class: "nn-block" }, parent);
  const cells = html("div", { class: "nn-matrix" }, box);
  const caption = html("div", { class: "nn-shape" }, box);
  return (rows, lit, known = true) => {
    cells.replaceChildren();
    cells.style.gridTemplateColumns = `repeat(${rows[0].length}, auto)`;
    rows.forEach((row) => row.forEach((v, j) => html("span",
      j === lit ? { class: "nn-lit" } : {}, cells, known ? fmt(v, 3) : "?")));
    const shape = rows.length > 1 || name[0] === "W"
      ? `(${rows.length}, ${rows[0].length})` : `(${rows[0].length},)`;
    caption.textContent = `${name} ${shape}`;
  };
}

/** a W + b = z, and the activation of z, with the numbers of one layer. */
function product(el) {
  const frame = html("div", { class: "nn-product", "aria-hidden": "true" }, el);
  return (layers, passed, stage, j, name) => {
    frame.replaceChildren();
    const l = layerAt(stage);
    const put = (text) => html("span", { class: "nn-sign" }, frame, text);
    const { W, b } = layers[l - 1];
    grid(frame, `a${UP[l - 1]}`)([passed[l - 1].a], null);
    put("·");
    grid(frame, `W${UP[l]}`)(W, j);
    put("+");
    grid(frame, `b${UP[l]}`)([b], j);
    put("=");
    grid(frame, `z${UP[l]}`)([passed[l].z], j, stage > 0);
    put(`→ ${name} →`);
    grid(frame, `a${UP[l]}`)([passed[l].a], j, stage > 0 && stage % 2 === 0);
  };
}

/** The buttons, which move `stage`. */
function buttons(el, model, end) {
  const panel = html("div", { class: "nn-buttons" }, el);
  const go = (next) => () => assign(model, {
    stage: Math.min(end, Math.max(0, next(model.get("stage")))) });
  const made = {
    next: button(panel, "Next", go((s) => s + 1)),
    all: button(panel, "To the output", go(() => end)),
    back: button(panel, "Back", go((s) => s - 1)),
    reset: button(panel, "From the start", go(() => 0)),
  };
  const enable = (which, on) => made[which].setAttribute("aria-disabled", String(!on));
  return (stage) => {
    ["next", "all"].forEach((name) => enable(name, stage < end));
    ["back", "reset"].forEach((name) => enable(name, stage > 0));
  };
}

function render({ model, el }) {
  home(el, "nn-forward-pass");
  const sizes = model.get("_sizes");
  const end = 2 * (sizes.length - 1);
  const { root, edges, nodes } = network(el, sizes, (index) =>
    assign(model, { _chosen: index }));
  const paintButtons = buttons(el, model, end);
  const paintProduct = product(el);
  const lines = html("div", { class: "nn-calculation" }, el);
  const rows = [0, 1].map(() => html("p", {}, lines));
  const say = narrator(el);
  let before = null;

  // the slider holds the chosen parameter: it takes its value when another
  // is chosen, and gives it back when it is moved
  const take = () =>
    assign(model, { weight: model.get("_params")[model.get("_chosen")] });
  const give = () => {
    const [params, chosen] = [[...model.get("_params")], model.get("_chosen")];
    if (params[chosen] === model.get("weight")) return;
    params[chosen] = model.get("weight");
    assign(model, { _params: params });
  };
  model.on("change:_chosen", take);
  model.on("change:weight", give);

  function paint() {
    const [params, chosen] = [model.get("_params"), model.get("_chosen")];
    const [stage, kind] = [model.get("stage"), model.get("_activation")];
    const x = ["x1", "x2", "x3"].slice(0, sizes[0]).map((n) => model.get(n));
    const layers = unpack(params, sizes);
    const passed = forward(layers, x, ACTIVATIONS[kind]);
    const [hand, found] = [layerAt(stage), locate(chosen, sizes)];
    const j = found.layer === hand ? found.j : 0;
    paintEdges(edges, layers, chosen, hand);
    paintNodes(nodes, passed, stage, before);
    paintButtons(stage);
    paintProduct(layers, passed, stage, j, WORDS[kind]);
    calculation(layers, passed, stage, j, WORDS[kind]).forEach((text, i) => {
      rows[i].textContent = text;
    });
    const text = describe(passed, stage);
    label(root, `A network of ${sizes.join("-")} units. ${text}`);
    say(text);
    before = passed;
  }

  const names = ["x1", "x2", "x3", "stage", "_chosen", "_activation", "_params"];
  const undo = repaintOn(model, names, paint);
  return () => {
    undo();
    model.off("change:_chosen", take);
    model.off("change:weight", give);
    say.stop();
  };
}

export default { render };
