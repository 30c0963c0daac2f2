// What shape do A + B, A * B, np.dot(A, B) and A @ B have? NumPy's rules, one
// axis at a time; every axis of a result falls down its own column.
import {
  assign, button, drawing, home, html, label, legend, narrator,
  repaintOn, svg,
} from "./kit.mjs";

export const OPERATIONS = ["+", "*", "dot", "@"];
const FORMS = {
  "+": "A + B", "*": "A * B", dot: "np.dot(A, B)", "@": "A @ B",
};
const [MAX_AXES, MAX_SIZE] = [5, 9_999_999];

// --- reading and writing shapes -------------------------------------------

/** "(32, 10)", "32,10", "32 10", "()" as { shape }, or { problem }. */
export function parseShape(text) {
  const bare = text.trim().replace(/^\((.*)\)$|^\[(.*)\]$/, "$1$2").trim();
  const parts = bare.split(/\s*,\s*|\s+/);
  if (parts.at(-1) === "") parts.pop(); // "(3,)" and "()"
  const wrong = parts.find((part) => !/^\d+$/.test(part));
  if (wrong !== undefined) {
    const what = wrong === "" ? "A size is missing" : `“${wrong}” is not a size`;
    return { problem: `${what}. A shape is a list of whole numbers, as (32, 10).` };
  }
  const shape = parts.map(Number);
  if (shape.length > MAX_AXES) {
    return { problem: `${shape.length} axes; this picture has room for ${MAX_AXES}.` };
  }
  if (shape.some((size) => size > MAX_SIZE)) {
    return { problem: "That is a very long axis: at most 9,999,999 here." };
  }
  return { shape };
}

