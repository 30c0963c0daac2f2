"""An exhibit of the bug museum: predict the symptom, then repair.

The learner sees a short broken program, chooses among several symptoms,
and only then is shown the measured one. The repair is an exercise like any
other; the letter of the prediction is an answer of its own.
"""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from nncheck import records
from nncheck.engine import Answer, Exercise
from nncheck.notebook import Note, _box, _marked

LETTERS = "abcd"


@dataclass(frozen=True)
class Choice:
    """One of the symptoms to choose from.

    Attributes:
        text: the symptom.
        comment: why it does or does not come; shown by the reveal.
    """

    text: str
    comment: str


class NotApplicable(Exception):
    """A detector that has nothing to look at in a program; says why."""


@dataclass(frozen=True)
class Detector:
    """A small function that tells one bug by its symptom.

    Attributes:
        sign: the symptom in a few words.
        bench: the kind of program that it looks at.
        fires: whether a program, run on its bench, shows the symptom.
    """

    sign: str
    bench: type
    fires: Callable[[Answer, Any], bool]

    def __call__(self, program: Answer, bench: Any) -> bool:
        """Whether the program shows the symptom.

        Raises:
            NotApplicable: the program is of another kind.
        """
        if not isinstance(bench, self.bench):
            raise NotApplicable(
                f"“{self.sign}” is looked for in {self.bench.__doc__}; this "
                f"program is one of {type(bench).__doc__}"
            )
        return bool(self.fires(program, bench))


@dataclass
class Record:
    """The prediction of this session, or of the one with the reveal."""

    letter: str = ""
    revealed: bool = False


RECORDS: dict[tuple[str, str], Record] = {}


def normalized(letter: Any) -> str:
    """A letter as it was meant; empty if it is none of the choices.

    >>> normalized(" B ")
    'b'
    >>> normalized("ab"), normalized(2)
    ('', '')
    """
    if not isinstance(letter, str):
        return ""
    letter = letter.strip().strip("().").lower()
    return letter if len(letter) == 1 and letter in LETTERS else ""


@dataclass(frozen=True, kw_only=True)
class Exhibit(Exercise):
    """A broken program with its symptom.

    Attributes:
        program: the program as the learner finds it.
        bug: its name in the museum's catalog; told by the reveal.
        choices: what might be seen, in the order of the letters.
        symptom: the letter of what is seen.
        measured: runs the program and says what is seen, with numbers.
        detector: fires on this program, and on no other.
        bench: how detectors run the program.
    """

    begin: str = (
        "The two lines below YOUR CODE HERE are still there; expected is the "
        "repaired program without them."
    )
    program: Answer
    bug: str
    choices: Sequence[Choice]
    symptom: str
    measured: Callable[[], str]
    detector: Detector
    bench: Any

    def __repr__(self) -> str:
        return f"<exhibit {self.page}.{self.name}: {self.points:g} points>"

    @property
    def record(self) -> Record:
        """What was predicted; a reveal in another session counts."""
        key = self.page, self.name
        record = RECORDS.setdefault(key, Record())
        if not record.revealed:
            # asked again each time: another notebook may reveal it
            earlier = records.prediction(*key)
            if earlier:
                record = RECORDS[key] = Record(earlier, revealed=True)
        return record

    def predict(self, letter: str) -> Note:
        """Record a prediction; after the reveal the recorded one stays."""
        record, new = self.record, normalized(letter)
        if record.revealed:
            return Note(
                f"Your prediction for {self.name} stays {record.letter}",
                "It was recorded before the reveal.",
            )
        if not new:
            return Note(
                f"{letter!r} is no prediction",
                f"Choose one letter: {', '.join(LETTERS)}.",
            )
        record.letter = new
        return Note(
            f"Recorded for {self.name}: {new}",
            f"`ex.{self.name}.reveal()` shows what is measured.",
        )

    def reveal(self, predictions: dict | None = None) -> Any:
        """The measured symptom, once a prediction is recorded.

        Args:
            predictions: the notebook's dictionary; its entry is recorded
                first, and put back if it was changed after the reveal.
        """
        mine = isinstance(predictions, dict) and self.name in predictions
        if mine:
            self.predict(predictions[self.name])  # type: ignore[index]
        record = self.record
        if not record.letter:
            return Note(
                f"First your prediction: {self.name}",
                f'Put a letter into `predictions["{self.name}"]`, one of '
                f"{', '.join(LETTERS)}, and run that cell.",
            )
        if not record.revealed:
            record.revealed = True
            said = records.keep_prediction(self.page, self.name, record.letter)
            records.tell_once(said)
        written = record.letter
        if mine:
            written = normalized(predictions[self.name])  # type: ignore[index]
            predictions[self.name] = record.letter  # type: ignore[index]
        return Reveal(self, record.letter, written)


@dataclass(frozen=True)
class Reveal:
    """What an exhibit does, beside what was predicted.

    Attributes:
        exhibit: the exhibit.
        predicted: the letter that counts.
        written: the letter that the notebook holds; it may be a later one.
    """

    exhibit: Exhibit
    predicted: str
    written: str

    @property
    def title(self) -> str:
        """Prediction and symptom in one line."""
        seen = self.exhibit.symptom
        words = f"You predicted {self.predicted}; what is seen is {seen}."
        if self.predicted == seen:
            words = f"You predicted {seen}, and {seen} is what is seen."
        if self.written in ("", self.predicted):
            return words
        return f"{words} The letter {self.written} came after the reveal."

    @property
    def lines(self) -> list[str]:
        """Every choice with its comment, the symptom first."""
        pairs = list(zip(LETTERS, self.exhibit.choices, strict=True))
        pairs.sort(key=lambda pair: pair[0] != self.exhibit.symptom)
        return [
            f"{letter}: {choice.text} {choice.comment}"
            for letter, choice in pairs
        ]

    @property
    def closing(self) -> str:
        """The bug's name and where the book treats it."""
        bug = self.exhibit.misconceptions[0]
        return f"In the catalog: {self.exhibit.bug}. See {bug.section.text}."

    def __repr__(self) -> str:
        measured = f"Measured: {self.exhibit.measured()}"
        return "\n".join([self.title, measured, *self.lines, self.closing])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<li style="list-style:none">{_marked(line)}</li>'
            for line in self.lines
        )
        body = (
            f'<p style="margin:0.4em 0"><strong>Measured:</strong> '
            f"{_marked(self.exhibit.measured())}</p>"
            f'<ul style="margin:0.4em 0;padding:0">{rows}</ul>'
            f'<p style="margin:0"><em>{html.escape(self.closing)}</em></p>'
        )
        return _box("#56B4E9", html.escape(self.title), body)
