// A map of a loss of two weights, with contour lines and walks on it.
import { axes, drawing, html, scale, svg } from "./kit.mjs";
import { surfaceValue } from "./surfaces.mjs";
import { MAP, clipToPlot, layers, near, paintWalk } from "./walks.mjs";

const BANDS = 18;
const PIXELS = [292, 262];

/** Values on a grid, rows from low to high second weight. */
export function heights(key, [xlim, ylim], columns, rows) {
  const at = (k, n, [lo, hi]) => lo + ((hi - lo) * k) / (n - 1);
  return Array.from({ length: rows }, (_, j) =>
    Array.from({ length: columns }, (__, i) =>
      surfaceValue(key, [at(i, columns, xlim), at(j, rows, ylim)])));
}

/** Levels that leave equal areas between them, as nnlib.viz draws them. */
export function contourLevels(rows, bands = BANDS) {
  const sorted = rows.flat().sort((a, b) => a - b);
  return Array.from({ length: bands - 1 }, (_, k) =>
    sorted[Math.round(((k + 1) / bands) * (sorted.length - 1))]);
}

/** How many levels lie below a value. */
export function bandOf(value, levels) {
  let [low, high] = [0, levels.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (levels[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Red, green, blue, opacity: of a line, on a light or dark page, or a band. */
export const pixel = (band, edge) =>
  (edge ? [110, 130, 150, 255] : [0, 122, 190, 127 * (1 - band / (BANDS - 1)) ** 1.4]);

/** The map as an image: deeper is stronger, a line where a band ends. */
function mapImage(value, box) {
  const [columns, rows] = PIXELS;
  const sx = scale([0, columns - 1], box[0]);
  const sy = scale([rows - 1, 0], box[1]);
  const grid = Array.from({ length: rows }, (_, j) =>
    Array.from({ length: columns }, (__, i) => value([sx(i), sy(j)])));
  const coarse = grid.filter((_, j) => j % 4 === 0)
    .map((row) => row.filter((_, i) => i % 4 === 0));
  const levels = contourLevels(coarse);
  const bands = grid.map((row) => row.map((v) => bandOf(v, levels)));
  const canvas = html("canvas", { width: columns, height: rows });
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  bands.forEach((row, j) => row.forEach((band, i) => {
    const edge = band !== (bands[j + 1] ?? row)[i] || band !== (row[i + 1] ?? band);
    image.data.set(pixel(band, edge), 4 * (j * columns + i));
  }));
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

/**
 * The map. `pick(w)` is called when the reader clicks, with the point clicked.
 * `value(w)` may stand for the surface's own formula (a loss on data).
 */
export function mapPanel(el, looks, { dots = false, pick = null, names = ["w₁", "w₂"] } = {}) {
  const root = drawing(el, MAP.width, MAP.height);
  const picture = svg("image", {
    x: MAP.left, y: MAP.top, width: MAP.right - MAP.left,
    height: MAP.bottom - MAP.top, preserveAspectRatio: "none",
  }, root);
  const frame = svg("g", {}, root);
  const inside = svg("g", { "clip-path": clipToPlot(root, MAP) }, root);
  const lowest = svg("g", { class: "nn-lowest" }, inside);
  const walks = layers(inside, looks);
  let [sx, sy] = [null, null];
  const target = svg("rect", {
    x: MAP.left, y: MAP.top, width: MAP.right - MAP.left,
    height: MAP.bottom - MAP.top, class: pick ? "nn-target" : "nn-blank",
  }, root);
  if (pick) {
    target.addEventListener("click", (event) => {
      const p = new DOMPoint(event.clientX, event.clientY)
        .matrixTransform(root.getScreenCTM().inverse());
      pick([sx.invert(p.x), sy.invert(p.y)]);
    });
  }

  function set({ box, minima, value }) {
    sx = scale(box[0], [MAP.left, MAP.right]);
    sy = scale(box[1], [MAP.bottom, MAP.top]);
    picture.setAttribute("href", mapImage(value, box));
    frame.replaceChildren();
    axes(frame, sx, sy, ...box, ...names, 5);
    lowest.replaceChildren();
    for (const { w } of minima) {
      const [x, y] = [sx(w[0]), sy(w[1])];
      svg("path", { d: `M${x - 5} ${y}h10M${x} ${y - 5}v10` }, lowest);
    }
  }

  function show(shown) {
    for (const look of looks) {
      const walk = shown.find((each) => each.look === look);
      const places = walk ? walk.points.map(([a, b]) => [near(sx(a)), near(sy(b))]) : [];
      paintWalk(walks[look], look, places, dots);
    }
  }

  return { root, set, show, hide: (on) => { el.hidden = on; } };
}
