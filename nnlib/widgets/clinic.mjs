// The clinic: the log of a training run, a diagnosis, a cure.
import {
  assign, button, drawing, fmt, home, html, label, narrator, path, repaintOn,
  scale, svg, ticks,
} from "./kit.mjs";

const EPOCHS = 12;
const [WIDTH, HEIGHT] = [300, 196];
const [LEFT, RIGHT, TOP, BOTTOM] = [50, 234, 30, 162];
const FAR = 288; // the right end where no names stand beside the curves
const LAYERS = ["layer 1", "layer 2", "layer 3"];

// --- what is said ---------------------------------------------------------

/** What the clinic says to a diagnosis and a cure; 0 means none yet. */
export function verdict(who, diagnoses, cures, diagnosis, cure) {
  if (!("diagnosis" in who)) {
    return "This run has no fault. Remember what its curves look like, "
      + "then choose a patient.";
  }
  if (!diagnosis) return "What is wrong with this run? Choose a diagnosis.";
  if (diagnosis !== who.diagnosis) {
    const [name, sign] = diagnoses[diagnosis - 1];
    return `That is not it. ${who.notes[name] ?? `${sign} ${who.looks}`}`;
  }
  if (!cure) return `Right. ${who.because} Now choose a cure.`;
  if (cure !== who.cure) {
    const [name, effect] = cures[cure - 1];
    return `The diagnosis is right, the cure is not. ${who.notes[name] ?? effect}`;
  }
  return `Cured. ${who.because} ${who.proof}`;
}

/** Three digits, as print has them; large numbers without a point. */
export function three(v) {
  if (v === 0) return "0";
  if (Math.abs(v) < 0.001) {
    const [digits, power] = v.toExponential(1).split("e-");
    return `${digits}·10^−${power}`;
  }
  return fmt(Number(v.toPrecision(3)), 6);
}

/** A share in percent, without decimals, as Python's format has it. */
export const percent = (v) => `${Math.round(100 * v)} %`;

/** One curve in words: where it begins, where it ends, how it goes. */
export function curveInWords(name, values) {
  const [first, last] = [values[0], values.at(-1)];
  const steps = values.slice(1).map((v, i) => v - values[i]);
  const ups = steps.filter((s) => s > 0).length;
  if (values.every((v) => v === 0)) return `${name} exactly 0 throughout`;
  return `${name} from ${three(first)} to ${three(last)}, `
    + `rising in ${ups} of ${steps.length} epochs`;
}

/** The histogram of a hidden layer in words. */
export function outputsInWords(out, layer) {
  return `layer ${layer}: from ${three(out.low)} to ${three(out.high)}, `
    + `${percent(out.zeros)} exactly 0, ${out.dead} of 32 units always 0`
    + (out.low < 0 ? `, ${percent(out.ends)} beyond ±0.99` : "");
}

// --- scales ---------------------------------------------------------------

/** Whether the losses need a logarithmic axis. */
export const farApart = (values) => Math.max(...values) > 20;

/** Powers of ten around all positive values, at most five labeled. */
export function decades(values) {
  const logs = values.filter((v) => v > 0).map(Math.log10);
  if (!logs.length) return [-1, 0];
  const [lo, hi] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
  return hi > lo ? [lo, hi] : [lo, lo + 1];
}

/** The points of a curve on a linear or logarithmic axis; zeros break it. */
export function pieces(values, logarithmic) {
  const parts = [[]];
  values.forEach((v, i) => {
    if (logarithmic && !(v > 0)) return parts.push([]);
    parts.at(-1).push([i + 1, logarithmic ? Math.log10(v) : v]);
    return null;
  });
  return parts.filter((part) => part.length > 0);
}

/** Heights in rising order, moved apart to `least`, none below `floor`. */
export function stacked(heights, least, floor) {
  const moved = [...heights];
  for (let i = 1; i < moved.length; i++) {
    moved[i] = Math.max(moved[i], moved[i - 1] + least);
  }
  let limit = floor;
  for (let i = moved.length - 1; i >= 0; i--, limit -= least) {
    moved[i] = Math.min(moved[i], limit);
  }
  return moved;
}

