// A calculation's graph as a picture: a box for each number, a line for each
// edge, marked by how far the calculation has come.
import { svg } from "./kit.mjs";
import { routes } from "./backprop_graph.mjs";
import { short } from "./backprop_words.mjs";

export const GRAPH_WIDTH = 480;
const [HALF, TALL] = [56, 23]; // half the size of a box

/** Where an edge runs: a signal passes through its weight's box. */
export function wire(net, { from, to, term }) {
  const at = Object.fromEntries(net.nodes.map((n) => [n.name, n]));
  const weight = at[to].terms[term].find((n) => n !== from && at[n].kind === "weight");
  const through = at[to].op === "product" && weight && at[from].kind !== "weight";
  return [from, ...(through ? [weight] : []), to].map((n) => at[n].at);
}

/** Where the straight line from p to the center q meets the box around q. */
export function border([px, py], [qx, qy]) {
  const [dx, dy] = [px - qx, py - qy];
  const share = Math.min(HALF / Math.abs(dx), TALL / Math.abs(dy), 1);
  return [qx + share * dx, qy + share * dy];
}

const line = (points) => `M${points.map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L")}`;

/** A head at the end of a polyline whose last point is a box's center. */
function headPath(points) {
  const [p, q] = points.slice(-2);
  const [x, y] = border(p, q);
  const far = Math.hypot(x - p[0], y - p[1]) || 1;
  const [ux, uy] = [(x - p[0]) / far, (y - p[1]) / far];
  const behind = (aside) =>
    [x - 14 * ux - aside * uy, y - 14 * uy + aside * ux];
  return `${line([[x, y], behind(8), behind(-8)])}Z`;
}

// --- the picture ----------------------------------------------------------

/** A box: its name and value, and below them its gradient. */
function box(parent, { at: [x, y], label: name, op, kind }) {
  const put = op === "number" ? ` nn-put nn-${kind}` : "";
  const g = svg("g", { class: `nn-box${put}` }, parent);
  svg("rect", { x: x - HALF, y: y - TALL, width: 2 * HALF, height: 2 * TALL, rx: 8 }, g);
  svg("text", { x: x - HALF + 7, y: y - 3, class: "nn-name" }, g, name);
  const value = svg("text", { x: x + HALF - 6, y: y - 3, class: "nn-end nn-value" }, g);
  const grad = svg("text", { x: x + HALF - 6, y: y + 16, class: "nn-end nn-grad" }, g);
  return { g, value, grad };
}

const shown = (v, open) => (v === undefined ? "" : `${short(v)}${open > 0 ? "…" : ""}`);

/** The graph of one network; `paint(state, picked)` shows how far it is. */
export function drawGraph(root, net, pick) {
  root.replaceChildren();
  const tall = Math.max(...net.nodes.map((n) => n.at[1])) + TALL + 5;
  root.setAttribute("viewBox", `0 0 ${GRAPH_WIDTH} ${tall}`);
  root.style.aspectRatio = `${GRAPH_WIDTH} / ${tall}`;
  const back = svg("g", {}, root);
  const wires = net.nodes.flatMap((node) => node.terms.flatMap((term, t) =>
    term.map((from) => {
      const points = wire(net, { from, to: node.name, term: t });
      return { from, to: node.name, term: t, made: svg("path", { d: line(points) }, back) };
    })));
  const lit = svg("g", {}, root);
  const boxes = Object.fromEntries(net.nodes.map((n) => [n.name, box(root, n)]));
  net.nodes.forEach(({ name, kind }) => {
    if (kind !== "target") boxes[name].g.addEventListener("click", () => pick(name));
  });

  function glow(points, kind) {
    svg("path", { d: line(points), class: `nn-now-${kind}` }, lit);
    svg("path", { d: headPath(points), class: `nn-tip-${kind}` }, lit);
  }
  function glowStep(step) {
    if (!step || step.pass === "start") return;
    if (step.pass === "backward") glow([...wire(net, step)].reverse(), "backward");
    else step.from.forEach((from) => glow(wire(net, { ...step, from }), "forward"));
  }
  return (state, picked) => {
    const went = new Set(), came = new Set();
    for (const step of state.steps.slice(0, state.done)) {
      if (step.pass === "forward") step.from.forEach((f) => went.add(`${f}>${step.to}.${step.term}`));
      if (step.pass === "backward") came.add(`${step.from}>${step.to}.${step.term}`);
    }
    for (const { from, to, term, made } of wires) {
      const key = `${from}>${to}.${term}`;
      const pass = came.has(key) ? "backward" : went.has(key) ? "forward" : "idle";
      made.setAttribute("class", `nn-wire nn-wire-${pass}`);
    }
    lit.replaceChildren();
    if (picked) {
      routes(net, picked).flat().forEach((edge) =>
        svg("path", { d: line(wire(net, edge)), class: "nn-route" }, lit));
    }
    const last = state.steps[state.done - 1];
    glowStep(picked ? null : last);
    const target = last && (last.pass === "backward" ? last.from : last.to);
    for (const { name } of net.nodes) {
      const { g, value, grad } = boxes[name];
      const { value: due, grad: owed } = state.awaited[name];
      value.textContent = shown(state.values[name], due) || "?";
      grad.textContent = shown(state.grads[name], owed);
      g.classList.toggle("nn-hit", name === (picked || target));
    }
  };
}
