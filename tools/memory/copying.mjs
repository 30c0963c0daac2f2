// What is copied keeps its formulas, in TeX between dollars: on the page they
// are drawings, of which nothing would be left.
import { h } from "./dom.mjs";
import { texOf } from "./text.mjs";

const FORMULA = ".math";
const elementAt = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

/** A range that begins and ends within no formula. */
function whole(range) {
  const made = range.cloneRange();
  const first = elementAt(range.startContainer)?.closest(FORMULA);
  const last = elementAt(range.endContainer)?.closest(FORMULA);
  if (first) made.setStartBefore(first);
  if (last) made.setEndAfter(last);
  return made;
}

/** A formula as it is typed into a notebook. */
function typed(element) {
  const sign = element.matches("div") ? "$$" : "$";
  return `${sign}${texOf(element).replace(/^\\[([]|\\[)\]]$/g, "").trim()}${sign}`;
}

/** The text and the HTML of a range; null if there is no formula in it. */
function written(range) {
  const drawn = [...document.querySelectorAll(FORMULA)]
    .filter((element) => range.intersectsNode(element));
  if (!drawn.length) return null;
  const box = h("div", { style: "position: fixed; top: 100%" }, range.cloneContents());
  box.querySelectorAll(FORMULA).forEach((copy, i) => copy.replaceWith(typed(drawn[i])));
  document.body.append(box); // only what stands in the page has lines
  const both = { text: box.innerText, html: box.innerHTML };
  box.remove();
  return both;
}

function copied(event) {
  const selection = document.getSelection();
  if (selection.isCollapsed || event.target.closest?.("input, textarea")) return;
  const both = written(whole(selection.getRangeAt(0)));
  if (!both) return;
  event.clipboardData.setData("text/plain", both.text);
  event.clipboardData.setData("text/html", both.html);
  event.preventDefault();
}

/** Watches what the reader copies. */
export function keepFormulas() {
  document.addEventListener("copy", copied);
}
