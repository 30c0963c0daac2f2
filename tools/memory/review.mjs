// The review on the page "Your progress": which chapters' cards are in it, and
// the session of today.
import { hasCard, linkTo, titleOf } from "./book.mjs";
import { count, h } from "./dom.mjs";
import { due, fresh, nextDay } from "./schedule.mjs";
import { openSession } from "./session.mjs";
import { drop, pageOf, stamp } from "./shape.mjs";

/** The cards of a chapter that its reader has taken, and the others. */
const split = (doc, page, cards) => {
  const taken = doc.cards[page] ?? {};
  return {
    mine: cards.filter(([id]) => id in taken),
    others: cards.filter(([id]) => !(id in taken)),
  };
};

function take(store, page, cards) {
  store.update((doc) => {
    const inside = pageOf(doc, "cards", page);
    for (const [id] of cards) inside[id] ??= fresh(new Date(), stamp());
  });
}

function leave(store, page, cards) {
  store.update((doc) => {
    for (const [id] of cards) drop(doc, "cards", page, id);
  });
}

function chapterRow(store, page, cards) {
  const { mine, others } = split(store.get(), page, cards);
  const act = (text, run) => h("button", {
    type: "button", "aria-label": `${text}: ${titleOf(page)}`, on: { click: run },
  }, text);
  return h("li", { "data-cards": page },
    h("span", {}, h("a", { href: linkTo(page) }, titleOf(page)), " ",
      h("span", { class: "memory-hint" }, mine.length
        ? `${count(mine.length, "card")} in your review`
        : count(cards.length, "card"))),
    h("span", { class: "memory-row" },
      others.length > 0 && act(mine.length ? `Add ${others.length} new` : "Add",
        () => take(store, page, others)),
      mine.length > 0 && act("Take out", () => leave(store, page, mine))));
}

function headline(doc, waiting) {
  if (waiting) return `${count(waiting, "card")} for today.`;
  const next = nextDay(doc.cards, hasCard);
  return next ? `Nothing to review today. The next card is due on ${next}.`
    : "No cards in your review yet.";
}

/** Fills the place of the review; returns what paints it anew. */
export function addReview(place, store, details) {
  const decks = Object.entries(details).filter(([, { cards }]) => cards.length);
  const text = new Map(decks.flatMap(([page, { cards }]) =>
    cards.map(([id, ask, answer, section]) =>
      [`${page} ${id}`, { page, id, ask, answer, section }])));
  const waiting = () => due(store.get().cards, new Date(), hasCard)
    .map(([page, id]) => text.get(`${page} ${id}`));
  const line = h("p", { class: "memory-due", role: "status" });
  const start = h("button", {
    type: "button", class: "memory-main", on: { click: () => openSession(store, waiting()) },
  }, "Review now");
  const chapters = h("ul", { class: "memory-decks" });
  place.append(
    h("div", { class: "memory-row memory-today" }, line, start),
    h("details", { open: true }, h("summary", {}, "Chapters with cards"), chapters),
  );
  return () => {
    const cards = waiting();
    line.textContent = headline(store.get(), cards.length);
    start.disabled = cards.length === 0;
    const focused = chapters.querySelector(":focus")?.closest("li")?.dataset.cards;
    chapters.replaceChildren(...decks.map(([page, { cards: all }]) =>
      chapterRow(store, page, all)));
    if (focused) chapters.querySelector(`[data-cards="${focused}"] button`)?.focus();
  };
}