// --- panels ---------------------------------------------------------------

function frame(el, title) {
  const root = drawing(el, WIDTH, HEIGHT);
  svg("text", { x: LEFT, y: 17, class: "nn-clinic-title" }, root, title);
  return { root, g: svg("g", {}, root) };
}

function ruled(g, sx, sy, xmarks, ymarks, xlabel, right = RIGHT) {
  const axesGroup = svg("g", { class: "nn-axes" }, g);
  svg("path", { d: `M${LEFT} ${TOP}V${BOTTOM}H${right}` }, axesGroup);
  for (const [t, text] of xmarks) {
    svg("path", { d: `M${sx(t)} ${BOTTOM}v4` }, axesGroup);
    svg("text", { x: sx(t), y: BOTTOM + 17, class: "nn-middle" }, axesGroup, text);
  }
  for (const [t, text] of ymarks) {
    svg("path", { d: `M${LEFT} ${sy(t)}h-4` }, axesGroup);
    svg("text", { x: LEFT - 7, y: sy(t) + 5, class: "nn-end" }, axesGroup, text);
  }
  svg("text", { x: right, y: BOTTOM + 32, class: "nn-end" }, axesGroup, xlabel);
}

const EPOCH_MARKS = [[1, "1"], [4, "4"], [8, "8"], [12, "12"]];
const POWER = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶" };
const power = (t) => `10${[...String(t)].map((c) => POWER[c]).join("")}`;

/** Curves over the epochs, each with its name at its end. */
function curvesPanel(el, title, names, kinds) {
  const { root, g } = frame(el, title);
  return (curves, { logarithmic, top = null }) => {
    g.replaceChildren();
    const all = curves.flat();
    const ylim = logarithmic ? decades(all) : [0, top ?? Math.max(...all) * 1.05];
    const sx = scale([1, EPOCHS], [LEFT + 6, RIGHT - 8]);
    const sy = scale(ylim, [BOTTOM, TOP]);
    const marks = ticks(...ylim, 4).filter((t) => !logarithmic || Number.isInteger(t));
    ruled(g, sx, sy, EPOCH_MARKS,
      marks.map((t) => [t, logarithmic ? power(t) : fmt(t)]), "epoch");
    const ends = [];
    curves.forEach((values, k) => {
      for (const part of pieces(values, logarithmic)) {
        svg("path", { class: `nn-clinic-${kinds[k]}`, d: path(part, sx, sy) }, g);
      }
      const last = pieces(values, logarithmic).at(-1)?.at(-1);
      ends.push([last ? sy(last[1]) : BOTTOM, k, Boolean(last)]);
    });
    ends.sort((a, b) => a[0] - b[0]);
    const heights = stacked(ends.map(([y]) => y + 5), 16, BOTTOM - 2);
    ends.forEach(([, k, drawn], i) => {
      svg("text", { x: RIGHT - 3, y: heights[i], class: `nn-clinic-name-${kinds[k]}` }, g,
        drawn ? names[k] : `${names[k]}: 0`);
    });
    label(root, `${title}: ${curves.map((v, k) => curveInWords(names[k], v)).join("; ")}.`);
  };
}

/** The outputs of the two hidden layers, one histogram below the other. */
function outputsPanel(el, title) {
  const { root, g } = frame(el, title);
  return (outputs) => {
    g.replaceChildren();
    const shown = outputs.filter((o) => o.zeros < 1);
    const ylo = Math.min(0, ...shown.map((o) => o.low));
    const yhi = Math.max(1, ...shown.map((o) => o.high));
    const sx = scale([ylo, yhi], [LEFT, FAR]);
    const marks = ticks(ylo, yhi, 4).map((t) => [t, fmt(t)]);
    ruled(g, sx, (v) => v, marks, [], "", FAR);
    outputs.forEach((out, k) => {
      const floor = k === 0 ? 92 : BOTTOM;
      const most = Math.max(1, ...out.counts);
      const by = (out.high - out.low) / out.counts.length;
      const tops = out.counts.map((c, i) =>
        `V${(floor - (46 * c) / most).toFixed(1)}H${sx(out.low + (i + 1) * by).toFixed(1)}`);
      if (out.zeros < 1) {
        svg("path", { class: "nn-clinic-bars", d: `M${sx(out.low)} ${floor}${tops.join("")}V${floor}Z` }, g);
      }
      svg("text", { x: LEFT - 7, y: floor - 8, class: "nn-end" }, g, String(k + 1));
      const note = out.low < 0 ? `${percent(out.ends)} beyond ±0.99`
        : `${percent(out.zeros)} are 0, ${out.dead} units always`;
      svg("text", { x: FAR, y: floor - 50, class: "nn-end nn-clinic-note" }, g, note);
    });
    label(root, `${title}: ${outputs.map((o, k) => outputsInWords(o, k + 1)).join("; ")}.`);
  };
}

