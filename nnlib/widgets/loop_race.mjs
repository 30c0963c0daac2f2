// The same product of two square matrices, four ways, timed where it runs:
// in the reader's own browser. No time is ever stored.
import {
  button, drawing, home, html, label, narrator, repaintOn, svg,
} from "./kit.mjs";

// --- four ways to the same numbers ----------------------------------------

/** Lists of rows; each entry is one sum, down a column of B. */
export function nestedProduct(A, B) {
  return A.map((row) => B[0].map((_, j) => {
    let sum = 0;
    for (let k = 0; k < row.length; k++) sum += row[k] * B[k][j];
    return sum;
  }));
}

/** One block of memory each; the same order, down the columns of B. */
export function flatProduct(A, B, n) {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += A[i * n + k] * B[k * n + j];
      C[i * n + j] = sum;
    }
  }
  return C;
}

/** Another order: always along the rows. */
export function rowwiseProduct(A, B, n) {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const a = A[i * n + k];
      for (let j = 0; j < n; j++) C[i * n + j] += a * B[k * n + j];
    }
  }
  return C;
}

/** Along the rows too, in square blocks small enough for the fast memory. */
export function blockedProduct(A, B, n, size = 64) {
  const C = new Float64Array(n * n);
  for (let k0 = 0; k0 < n; k0 += size) {
    const k1 = Math.min(n, k0 + size);
    for (let j0 = 0; j0 < n; j0 += size) {
      const j1 = Math.min(n, j0 + size);
      for (let i = 0; i < n; i++) {
        for (let k = k0; k < k1; k++) {
          const a = A[i * n + k];
          for (let j = j0; j < j1; j++) C[i * n + j] += a * B[k * n + j];
        }
      }
    }
  }
  return C;
}

/** An n by n matrix of numbers from -1 to 1, always the same, as flat array. */
export function filled(n, seed) {
  let state = seed >>> 0;
  return Float64Array.from({ length: n * n }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

export const nested = (flat, n) =>
  Array.from({ length: n }, (_, i) => Array.from(flat.subarray(i * n, (i + 1) * n)));

/** The contestants for n by n matrices, ready to run. */
export function contestants(n) {
  const [A, B] = [filled(n, 1), filled(n, 2)];
  const [rowsA, rowsB] = [nested(A, n), nested(B, n)];
  return [
    ["lists, column by column", () => nestedProduct(rowsA, rowsB)],
    ["array, column by column", () => flatProduct(A, B, n)],
    ["array, along the rows", () => rowwiseProduct(A, B, n)],
    ["array, rows in blocks", () => blockedProduct(A, B, n)],
  ];
}

/** The largest difference between the contestants' results. */
export function disagreement(n) {
  const [lists, ...others] = contestants(n).map(([, run]) => run());
  const first = lists.flat();
  return Math.max(...others.map((C) =>
    C.reduce((most, v, i) => Math.max(most, Math.abs(v - first[i])), 0)));
}

// --- timing ---------------------------------------------------------------

const ROUNDS = 5;

export const median = (values) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Milliseconds per call, over as many calls as a coarse clock needs. */
export function timed(run, clock, enough = 20) {
  const began = clock();
  let [calls, spent] = [0, 0];
  while (spent < enough) {
    run();
    calls += 1;
    spent = clock() - began;
  }
  return spent / calls;
}

/** What came out, in words. */
export function describe(names, times) {
  const [slow, quick] = [Math.max(...times), Math.min(...times)];
  const [first, last] = [slow, quick].map((t) => names[times.indexOf(t)]);
  return `On this device, just now, “${last}” was the fastest; “${first}” took `
    + `${(slow / quick).toFixed(1)} times as long for the same numbers.`;
}

const shownTime = (ms) => (ms >= 10 ? ms.toFixed(0) : ms.toPrecision(2));

// --- painting -------------------------------------------------------------

// the way through a 6 by 6 matrix B, as corners of a path
const WALKS = [
  [0, 1, 2, 3, 4, 5].map((j) => [[j, 0], [j, 5]]),
  [0, 1, 2, 3, 4, 5].map((k) => [[0, k], [5, k]]),
  [0, 3].flatMap((k0) => [0, 3].flatMap((j0) =>
    [0, 1, 2].map((k) => [[j0, k0 + k], [j0 + 2, k0 + k]]))),
];

function walks(el) {
  const names = ["by columns", "along rows", "in blocks"];
  const root = drawing(el, 480, 176);
  label(root, "How each way walks through the memory of the matrix B: down its "
    + "columns; along its rows; along the rows of one block after the other.");
  WALKS.forEach((lines, p) => {
    const [x0, y0, step] = [28 + 162 * p, 14, 20];
    svg("rect", { x: x0 - 8, y: y0 - 8, width: 116, height: 116, class: "nn-race-memory" }, root);
    lines.forEach(([[j0, k0], [j1, k1]]) => {
      const [x1, y1] = [x0 + step * j1, y0 + step * k1];
      const head = j0 === j1 ? "m-4 -6l4 6l4 -6" : "m-6 -4l6 4l-6 4";
      svg("path", {
        class: "nn-race-walk", d: `M${x0 + step * j0} ${y0 + step * k0}L${x1} ${y1}${head}`,
      }, root);
    });
    svg("text", { x: x0 + 50, y: 148, class: "nn-middle" }, root, names[p]);
  });
}

function board(el, names) {
  const made = html("table", { class: "nn-table" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  ["way", "milliseconds", "times the fastest"].forEach((text) =>
    html("th", { scope: "col" }, head, text));
  const body = html("tbody", {}, made);
  const rows = names.map((name) => {
    const tr = html("tr", {}, body);
    html("th", { scope: "row" }, tr, name);
    return [0, 1].map(() => html("td", {}, tr, "?"));
  });
  return (times) => rows.forEach(([time, share], i) => {
    const known = times.length === names.length;
    time.textContent = known ? shownTime(times[i]) : "?";
    share.textContent = known ? (times[i] / Math.min(...times)).toFixed(1) : "?";
  });
}

function render({ model, el }) {
  home(el, "nn-loop-race");
  const names = contestants(1).map(([name]) => name);
  walks(el);
  const panel = html("div", { class: "nn-buttons" }, el);
  const write = board(el, names);
  const say = narrator(el);
  let running = null;

  const rest = () => {
    clearTimeout(running);
    running = null;
    start.textContent = "Measure here";
  };
  const ready = () => {
    rest();
    write([]);
    const n = model.get("n");
    say(`Two matrices of ${n} by ${n}: ${(n ** 3).toLocaleString("en-US")} products to add `
      + "up. Predict the order, then measure in your own browser.");
  };

  function measure() {
    if (running !== null) { ready(); return; }
    start.textContent = "Stop";
    const runs = contestants(model.get("n")).map(([, run]) => run);
    const rounds = runs.map(() => []);
    let turn = 0;
    write([]);
    say("Measuring …");
    const next = () => { // the contestants take turns; the page can breathe
      const which = turn % runs.length;
      if (turn < runs.length) runs[which](); // the first call compiles
      rounds[which].push(timed(runs[which], () => performance.now()));
      turn += 1;
      if (turn < ROUNDS * runs.length) { running = setTimeout(next, 15); return; }
      rest();
      const times = rounds.map(median);
      write(times);
      say(describe(names, times));
    };
    running = setTimeout(next, 60); // the page shows "Measuring" first
  }

  const start = button(panel, "Measure here", measure);
  const undo = repaintOn(model, ["n"], ready);
  return () => { clearTimeout(running); undo(); say.stop(); };
}

export default { render };
