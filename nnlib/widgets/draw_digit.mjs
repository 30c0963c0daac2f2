// Draw a digit: the pad, what the network saw, its answer, and why.
import { assign, button, fmt, home, html, narrator, repaintOn } from "./kit.mjs";
import {
  PAD, describeAnswer, describeEvidence, digitEvidence, forwardDigit,
  meanDigits, normalizeDigit, probabilitiesOf, ranked, rasterize, turned,
  unpackLayers,
} from "./digit.mjs";
import { digitPad } from "./digit_pad.mjs";
import { inkImage, signedImage, tenBars, unitGrid } from "./digit_pictures.mjs";

const TURN = 15; // degrees
const DIGITS = [...Array(10).keys()];
const same = (p, q) => JSON.stringify(p) === JSON.stringify(q);

/** Everything that the pictures show, from the strokes on. */
export function readState(strokes, pen, layers, remote) {
  const image = normalizeDigit(rasterize(strokes, pen), PAD);
  if (layers.length === 0) return { image, answer: remote, steps: null };
  const steps = forwardDigit(layers, image);
  return { image, steps, answer: probabilitiesOf(layers, steps) };
}

/** The two digits that the evidence compares: the meant one and its rival. */
export function rivals(answer, meant) {
  const [first, second] = ranked(answer);
  return [meant, meant === first ? second : first];
}

/** Ten buttons in a row, with a heading. */
function digitRow(el, heading, nameOf, press) {
  const group = html("div", { class: "nn-dd-row", role: "group", "aria-label": heading }, el);
  html("p", { "aria-hidden": "true" }, group, heading);
  const panel = html("div", { class: "nn-dd-ten" }, group);
  return DIGITS.map((digit) => {
    const made = button(panel, String(digit), () => {
      if (made.getAttribute("aria-disabled") !== "true") press(digit);
    });
    made.setAttribute("aria-label", nameOf(digit));
    return made;
  });
}

/** The hidden layer, and what the chosen unit looks for. */
function hiddenPart(el, layers, choose) {
  if (layers.length < 2) return () => {};
  const part = html("div", { class: "nn-dd-hidden" }, el);
  const grid = unitGrid(part, layers[0].m, choose);
  const weights = signedImage(part, "");
  return ({ steps }, unit) => {
    const { W, m } = layers[0];
    const chosen = Math.min(unit, m - 1);
    const { z, a } = steps[0];
    grid.show(a, chosen);
    const lit = a.filter((v) => v > 0).length;
    grid.tell(`${m} hidden units; ${lit} are above 0. Framed: unit ${chosen}.`);
    weights.show(Array.from({ length: 784 }, (_, i) => W[i * m + chosen]));
    weights.tell(`Weights of unit ${chosen}: blue ink excites it, orange ink `
      + `silences it. Sum ${fmt(z[chosen])}, activation ${fmt(a[chosen])}.`);
  };
}

/** Why: the mean digits of the two rivals, and the ink that decides. */
function whyPart(el, layers, means) {
  const part = html("div", { class: "nn-dd-why" }, el);
  const pictures = html("div", { class: "nn-dd-three" }, part);
  const [first, second] = [inkImage(pictures, ""), inkImage(pictures, "")];
  const shares = layers.length ? signedImage(pictures, "") : null;
  const sum = html("p", {}, part);
  const inner = layers.slice(0, -1).map(({ activation }) => activation);
  const exact = inner.every((name) => ["relu", "identity"].includes(name));
  return ({ image, steps, answer }, drawn, meant) => {
    part.hidden = !drawn || meant < 0 || answer.length < 10;
    if (part.hidden) return;
    const [digit, other] = rivals(answer, meant);
    [[first, digit], [second, other]].forEach(([picture, which]) => {
      picture.show(means[which]);
      picture.tell(`The mean ${which} of MNIST`);
    });
    if (!shares) return;
    const found = digitEvidence(layers, steps, image, digit, other);
    shares.show(found);
    shares.tell(`Your ink: blue speaks for the ${digit}, orange for the ${other}`);
    sum.textContent = describeEvidence(found, steps.at(-1).z, digit, other, exact);
  };
}

function render({ model, el }) {
  home(el, "nn-draw-digit");
  let layers = unpackLayers(model.get("_layers"));
  let current = null; // the strokes while the pen is on the pad
  const strokes = () => current ?? model.get("strokes");
  const isStored = () => model.get("_stored").some((each) => same(each, model.get("strokes")));
  const put = (next, more = {}) => assign(model, { strokes: next, ...more });

  const top = html("div", { class: "nn-dd-top" }, el);
  const left = html("div", {}, top);
  const pad = digitPad(left, {
    // the first stroke replaces a stored drawing
    read: () => (isStored() ? [] : model.get("strokes")),
    live: (next) => { current = next; paint(); },
    done: (next) => {
      const fresh = next.length === 1 && next[0].length === 1;
      current = null;
      put(next, fresh || isStored() ? { meant: -1 } : {});
    },
    undo: () => put(model.get("strokes").slice(0, -1)),
    pen: () => model.get("pen"),
  });
  const right = html("div", { class: "nn-dd-read" }, top);
  const saw = inkImage(right, "What the network saw: 28 by 28 pixels");
  const bars = tenBars(html("div", {}, right));
  const tools = html("div", { class: "nn-buttons" }, left);
  const ready = (made) => made.getAttribute("aria-disabled") !== "true";
  const tool = (name, act) => {
    const made = button(tools, name, () => { if (ready(made)) act(); });
    return made;
  };
  const needInk = [
    tool("Clear", () => put([], { meant: -1 })),
    tool("Undo stroke", () => put(model.get("strokes").slice(0, -1))),
    tool("Turn left", () => put(turned(model.get("strokes"), -TURN))),
    tool("Turn right", () => put(turned(model.get("strokes"), TURN))),
  ];
  digitRow(left, "Stored drawings", (digit) => `Show a stored ${digit}`, (digit) =>
    put(model.get("_stored")[digit], { meant: -1 }));
  const say = narrator(el);
  const meantButtons = digitRow(el, "What did you mean?", (digit) => `I meant ${digit}`,
    (digit) => assign(model, { meant: model.get("meant") === digit ? -1 : digit }));
  const lower = html("div", {}, el);
  let showWhy;
  let showHidden;
  function build() {
    layers = unpackLayers(model.get("_layers"));
    lower.replaceChildren();
    showWhy = whyPart(lower, layers, meanDigits(model.get("_means")));
    showHidden = hiddenPart(lower, layers, (unit) => assign(model, { unit }));
  }

  function paint() {
    const [drawn, meant] = [strokes().length > 0, model.get("meant")];
    const state = readState(strokes(), model.get("pen"), layers, model.get("_answer"));
    const text = describeAnswer(state.answer, drawn, meant);
    pad.paint(strokes());
    saw.show(state.image);
    bars(drawn ? state.answer : [], text);
    showWhy(state, drawn, meant);
    showHidden(state, model.get("unit"));
    [...needInk, ...meantButtons].forEach((each) =>
      each.setAttribute("aria-disabled", String(!drawn)));
    meantButtons.forEach((each, digit) =>
      each.setAttribute("aria-pressed", String(digit === meant)));
    say(text);
  }

  build();
  const rebuilt = () => { build(); paint(); };
  model.on("change:_layers", rebuilt);
  const undo = repaintOn(model, ["strokes", "pen", "meant", "unit", "_answer"], paint);
  return () => { undo(); model.off("change:_layers", rebuilt); say.stop(); };
}

export default { render };
