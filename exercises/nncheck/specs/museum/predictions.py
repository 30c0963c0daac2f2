"""predictions: one letter for each exhibit of a hall."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.exhibit import LETTERS, Exhibit, normalized
from nncheck.notebook import Note
from nncheck.verdict import Section

CLINIC = Section("training", "The clinic")
POINTS = 0.5


@dataclass(frozen=True)
class Predictions(Exercise):
    """The exercise that asks for the letters, right or wrong."""

    def solution(self) -> Any:
        """No solution: a prediction is right when it was made in time."""
        return Note(
            "Nothing to solve here",
            "Any letter earns its points, and only a reveal says which one "
            "was right.",
        )


def predictions_of(page: str, exhibits: tuple[Exhibit, ...]) -> Predictions:
    """The exercise on the predictions of one hall."""
    names = [exhibit.name for exhibit in exhibits]
    answers = _answers(names)
    return Predictions(
        page=page,
        name="predictions",
        title="Your predictions",
        minutes=2,
        section=CLINIC,
        reference=answers[0],
        alternatives=answers[1:],
        misconceptions=_mistakes(names),
        driver="prediction",
        begin="It holds no letter yet; expected is one for each room.",
        parts=tuple(map(_part, names)),
        hints=(
            "Each exhibit has a cell for your letter. A wrong one earns as "
            "much as a right one: choose before you know.",
            "An entry looks like this: the key is the name in `ex.…`, the "
            'value is one of the texts "a", "b", "c", "d".',
        ),
    )


def _part(name: str) -> Part:
    probe = Probe(
        (name,),
        words=f'predictions["{name}"]',
        judge=_judge,
        expects='one letter as text, "a" to "d"',
        symptom=_kind,
    )

    def probes(rng: np.random.Generator) -> list[Probe]:
        return [probe]

    return Part(f"a prediction for {name}", POINTS, probes)


def _judge(observation: Any) -> Complaint | None:
    if normalized(observation.value):
        return None
    return Complaint(
        f"gave {show(observation.value)}", 'one letter as text, "a" to "d"'
    )


def _kind(value: Any) -> str:
    """What was written in place of a letter."""
    if normalized(value):
        return "letter"
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int | float | np.ndarray):
        return "number"
    if isinstance(value, list | tuple):
        return "several letters"
    if not isinstance(value, str):
        return "nothing" if value is None else "strange"
    text = value.strip().lower()
    if text.strip("?.…_ ") == "":
        return "blank"
    if len(text) == 1:
        return "other letter"
    return "several letters" if set(text) <= {*LETTERS, *" ,/"} else "sentence"


def _answers(names: list[str]) -> tuple:
    def predictions():
        return dict.fromkeys(names, "a")

    def capitals():
        return dict.fromkeys(names, "B")

    def with_brackets():
        return {name: f"({LETTERS[i % 4]})" for i, name in enumerate(names)}

    def more_than_asked():
        return dict(zip([*names, "other"], "dcb" * len(names), strict=False))

    return predictions, capitals, with_brackets, more_than_asked


def _mistakes(names: list[str]) -> tuple[Misconception, ...]:
    def wrong(name: str, value: Any, message: str, hint: str) -> Misconception:
        def answer():
            return dict.fromkeys(names, value)

        answer.__name__ = name
        return Misconception(answer, message, CLINIC, hint)

    return (
        wrong(
            "left_blank",
            "?",
            "There is no prediction yet: the place of the letter is blank.",
            "Guess! Being wrong costs nothing, and you will remember why.",
        ),
        wrong(
            "numbers",
            2,
            "You gave a number; the choices have letters.",
            "What stands before the symptom that you mean?",
        ),
        wrong(
            "several",
            "ab",
            "You named several symptoms. Commit yourself to one, the one "
            "that you would notice first.",
            "If you could look at one thing only, what would it be?",
        ),
        wrong(
            "sentences",
            "the loss rises",
            "You described the symptom in words; the check reads the letter "
            "of a choice.",
            "Which of the four choices is nearest to your words?",
        ),
        wrong(
            "beyond_the_choices",
            "e",
            "That letter is none of the choices.",
            "How many choices are there?",
        ),
        wrong(
            "yes_or_no",
            True,
            "You answered with yes or no; the question is which symptom.",
            "What stands before the symptom that you mean?",
        ),
        wrong(
            "none",
            None,
            "The entry is there, but it holds None.",
            "Was the value printed instead of entered?",
        ),
    )
