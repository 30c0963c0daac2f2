// What the backpropagation stepper says: each step written out with its
// numbers, the whole chain rule, and the question before the next step.
import { fmt } from "./kit.mjs";
import { edgeKey, replay, routes, schedule, slopesAlong } from "./backprop_graph.mjs";

export const six = (v) => fmt(v, 6);

/** A factor of a product: a negative number goes into parentheses. */
export const factor = (v) => (v < 0 ? `(${six(v)})` : six(v));

/** A number for a small box: four decimals while they fit. */
export function short(v) {
  const digits = Math.abs(v) >= 100 ? 1 : Math.abs(v) >= 10 ? 2 : 4;
  return v.toFixed(digits).replace("-", "\u2212");
}

export const named = (net) => Object.fromEntries(net.nodes.map((n) => [n.name, n]));
const nameOf = (net, name) => named(net)[name].label;
export const partial = (net, name) => `∂E/∂${nameOf(net, name)}`;
const local = (net, edge) => `∂${nameOf(net, edge.to)}/∂${nameOf(net, edge.from)}`;

// --- forward --------------------------------------------------------------

const FORMULAS = {
  product: (names) => names.join("·"),
  sigmoid: ([z]) => `σ(${z})`,
  half_square: ([o, y]) => `½(${o} − ${y})²`,
  softmax: ([s, r]) => `e^${s} / (e^${s} + e^${r})`,
  minus_log: ([p]) => `−log ${p}`,
};

function forwardLines(net, state, step) {
  const node = named(net)[step.to];
  const write = FORMULAS[node.op];
  const symbols = write(step.from.map((name) => nameOf(net, name)));
  const numbers = write(step.from.map((name) => factor(state.all[name])));
  const now = state.values[step.to];
  const [count, at] = [node.terms.length, step.term];
  if (count === 1) return [`${node.label} = ${symbols} = ${numbers} = ${six(now)}`];
  const part = at === 0 ? now : now - replayBefore(net, state, step);
  const value = step.from.length > 1 ? `${numbers} = ${six(part)}` : numbers;
  const first = `Term ${at + 1} of ${node.label}: ${symbols} = ${value}`;
  if (at === 0) return [first, `${node.label} so far: ${six(now)}`];
  return [first, `${node.label} = ${six(now - part)} + ${factor(part)} = ${six(now)}`];
}

function replayBefore(net, state, step) {
  const index = state.steps.findIndex((s) =>
    s.pass === "forward" && s.to === step.to && s.term === step.term);
  return replay(net, state.given, index).values[step.to] ?? 0;
}

/** The local derivative of an edge, as a formula with its numbers. */
export function slopeText(net, edge, values, slope) {
  const node = named(net)[edge.to];
  const term = node.terms[edge.term];
  const [out, v] = [node.label, values[edge.to]];
  const head = `${local(net, edge)} = `;
  const tail = ` = ${six(slope)}`;
  if (node.op === "product") {
    const others = term.filter((_, i) => i !== edge.place);
    if (others.length === 0) return `${head}1`;
    return `${head}${others.map((n) => nameOf(net, n)).join("·")}${tail}`;
  }
  if (node.op === "sigmoid") {
    return `${head}${out}(1 − ${out}) = ${six(v)}·${six(1 - v)}${tail}`;
  }
  if (node.op === "half_square") {
    return `${head}${nameOf(net, term[0])} − ${nameOf(net, term[1])}${tail}`;
  }
  if (node.op === "softmax") {
    return edge.place === 0
      ? `${head}${out}(1 − ${out})${tail}` : `${head}−${out}(1 − ${out})${tail}`;
  }
  return `${head}−1/${nameOf(net, term[0])}${tail}`;
}

// --- backward -------------------------------------------------------------

function backwardLines(net, state, step) {
  const slope = state.slopes[edgeKey(step)];
  const upstream = state.grads[step.to];
  const brought = slope * upstream;
  const now = state.grads[step.from];
  const first = `Back along ${nameOf(net, step.to)} → ${nameOf(net, step.from)}: `
    + slopeText(net, step, state.all, slope);
  const product = `${partial(net, step.to)} · ${local(net, step)} = `
    + `${factor(upstream)}·${factor(slope)} = ${six(brought)}`;
  if (arrived(net, state, step.from) === 1) {
    return [first, `${partial(net, step.from)}${remark(state, step.from)} = ${product}`];
  }
  return [first, `This route brings ${product}`,
    `${partial(net, step.from)}${remark(state, step.from)} = ${six(now - brought)} + `
    + `${factor(brought)} = ${six(now)}`];
}

const remark = (state, name) => (state.awaited[name].grad > 0 ? ", so far," : "");

