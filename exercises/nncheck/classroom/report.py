"""What a class can do, where it stumbles, and what to teach again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import fmean, median
from typing import Any

from nncheck import catalog
from nncheck.classroom.course import FAILED, GRADED, RETURNED, Outcome
from nncheck.engine import Exercise
from nncheck.verdict import Section

BINS = 5  # of the share of the points
AGAIN = 0.2  # of those who tried: from here on a mistake concerns the class
ANY = "no known mistake"


@dataclass(frozen=True)
class Mistake:
    """A misconception, and how many show it.

    Attributes:
        name: as in the spec; ``ANY`` for answers that are wrong otherwise.
        message: what was probably thought.
        section: the paragraph that clears it up.
        count: how many students.
    """

    name: str
    message: str
    section: Section
    count: int


@dataclass(frozen=True)
class ExerciseReport:
    """One exercise in a class.

    Attributes:
        name: the exercise.
        title: in words.
        out_of: its points.
        mean: the class's mean of points.
        solved: how many have all the points.
        begun: how many have tried.
        mistakes: the most frequent first.
    """

    name: str
    title: str
    out_of: float
    mean: float
    solved: int
    begun: int
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True)
class ClassReport:
    """A chapter's exercises in a class; no names in it.

    Attributes:
        page: the chapter.
        status: how many are graded, returned, failed.
        out_of: points to earn.
        mean: of the graded ones' points; 0 if there are none.
        median: the same.
        bins: how many have how much of the points, in equal steps.
        exercises: the hardest first.
    """

    page: str
    status: dict[str, int]
    out_of: float
    mean: float
    median: float
    bins: tuple[int, ...]
    exercises: tuple[ExerciseReport, ...]

    @property
    def again(self) -> tuple[tuple[str, Mistake], ...]:
        """What to teach again: mistakes that concern the class."""
        found = [
            (exercise.name, mistake)
            for exercise in self.exercises
            for mistake in exercise.mistakes
            if mistake.name != ANY
            and mistake.count >= max(2, AGAIN * exercise.begun)
        ]
        return tuple(sorted(found, key=lambda pair: -pair[1].count))

    def to_json(self) -> dict[str, Any]:
        """The report as JSON."""
        again = [
            {"exercise": name, "mistake": mistake.name}
            for name, mistake in self.again
        ]
        return asdict(self) | {"teach_again": again}


def class_report(page: str, outcomes: Iterable[Outcome]) -> ClassReport:
    """Sum up what a class has handed in."""
    everybody = list(outcomes)
    graded = [o for o in everybody if o.status == GRADED]
    points = [o.points or 0.0 for o in graded]
    exercises = catalog.exercises(page)
    out_of = sum(exercise.points for exercise in exercises)
    found = Counter(o.status for o in everybody)
    reports = [_exercise(e, graded) for e in exercises]
    return ClassReport(
        page,
        {status: found[status] for status in (GRADED, RETURNED, FAILED)},
        out_of,
        fmean(points) if points else 0.0,
        median(points) if points else 0.0,
        bins([p / out_of for p in points]),
        tuple(sorted(reports, key=lambda r: r.mean / r.out_of)),
    )


def bins(shares: Iterable[float]) -> tuple[int, ...]:
    """How many shares lie in each fifth from 0 to 1.

    >>> bins([0, 0.1, 0.2, 0.99, 1])
    (2, 1, 0, 0, 2)
    """
    found = Counter(min(int(share * BINS), BINS - 1) for share in shares)
    return tuple(found[i] for i in range(BINS))


def _exercise(exercise: Exercise, graded: list[Outcome]) -> ExerciseReport:
    verdicts = [_verdict(outcome, exercise.name) for outcome in graded]
    begun = [v for v in verdicts if v["state"] not in ("stub", "missing")]
    names = Counter(name for v in begun for name in mistakes_in(v))
    return ExerciseReport(
        exercise.name,
        exercise.title,
        exercise.points,
        fmean(v["points"] for v in verdicts) if verdicts else 0.0,
        sum(v["points"] == v["out_of"] for v in verdicts),
        len(begun),
        tuple(_mistake(exercise, n, c) for n, c in names.most_common()),
    )


def mistakes_in(verdict: dict[str, Any]) -> set[str]:
    """The mistakes that an answer shows."""
    known = {item["misconception"] for item in verdict["feedback"]} - {""}
    if not known and verdict["points"] < verdict["out_of"]:
        return {ANY}
    return known


def _mistake(exercise: Exercise, name: str, count: int) -> Mistake:
    for known in exercise.misconceptions:
        if known.name == name:
            return Mistake(name, known.message, known.section, count)
    words = "Wrong in another way; each feedback page shows an example."
    return Mistake(ANY, words, exercise.section, count)


def _verdict(outcome: Outcome, name: str) -> dict[str, Any]:
    verdicts = outcome.report["exercises"]
    return next(v for v in verdicts if v["exercise"] == name)