/** A shape as Python prints it. */
export const tuple = (shape) =>
  `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;

const tight = (shape) => tuple(shape).replaceAll(" ", "");
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const product = (shape) => shape.reduce((n, size) => n * size, 1);
const named = (i) => `axis −${i}`;

// --- columns: which axis meets which --------------------------------------

const fits = (a, b) => a === b || a === 1 || b === 1;

/** Two axes that must agree, or be 1; `missing` says who had no axis there. */
function pair(a, b, missing = null) {
  const ok = fits(a, b);
  return { kind: "pair", a, b, missing, ok, out: ok ? (a === 1 ? b : a) : null };
}

const pass = (a, b) => ({ kind: "pass", a, b, ok: true, out: a ?? b });
const sum = (a, b) => ({ kind: "sum", a, b, ok: a === b, out: null });

/** Both shapes, aligned on the right. */
function paired(a, b) {
  const n = Math.max(a.length, b.length);
  return Array.from({ length: n }, (_, i) => {
    const [left, right] = [a.at(i - n), b.at(i - n)];
    if (i < n - a.length) return pair(1, right, "A");
    if (i < n - b.length) return pair(left, 1, "B");
    return pair(left, right);
  });
}

/** Splits a shape at the axis that a product sums over. */
function partsOf(a, b) {
  return {
    lead: a.slice(0, -1), k: a.at(-1), before: b.slice(0, -2),
    l: b.length > 1 ? b.at(-2) : b[0], after: b.length > 1 ? [b.at(-1)] : [],
  };
}

/** The columns of the picture, from left to right. */
export function columnsOf(operation, a, b) {
  if (operation === "+" || operation === "*") return paired(a, b);
  if (a.length === 0 || b.length === 0) {
    const [left, right] = [a.map((n) => pass(n, null)), b.map((n) => pass(null, n))];
    return [...left, ...right];
  }
  const { lead, k, before, l, after } = partsOf(a, b);
  const ends = [sum(k, l), ...after.map((n) => pass(null, n))];
  if (operation === "dot") {
    const [left, right] = [lead.map((n) => pass(n, null)), before.map((n) => pass(null, n))];
    return [...left, ...right, ...ends];
  }
  const rows = lead.slice(-1).map((n) => pass(n, null));
  return [...paired(lead.slice(0, -1), before), ...rows, ...ends];
}

/** In which order the columns are looked at. */
function orderOf(columns) {
  const at = (kind) => columns.flatMap((c, i) => (c.kind === kind ? [i] : []));
  return [...at("sum"), ...at("pair").reverse(), ...at("pass")];
}

// --- words ----------------------------------------------------------------

function pairText({ a, b, missing, ok, out }, place) {
  if (missing) {
    const [other, size] = missing === "B" ? ["A", a] : ["B", b];
    return `${place}: ${missing} has none, which counts as 1. ${missing} is reused `
      + `for all ${grouped(size)} of ${other}: ${grouped(out)}.`;
  }
  if (!ok) return `${place}: ${a} and ${b} differ, and neither is 1. This cannot be.`;
  if (a === b) return `${place}: ${a} and ${b} agree: ${a}.`;
  const [short, other] = a === 1 ? ["A", b] : ["B", a];
  return `${place}: ${short} has size 1 and is reused for all `
    + `${grouped(other)}: ${grouped(out)}.`;
}

function sumText({ a, b, ok }, left, right) {
  const whose = right.length > 1 ? "B’s last but one" : "B’s only axis";
  const first = left.length > 1 ? "A’s last axis" : "A’s only axis";
  const met = `${first} meets ${whose}: ${a} and ${b}`;
  return ok ? `${met} agree. The sum runs along both, and they vanish.`
    : `${met} differ. The sum needs a partner for every entry.`;
}

function passText({ a, b }) {
  const [whose, size] = a === null ? ["B", b] : ["A", a];
  return `${whose} hands on its axis of size ${grouped(size)}.`;
}

function textOf(columns, i, operation, a, b) {
  const column = columns[i];
  if (column.kind === "sum") return sumText(column, a, b);
  if (column.kind === "pass") return passText(column);
  const right = columns.slice(i + 1).filter((c) => c.kind === "pair").length;
  // `@` keeps the last two axes for itself
  const place = named(right + (operation === "@" ? 3 : 1));
  return pairText(column, place[0].toUpperCase() + place.slice(1));
}

// --- errors: NumPy's words, and ours --------------------------------------

const transposed = (shape) => [...shape].reverse();
const works = (operation, a, b) => columnsOf(operation, a, b).every((c) => c.ok);
const lacksAxis = (operation, a, b) =>
  operation === "@" && (a.length === 0 || b.length === 0);

/** A way to make the shapes fit, as code, or null. */
export function cure(operation, a, b) {
  if (lacksAxis(operation, a, b)) return null;
  const adding = operation === "+" || operation === "*";
  const sign = adding ? ` ${operation} ` : operation === "@" ? " @ " : ".dot(";
  const write = (left, right) => `${left}${sign}${right}${sign === ".dot(" ? ")" : ""}`;
  const say = (left, right, l, r) =>
    (works(operation, l, r) ? write(left, right) : null);
  if (adding && a.length === 2 && b.length === 1) {
    return say("A", "B[:, None]", a, [...b, 1]);
  }
  if (adding && a.length === 1 && b.length === 2) {
    return say("A[:, None]", "B", [...a, 1], b);
  }
  if (a.length > 2 || b.length > 2) return null;
  return (b.length === 2 ? say("A", "B.T", a, transposed(b)) : null)
    ?? (a.length === 2 ? say("A.T", "B", transposed(a), b) : null)
    ?? (adding || a.length + b.length !== 4 ? null : say("B", "A", b, a));
}

const SIGNATURE = "(n?,k),(k,m?)->(n?,m?)";

/** The error that NumPy raises, in its own words. */
export function numpyError(operation, a, b) {
  if (operation === "+" || operation === "*") {
    return `operands could not be broadcast together with shapes ${tight(a)} ${tight(b)}`;
  }
  if (operation === "dot") {
    const at = Math.max(0, b.length - 2);
    return `shapes ${tight(a)} and ${tight(b)} not aligned: `
      + `${a.at(-1)} (dim ${a.length - 1}) != ${b[at]} (dim ${at})`;
  }
  const scalar = [a, b].findIndex((shape) => shape.length === 0);
  if (scalar >= 0) {
    return `matmul: Input operand ${scalar} does not have enough dimensions `
      + `(has 0, gufunc core with signature ${SIGNATURE} requires 1)`;
  }
  const { k, l, lead, after } = partsOf(a, b);
  if (k !== l) {
    return "matmul: Input operand 1 has a mismatch in its core dimension 0, with "
      + `gufunc signature ${SIGNATURE} (size ${l} is different from ${k})`;
  }
  const remapped = (shape) =>
    `${tight(shape)}->(${[...shape.slice(0, -2), "newaxis", "newaxis"].join(",")})`;
  return "operands could not be broadcast together with remapped shapes "
    + `[original->remapped]: ${remapped(a)} ${remapped(b)}  and requested shape `
    + tight([lead.at(-1), ...after]);
}

const NO_AXIS = "@ needs at least one axis on each side. For a number times an "
  + "array write *.";

/**
 * Everything the picture shows: its columns, one step for each, and at the
 * end the shape of the result or the error.
 */
export function explain(operation, a, b) {
  if (lacksAxis(operation, a, b)) {
    const error = numpyError(operation, a, b);
    return { columns: [], steps: [{ column: null, text: NO_AXIS }], shape: null, error };
  }
  const columns = columnsOf(operation, a, b);
  const steps = [];
  for (const column of orderOf(columns)) {
    steps.push({ column, text: textOf(columns, column, operation, a, b) });
    if (!columns[column].ok) {
      const way = cure(operation, a, b);
      if (way) steps.at(-1).text += ` ${way} would fit; is it what you mean?`;
      return { columns, steps, shape: null, error: numpyError(operation, a, b) };
    }
  }
  const shape = columns.filter((c) => c.kind !== "sum").map((c) => c.out);
  steps.push({ column: null, text: verdict(shape, a, b) });
  return { columns, steps, shape, error: null };
}

function verdict(shape, a, b) {
  const n = product(shape);
  const size = shape.length === 0 ? "a single number"
    : `${grouped(n)} ${n === 1 ? "number" : "numbers"}`;
  const grown = shape.length > 0
    && n > Math.max(product(a), product(b)) && n === product(a) * product(b)
    && Math.min(product(a), product(b)) > 1;
  const warning = " Every entry of A met every entry of B. Did you want that?";
  return `The result has shape ${tuple(shape)}: ${size}.${grown ? warning : ""}`;
}

/** The task, or the step that was uncovered last. */
export function describe(operation, a, b, found, seen) {
  if (seen > 0) return found.steps[Math.min(seen, found.steps.length) - 1].text;
  return `${FORMS[operation]} with A of shape ${tuple(a)} and B of shape ${tuple(b)}. `
    + "Predict the shape of the result, then go step by step.";
}

// --- painting -------------------------------------------------------------

const [WIDTH, HEIGHT, LEFT, RIGHT] = [480, 236, 74, 474];
const ROWS = { A: 34, B: 104, result: 192 };
const HIGH = 40;

function cell(g, x, row, width, text, look) {
  const y = ROWS[row];
  svg("rect", {
    x: x - width / 2, y: y - HIGH / 2, width, height: HIGH, rx: 4, class: `nn-cell ${look}`,
  }, g);
  const size = Math.min(19, (1.55 * width) / Math.max(2, text.length));
  svg("text", { x, y: y + 6, class: "nn-middle", style: `font-size:${size}px` }, g, text);
}

function inputCell(g, x, width, column, row, lit) {
  const size = column[row.toLowerCase()];
  if (size === null) return;
  const look = column.missing === row ? "nn-cell-missing" : `nn-cell-${column.kind}`;
  cell(g, x, row, width, String(size), `${look} ${lit}`);
}

const MARKS = { pair: "=", sum: "Σ", pass: "" };

function paintColumn(g, x, width, column, state) {
  const lit = state === "now" ? "nn-cell-now" : "";
  inputCell(g, x, width, column, "A", lit);
  inputCell(g, x, width, column, "B", lit);
  if (state === "hidden") {
    if (column.kind !== "sum") cell(g, x, "result", width, "?", "nn-cell-open");
    return;
  }
  const top = column.b === null ? ROWS.A : ROWS.B;
  if (!column.ok) {
    svg("text", { x, y: 76, class: "nn-middle nn-cross" }, g, "✗");
    return;
  }
  const stretched = column.kind === "pair" && column.a !== column.b;
  const mark = stretched ? "↔" : MARKS[column.kind];
  svg("text", { x, y: 76, class: "nn-middle nn-mark" }, g, mark);
  if (column.kind === "sum") return;
  const [from, to] = [top + HIGH / 2 + 6, ROWS.result - HIGH / 2 - 5];
  svg("path", { class: "nn-fall", d: `M${x} ${from}V${to}m-5 -7l5 7l5 -7` }, g);
  cell(g, x, "result", width, String(column.out), `nn-cell-result ${lit}`);
}

/** The table of axes; `paint(operation, found, seen)` draws it anew. */
function table(el) {
  const root = drawing(el, WIDTH, HEIGHT);
  const g = svg("g", {}, root);
  return (operation, found, seen, text) => {
    g.replaceChildren();
    label(root, text);
    const { columns, steps } = found;
    const names = [["A", "A"], ["B", "B"], ["result", FORMS[operation].replace("np.", "")]];
    for (const [row, name] of names) {
      const style = row === "result" && name.length > 6 ? "font-size:13px" : "";
      svg("text", { x: LEFT - 8, y: ROWS[row] + 6, class: "nn-end", style }, g, name);
    }
    const pitch = Math.min(76, (RIGHT - LEFT) / Math.max(1, columns.length));
    const shown = steps.slice(0, seen).map((step) => step.column);
    columns.forEach((column, i) => {
      const now = shown.at(-1) === i ? "now" : "seen";
      const state = shown.includes(i) ? now : "hidden";
      paintColumn(g, LEFT + (i + 0.5) * pitch, pitch - 8, column, state);
    });
    const done = seen >= steps.length && found.shape;
    if (done && found.shape.length === 0) {
      const text0 = "(), a single number";
      svg("text", { x: LEFT + 4, y: ROWS.result + 6 }, g, text0);
    }
  };
}

const KEYS = [
  ["pair", "must agree, or be 1"], ["sum", "summed over"],
  ["pass", "handed on"], ["missing", "not there: counts as 1"],
];

/** The steps before the last one, which the narrator tells. */
function notes(el) {
  const list = html("ol", { class: "nn-steps" }, el);
  return (found, seen) => {
    const before = found.steps.slice(0, Math.max(0, seen - 1));
    list.hidden = before.length === 0;
    list.replaceChildren();
    before.forEach(({ text }) => html("li", {}, list, text));
  };
}

/** NumPy's own error, when the steps have come to it. */
function errorPainter(el) {
  const error = html("p", { class: "nn-error" }, el);
  return (found, seen) => {
    const raised = found.error && seen >= found.steps.length;
    error.hidden = !raised;
    error.textContent = raised ? `ValueError: ${found.error}` : "";
  };
}

function render({ model, el }) {
  home(el, "nn-shape-explorer");
  const paintTable = table(el);
  legend(el, KEYS);
  const panel = html("div", { class: "nn-buttons" }, el);
  const write = notes(el);
  const say = narrator(el);
  const raise = errorPainter(el);
  const empty = { columns: [], steps: [], shape: null, error: null };

  function read() {
    const operation = OPERATIONS[model.get("_chosen")];
    const [a, b] = ["left", "right"].map((name) => parseShape(model.get(name)));
    if (a.problem) return { operation, found: empty, text: `A: ${a.problem}` };
    if (b.problem) return { operation, found: empty, text: `B: ${b.problem}` };
    const found = explain(operation, a.shape, b.shape);
    const seen = Math.min(model.get("seen"), found.steps.length);
    const text = describe(operation, a.shape, b.shape, found, seen);
    return { operation, found, seen, text };
  }

  const show = (seen) => assign(model, { seen });
  const last = () => read().found.steps.length;
  const press = (name, next) => button(panel, name, () => show(next(read().seen ?? 0)));
  const onward = [
    press("Next step", (seen) => Math.min(seen + 1, last())), press("All steps", last),
  ];
  const inputs = ["left", "right", "_chosen"];
  const state = () => Object.fromEntries(inputs.map((name) => [name, model.get(name)]));
  const first = state();
  const moved = () => inputs.some((name) => model.get(name) !== first[name]);
  const backward = [
    button(panel, "Start over", () => assign(model, { ...first, seen: 0 })),
  ];
  const enable = (buttons, on) => buttons.forEach((each) =>
    each.setAttribute("aria-disabled", String(!on)));

  function paint() {
    const { operation, found, seen = 0, text } = read();
    paintTable(operation, found, seen, `The axes in columns. ${text}`);
    write(found, seen);
    raise(found, seen);
    enable(onward, seen < found.steps.length);
    enable(backward, seen > 0 || moved());
    say(text);
  }

  const again = () => show(0); // other shapes: predict anew
  inputs.forEach((name) => model.on(`change:${name}`, again));
  const undo = repaintOn(model, [...inputs, "seen"], paint);
  return () => {
    say.stop();
    inputs.forEach((name) => model.off(`change:${name}`, again));
    undo();
  };
}

export default { render };
