// Two weights and a bias: which logic gate has the reader built?
import {
  assign, axes, drawing, fmt, home, html, label, legend, marker, narrator,
  plane, repaintOn, scale, signed, step, weightedSum,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 340];
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 352, 8, 298];
const BOX = [-0.5, 1.5, -0.5, 1.5];
export const ROWS = [[0, 0], [0, 1], [1, 0], [1, 1]];

/** All sixteen gates of two inputs, by their outputs on 00, 01, 10, 11. */
export const GATES = {
  AND: "0001", OR: "0111", NAND: "1110", NOR: "1000",
  XOR: "0110", XNOR: "1001",
  "x₁": "0011", "x₂": "0101", "NOT x₁": "1100", "NOT x₂": "1010",
  "x₁ AND NOT x₂": "0010", "x₂ AND NOT x₁": "0100",
  "x₁ OR NOT x₂": "1011", "x₂ OR NOT x₁": "1101",
  "always 0": "0000", "always 1": "1111",
};

/** z and output in each row of the truth table. */
export function truthTable(w, b) {
  return ROWS.map((x) => {
    const z = weightedSum(w, b, x);
    return { x, z, output: step(z) };
  });
}

/** The name of the gate that (w, b) is. */
export function gateOf(w, b) {
  const outputs = truthTable(w, b).map((row) => row.output).join("");
  return Object.keys(GATES).find((name) => GATES[name] === outputs);
}

/** How many rows stand on the tie z = 0. */
export const ties = (w, b) =>
  truthTable(w, b).filter((row) => row.z === 0).length;

/** The gate and its margin in a sentence. */
export function describe(w, b) {
  const rule = `Fires when ${fmt(w[0])}·x₁ ${signed(w[1])}·x₂ ${signed(b)} > 0.`;
  const n = ties(w, b);
  const tie = n === 0 ? ""
    : ` ${n === 1 ? "One row has" : `${n} rows have`} z = 0: the rule H(0) = 0 decides.`;
  return `This is ${gateOf(w, b)}. ${rule}${tie}`;
}

function table(el) {
  const made = html("table", { class: "nn-table nn-truth" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  ["x₁", "x₂", "z", "ŷ = H(z)"].forEach((t) => html("th", { scope: "col" }, head, t));
  const body = html("tbody", {}, made);
  const rows = ROWS.map((x) => {
    const tr = html("tr", {}, body);
    x.forEach((v) => html("td", {}, tr, String(v)));
    return { tr, z: html("td", {}, tr), out: html("td", {}, tr) };
  });
  return (values) => values.forEach(({ z, output }, i) => {
    const { tr, z: zCell, out } = rows[i];
    tr.className = output === 1 ? "nn-fires" : "";
    zCell.textContent = z === 0 ? "0 (tie)" : fmt(z);
    out.textContent = String(output);
  });
}

function chips(el) {
  const list = html("ul", { class: "nn-gates", "aria-label": "Gates" }, el);
  const made = Object.keys(GATES).map((name) =>
    ({ name, item: html("li", {}, list, name) }));
  return (now, found) => made.forEach(({ name, item }) => {
    item.className = name === now ? "nn-now" : "";
    if (name === now) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
    item.dataset.mark = name === now ? "●" : found.includes(name) ? "✓" : "○";
  });
}

function render({ model, el }) {
  home(el, "nn-gate-builder");
  const sx = scale(BOX.slice(0, 2), [LEFT, RIGHT]);
  const sy = scale(BOX.slice(2), [BOTTOM, TOP]);
  const root = drawing(el, WIDTH, HEIGHT);
  const paintPlane = plane(root, sx, sy, BOX);
  axes(root, sx, sy, [-0.5, 1.5], [-0.5, 1.5], "x₁", "x₂", 4);
  const points = ROWS.map(() => null);
  legend(el, [["0", "the neuron says 0"], ["1", "the neuron says 1"]]);
  const paintTable = table(el);
  const say = narrator(el);
  const paintChips = chips(el);
  const tally = html("p", { class: "nn-tally" }, el);

  const read = () => [[model.get("w1"), model.get("w2")], model.get("b")];

  function collect() {
    const gate = gateOf(...read());
    const found = model.get("found");
    if (!found.includes(gate)) assign(model, { found: [...found, gate] });
  }

  function paint() {
    const [w, b] = read();
    const values = truthTable(w, b);
    const found = model.get("found");
    paintPlane(w, b);
    values.forEach(({ x, output }, i) => {
      points[i]?.remove();
      points[i] = marker(sx(x[0]), sy(x[1]), output, root, 9);
    });
    paintTable(values);
    paintChips(gateOf(w, b), found);
    tally.textContent = `Found so far: ${found.length} of 16.`;
    const text = describe(w, b);
    label(root, `The four inputs and the line that parts them. ${text}`);
    say(text);
  }

  const names = ["w1", "w2", "b"];
  names.forEach((name) => model.on(`change:${name}`, collect));
  collect();
  const undo = repaintOn(model, [...names, "found"], paint);
  return () => {
    names.forEach((name) => model.off(`change:${name}`, collect));
    undo();
    say.stop();
  };
}

export default { render };
