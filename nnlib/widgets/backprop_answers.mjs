// The reader's answers in the backpropagation stepper: what is right, and what
// a wrong number may have meant.
import { edgeKey, replay } from "./backprop_graph.mjs";
import { named, partial, six } from "./backprop_words.mjs";

const SHARE = 0.02; // how far off an answer may be, beside its size
const DUST = 1e-4; // and at least

/** The number that the next step will show. */
export function wanted(net, state) {
  const step = state.steps[state.done];
  const after = replay(net, state.given, state.done + 1);
  if (step.pass === "forward") return after.values[step.to];
  return step.pass === "start" ? 1 : after.grads[step.from];
}

const near = (a, b) => Math.abs(a - b) <= Math.max(SHARE * Math.abs(b), DUST);

/** A typed number, with a true minus sign or a comma too; else NaN. */
export function parsed(text) {
  const plain = text.trim().replace(/[\u2212\u2013]/, "-").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/** Wrong numbers that a step invites, each with what it would mean. */
function slips(net, state, step) {
  const node = named(net)[step.to];
  if (step.pass === "start") return [];
  if (step.pass === "backward") return backwardSlips(net, state, step, node);
  const given = step.from.map((name) => state.all[name]);
  const before = state.values[step.to] ?? 0;
  const right = wanted(net, state);
  const found = [[-right, "That has the wrong sign."]];
  if (before !== 0) found.push([right - before, "That is the new term alone; add what was there."]);
  if (node.op === "product" && given.length > 1) {
    found.push([before + given[0] + given[1], "You added the two numbers; the edge multiplies them."]);
  }
  if (node.op === "sigmoid") {
    found.push([given[0], "That is the sum before the sigmoid."]);
    found.push([right * (1 - right), "That is the slope of the sigmoid, not its value."]);
  }
  if (node.op === "half_square") {
    const part = (given[0] - given[1]) ** 2;
    found.push([before + part, "The factor ½ is missing."]);
    found.push([given[0] - given[1], "Half of the square of that."]);
  }
  return found;
}

function backwardSlips(net, state, step, node) {
  const [upstream, slope] = [state.grads[step.to], state.slopes[edgeKey(step)]];
  const before = state.grads[step.from] ?? 0;
  const from = state.all[step.from];
  const found = [
    [-(before + upstream * slope), "That has the wrong sign."],
    [slope, `That is the local derivative alone; multiply it by ${partial(net, step.to)}.`],
    [upstream, `That is ${partial(net, step.to)}; multiply it by the local derivative.`],
    [upstream + slope, "Along a route the derivatives are multiplied, not added."],
  ];
  if (before !== 0) {
    found.unshift([upstream * slope, "That is what the new route brings; add it to what had arrived."]);
  }
  if (node.op === "product") {
    found.push([upstream * from,
      "You multiplied by the number itself; the derivative of a product is the other factor."]);
  }
  if (node.op === "sigmoid") {
    const a = state.all[step.to];
    found.push([upstream * a, "The slope of the sigmoid is a(1 − a), not a."]);
  }
  return found;
}

/** Is the answer right, and if not, what it may have meant. */
export function judgeAnswer(net, state, answer) {
  const right = wanted(net, state);
  if (near(answer, right)) return { right: true, text: `Right: ${six(right)}.` };
  const step = state.steps[state.done];
  const found = slips(net, state, step).find(([v]) => near(answer, v) && !near(v, right));
  return { right: false, text: `Not quite: it is ${six(right)}. ${found ? found[1] : ""}`.trim() };
}
