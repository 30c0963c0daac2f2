// Pictures made of pixels (an image, weights, hidden units) and the ten bars.
import { drawing, html, label, svg } from "./kit.mjs";

const SIDE_OF_IMAGE = 28;
// the pixels' paper is white in both themes, as in the book's figures
const [PAPER, INK, FOR, AGAINST] = [
  [255, 255, 255], [0, 0, 0], [0, 90, 160], [200, 80, 0],
];

const mixed = (color, t) => PAPER.map((v, k) => Math.round(v + (color[k] - v) * t));

/** A canvas that shows `columns` values in a row; paint(values, colorOf). */
function pixelCanvas(el, columns, rows, cell = 1) {
  const canvas = html("canvas", {
    width: columns * cell, height: rows * cell, class: "nn-dd-pixels", "aria-hidden": "true",
  }, el);
  const context = canvas.getContext("2d");
  const paint = (values, colorOf) => {
    const image = context.createImageData(columns, rows);
    values.forEach((v, i) => image.data.set([...colorOf(v), 255], 4 * i));
    context.putImageData(image, 0, 0);
  };
  return { canvas, context, paint };
}

/** A picture with a caption; it is one image for screen readers. */
function captioned(el, caption) {
  const figure = html("div", { class: "nn-dd-figure" }, el);
  const frame = html("div", { role: "img", "aria-label": caption }, figure);
  const text = html("p", { class: "nn-dd-caption" }, figure, caption);
  return {
    frame,
    tell: (words) => {
      text.textContent = words;
      frame.setAttribute("aria-label", words);
    },
  };
}

/** An image of 28 × 28, ink from 0 to 1. */
export function inkImage(el, caption) {
  const { frame, tell } = captioned(el, caption);
  const { paint } = pixelCanvas(frame, SIDE_OF_IMAGE, SIDE_OF_IMAGE);
  return { tell, show: (values) => paint(values, (v) => mixed(INK, v)) };
}

/** Numbers of both signs as 28 × 28 pixels: blue for, orange against. */
export function signedImage(el, caption) {
  const { frame, tell } = captioned(el, caption);
  const { paint } = pixelCanvas(frame, SIDE_OF_IMAGE, SIDE_OF_IMAGE);
  const show = (values) => {
    const most = values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-12);
    paint(values, (v) => mixed(v > 0 ? FOR : AGAINST, Math.sqrt(Math.abs(v) / most)));
  };
  return { tell, show };
}

const CELL = 11;

/** The hidden units as cells, the chosen one framed; a click chooses. */
export function unitGrid(el, count, choose) {
  const columns = Math.min(32, count);
  const rows = Math.ceil(count / columns);
  const { frame, tell } = captioned(el, "");
  const { canvas, context } = pixelCanvas(frame, columns, rows, CELL);
  canvas.classList.add("nn-dd-units");
  canvas.addEventListener("click", (event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const unit = row * columns + column;
    if (unit >= 0 && unit < count) choose(unit);
  });
  const show = (activations, chosen) => {
    const most = activations.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-12);
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    activations.forEach((v, i) => {
      const [x, y] = [(i % columns) * CELL, Math.floor(i / columns) * CELL];
      const color = mixed(v >= 0 ? FOR : AGAINST, 0.05 + (0.95 * Math.abs(v)) / most);
      context.fillStyle = `rgb(${color.join()})`;
      context.fillRect(x + 1, y + 1, CELL - 1, CELL - 1);
      if (i !== chosen) return;
      context.strokeStyle = "#000";
      context.lineWidth = 2;
      context.strokeRect(x + 1, y + 1, CELL - 1, CELL - 1);
    });
  };
  return { show, tell };
}

const [WIDTH, ROW, LEFT, RIGHT] = [240, 26, 22, 158];

/** Ten bars, one for each digit; the largest stands out. */
export function tenBars(el) {
  const root = drawing(el, WIDTH, 10 * ROW);
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const y = digit * ROW;
    svg("text", { x: 4, y: y + 17 }, root, String(digit));
    svg("path", { class: "nn-dd-rail", d: `M${LEFT} ${y + 12}H${RIGHT}` }, root);
    const bar = svg("rect", { x: LEFT, y: y + 4, height: ROW - 9, class: "nn-dd-bar" }, root);
    const value = svg("text", { x: WIDTH, y: y + 17, class: "nn-end" }, root);
    return { bar, value };
  });
  return (answer, text) => {
    const best = answer.indexOf(Math.max(...answer));
    rows.forEach(({ bar, value }, digit) => {
      const p = answer[digit] ?? 0;
      bar.setAttribute("width", Math.max(0, Math.min(1, p)) * (RIGHT - LEFT));
      bar.classList.toggle("nn-dd-best", digit === best && p > 0);
      value.classList.toggle("nn-dd-best", digit === best && p > 0);
      value.textContent = answer.length ? `${(100 * p).toFixed(1)} %` : "";
    });
    label(root, `Ten bars, one for each digit. ${text}`);
  };
}
