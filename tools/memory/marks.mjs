// Highlights as <mark> elements, which every browser draws, screen readers
// announce and a finger can touch; the CSS highlights have none of the three.

const CLASS = "memory-mark";

function wrap({ node, from, to }, id, noted) {
  if (node.nodeType === Node.ELEMENT_NODE) { // a formula keeps its own element
    node.classList.add(CLASS);
    node.dataset.memory = id;
    return;
  }
  if (!node.data.slice(from, to).trim()) return;
  if (to < node.length) node.splitText(to);
  const target = from > 0 ? node.splitText(from) : node;
  const mark = document.createElement("mark");
  mark.className = CLASS;
  mark.dataset.memory = id;
  if (noted) mark.dataset.noted = "";
  target.replaceWith(mark);
  mark.append(target);
}

/** Marks parts of nodes as one highlight. */
export function paint(parts, id, noted) {
  for (const part of parts) wrap(part, id, noted);
}

/** Every element of a highlight, or of all. */
export const marksOf = (id) => [
  ...document.querySelectorAll(
    id ? `[data-memory="${CSS.escape(id)}"]` : "[data-memory]",
  ),
];

/** Takes the marks of all highlights away; the text is as it was. */
export function clean() {
  for (const mark of marksOf()) {
    if (mark.localName !== "mark") {
      mark.classList.remove(CLASS);
      delete mark.dataset.memory;
      continue;
    }
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}
