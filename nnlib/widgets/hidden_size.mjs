// Errors of networks with more and more hidden units; a slider chooses one.
import { drawing, fmt, label, legend, narrator, path, repaintOn, scale, svg } from "./kit.mjs";

const [WIDTH, HEIGHT, LEFT, RIGHT] = [480, 450, 62, 462];
const TOP_PANEL = [14, 176];
const LOW_PANEL = [252, 402];
const LOWEST = 0.01; // percent: below it the logarithmic axis ends

export const meanOfRuns = (values) => values.reduce((s, v) => s + v, 0) / values.length;

/** The powers of ten around all errors: the ends of the logarithmic axis. */
export function errorLimits(sizes) {
  const all = sizes.flatMap(({ train, val }) => [...train, ...val].flat());
  const low = Math.max(LOWEST, Math.min(...all));
  return [Math.floor(Math.log10(low)), Math.ceil(Math.log10(Math.max(...all)))];
}

/** Log of an error in percent; no error at all is put on the axis' end. */
export const logError = (v) => Math.log10(Math.max(LOWEST, v));

/** A frame with a logarithmic axis of errors; marks are [[place, name], …]. */
function frameOf(root, [top, bottom], limits, marks, sx, name) {
  const sy = scale(limits, [bottom, top]);
  const g = svg("g", { class: "nn-axes" }, root);
  svg("path", { d: `M${LEFT} ${top}V${bottom}H${RIGHT}` }, g);
  for (let k = limits[0]; k <= limits[1]; k++) {
    svg("path", { d: `M${LEFT} ${sy(k)}h-5` }, g);
    svg("text", { x: LEFT - 8, y: sy(k) + 5, class: "nn-end" }, g, fmt(10 ** k));
  }
  for (const [place, text] of marks) {
    svg("path", { d: `M${sx(place)} ${bottom}v5` }, g);
    svg("text", { x: sx(place), y: bottom + 20, class: "nn-middle" }, g, text);
  }
  const title = svg("text", { x: (LEFT + RIGHT) / 2, y: bottom + 42, class: "nn-middle" }, g, name);
  const middle = (top + bottom) / 2;
  svg("text", {
    x: 14, y: middle, class: "nn-middle", transform: `rotate(-90 14 ${middle})`,
  }, g, "error in %");
  return { sy, title };
}

function bySize(root, sizes, limits) {
  const sx = scale([-0.5, sizes.length - 0.5], [LEFT, RIGHT]);
  const [top, bottom] = TOP_PANEL;
  const band = svg("rect", {
    y: top, height: bottom - top, width: sx(0.8) - sx(0), class: "nn-side1",
  }, root);
  const marks = sizes.map(({ size }, i) => [i, String(size)]);
  const { sy } = frameOf(root, TOP_PANEL, limits, marks, sx, "hidden units");
  [["train", "training"], ["val", "validation"]].forEach(([key, look]) => {
    const ends = sizes.map((each) => each[key].map((run) => run.at(-1)));
    const line = ends.map((runs, i) => [i, logError(meanOfRuns(runs))]);
    svg("path", { class: `nn-${look}`, d: path(line, sx, sy) }, root);
    const dots = svg("g", { class: `nn-${look}-dot` }, root);
    ends.forEach((runs, i) => runs.forEach((v) =>
      svg("circle", { cx: sx(i), cy: sy(logError(v)), r: 2.8 }, dots)));
  });
  return (chosen) => band.setAttribute("x", sx(chosen - 0.4));
}

function byEpoch(root, sizes, limits) {
  const epochs = sizes[0].val[0].length;
  const sx = scale([0, epochs + 0.5], [LEFT, RIGHT]);
  const marks = Array.from({ length: epochs }, (_, k) => [k + 1, String(k + 1)]);
  const { sy, title } = frameOf(root, LOW_PANEL, limits, marks, sx, "epoch");
  const curve = (run) => path(run.map((v, k) => [k + 1, logError(v)]), sx, sy);
  sizes.forEach(({ val }) => svg("path", { class: "nn-other", d: curve(val[0]) }, root));
  const lines = svg("g", {}, root);
  return (chosen) => {
    lines.replaceChildren();
    const { size, train, val } = sizes[chosen];
    train.forEach((run) => svg("path", { class: "nn-training", d: curve(run) }, lines));
    val.forEach((run) => svg("path", { class: "nn-validation", d: curve(run) }, lines));
    title.textContent = `epoch, with ${size} hidden units`;
  };
}

function render({ model, el }) {
  el.classList.add("nn-view", "nn-hidden-size");
  const sizes = model.get("_sizes");
  const root = drawing(el, WIDTH, HEIGHT);
  const limits = errorLimits(sizes);
  const show = [bySize(root, sizes, limits), byEpoch(root, sizes, limits)];
  legend(el, [["curve", "training"], ["val", "validation, dashed"]]);
  const say = narrator(el);

  function paint() {
    const chosen = model.get("_chosen");
    if (!sizes[chosen]) return;
    show.forEach((each) => each(chosen));
    const { sentence } = sizes[chosen];
    label(root, `Errors of networks of ${sizes.length} sizes. ${sentence}`);
    say(sentence);
  }

  const undo = repaintOn(model, ["_chosen"], paint);
  return () => { undo(); say.stop(); };
}

export default { render };
