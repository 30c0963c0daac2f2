// A calculation as a graph: values forward, gradients backward, one edge at a
// time. The graphs come from `_graphs.py`; nothing here knows of a network.
import { sigmoid } from "./kit.mjs";

const softmaxOf = (scores) => {
  const most = Math.max(...scores);
  const powers = scores.map((s) => Math.exp(s - most));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / total);
};

/**
 * What an operation makes of one term: its value, and the slope by each of
 * the term's numbers. A node is the sum over its terms.
 */
const OPERATIONS = {
  product: {
    value: (term) => term.reduce((a, b) => a * b, 1),
    slopes: (term) => term.map((_, i) =>
      term.reduce((a, b, j) => (j === i ? a : a * b), 1)),
  },
  sigmoid: {
    value: ([z]) => sigmoid(z),
    slopes: ([z]) => [sigmoid(z) * (1 - sigmoid(z))],
  },
  half_square: {
    value: ([o, y]) => 0.5 * (o - y) ** 2,
    slopes: ([o, y]) => [o - y, y - o],
  },
  softmax: {
    value: (scores) => softmaxOf(scores)[0],
    slopes: (scores) => {
      const p = softmaxOf(scores);
      return p.map((v, i) => p[0] * ((i === 0 ? 1 : 0) - v));
    },
  },
  minus_log: { value: ([p]) => -Math.log(p), slopes: ([p]) => [-1 / p] },
};

/** Every edge of the graph: from a number to a node, within one term. */
export function edgesOf(net) {
  const fixed = new Set(net.nodes.filter((n) => n.kind === "target").map((n) => n.name));
  return net.nodes.flatMap((node) => node.terms.flatMap((term, t) =>
    term.map((from, i) => ({ from, to: node.name, term: t, place: i }))
      .filter((edge) => !fixed.has(edge.from))));
}

/** The steps of the whole calculation: each term forward, each edge back. */
export function schedule(net) {
  const forward = net.nodes.flatMap((node) =>
    node.terms.map((term, t) => ({ pass: "forward", to: node.name, term: t, from: term })));
  const edges = edgesOf(net);
  const back = [...net.nodes].reverse().flatMap((node) =>
    edges.filter((edge) => edge.to === node.name)
      .map((edge) => ({ pass: "backward", ...edge })));
  const last = net.nodes.at(-1).name;
  return [...forward, { pass: "start", to: last }, ...back];
}

/** All values, and the slope of every edge (key "from>to.term.place"). */
export function forwardPass(net, numbers) {
  const [values, slopes] = [{}, {}];
  for (const { name, op, terms, value } of net.nodes) {
    if (op === "number") {
      values[name] = numbers[name] ?? value;
      continue;
    }
    values[name] = 0;
    terms.forEach((term, t) => {
      const given = term.map((each) => values[each]);
      values[name] += OPERATIONS[op].value(given);
      OPERATIONS[op].slopes(given).forEach((slope, i) => {
        slopes[edgeKey({ from: term[i], to: name, term: t, place: i })] = slope;
      });
    });
  }
  return { values, slopes };
}

export const edgeKey = ({ from, to, term, place }) => `${from}>${to}.${term}.${place}`;

/**
 * The state after the first `done` steps. A node that has not heard of all
 * its terms (or routes) yet holds the sum so far, and is `open`.
 */
export function replay(net, numbers, done) {
  const { values, slopes } = forwardPass(net, numbers);
  const steps = schedule(net);
  const [seen, grads, awaited] = [{}, {}, {}];
  for (const node of net.nodes) {
    if (node.op === "number") seen[node.name] = values[node.name];
    awaited[node.name] = { value: node.terms.length, grad: 0 };
  }
  for (const edge of edgesOf(net)) awaited[edge.from].grad += 1;
  for (const step of steps.slice(0, done)) {
    if (step.pass === "forward") {
      const { op } = net.nodes.find((node) => node.name === step.to);
      const part = OPERATIONS[op].value(step.from.map((name) => values[name]));
      seen[step.to] = (seen[step.to] ?? 0) + part;
      awaited[step.to].value -= 1;
    } else if (step.pass === "start") grads[step.to] = 1;
    else {
      const part = slopes[edgeKey(step)] * grads[step.to];
      grads[step.from] = (grads[step.from] ?? 0) + part;
      awaited[step.from].grad -= 1;
    }
  }
  return { values: seen, grads, awaited, slopes, all: values, steps };
}

/** All values and gradients by name, as after the last step. */
export function finished(net, numbers) {
  const { values, grads } = replay(net, numbers, Infinity);
  return { values, grads };
}

/** Every route from a node to the last one, as a list of edges. */
export function routes(net, from) {
  const last = net.nodes.at(-1).name;
  const edges = edgesOf(net);
  const walk = (name) => (name === last ? [[]] : edges
    .filter((edge) => edge.from === name)
    .flatMap((edge) => walk(edge.to).map((rest) => [edge, ...rest])));
  return walk(from);
}

/** A route's slopes in the order of the chain rule, from the loss down. */
export const slopesAlong = (route, slopes) =>
  [...route].reverse().map((edge) => slopes[edgeKey(edge)]);

/** For each route the product of its slopes; their sum is the gradient. */
export const routeProducts = (net, numbers, from) => {
  const { slopes } = forwardPass(net, numbers);
  return routes(net, from).map((route) =>
    slopesAlong(route, slopes).reduce((a, b) => a * b, 1));
};

/** The number of steps when the pass that `done` is in has ended. */
export function passEnd(net, done) {
  const forward = schedule(net).findIndex((s) => s.pass === "start");
  return done < forward ? forward : schedule(net).length;
}
