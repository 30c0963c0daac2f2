// One weight of a network, the loss as its function, and the tangent whose
// slope backpropagation gives.
import {
  assign, axes, drawing, fmt, home, label, legend, narrator, path, repaintOn,
  scale, svg, freshId,
} from "./kit.mjs";
import { finished, forwardPass } from "./backprop_graph.mjs";

const [WIDTH, HEIGHT] = [480, 330];
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 468, 14, 278];
const REACH = 8; // the weight goes from -8 to 8
const NUDGE = 1e-5;

const put = (name, value, target) => ({ [name]: value, y: target });

/** The loss with one weight set, all others at the network's own. */
export const lossAt = (net, name, value, target) =>
  forwardPass(net, put(name, value, target)).values.E;

/** The slope by backpropagation, and by a central difference. */
export function slopes(net, name, value, target) {
  const [above, below] = [NUDGE, -NUDGE].map((h) => lossAt(net, name, value + h, target));
  return {
    loss: lossAt(net, name, value, target),
    backprop: finished(net, put(name, value, target)).grads[name],
    difference: (above - below) / (2 * NUDGE),
  };
}

/** The loss over the whole range of the weight. */
export const lossCurve = (net, name, target, points = 161) =>
  Array.from({ length: points }, (_, i) => {
    const w = -REACH + (2 * REACH * i) / (points - 1);
    return [w, lossAt(net, name, w, target)];
  });

/** Which way the weight should go, in a sentence. */
export function describe(name, value, { loss, backprop, difference }) {
  const flat = Math.abs(backprop) < 5e-5;
  const advice = backprop < 0 ? "raise the weight to lower the loss" : "lower the weight to lower the loss";
  return `${name} = ${fmt(value)}: E = ${fmt(loss, 6)}, slope by backpropagation `
    + `${fmt(backprop, 6)}, by a difference ${fmt(difference, 6)}; `
    + `${flat ? "nearly flat here" : advice}.`;
}

function render({ model, el }) {
  home(el, "nn-tangent-weight");
  const net = model.get("_net");
  const weights = net.nodes.filter((n) => n.kind === "weight");
  const chosen = () => weights[model.get("_chosen")];
  const root = drawing(el, WIDTH, HEIGHT);
  legend(el, [["curve", "loss E"], ["tangent", "tangent: slope from backpropagation"]]);
  const say = narrator(el);
  const sx = scale([-REACH, REACH], [LEFT, RIGHT]);
  let [drawn, sy, line, dot] = [null, null, null, null];

  function build(name, target) {
    root.replaceChildren();
    const points = lossCurve(net, name, target);
    const most = 1.1 * Math.max(0.02, ...points.map(([, e]) => e));
    sy = scale([0, most], [BOTTOM, TOP]);
    axes(root, sx, sy, [-REACH, REACH], [0, most], `weight ${chosen().label}`, "loss E", 8);
    const id = freshId();
    svg("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP },
      svg("clipPath", { id }, svg("defs", {}, root)));
    const g = svg("g", { "clip-path": `url(#${id})` }, root);
    svg("path", { class: "nn-curve", d: path(points, sx, sy) }, g);
    line = svg("path", { class: "nn-tangent" }, g);
    dot = svg("circle", { r: 7, class: "nn-probe" }, root);
    drawn = `${name} ${target}`;
  }

  function paint() {
    const [{ name, label: title }, value, target] =
      [chosen(), model.get("value"), model.get("target")];
    if (drawn !== `${name} ${target}`) build(name, target);
    const found = slopes(net, name, value, target);
    const ends = [-REACH, REACH].map((w) => [w, found.loss + found.backprop * (w - value)]);
    line.setAttribute("d", path(ends, sx, sy));
    dot.setAttribute("cx", sx(value));
    dot.setAttribute("cy", sy(found.loss));
    const text = describe(title, value, found);
    label(root, `The loss as a function of one weight, with its tangent. ${text}`);
    say(text);
  }

  const restart = () => assign(model, { value: chosen().value });
  model.on("change:_chosen", restart);
  const undo = repaintOn(model, ["_chosen", "value", "target"], paint);
  return () => { undo(); say.stop(); model.off("change:_chosen", restart); };
}

export default { render };
