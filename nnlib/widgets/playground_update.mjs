// The update rule of one chosen weight or bias, with the numbers of the last
// step of training.
import { clamp, html } from "./kit.mjs";
import { FEATURE_NAMES, unitName } from "./playground_stage.mjs";

/** A number with four digits that count, with a true minus sign. */
export function digits(v, n = 4) {
  if (!Number.isFinite(v)) return String(v);
  const size = Math.abs(v);
  const text = size !== 0 && (size < 1e-4 || size >= 1e6)
    ? v.toExponential(2) : String(Number(v.toPrecision(n)));
  return text.replaceAll("-", "−");
}

const bracketed = (v) => (v < 0 ? `(${digits(v)})` : digits(v));
const term = (v) => `${v < 0 ? "−" : "+"} ${digits(Math.abs(v))}`;

const plain = ({ w, before, gradient: g, rate, after }) => [
  `${w} ← ${w} − η g = ${digits(before, 6)} − ${digits(rate)} · ${bracketed(g)} = ${digits(after, 6)}`,
];

const rooted = (rule) => (r) => {
  const [s] = r.memory;
  const old = r.remembered?.[0] ?? 0;
  return [
    rule(r, old, s),
    `${r.w} ← ${r.w} − η g / (√s + ε) = ${digits(r.before, 6)} − ${digits(r.rate)} · `
      + `${bracketed(r.gradient)} / ${digits(Math.sqrt(s))} = ${digits(r.after, 6)}`,
  ];
};

function withMomentum(r, last) {
  const old = r.remembered?.[0] ?? 0;
  const [v] = r.memory;
  return [
    `v ← 0.9 v − η g = 0.9 · ${bracketed(old)} − ${digits(r.rate)} · ${bracketed(r.gradient)} = ${digits(v)}`,
    last(r, v),
  ];
}

function adam(r) {
  const [m0, s0] = r.remembered ?? [0, 0];
  const [m, s] = r.memory;
  const [mHat, sHat] = [m / (1 - 0.9 ** r.t), s / (1 - 0.999 ** r.t)];
  return [
    `m ← 0.9 m + 0.1 g = 0.9 · ${bracketed(m0)} + 0.1 · ${bracketed(r.gradient)} = ${digits(m)}`,
    `s ← 0.999 s + 0.001 g² = 0.999 · ${digits(s0)} + 0.001 · ${bracketed(r.gradient)}² = ${digits(s)}`,
    `m̂ = m / (1 − 0.9ᵗ) = ${digits(mHat)},  ŝ = s / (1 − 0.999ᵗ) = ${digits(sHat)},  t = ${r.t}`,
    `${r.w} ← ${r.w} − η m̂ / (√ŝ + ε) = ${digits(r.before, 6)} − ${digits(r.rate)} · `
      + `${bracketed(mHat)} / ${digits(Math.sqrt(sHat))} = ${digits(r.after, 6)}`,
  ];
}

const RULES = {
  sgd: plain,
  momentum: (r) => withMomentum(r, ({ w, before, after }, v) =>
    `${w} ← ${w} + v = ${digits(before, 6)} ${term(v)} = ${digits(after, 6)}`),
  nesterov: (r) => withMomentum(r, ({ w, before, after, rate, gradient: g }, v) =>
    `${w} ← ${w} + 0.9 v − η g = ${digits(before, 6)} ${term(0.9 * v)} − ${digits(rate)} · ${bracketed(g)} = ${digits(after, 6)}`),
  adagrad: rooted((r, old, s) =>
    `s ← s + g² = ${digits(old)} + ${bracketed(r.gradient)}² = ${digits(s)}`),
  rmsprop: rooted((r, old, s) =>
    `s ← 0.9 s + 0.1 g² = 0.9 · ${digits(old)} + 0.1 · ${bracketed(r.gradient)}² = ${digits(s)}`),
  adam,
};

