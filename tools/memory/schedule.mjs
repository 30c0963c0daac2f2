// When a card comes back: after 1, 3, 7, 16, 35 … days as long as the answer
// is known, tomorrow when it is not. (pure)

export const DAYS = [1, 3, 7, 16, 35, 75, 160, 365];

const two = (number) => String(number).padStart(2, "0");

/** The reader's day, as in "2030-01-31", some days from now. */
export function day(now = new Date(), later = 0) {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + later);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A card nobody has answered yet: due at once. */
export const fresh = (now, time) => ({ box: 0, due: day(now), time });

/** The card after an answer; its box counts the right answers in a row. */
export function answered(card, known, now, time) {
  if (!known) return { box: 0, due: day(now, DAYS[0]), time };
  const days = DAYS[Math.min(card.box, DAYS.length - 1)];
  return { box: card.box + 1, due: day(now, days), time };
}

/** The cards due today, the longest overdue first: [page, id]. */
export function due(cards, now, known = () => true) {
  const today = day(now);
  return Object.entries(cards)
    .flatMap(([page, inside]) =>
      Object.entries(inside).map(([id, card]) => [card.due, page, id]))
    .filter(([when, page, id]) => when <= today && known(page, id))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, page, id]) => [page, id]);
}

/** The next day on which a card is due, or nothing. */
export function nextDay(cards, known = () => true) {
  const days = Object.entries(cards).flatMap(([page, inside]) =>
    Object.entries(inside).filter(([id]) => known(page, id))
      .map(([, card]) => card.due));
  return days.sort()[0];
}

/** The cards of a sitting; one that was not known comes again at its end. */
export class Queue {
  #waiting;
  #first = new Map(); // what was answered first decides when a card returns
  constructor(cards) {
    this.#waiting = [...cards];
    this.all = cards.length;
  }

  get card() {
    return this.#waiting[0];
  }

  /** Whether the schedule changes, which only the first answer does. */
  answer(known) {
    const card = this.#waiting.shift();
    const counts = !this.#first.has(card);
    if (counts) this.#first.set(card, known);
    if (!known) this.#waiting.push(card);
    return counts;
  }

  get done() {
    return this.all - new Set(this.#waiting).size;
  }

  get known() {
    return [...this.#first.values()].filter(Boolean).length;
  }
}
