"""What nbgrader's formgrader shows: a student's code, verdicts and points.

Formgrader lists a notebook once ``autograded`` has it, and its page runs all
HTML in the texts and outputs. So it gets a copy that is written here: the
student's code as text, the verdicts as text, and nothing else.
"""

import json
import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nncheck import catalog
from nncheck.classroom import page
from nncheck.classroom.course import GRADED, Course, Outcome
from nncheck.classroom.gradebook import cell_name
from nncheck.notebook_file import read_cells

LONGEST = 20_000  # characters of a cell: each of them is to be colored
CONFIG = '''\
"""Settings of nbgrader, for a class that is graded by nncheck class."""

from nbgrader.preprocessors import NbGraderPreprocessor


class OnlyInABox(NbGraderPreprocessor):
    """Stops the button Autograde, which would run a notebook unboxed."""

    def preprocess(self, nb, resources):
        raise RuntimeError("Type nncheck class: it grades in a box.")


c = get_config()  # noqa: F821
c.Autograde.sanitize_preprocessors = [OnlyInABox]
'''


def write_copies(course: Course, outcomes: Sequence[Outcome]) -> None:
    """Make the course a folder that formgrader can open."""
    root = Path(course.folder)
    (root / "source" / course.page).mkdir(parents=True, exist_ok=True)
    if not (root / "nbgrader_config.py").exists():
        page.write(root / "nbgrader_config.py", CONFIG)
    for outcome in outcomes:
        write_copy(course, outcome)


def write_copy(course: Course, outcome: Outcome) -> Path | None:
    """Write the copy of a graded notebook; delete it if it has no grade."""
    folder = Path(course.folder, "autograded", outcome.student, outcome.page)
    handed_in = course.submission(outcome.student)
    name = f"{outcome.page}.ipynb"
    found = [handed_in / name, *sorted(handed_in.glob("*.ipynb"))]
    found = [path for path in found if path.is_file()]
    if outcome.status != GRADED or not found:
        shutil.rmtree(folder, ignore_errors=True)
        return None
    cells = [c.source for c in read_cells(found[0]) if c.kind == "code"]
    page.write(folder / name, json.dumps(copy_of(outcome, cells), indent=1))
    return folder / name


def copy_of(outcome: Outcome, sources: Sequence[str]) -> dict[str, Any]:
    """A notebook with the code, and a verdict below each answer.

    Args:
        outcome: what was found out.
        sources: the student's code, cell by cell.
    """
    return {
        "cells": list(_cells(outcome, sources)),
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def _cells(
    outcome: Outcome, sources: Sequence[str]
) -> Iterator[dict[str, Any]]:
    verdicts = {v["exercise"]: v for v in outcome.report["exercises"]}
    titles = {e.name: e.title for e in catalog.exercises(outcome.page)}
    checks = {_check(name) for name in verdicts}
    left = dict(verdicts)
    last = {name: _last(name, sources) for name in verdicts}
    for place, source in enumerate(sources):
        answers = [name for name in left if last[name] == place]
        if source.strip() not in checks:
            yield _code(source, *(_marks(name) for name in answers[:1]))
        for name in answers:
            yield _verdict(titles[name], left.pop(name))
    for name, verdict in left.items():
        yield _verdict(titles[name], verdict)


def _last(name: str, sources: Sequence[str]) -> int | None:
    """The cell whose definition counts: the last one."""
    pattern = re.compile(catalog.defines(name), re.MULTILINE)
    found = [i for i, text in enumerate(sources) if pattern.search(text)]
    return found[-1] if found else None


def _check(name: str) -> str:
    return f"ex.{name}.check({name})"


def _verdict(title: str, verdict: dict[str, Any]) -> dict[str, Any]:
    name = verdict["exercise"]
    lines = [f"{title}: {verdict['points']:g} of {verdict['out_of']:g}"]
    for paragraph in verdict["feedback"]:
        lines += ["", *textwrap.wrap(paragraph["text"], 88)]
    marks = _marks(cell_name(name), points=verdict["out_of"])
    cell = _code(_check(name), marks)
    text = _plain("\n".join(lines))
    cell["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": text}
    ]
    return cell


def _marks(grade_id: str, points: float | None = None) -> dict[str, Any]:
    """What nbgrader writes at a cell: an answer, or a check with points."""
    graded = points is not None
    marks = {
        "grade_id": grade_id,
        "grade": graded,
        "solution": not graded,
        "locked": graded,
        "task": False,
        "schema_version": 3,
    }
    return marks | ({"points": points, "cell_type": "code"} if graded else {})


def _code(source: str, marks: dict[str, Any] | None = None) -> dict[str, Any]:
    if len(source) > LONGEST:
        source = source[:LONGEST] + "\n# ... and so on"
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"nbgrader": marks} if marks else {},
        "outputs": [],
        "source": _plain(source),
    }


def _plain(text: str) -> str:
    """Text that can be written in any encoding of Unicode."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