/** What the last update did to the parameter, as lines of a calculation. */
export function updateLines(record, isBias, regularization) {
  const { gradient, penalty, n, batch, batches, epoch } = record;
  const mean = n === 1 ? "of 1 point" : `mean over ${n} points`;
  const where = `Epoch ${epoch}, mini-batch ${batch} of ${batches} (${mean}):`;
  const what = { l1: "λ sign w", l2: "λ w" }[regularization];
  const parts = penalty !== 0 && what
    ? `g = ∂L/∂w + ${what} = ${digits(gradient - penalty)} ${term(penalty)} = ${digits(gradient)}`
    : `g = ∂L/∂${isBias ? "b" : "w"} = ${digits(gradient)}`;
  return [where, parts, ...RULES[record.optimizer]({ ...record, w: isBias ? "b" : "w" })];
}

/** The names of what unit (layer, ·) listens to: its inputs and the bias. */
function sources(sizes, features, layer) {
  const inputs = layer === 0
    ? features.map((name) => FEATURE_NAMES[name])
    : Array.from({ length: sizes[layer] }, (_, i) => unitName(sizes, layer - 1, i));
  return [...inputs, "the bias"];
}

/**
 * The panel of the chosen parameter: which one, its value to be set, and its
 * last update. `choose` and `edit` tell what the reader wants.
 */
export function updatePanel(parent, { choose, edit }) {
  const el = html("div", { class: "nn-pg-panel" }, parent);
  const row = html("div", { class: "nn-pg-chosen" }, el);
  const pick = (text) => html("select", {}, html("label", {}, row, `${text} `));
  const [from, to] = [pick("weight from"), pick("to")];
  const field = html("label", {}, row, "value ");
  const number = html("input", { type: "number", step: "any" }, field);
  const range = html("input", {
    type: "range", min: -5, max: 5, step: 0.01, "aria-label": "value of the chosen weight",
  }, row);
  const lines = html("div", { class: "nn-pg-rule" }, el);
  let [chosen, units, shown, text] = [null, [], "", ""];

  to.addEventListener("change", () => choose({ ...units[to.selectedIndex], from: undefined }));
  from.addEventListener("change", () => {
    const last = from.selectedIndex === from.options.length - 1;
    choose({ ...chosen, from: last ? null : from.selectedIndex });
  });
  number.addEventListener("input", () => {
    if (number.value !== "" && Math.abs(number.valueAsNumber) < 1e6) edit(number.valueAsNumber);
  });
  range.addEventListener("input", () => edit(range.valueAsNumber));

  function options(sizes, features) {
    units = sizes.slice(1).flatMap((n, layer) =>
      Array.from({ length: n }, (_, j) => ({ layer, to: j })));
    const fill = (select, names) => select.replaceChildren(
      ...names.map((name) => html("option", {}, null, name)));
    fill(to, units.map((unit) => unitName(sizes, unit.layer, unit.to)));
    fill(from, sources(sizes, features, chosen.layer));
    to.selectedIndex = units.findIndex((u) => u.layer === chosen.layer && u.to === chosen.to);
    from.selectedIndex = chosen.from ?? from.options.length - 1;
  }

  return {
    /** The names in the lists; only when network or choice have changed. */
    show(next, network, features) {
      const now = JSON.stringify([next, network.sizes, features]);
      if (now === shown) return;
      [shown, chosen] = [now, { ...next }];
      options(network.sizes, features);
    },
    /** The value and the numbers of its last update. */
    paint(value, record, hint, regularization) {
      if (document.activeElement !== number) number.value = String(Number(value.toPrecision(5)));
      range.value = String(clamp(value, -5, 5));
      const isBias = chosen.from === null;
      const written = record ? updateLines(record, isBias, regularization) : [hint];
      if (written.join() === text) return;
      text = written.join();
      lines.replaceChildren(...written.map((line) => html("p", {}, null, line)));
    },
  };
}
