// How far a difference quotient is from the derivative, for steps of any size.
import {
  axes, drawing, fmt, home, html, label, legend, narrator, path, repaintOn,
  scale, svg,
} from "./kit.mjs";
import { finished, forwardPass } from "./backprop_graph.mjs";

const [WIDTH, HEIGHT] = [480, 360];
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 468, 12, 306];
const [STEPS, ERRORS] = [[-13, 0], [-13, 1]]; // powers of ten
const FLOOR = 1e-17; // an error of 0 has no logarithm

/** The functions, with the place and the true derivative there. */
export const CASES = [
  {
    f: (t) => Math.exp(t) * Math.sin(t), at: 1,
    slope: () => Math.exp(1) * (Math.sin(1) + Math.cos(1)),
  },
  {
    f: (w, net) => forwardPass(net, { w11: w }).values.E, at: 0.1,
    slope: (net) => finished(net, {}).grads.w11,
  },
  { f: (t) => Math.max(0, t), at: 0.001, slope: () => 1 },
];

/** Forward and central quotient of step h, and their errors. */
export function quotients(chosen, h, net) {
  const { f, at, slope } = CASES[chosen];
  const [below, here, above] = [at - h, at, at + h].map((t) => f(t, net));
  const [forward, central, exact] =
    [(above - here) / h, (above - below) / (2 * h), slope(net)];
  return {
    forward, central, exact,
    forwardError: Math.abs(forward - exact), centralError: Math.abs(central - exact),
  };
}

/** Both errors for steps from 10^-13 to 1, as points of logarithms. */
export function errorCurves(chosen, net, perDecade = 8) {
  const [low, high] = STEPS;
  const steps = Array.from({ length: (high - low) * perDecade + 1 }, (_, i) => low + i / perDecade);
  const log = (e) => Math.log10(Math.max(e, FLOOR));
  const found = steps.map((p) => [p, quotients(chosen, 10 ** p, net)]);
  return {
    forward: found.map(([p, q]) => [p, log(q.forwardError)]),
    central: found.map(([p, q]) => [p, log(q.centralError)]),
  };
}

/** How many decimals of a quotient agree with the derivative. */
export const goodDigits = (error) =>
  (error === 0 ? 12 : Math.max(0, Math.min(12, Math.floor(-Math.log10(2 * error)))));

const raised = (p) => [...fmt(p)].map((c) =>
  (c === "\u2212" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
const power = (v) => {
  const p = Math.floor(Math.log10(v) + 1e-9);
  return `${fmt(v / 10 ** p, 1)}·10${raised(p)}`;
};
const errorText = (e) => (e === 0 ? "0" : power(e));

/** The two errors in a sentence. */
export function describe(h, q) {
  const better = q.centralError < q.forwardError ? "central" : "forward";
  return `h = ${power(h)}: error ${errorText(q.forwardError)} forward, `
    + `${errorText(q.centralError)} central; the ${better} difference is nearer.`;
}

function results(el) {
  const made = html("table", { class: "nn-table" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  ["", "value", "error", "good decimals"].forEach((t) =>
    html(t ? "th" : "td", t ? { scope: "col" } : {}, head, t));
  const body = html("tbody", {}, made);
  const rows = ["forward", "central", "derivative"].map((name) => {
    const tr = html("tr", {}, body);
    html("th", { scope: "row" }, tr, name);
    return [0, 1, 2].map(() => html("td", {}, tr));
  });
  return (q) => {
    [[q.forward, q.forwardError], [q.central, q.centralError]].forEach(([v, e], i) => {
      rows[i][0].textContent = v.toFixed(12).replace("-", "\u2212");
      rows[i][1].textContent = errorText(e);
      rows[i][2].textContent = String(goodDigits(e));
    });
    rows[2][0].textContent = q.exact.toFixed(12).replace("-", "\u2212");
  };
}

function render({ model, el }) {
  home(el, "nn-difference-step");
  const net = model.get("_net");
  const root = drawing(el, WIDTH, HEIGHT);
  const [sx, sy] = [scale(STEPS, [LEFT, RIGHT]), scale(ERRORS, [BOTTOM, TOP])];
  axes(root, sx, sy, STEPS, ERRORS, "step h, as a power of ten", "error, as a power of ten", 7);
  const lines = ["forward", "central"].map((kind) =>
    svg("path", { class: `nn-error-${kind}` }, root));
  const guide = svg("path", { class: "nn-guide" }, root);
  const dots = [0, 1].map(() => svg("circle", { r: 6, class: "nn-probe" }, root));
  legend(el, [["error-forward", "forward difference"], ["error-central", "central difference"]]);
  const say = narrator(el);
  const write = results(el);
  let drawn = null;

  function paint() {
    const [chosen, h] = [model.get("_chosen"), model.get("h")];
    const inside = ([p, e]) => [p, Math.max(e, ERRORS[0])];
    if (drawn !== chosen) {
      const curves = errorCurves(chosen, net);
      lines[0].setAttribute("d", path(curves.forward.map(inside), sx, sy));
      lines[1].setAttribute("d", path(curves.central.map(inside), sx, sy));
      drawn = chosen;
    }
    const [q, at] = [quotients(chosen, h, net), Math.log10(h)];
    guide.setAttribute("d", path([[at, ERRORS[0]], [at, ERRORS[1]]], sx, sy));
    [q.forwardError, q.centralError].forEach((e, i) => {
      dots[i].setAttribute("cx", sx(at));
      dots[i].setAttribute("cy", sy(inside([at, Math.log10(Math.max(e, FLOOR))])[1]));
    });
    write(q);
    const text = describe(h, q);
    label(root, `Errors of difference quotients against the step. ${text}`);
    say(text);
  }

  const undo = repaintOn(model, ["_chosen", "h"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
