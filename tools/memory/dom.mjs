// Small helps for making elements.

const NS = "http://www.w3.org/2000/svg";

/** An element with attributes and children; `on` holds its listeners. */
export function h(tag, { on = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  for (const [name, listener] of Object.entries(on)) {
    made.addEventListener(name, listener);
  }
  made.append(...children.flat().filter((child) => child || child === 0));
  return made;
}

const PATHS = {
  bookmark: "M4 2h8v12l-4-3.2L4 14z",
  reading: "M8 4.2C6.5 3 4.4 2.6 2 2.8v9.6c2.4-.2 4.5.2 6 1.4 1.5-1.2 " +
    "3.6-1.6 6-1.4V2.8C11.6 2.6 9.5 3 8 4.2zm0 0v9.6",
};

/** A drawing that is there for the eye alone. */
export function icon(name) {
  const svg = document.createElementNS(NS, "svg");
  const path = document.createElementNS(NS, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("memory-icon");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** "1 card", "2 cards" */
export const count = (number, noun) =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;

/** A text of at most so many letters, in one line. */
export function cut(text, most) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** The same for a list: formulas without the signs around them. */
export const shorten = (text, most = 140) =>
  cut(text.replace(/\\[()[\]]/g, ""), most);

let region = null;

/** Says a sentence to everybody, quietly, for a while. */
export function say(text) {
  region ??= document.body.appendChild(
    h("div", { class: "memory-said", role: "status" }),
  );
  region.textContent = text;
  clearTimeout(region.timer);
  region.timer = setTimeout(() => { region.textContent = ""; }, 9000);
}

/** Puts a floating box below or above a place, wholly on the screen. */
export function floatAt(box, { top, bottom, left }) {
  const { width, height } = box.getBoundingClientRect();
  const below = bottom + 8 + height < innerHeight || top < height + 8;
  const x = Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8));
  const y = Math.min(below ? bottom + 6 : top - height - 6, innerHeight - height - 8);
  Object.assign(box.style, { left: `${x}px`, top: `${Math.max(8, y)}px` });
}
