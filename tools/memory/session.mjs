// One sitting of review: a question, its answer, known or not. Space turns the
// card, 1 says "not yet", 2 says "knew it", Escape ends.
import { linkTo, sectionTitle, titleOf } from "./book.mjs";
import { count, h } from "./dom.mjs";
import { Queue, answered } from "./schedule.mjs";
import { pageOf, stamp } from "./shape.mjs";

/** Changes a card's schedule after an answer. */
function schedule(store, { page, id }, known) {
  store.update((doc) => {
    const inside = pageOf(doc, "cards", page);
    const now = new Date();
    inside[id] = answered(inside[id] ?? { box: 0 }, known, now, stamp(now));
  });
}

async function typeset(element) {
  const mathJax = globalThis.MathJax;
  if (!mathJax?.typesetPromise) return;
  mathJax.startup.promise = mathJax.startup.promise
    .then(() => mathJax.typesetPromise([element]));
  await mathJax.startup.promise;
}

const button = (text, act, main = false) =>
  h("button", { type: "button", class: main ? "memory-main" : false, on: { click: act } }, text);

class Session {
  #turned = false;

  constructor(store, cards) {
    this.store = store;
    this.queue = new Queue(cards);
    this.body = h("div", { class: "memory-card mathjax_process" });
    this.box = h("dialog", {
      class: "memory-review", "aria-label": "Review of today",
      on: { close: () => this.box.remove(), keydown: (event) => this.#key(event) },
    }, this.body, h("p", { class: "memory-hint" },
      "Space turns the card; then 1: not yet, 2: knew it. Escape ends the review."));
    document.body.append(this.box);
    this.box.showModal();
    this.#ask();
  }

  #key(event) {
    const busy = event.target.closest("button, a") !== null;
    const turn = event.key === " " && !busy && !this.#turned && this.queue.card;
    const grade = { 1: false, 2: true }[event.key];
    if (turn) this.#turn();
    else if (this.#turned && grade !== undefined) this.#grade(grade);
    else if (!this.queue.card && event.key === "Enter" && !busy) this.box.close();
    else return;
    event.preventDefault();
  }

  #show(...children) {
    this.body.replaceChildren(...children);
    typeset(this.body);
    this.body.querySelector("[tabindex]")?.focus();
  }

  #head() {
    const { page } = this.queue.card;
    return h("p", { class: "memory-title" },
      `${titleOf(page)} · ${this.queue.done} of ${this.queue.all} done`);
  }

  #question() {
    const made = h("div", { class: "memory-ask" });
    made.innerHTML = this.queue.card.ask; // the book's own text
    return made;
  }

  #ask() {
    this.#turned = false;
    if (!this.queue.card) return this.#end();
    const question = this.#question();
    question.tabIndex = -1;
    return this.#show(this.#head(), question,
      h("div", { class: "memory-row" },
        button("Show the answer", () => this.#turn(), true)));
  }

  #turn() {
    this.#turned = true;
    const { page, section, answer } = this.queue.card;
    const reply = h("div", { class: "memory-answer", tabindex: "-1" });
    reply.innerHTML = answer;
    this.#show(this.#head(), this.#question(), reply,
      h("p", { class: "memory-hint" }, "Read on: ",
        h("a", { href: linkTo(page, section), target: "_blank" },
          `${sectionTitle(page, section) ?? titleOf(page)} (new tab)`)),
      h("div", { class: "memory-row" },
        button("1 Not yet", () => this.#grade(false)),
        button("2 Knew it", () => this.#grade(true))));
  }

  #grade(known) {
    const { card } = this.queue;
    if (this.queue.answer(known)) schedule(this.store, card, known);
    this.#ask();
  }

  #end() {
    const { all, known } = this.queue;
    const text = h("p", { tabindex: "-1" }, known === all
      ? `Done: you knew ${all === 1 ? "the card" : `all ${all} cards`}.`
      : `Done: you knew ${known} of ${count(all, "card")}. The others come back tomorrow.`);
    this.#show(text, h("div", { class: "memory-row" },
      button("Close", () => this.box.close(), true)));
  }
}

/** Opens the review of some cards. */
export const openSession = (store, cards) => new Session(store, cards);
