"""What an exercise is, and how an answer to it is judged.

A spec (one module under ``nncheck/specs``) holds the reference, other right
answers, every known wrong answer with its message, and the probes. An answer
is run on the probes; where it fails, the known wrong answers are run beside
it, and the one that behaves alike gives the message. If none does, the
smallest failing probe is shown: what came, what was expected.

Running the answer and judging it are apart: ``grade`` takes a function that
turns calls into observations, so that the same spec judges an answer in the
notebook's own process or one that ran elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nncheck.compare import Complaint
from nncheck.observe import Observation
from nncheck.verdict import Feedback, PartVerdict, Section, Verdict

__all__ = [
    "Exercise",
    "Feedback",
    "Misconception",
    "Part",
    "PartVerdict",
    "Probe",
    "Section",
    "Verdict",
]

Answer = Callable[..., Any]
Judge = Callable[[Observation], Complaint | None]
Runner = Callable[[list[tuple]], Iterable[Observation]]


def how_many(value: Any) -> int:
    """How many numbers a value holds, lists of arrays included.

    >>> how_many([np.zeros((2, 3)), np.zeros(3), 1.5])
    10
    """
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return sum(map(how_many, value))
    return int(np.size(value))


@dataclass(frozen=True)
class Probe:
    """One call of the answer, and what must hold for what comes back.

    Attributes:
        args: the arguments (numbers, text, arrays, lists of them).
        words: the call as the learner reads it; made from args if empty.
        judge: a property of the observation; without one the value is
            compared with the reference's.
        expects: what is expected, in words, for probes with a judge.
        may_fail: the judge looks at failures too.
        exact_failure: two failures are alike only with the same message.
        symptom: what of the value is compared when the answer stands
            beside a known mistake; all of it if None.
    """

    args: tuple
    words: str = ""
    judge: Judge | None = None
    expects: str = ""
    may_fail: bool = False
    exact_failure: bool = True
    symptom: Callable[[Any], Any] | None = None

    @property
    def size(self) -> int:
        """How many numbers the arguments hold."""
        return sum(map(how_many, self.args))


@dataclass(frozen=True)
class Part:
    """A share of an exercise's points and the probes that earn it.

    Attributes:
        name: completes "the part …" for the learner.
        points: all or nothing.
        probes: makes fresh probes from a generator.
    """

    name: str
    points: float
    probes: Callable[[np.random.Generator], list[Probe]]


@dataclass(frozen=True)
class Misconception:
    """A known wrong answer.

    Attributes:
        answer: the wrong answer itself.
        message: what was probably thought, to the learner, without the
            solution.
        section: the paragraph that clears it up.
        hint: a question or a small experiment that leads on.
        symptoms: the symptom on each probe, written down where running
            the wrong answer takes long; the tests compare them.
    """

    answer: Answer
    message: str
    section: Section
    hint: str
    symptoms: tuple | None = None

    @property
    def name(self) -> str:
        """The wrong answer's name."""
        return self.answer.__name__


@dataclass(frozen=True)
class Exercise:
    """A graded exercise: everything that is known about it.

    Attributes:
        page: the chapter's slug.
        name: the name of the function or class the learner writes.
        title: a few words for tables.
        minutes: an estimate of the work.
        section: where the book explains the matter.
        reference: a right answer.
        alternatives: other right answers.
        misconceptions: the known wrong ones, the most telling first.
        parts: probes and points.
        hints: a ladder from a nudge to the last step but one.
        arguments: names of the arguments, for messages.
        driver: how the answer is tried, by its name in ``drivers``.
        limit: seconds for one probe.
        slow: whether to show a progress bar.
        refuses: styles of right answers that this exercise cannot take,
            each with the reason: "float32" results, "lists" for arrays, a
            "warning" on the way.
        begin: what is there before the learner begins, and what to put in
            its place.
    """

    page: str
    name: str
    title: str
    minutes: int
    section: Section
    reference: Answer
    alternatives: Sequence[Answer]
    misconceptions: Sequence[Misconception]
    parts: Sequence[Part]
    hints: Sequence[str]
    arguments: Sequence[str] = ()
    driver: str = "call"
    limit: float = 10.0
    slow: bool = field(default=False)
    refuses: Mapping[str, str] = field(default_factory=dict)
    begin: str = (
        "It raised NotImplementedError; expected is your own code in its "
        "place."
    )

    @property
    def points(self) -> float:
        """Points to earn."""
        return sum(part.points for part in self.parts)

    def __repr__(self) -> str:
        return f"<exercise {self.page}.{self.name}: {self.points:g} points>"

    def grade(self, run: Runner, seed: int) -> Verdict:
        """Judge the answer behind ``run``, on the probes of ``seed``."""
        from nncheck.diagnosis import Grading

        return Grading(self, seed).verdict(run)

    def check(self, answer: Any, seed: int | None = None) -> Any:
        """Judge an answer in this notebook and show the verdict."""
        from nncheck.notebook import check

        return check(self, answer, seed)

    def hint(self) -> Any:
        """The next step of the ladder of hints."""
        from nncheck.notebook import hint

        return hint(self)

    def solution(self) -> Any:
        """A right answer, after an attempt of one's own."""
        from nncheck.notebook import solution

        return solution(self)
