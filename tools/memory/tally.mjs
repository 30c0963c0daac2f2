// What a chapter's row on the page "Your progress" says. (pure)

const sum = (list) => list.reduce((total, value) => total + value, 0);
const short = (number) => String(Math.round(number * 100) / 100);
const of = (done, all) => (all ? `${short(done)} of ${short(all)}` : "–");

/** The points of a page's exercises; each in the book's present measure. */
function points(results = {}, exercises = {}) {
  return sum(Object.entries(exercises).map(([name, most]) => {
    const result = results[name];
    return result ? (most * result.points) / result.out_of : 0;
  }));
}

function exercises(doc, pages = {}) {
  const all = sum(Object.values(pages).flatMap((named) => Object.values(named)));
  const done = sum(Object.entries(pages).map(([page, named]) =>
    points(doc.exercises[page], named)));
  return of(done, all);
}

function cards(taken = {}, known = [], today = "") {
  if (!known.length) return "–";
  const mine = known.map(([id]) => taken[id]).filter(Boolean);
  if (!mine.length) return `${known.length} to take`;
  const due = mine.filter((card) => card.due <= today).length;
  return due ? `${due} due of ${mine.length}` : `${mine.length}, none due`;
}

/** The texts of a chapter's row, by column. */
export function numbers(doc, page, details = {}, { read, all }, today = "") {
  const { questions = [] } = details;
  const right = questions.filter((id) => doc.quiz[page]?.[id]?.right).length;
  return {
    sections: of(read, all),
    quiz: of(right, questions.length),
    exercises: exercises(doc, details.exercises),
    cards: cards(doc.cards[page], details.cards, today),
  };
}
