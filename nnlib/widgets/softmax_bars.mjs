// Three scores, a temperature, three probabilities, and the Jacobian: what
// each probability does when one score grows.
import { logsumexp, softmax, softmaxJacobian } from "./activations.mjs";
import {
  drawing, fmt, home, html, label, legend, narrator, repaintOn, scale, svg,
} from "./kit.mjs";

const [WIDTH, HEIGHT] = [480, 250];
const SCORES = { left: 50, right: 240, top: 34, bottom: 210 };
const SHARES = { left: 276, right: 466, top: 34, bottom: 210 };
const HEAT = { wide: 100, tall: 56, left: 104, top: 62 };
const RANGE = [-5, 5];

/** Probabilities at temperature T: softmax of z / T. */
export const probabilities = (z, temperature) =>
  softmax(z.map((v) => v / temperature));

/** ds_i/dz_j at temperature T: the chain rule adds the factor 1 / T. */
export const jacobian = (z, temperature) =>
  softmaxJacobian(probabilities(z, temperature)).map((row) =>
    row.map((v) => v / temperature));

/** T logsumexp(z / T): a smooth maximum, never below the largest score. */
export const smoothMaximum = (z, temperature) =>
  temperature * logsumexp(z.map((v) => v / temperature));

/** The state in words. */
export function describe(z, temperature) {
  const s = probabilities(z, temperature);
  const shares = s.map((v) => v.toFixed(3)).join(", ");
  const top = z.indexOf(Math.max(...z));
  return `Scores ${z.map((v) => fmt(v)).join(", ")} at T = ${fmt(temperature)}: `
    + `probabilities ${shares}, the largest for class ${top + 1}. The smooth `
    + `maximum is ${fmt(smoothMaximum(z, temperature), 3)}, the largest score ${fmt(z[top])}.`;
}

/** Three bars from a base line; returns what sets their heights. */
function bars(root, { left, right, top, bottom }, ylim, title, kind) {
  const sy = scale(ylim, [bottom, top]);
  const sx = scale([0, 3], [left, right]);
  svg("text", { x: (left + right) / 2, y: 18, class: "nn-middle" }, root, title);
  const made = [0, 1, 2].map((i) => ({
    bar: svg("path", { class: kind }, root),
    text: svg("text", { x: sx(i + 0.5), class: "nn-middle" }, root),
  }));
  [1, 2, 3].forEach((i) => svg("text", {
    x: sx(i - 0.5), y: bottom + 34, class: "nn-middle nn-faint",
  }, root, String(i)));
  svg("path", { class: "nn-base", d: `M${left} ${sy(0)}H${right}` }, root);
  return (values, digits) => values.forEach((v, i) => {
    const { bar, text } = made[i];
    bar.setAttribute("d", `M${sx(i + 0.2)} ${sy(0)}V${sy(v)}H${sx(i + 0.8)}V${sy(0)}Z`);
    text.setAttribute("y", v < 0 ? sy(v) + 17 : sy(v) - 6);
    text.textContent = v.toFixed(digits).replace("-", "\u2212");
  });
}

/** A change with its sign; what rounds to nothing has none. */
export function plus(v) {
  const size = Math.abs(v).toFixed(3);
  if (Number(size) === 0) return "0";
  return `${v < 0 ? "\u2212" : "+"}${size}`;
}

/** The Jacobian as colored cells with their numbers. */
function heat(el) {
  const { wide, tall, left, top } = HEAT;
  const root = drawing(el, WIDTH, top + 3 * tall + 8);
  svg("text", { x: left + 1.5 * wide, y: 18, class: "nn-middle" }, root, "when this score grows …");
  svg("text", { x: 4, y: 50 }, root, "… this one");
  svg("text", { x: 4, y: 69 }, root, "changes by");
  const cells = [0, 1, 2].map((i) => {
    const y = top + i * tall;
    svg("text", { x: left + (i + 0.5) * wide, y: top - 10, class: "nn-middle" }, root, `z${"₁₂₃"[i]}`);
    svg("text", { x: left - 14, y: y + tall / 2 + 5, class: "nn-end" }, root, `s${"₁₂₃"[i]}`);
    return [0, 1, 2].map((j) => ({
      box: svg("rect", {
        x: left + j * wide, y, width: wide - 3, height: tall - 3,
      }, root),
      text: svg("text", {
        x: left + (j + 0.5) * wide - 1.5, y: y + tall / 2 + 4, class: "nn-middle",
      }, root),
    }));
  });
  return (matrix, temperature) => {
    const rows = matrix.map((row) => row.map((v) => fmt(v, 3)).join(", "));
    label(root, `The Jacobian, row by row: ${rows.join("; ")}.`);
    matrix.forEach((row, i) => row.forEach((v, j) => {
      const { box, text } = cells[i][j];
      const share = Math.min(1, Math.abs(v) * temperature * 4); // |J| <= 1/4
      box.setAttribute("class", v < 0 ? "nn-cell nn-falls" : "nn-cell nn-rises");
      box.setAttribute("fill-opacity", (0.55 * share).toFixed(3));
      text.textContent = plus(v);
    }));
  };
}

function render({ model, el }) {
  home(el, "nn-softmax-bars");
  const root = drawing(el, WIDTH, HEIGHT);
  const paintScores = bars(root, SCORES, RANGE, "scores z", "nn-score");
  const paintShares = bars(root, SHARES, [0, 1], "probabilities s", "nn-share");
  const say = narrator(el);
  const paintHeat = heat(el);
  legend(el, [["rises", "probability rises"], ["falls", "probability falls"]]);
  html("p", { class: "nn-note" }, el, "In every row and in every column the numbers add up to 0.");

  function paint() {
    const z = ["z1", "z2", "z3"].map((name) => model.get(name));
    const temperature = model.get("temperature");
    const matrix = jacobian(z, temperature);
    paintScores(z, 2);
    paintShares(probabilities(z, temperature), 3);
    paintHeat(matrix, temperature);
    const text = describe(z, temperature);
    label(root, `Bars of three scores and three probabilities. ${text}`);
    say(text);
  }

  const undo = repaintOn(model, ["z1", "z2", "z3", "temperature"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
