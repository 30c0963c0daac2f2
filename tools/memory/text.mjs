// The text of a page as the reader sees it: white space counts once, a formula
// is one sign, and what scripts add or the reader fills in is left out.
import { FORMULA, around } from "./quote.mjs";

const APART = [
  ".widget-subarea", ".headerlink", "[class^=memory-]", "button", "script",
  "style", "noscript", "summary", ".onlyprint",
].join(", ");
const FORMULAS = ".math";

/**
 * What a formula is in TeX: not drawn yet, or drawn with the book, or by
 * MathJax in the page; else what its MathML reads.
 */
export function texOf(element) {
  const written = element.textContent.match(/\\\([\s\S]*?\\\)|\\\[[\s\S]*?\\\]/);
  if (written) return written[0];
  const items = globalThis.MathJax?.startup?.document
    ?.getMathItemsWithin?.(element) ?? [];
  const drawn = element.querySelector("mjx-assistive-mml")?.textContent;
  const tex = (element.dataset.tex ?? [...items][0]?.math ?? drawn)?.trim();
  if (!tex) return FORMULA;
  return element.matches("div") ? `\\[${tex}\\]` : `\\(${tex}\\)`;
}

/** The text nodes and formulas of an article, in order. */
function* leaves(root) {
  for (const node of root.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) yield node;
    else if (node.nodeType !== Node.ELEMENT_NODE) continue;
    else if (node.matches(FORMULAS)) yield node;
    else if (node.matches("mark.memory-mark") || !node.matches(APART)) {
      yield* leaves(node);
    }
  }
}

/**
 * The text below `root`, and for each of its letters the node it comes from
 * and the place in there (-1 for a formula, which is an element).
 */
export function textOf(root) {
  const [letters, nodes, places] = [[], [], []];
  const put = (letter, node, place) => {
    letters.push(letter);
    nodes.push(node);
    places.push(place);
  };
  for (const node of leaves(root)) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      put(FORMULA, node, -1);
      continue;
    }
    for (let i = 0; i < node.data.length; i++) {
      const space = /\s/.test(node.data[i]);
      if (!space) put(node.data[i], node, i);
      else if (letters.at(-1) !== " ") put(" ", node, i);
    }
  }
  return { text: letters.join(""), nodes, places };
}

/** The parts of nodes that hold the letters from `start` to `end`. */
export function partsOf({ nodes, places }, start, end) {
  const found = [];
  for (let i = start; i < end; i++) {
    const last = found.at(-1);
    if (last?.node === nodes[i]) last.to = places[i] + 1;
    else found.push({ node: nodes[i], from: places[i], to: places[i] + 1 });
  }
  return found;
}

/** Whether a letter lies within a range of the document. */
function inside(range, node, place) {
  if (place < 0) return range.intersectsNode(node);
  return range.isPointInRange(node, place) &&
    range.isPointInRange(node, place + 1);
}

/** The letters that a range covers, {start, end}; null if there are none. */
export function lettersIn({ text, nodes, places }, range) {
  const among = new Map(); // few nodes: ask for each once
  const near = (node) => {
    if (!among.has(node)) among.set(node, range.intersectsNode(node));
    return among.get(node);
  };
  let [start, end] = [-1, -1];
  for (let i = 0; i < nodes.length; i++) {
    if (!near(nodes[i]) || !inside(range, nodes[i], places[i])) continue;
    if (start < 0) start = i;
    end = i + 1;
  }
  while (start < end && text[start] === " ") start++;
  while (end > start && text[end - 1] === " ") end--;
  return start < end ? { start, end } : null;
}

/** The quotation of some letters, with its formulas in TeX. */
export function quoteOf({ text, nodes }, { start, end }) {
  let exact = "";
  for (let i = start; i < end; i++) {
    exact += text[i] === FORMULA ? texOf(nodes[i]) : text[i];
  }
  return { exact, ...around(text, start, end) };
}
