// Four photos, a probability for each, and what three measures say of them.
import {
  axes, count, drawing, fmt, home, html, label, legend, marker, narrator,
  path, repaintOn, scale, svg,
} from "./kit.mjs";
import { binaryCrossentropy, meanSquaredError } from "./losses.mjs";

const [WIDTH, HEIGHT] = [480, 330];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 468, 14, 278];
const HIGH = 5; // the top of the picture; a loss beyond stays at the rim
export const TRAITS = ["p1", "p2", "p3", "p4"];

/** What each photo costs, and the means: losses over n, the share right. */
export function judgePhotos(p, y) {
  const photos = p.map((prob, i) => {
    const [target, given] = [[[y[i]]], [[prob]]];
    return {
      crossEntropy: binaryCrossentropy(target, given),
      brier: meanSquaredError(target, given),
      right: (prob >= 0.5 ? 1 : 0) === y[i], // the tie counts as class 1
    };
  });
  const rows = [y, p].map((values) => values.map((v) => [v]));
  return {
    photos,
    crossEntropy: binaryCrossentropy(...rows),
    brier: meanSquaredError(...rows),
    accuracy: photos.filter((photo) => photo.right).length / p.length,
  };
}

/** The three measures as a sentence. */
export function describePhotos(p, y) {
  const { photos, crossEntropy, brier, accuracy } = judgePhotos(p, y);
  const right = photos.filter((photo) => photo.right).length;
  const words = `${count(right, "photo")} of ${p.length} right: accuracy `
    + `${fmt(100 * accuracy, 0)}\u00a0%, mean cross-entropy ${fmt(crossEntropy, 3)}, `
    + `Brier score ${fmt(brier, 3)}.`;
  const lost = photos.some((photo) => photo.crossEntropy > 700);
  return lost ? `${words} A truth that got the probability 0 costs −log 0, `
    + "which is infinite; the program puts the least number it knows for 0." : words;
}

function curves(root, sx, sy) {
  const rim = Math.exp(-HIGH); // where −log p leaves the picture
  const inner = Array.from({ length: 199 }, (_, i) => (i + 1) / 200);
  const grid = [0, rim, ...inner, 1 - rim, 1];
  const shown = (loss) => path(
    grid.map((p) => [p, loss(p)]).filter(([, v]) => v <= HIGH + 1e-9), sx, sy);
  for (const y of [0, 1]) {
    const ce = (p) => binaryCrossentropy([[y]], [[p]]);
    const brier = (p) => meanSquaredError([[y]], [[p]]);
    svg("path", { class: `nn-photo-ce nn-photo-${y}`, d: shown(ce) }, root);
    svg("path", { class: `nn-photo-brier nn-photo-${y}`, d: shown(brier) }, root);
  }
}

/** The curves and, on each photo's curve, its marker. */
function stage(el, y) {
  const root = drawing(el, WIDTH, HEIGHT);
  const [sx, sy] = [scale([0, 1], [LEFT, RIGHT]), scale([0, HIGH], [BOTTOM, TOP])];
  axes(root, sx, sy, [0, 1], [0, HIGH], "probability given to \"dog\"", "loss", 5);
  svg("path", { class: "nn-guide", d: path([[0.5, 0], [0.5, HIGH]], sx, sy) }, root);
  curves(root, sx, sy);
  const marks = y.map((each, i) => {
    const g = svg("g", {}, root);
    const ring = svg("circle", { r: 13, class: "nn-ring" }, g);
    marker(0, 0, each, g, 8);
    svg("text", { x: 0, y: -17, class: "nn-middle" }, g, String(i + 1));
    return { g, ring };
  });
  const say = (text) => label(root, `Cross-entropy and Brier score over the probability. ${text}`);
  const paint = (p, photos) => marks.forEach(({ g, ring }, i) => {
    const height = sy(Math.min(photos[i].crossEntropy, HIGH));
    g.setAttribute("transform", `translate(${sx(p[i])} ${height})`);
    ring.style.display = photos[i].right ? "none" : "";
  });
  return { paint, say };
}

/** One row for each photo and one for the means. */
function table(el, names, y) {
  const made = html("table", { class: "nn-table" }, el);
  const head = html("tr", {}, html("thead", {}, made));
  const body = html("tbody", {}, made);
  ["photo", "p", "cross-entropy", "Brier", "right?"].forEach((name) =>
    html("th", { scope: "col" }, head, name));
  const rows = [...names, "mean"].map((name, i) => {
    const row = html("tr", { class: i < y.length ? "" : "nn-photo-mean" }, body);
    const title = i < y.length ? `${i + 1} ${name}` : name;
    html("th", { scope: "row" }, row, title);
    return [0, 1, 2, 3].map(() => html("td", {}, row));
  });
  const fill = (row, values) => values.forEach((v, k) => { row[k].textContent = v; });
  return (p, { photos, crossEntropy, brier, accuracy }) => {
    photos.forEach((photo, i) => fill(rows[i], [
      p[i].toFixed(2), photo.crossEntropy.toFixed(3), photo.brier.toFixed(3),
      photo.right ? "yes" : "no",
    ]));
    fill(rows.at(-1), [
      "", crossEntropy.toFixed(3), brier.toFixed(3), `${fmt(100 * accuracy, 0)}\u00a0%`,
    ]);
  };
}

function render({ model, el }) {
  home(el, "nn-probability-losses");
  const [names, y] = [model.get("_names"), model.get("_labels")];
  const { paint, say: caption } = stage(el, y);
  legend(el, [
    ["1", "a dog: −log p"], ["0", "no dog: −log(1 − p)"], ["brier", "Brier score"],
    ["ring", "wrong"],
  ]);
  const fill = table(el, names, y);
  const say = narrator(el);
  const undo = repaintOn(model, TRAITS, () => {
    const p = TRAITS.map((name) => model.get(name));
    const judged = judgePhotos(p, y);
    const text = describePhotos(p, y);
    paint(p, judged.photos);
    fill(p, judged);
    caption(text);
    say(text);
  });
  return () => { undo(); say.stop(); };
}

export default { render };
