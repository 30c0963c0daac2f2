"""The report in a form that may leave the teacher's desk.

Names are in no report. Small numbers speak of persons, too: who knows the
class knows who the one of thirty is. So the form to share rounds shares to
twentieths, leaves out groups of fewer than three, where a rounded rest could
tell them as well, and does not exist for very small classes.
"""

from typing import Any

from nncheck.classroom.course import GRADED
from nncheck.classroom.report import ClassReport, ExerciseReport, Mistake

SMALLEST_CLASS = 10
SMALLEST_GROUP = 3
STEP = 0.05


def shareable(report: ClassReport) -> dict[str, Any] | None:
    """The report as JSON without small groups; None for a small class."""
    n = report.status[GRADED]
    if n < SMALLEST_CLASS:
        return None
    return {
        "page": report.page,
        "mean": rounded(report.mean / report.out_of),
        "distribution": [group(count, n) for count in report.bins],
        "exercises": [_exercise(e, n) for e in report.exercises],
    }


def _exercise(exercise: ExerciseReport, n: int) -> dict[str, Any]:
    return {
        "exercise": exercise.name,
        "title": exercise.title,
        "mean": rounded(exercise.mean / exercise.out_of),
        "solved": group(exercise.solved, n),
        "mistakes": [
            _mistake(mistake, n)
            for mistake in exercise.mistakes
            if mistake.count >= SMALLEST_GROUP
        ],
    }


def _mistake(mistake: Mistake, n: int) -> dict[str, Any]:
    return {
        "mistake": mistake.name,
        "message": mistake.message,
        "page": mistake.section.page,
        "anchor": mistake.section.anchor,
        "title": mistake.section.title,
        "share": group(mistake.count, n),
    }


def group(count: int, n: int) -> float | None:
    """A group's share; None if it, or what is left, is too small to tell.

    >>> group(12, 30), group(1, 30), group(29, 30), group(0, 30), group(30, 30)
    (0.4, None, None, None, None)
    """
    if min(count, n - count) < SMALLEST_GROUP:
        return None
    return rounded(count / n)


def rounded(share: float) -> float:
    """To twentieths.

    >>> rounded(0.4242)
    0.4
    """
    return round(round(share / STEP) * STEP, 2)