/** How often each digit was the answer. */
function answersPanel(el, title) {
  const { root, g } = frame(el, title);
  return (answers) => {
    g.replaceChildren();
    const most = Math.max(100, ...answers);
    const sx = scale([-0.6, 9.6], [LEFT, FAR]);
    const sy = scale([0, most], [BOTTOM, TOP]);
    ruled(g, sx, sy, answers.map((_, d) => [d, String(d)]),
      ticks(0, most, 4).map((t) => [t, fmt(t)]), "digit", FAR);
    answers.forEach((n, d) => {
      const width = sx(0.8) - sx(0);
      svg("rect", {
        class: "nn-clinic-bars", x: sx(d) - width / 2, y: sy(n), width, height: BOTTOM - sy(n),
      }, g);
    });
    label(root, `${title}: ${answers.map((n, d) => `${d}: ${n}`).join(", ")}.`);
  };
}

function panels(el) {
  const grid = html("div", { class: "nn-clinic-panels" }, el);
  const [pair, sets] = [["train", "validation"], ["training", "validation"]];
  const layers = ["one", "two", "three"];
  const cell = () => html("div", {}, grid);
  const loss = curvesPanel(cell(), "loss", sets, pair);
  const right = curvesPanel(cell(), "share that is right", sets, pair);
  const gradients = curvesPanel(cell(), "length of the gradient", LAYERS, layers);
  const updates = curvesPanel(cell(), "update / weights", LAYERS, layers);
  const outputs = outputsPanel(cell(), "outputs of layers 1 and 2");
  const answers = answersPanel(cell(), "answers to 500 digits");
  return (log) => {
    const losses = [log.loss, log.val_loss];
    loss(losses, { logarithmic: farApart(losses.flat()) });
    right([log.accuracy, log.val_accuracy], { logarithmic: false, top: 1 });
    gradients(log.gradients, { logarithmic: true });
    updates(log.updates, { logarithmic: true });
    outputs(log.outputs);
    answers(log.answers);
  };
}

function render({ model, el }) {
  home(el, "nn-clinic");
  const told = html("div", { class: "nn-clinic-told" }, el);
  const say = narrator(told);
  const bar = html("div", { class: "nn-buttons" }, el);
  let after = true; // after the cure, until the reader looks back
  const toggle = button(bar, "", () => { after = !after; paint(); });
  const show = panels(el);
  let seen = model.get("_patient");

  function paint() {
    if (model.get("_patient") !== seen) {
      seen = model.get("_patient");
      after = true;
      assign(model, { _diagnosis: 0, _cure: 0 }); // a new patient, a new start
    }
    const who = model.get("_patients")[seen];
    const text = verdict(who, model.get("_diagnoses"), model.get("_cures"),
      model.get("_diagnosis"), model.get("_cure"));
    const cured = text.startsWith("Cured.");
    told.dataset.state = cured ? "cured" : text.startsWith("Right.") ? "right" : "open";
    if (cured && !toggle.isConnected) bar.append(toggle);
    if (!cured) toggle.remove(); // nothing to compare with yet
    toggle.textContent = after ? "Show the log before the cure" : "Show the log after the cure";
    show(cured && after ? who.after : who.before);
    say(cured ? `${text} ${after ? "You see the log after the cure." : "You see the log before the cure."}` : text);
  }

  const undo = repaintOn(model, ["_patient", "_diagnosis", "_cure"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
