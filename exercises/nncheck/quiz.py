r"""A chapter's self-check questions, on the page and in a notebook.

    from nncheck.quiz import quiz

    quiz("perceptron")

The questions stand in ``nncheck/quiz/<slug>.yml``. Every answer has its own
explanation, a right one as well as a wrong one: feedback that only marks
teaches nothing. The four kinds, one example each:

    questions:
      - id: bias-free                  # unique in the file
        kind: choose-one               # true/false too: two options
        question: Without a bias, the line contains the origin.
        options:
          - text: "True"
            correct: true
            because: At the origin $w \cdot x = 0$, whatever $w$ is.
          - text: "False"
            because: Put $x = 0$ into $w \cdot x$ and look again.

      - id: same-line
        kind: several                  # at least one right answer
        question: Which changes leave the line where it is?
        options:
          - text: All weights and the bias times 3
            correct: true
            because: $3z > 0$ exactly where $z > 0$.
          - text: The bias plus 1
            because: The line moves, parallel to itself.

      - id: nand-z
        kind: number
        question: NAND has $w = (-2, -2)$ and $b = 3$. What is $z$ at (1, 1)?
        answer: -1
        tolerance: 0.001               # absolute
        because: $-2 - 2 + 3 = -1$, so the neuron stays silent.
        hint: Add the two weighted inputs, then the bias.   # other answers
        mistakes:                      # optional: known wrong numbers
          - answer: 3
            because: That is the bias alone.

      - id: rule
        kind: order
        question: Put one step of the learning rule in order.
        steps:                         # in the right order; shown mixed
          - Compute $z$
          - Compare $\hat y$ with $y$
          - Move the weights by $\eta\,e\,x$
        because: The error is known only after the prediction.
        hint: What must be known before the weights can move?

Texts know `code`, *stress* and $formula$ (the signs of ``quiz_text``: Greek,
sub- and superscripts, ``\frac``, ``\hat``, …). Quote a text that begins with
a special sign or that YAML would read as a value ("True", "yes: no").

Why a view of our own: the questions must work on a static page without a
kernel and without the network, number answers need a tolerance and named
mistakes, steps need an order, and every control has to be an ordinary form
field with a label. It shares its base class with the book's explorables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import traitlets

from nncheck.quiz_data import load
from nncheck.quiz_text import Piece, as_html, as_plain, pieces
from nncheck.records import keep_answer
from nnlib.widgets._base import View

_HERE = Path(__file__).parent


class Quiz(View):
    """The questions of one chapter as a form that explains each answer.

    Args:
        slug: the chapter whose questions are shown.

    ``results`` tells, per question id, how many tries were made and whether
    the last one was right; a notebook may ``observe`` it.

    Book: the section *Check yourself* of every chapter.
    """

    _module = _HERE / "quiz.mjs"
    _style = _HERE / "quiz.css"

    slug = traitlets.Unicode().tag(sync=True)
    _questions: traitlets.List = traitlets.List().tag(sync=True)
    results: traitlets.Dict = traitlets.Dict().tag(sync=True)

    def __init__(self, slug: str) -> None:
        super().__init__(slug=slug, _questions=load(slug))
        self.observe(self._keep, "results")

    def __repr__(self) -> str:
        count = len(self._questions)
        noun = "question" if count == 1 else "questions"
        return f"Quiz({self.slug!r}): {count} {noun}"

    def _keep(self, change: dict[str, Any]) -> None:
        """Record what the reader has just answered."""
        for question, answer in change["new"].items():
            match answer:
                case {"right": bool(right), "tries": int(tries)}:
                    if answer != change["old"].get(question):
                        keep_answer(self.slug, question, right, tries)

    def fallbacks(self) -> dict[str, str]:
        """The questions, then the answers, for print and for a terminal."""
        plain, rich = [repr(self)], ["<ol>"]
        for number, question in enumerate(self._questions, start=1):
            text, (mark, choices) = question["question"], _choices(question)
            plain += [f"{number}. {as_plain(text)}"]
            plain += [f"   {mark} {as_plain(each)}" for each in choices]
            items = "".join(f"<li>{as_html(each)}</li>" for each in choices)
            listed = f"<ul>{items}</ul>" if items else ""
            rich.append(f"<li><p>{as_html(text)}</p>{listed}</li>")
        rich.append("</ol>\n<p>Answers</p>\n<ol>")
        plain.append("Answers")
        for number, question in enumerate(self._questions, start=1):
            answer = _answer(question)
            plain.append(f"{number}. {as_plain(answer)}")
            rich.append(f"<li>{as_html(answer)}</li>")
        rich.append("</ol>")
        return {"text/plain": "\n".join(plain), "text/html": "\n".join(rich)}


def quiz(slug: str) -> Quiz:
    """The self-check questions of the chapter ``slug``, ready to be shown.

    Args:
        slug: the chapter's name, for example ``"perceptron"``.

    Raises:
        ValueError: when the chapter has no quiz, or its file is malformed.
    """
    return Quiz(slug)


def _choices(question: dict[str, Any]) -> tuple[str, list[list[Piece]]]:
    """What there is to choose from or to sort, and the mark before it."""
    if question["kind"] == "number":
        return "", []
    if question["kind"] == "order":
        return "–", [question["steps"][i] for i in question["shown"]]
    mark = "( )" if question["kind"] == "choose-one" else "[ ]"
    return mark, [option["text"] for option in question["options"]]


def _answer(question: dict[str, Any]) -> list[Piece]:
    """The right answer and why it is right, in one run of text."""
    if question["kind"] == "number":
        value = pieces(f"{question['answer']:g}: ")
        return [*value, *question["because"]]
    if question["kind"] == "order":
        steps = [[*step, *pieces(" → ")] for step in question["steps"]]
        return [*sum(steps, [])[:-1], *pieces(". "), *question["because"]]
    right = [
        [*option["text"], *pieces(": "), *option["because"], *pieces(" ")]
        for option in question["options"]
        if option["correct"]
    ]
    return sum(right, [])[:-1]