/** How many edges have already brought something to a node. */
const arrived = (net, state, name) => state.steps.slice(0, state.done)
  .filter((s) => s.pass === "backward" && s.from === name).length;

/**
 * The chain rule from a node to the loss, with the numbers: one entry for
 * each route that has arrived, `of` routes in all, and their sum.
 */
export function chain(net, state, name) {
  const open = new Set(state.steps.slice(0, state.done)
    .filter((s) => s.pass === "backward").map(edgeKey));
  const all = routes(net, name);
  const there = all.filter((route) => route.length > 0 && open.has(edgeKey(route[0])));
  const entries = there.map((route) => {
    const slopes = slopesAlong(route, state.slopes);
    const product = slopes.reduce((a, b) => a * b, 1);
    return {
      route: [nameOf(net, name), ...route.map((edge) => nameOf(net, edge.to))].join(" → "),
      symbols: [...route].reverse().map((edge) => local(net, edge)).join(" · "),
      numbers: `${slopes.map(factor).join("·")} = ${six(product)}`,
      product,
    };
  });
  return { entries, of: all.length, sum: entries.reduce((a, e) => a + e.product, 0) };
}

/** The chain rule as lines of text. */
export function chainLines(net, state, name) {
  const { entries, of, sum } = chain(net, state, name);
  if (entries.length === 0 || (of === 1 && !entries[0].symbols.includes("·"))) return [];
  if (of === 1) return [`${partial(net, name)} = ${entries[0].symbols}`, `= ${entries[0].numbers}`];
  const lines = entries.map((e, i) => `Route ${i + 1} of ${of}, ${e.route}: ${e.numbers}`);
  const total = entries.map((e) => factor(e.product)).join(" + ");
  if (entries.length > 1) lines.push(`Sum: ${total} = ${six(sum)}`);
  return lines;
}

/** The state with what the words need besides. */
export function stateAt(net, given, done) {
  const most = schedule(net).length;
  const reached = Math.min(done, most);
  return { ...replay(net, given, reached), given, done: reached, most };
}

/** The last step as the lines of a calculation. */
export function calculation(net, state) {
  if (state.done === 0) return ["The inputs and weights are given. Forward: predict the first product."];
  const step = state.steps[state.done - 1];
  if (step.pass === "forward") return forwardLines(net, state, step);
  if (step.pass === "start") {
    return ["The loss is known. Now backward: ∂E/∂E = 1, because E changes by 1 when E changes by 1."];
  }
  return backwardLines(net, state, step);
}

/** What the next step will show, as a question; "" after the last. */
export function question(net, state) {
  const step = state.steps[state.done];
  if (!step) return "";
  if (step.pass === "start") return "Next: ∂E/∂E = ?";
  if (step.pass === "backward") {
    const routesSoFar = arrived(net, state, step.from);
    const more = routesSoFar > 0
      ? ` once the route over ${nameOf(net, step.to)} is added` : "";
    const open = state.awaited[step.from].grad > 1 && routesSoFar === 0
      ? `, as far as the route over ${nameOf(net, step.to)} goes` : "";
    return `Next: ${partial(net, step.from)}${more}${open} = ?`;
  }
  const node = named(net)[step.to];
  const symbols = FORMULAS[node.op](step.from.map((name) => nameOf(net, name)));
  if (node.terms.length === 1) return `Next: ${node.label} = ${symbols} = ?`;
  if (step.term === 0) return `Next: the first term of ${node.label}, ${symbols} = ?`;
  return `Next: ${node.label} with ${symbols} added = ?`;
}

/** Where the calculation stands, in a sentence. */
export function describe(net, state) {
  const where = `Step ${state.done} of ${state.most}`;
  if (state.done === 0) return `Not started: ${net.name}, ${state.most} steps.`;
  const step = state.steps[state.done - 1];
  if (state.done === state.most) {
    return `${where}: every value and every gradient is known. E = ${six(state.all.E)}.`;
  }
  if (step.pass === "start") return `${where}: the forward pass is over, E = ${six(state.all.E)}.`;
  if (step.pass === "forward") {
    return `${where}, forward: ${nameOf(net, step.to)} is ${six(state.values[step.to])}`
      + `${state.awaited[step.to].value > 0 ? " so far" : ""}.`;
  }
  return `${where}, backward: ${partial(net, step.from)} is ${six(state.grads[step.from])}`
    + `${remark(state, step.from) ? " so far" : ""}.`;
}

/** All values and gradients as one line each (for the drawing's label). */
export const table = (net, state) => net.nodes.map(({ name, label }) => {
  const value = state.values[name] === undefined ? "?" : short(state.values[name]);
  const grad = state.grads[name] === undefined ? "" : `, gradient ${short(state.grads[name])}`;
  return `${label} ${value}${grad}`;
}).join("; ");
