// A highlight remembers its words and those around them, as in the W3C's
// TextQuoteSelector, and is found again in a text that has changed. (pure)
import search from "approx-string-match";

const CONTEXT = 40; // letters kept on either side
const CHANGED = 0.2; // of the words may have changed
const SHORT = 12; // a shorter quotation must be there letter by letter

/** Stands for a formula in a page's text. */
export const FORMULA = "\uFFFC";
const TEX = /\\\([\s\S]*?\\\)|\\\[[\s\S]*?\\\]/g;

const plain = (text) => text.replace(TEX, FORMULA).replace(/\s+/g, " ");

/** What to remember of the letters from `start` to `end`. */
export const around = (text, start, end) => ({
  prefix: text.slice(Math.max(0, start - CONTEXT), start),
  suffix: text.slice(end, end + CONTEXT),
});

/** The share of `wanted` that agrees with `text`, letter by letter. */
function agreement(text, wanted) {
  let same = 0;
  while (same < wanted.length && text[same] === wanted[same]) same++;
  return wanted.length ? same / wanted.length : 0;
}

const reversed = (text) => [...text].reverse().join("");

function exactMatches(text, exact) {
  const found = [];
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    found.push({ start: at, end: at + exact.length, errors: 0 });
  }
  return found;
}

function closeMatches(text, exact) {
  if (exact.length < SHORT) return [];
  return search(text, exact, Math.floor(exact.length * CHANGED));
}

/**
 * Where a quotation stands in a text: {start, end}, or null.
 *
 * Of several places the one between the same words is taken; of words that
 * occur often and stand between none of the old ones, none is.
 */
export function find(text, quote) {
  const [exact, prefix, suffix] =
    [quote.exact, quote.prefix, quote.suffix].map(plain);
  let found = exactMatches(text, exact);
  if (!found.length) found = closeMatches(text, exact);
  const judged = found.map((match) => ({
    ...match,
    fit: agreement(reversed(text.slice(0, match.start).slice(-CONTEXT)), reversed(prefix)) +
      agreement(text.slice(match.end, match.end + CONTEXT), suffix) -
      (2 * match.errors) / exact.length,
  }));
  judged.sort((a, b) => b.fit - a.fit);
  const [best, second] = judged;
  if (!best || (second && best.errors === 0 && best.fit <= 0)) return null;
  return { start: best.start, end: best.end };
}
