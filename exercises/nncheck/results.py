"""Results of exercises, questions and predictions, and which is best."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

STATES = ("full", "partial", "none")  # a stub is no attempt


class Keepable(Protocol):
    """A result that belongs to something and is better than another."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is a result of."""

    @property
    def rank(self) -> tuple:
        """Smaller is better; equal only if all is equal."""


T = TypeVar("T", bound=Keepable)


@dataclass(frozen=True)
class Result:
    """What one check of an exercise said.

    Attributes:
        page: the chapter's slug.
        exercise: the name, as in ``ex.<name>``.
        points: points earned.
        out_of: points to earn, at that time.
        state: "full", "partial" or "none".
        misconceptions: names of recognized mistakes, spaces between.
        time: UTC, as in ``2030-01-31T12:00:00Z``.
        version: of nncheck.
    """

    page: str
    exercise: str
    points: float
    out_of: float
    state: str
    misconceptions: str
    time: str
    version: str

    @property
    def key(self) -> tuple[str, str]:
        """The exercise."""
        return self.page, self.exercise

    @property
    def share(self) -> float:
        """The share of the points that was earned."""
        return self.points / self.out_of

    @property
    def rank(self) -> tuple:
        """More points come first, then the earlier result."""
        rest = (self.out_of, self.misconceptions, self.version)
        return -self.share, self.time, *rest


@dataclass(frozen=True)
class Answer:
    """How a question of a chapter's quiz was answered.

    Attributes:
        page: the chapter's slug.
        question: the question's id.
        correct: whether the last answer was right.
        tries: how many answers it took.
        time: UTC, as in ``2030-01-31T12:00:00Z``.
        version: of nncheck, or of what else wrote it.
    """

    page: str
    question: str
    correct: bool
    tries: int
    time: str
    version: str

    @property
    def key(self) -> tuple[str, str]:
        """The question."""
        return self.page, self.question

    @property
    def rank(self) -> tuple:
        """Right comes first, then fewer tries, then the earlier one."""
        return not self.correct, self.tries, self.time, self.version


@dataclass(frozen=True)
class Prediction:
    """What was predicted of an exhibit when its symptom was revealed.

    Attributes:
        page: the hall's slug.
        exercise: the name, as in ``ex.<name>``.
        letter: the choice, "a" to "d".
        time: of the reveal; UTC, as in ``2030-01-31T12:00:00Z``.
        version: of nncheck.
    """

    page: str
    exercise: str
    letter: str
    time: str
    version: str

    @property
    def key(self) -> tuple[str, str]:
        """The exhibit."""
        return self.page, self.exercise

    @property
    def rank(self) -> tuple:
        """The first one counts: after it the symptom was known."""
        return self.time, self.letter, self.version


@dataclass
class Records:
    """The best result of every exercise, question and prediction."""

    exercises: dict[tuple[str, str], Result] = field(default_factory=dict)
    quiz: dict[tuple[str, str], Answer] = field(default_factory=dict)
    predictions: dict[tuple[str, str], Prediction] = field(
        default_factory=dict
    )

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return any(vars(self).values())


def best(results: Iterable[T]) -> dict[tuple[str, str], T]:
    """The best result under every key."""
    found: dict[tuple[str, str], T] = {}
    for result in results:
        old = found.get(result.key)
        if old is None or result.rank < old.rank:
            found[result.key] = result
    return found
