// The answers to a chapter's questions: kept, and there again at the next
// visit. Talks to the quiz's model alone, as a notebook would.
import { better } from "./results.mjs";
import { pageOf, stamp } from "./shape.mjs";

const VERSION = "book";

/** Remembers answers that are better than those before. (pure) */
export function keepAnswers(doc, page, results, time) {
  const kept = pageOf(doc, "quiz", page);
  for (const [id, { right, tries }] of Object.entries(results)) {
    const answer = { right, tries, time, version: VERSION };
    kept[id] = kept[id] ? better("quiz", kept[id], answer) : answer;
  }
}

/** The answers so far, as the quiz's model has them. (pure) */
export const resultsOf = (answers = {}, ids = []) =>
  Object.fromEntries(ids
    .filter((id) => id in answers)
    .map((id) => [id, { right: answers[id].right, tries: answers[id].tries }]));

function follow(store, model) {
  const [page, questions] = [model.get("slug"), model.get("_questions")];
  const ids = questions.map(({ id }) => id);
  model.set("results", resultsOf(store.get().quiz[page], ids));
  model.on("change:results", () => {
    const [now, before] = [model.get("results"), model.previous("results")];
    const changed = Object.entries(now).filter(([id, result]) =>
      JSON.stringify(result) !== JSON.stringify(before[id]));
    if (!changed.length) return;
    store.update((doc) =>
      keepAnswers(doc, page, Object.fromEntries(changed), stamp()));
  });
}

/** Follows every quiz of the page; the widget bundle sends the models. */
export function watchQuizzes(store) {
  document.addEventListener("book:widgets", ({ detail: models }) => {
    for (const model of models) {
      const isQuiz = model.get("slug") && model.get("_questions");
      if (isQuiz && model.get("results")) follow(store, model);
    }
  });
}
