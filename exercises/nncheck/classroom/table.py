"""The points of a class as a table, with a status: never a silent zero."""

import csv
import io
import re
from collections.abc import Iterable

from nncheck import catalog
from nncheck.classroom.course import GRADED, Outcome


def as_csv(page: str, outcomes: Iterable[Outcome]) -> str:
    """One row a student; who was not graded has no points, but a reason."""
    names = [exercise.name for exercise in catalog.exercises(page)]
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(
        ["student", "chapter", "status", "points", "out_of", "reason", *names]
    )
    for outcome in sorted(outcomes, key=lambda o: o.student):
        table.writerow(
            [
                cell(outcome.student),
                outcome.page,
                outcome.status,
                f"{outcome.points:g}" if outcome.status == GRADED else "",
                f"{outcome.out_of:g}",
                cell(outcome.reason),
                *_by_exercise(outcome, names),
            ]
        )
    return stream.getvalue()


def _by_exercise(outcome: Outcome, names: list[str]) -> list[str]:
    if outcome.status != GRADED:
        return [""] * len(names)
    verdicts = outcome.report["exercises"]
    points = {v["exercise"]: f"{v['points']:g}" for v in verdicts}
    return [points[name] for name in names]


def cell(words: str) -> str:
    """Text that no spreadsheet takes for a formula.

    Where a comma is for decimals, spreadsheets divide at semicolons, quoted
    or not: a formula may begin behind any of them.

    >>> cell("=1+1"), cell("Ann"), cell("a;=1+1, -2")
    ("'=1+1", 'Ann', "a;'=1+1, '-2")
    """
    line = " ".join(words.replace("\0", "").split())
    return re.sub(r"(^|[;,|] ?)(?=[=+@-])", r"\1'", line)
