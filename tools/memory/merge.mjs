// Two memories become one, and nothing of either is lost. The order does not
// matter, and merging the same file twice changes nothing. (pure)
import { better } from "./results.mjs";
import { PARTS, empty, entries, pageOf } from "./shape.mjs";

const earlier = (a, b) => (b.time < a.time ? b : a);
const later = (a, b) => (b.time > a.time ? b : a);

/** Both notes: one that holds the other, or the newer with the older below. */
function bothNotes(a, b) {
  if (a.note.includes(b.note)) return a.note;
  if (b.note.includes(a.note)) return b.note;
  const [old, young] = [a, b].sort((x, y) =>
    (`${x.edited} ${x.note}` < `${y.edited} ${y.note}` ? -1 : 1));
  return `${young.note}\n\n${old.note}`;
}

function highlight(a, b) {
  const edited = a.edited > b.edited ? a.edited : b.edited;
  return { ...earlier(a, b), note: bothNotes(a, b), edited };
}

// reviewed at the same second in two places: the card that comes back first
const card = (a, b) => (a.time === b.time ? (b.due < a.due ? b : a) : later(a, b));

const RULES = {
  exercises: (a, b) => better("exercises", a, b),
  quiz: (a, b) => better("quiz", a, b),
  predictions: (a, b) => better("predictions", a, b),
  sections: earlier,
  bookmarks: earlier,
  highlights: highlight,
  cards: card,
};

/** What both memories hold together. */
export function merge(one, other) {
  const made = empty();
  for (const part of PARTS) {
    for (const doc of [one, other]) {
      for (const [page, name, entry] of entries(doc[part])) {
        const inside = pageOf(made, part, page);
        inside[name] = name in inside
          ? RULES[part](inside[name], entry) : entry;
      }
    }
  }
  const places = [one.place, other.place].filter(Boolean);
  if (places.length) made.place = places.reduce(later);
  return made;
}

/** How many entries of each part are new or other than before. */
export const gained = (before, after) =>
  Object.fromEntries(PARTS.map((part) => [
    part,
    entries(after[part]).filter(([page, name, entry]) =>
      JSON.stringify(before[part][page]?.[name]) !== JSON.stringify(entry))
      .length,
  ]));
