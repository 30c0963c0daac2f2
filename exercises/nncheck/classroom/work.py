"""The unit of work: grade what one student handed in."""

import hashlib
import re
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from nncheck import catalog
from nncheck.classroom import box
from nncheck.classroom.course import (
    FAILED,
    GRADED,
    RETURNED,
    Course,
    Outcome,
)
from nncheck.classroom.gradebook import grades
from nncheck.grading import grade_notebook
from nncheck.notebook_file import NotGradable, read_cells
from nncheck.sandbox import Cage

MAX_BYTES = 20_000_000
# what decides on points and words, beside drivers and specs
JUDGES = [
    *("child", "codec", "compare", "desk", "diagnosis", "engine", "grading"),
    *("notebook_file", "notes", "observe", "transcript", "words"),
]
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def grade_submission(course: Course, student: str) -> Outcome:
    """Grade a notebook in a box, and write the points in the gradebook.

    May be called by several processes or computers at once, and again after
    an interruption: a notebook that has its grade is not graded twice. What
    a notebook does never raises here: it becomes the outcome's status.

    Args:
        course: the class, the chapter and the limits.
        student: the name of a folder in ``submitted``.

    Raises:
        NoBox: this system cannot shut the notebook's code in, and the
            course does not say ``unboxed``.
        NoGradebook: the gradebook cannot be reached.
    """
    if not course.unboxed:
        box.check()
    begin = time.monotonic()
    found = _find(course, student)
    if isinstance(found, Outcome):
        mark = fingerprint(course, found.reason.encode())
    else:
        mark = fingerprint(course, found.read_bytes())
    book = grades(course)
    before = book.known(course.page, student)
    known = before is not None and before.fingerprint == mark
    if before is not None and known and before.status != FAILED:
        return replace(before, seconds=0.0)
    outcome = (
        found if isinstance(found, Outcome) else _grade(course, student, found)
    )
    outcome = replace(outcome, fingerprint=mark)
    book.keep(outcome)
    return replace(outcome, seconds=time.monotonic() - begin)


def _find(course: Course, student: str) -> Path | Outcome:
    """The notebook, or the words with which it is returned."""
    folder = course.submission(student)
    wanted = folder / f"{course.page}.ipynb"
    found = sorted(folder.glob("*.ipynb")) if folder.is_dir() else []
    path = wanted if wanted in found or len(found) != 1 else found[0]
    if path not in found:
        names = ", ".join(p.name for p in found) or "none"
        why = f"There is no {path.name}; the notebooks handed in: {names}."
    elif path.is_symlink() or not path.is_file():
        why = f"{path.name} is no file but a link or a folder."
    elif path.stat().st_size > MAX_BYTES:
        size = path.stat().st_size / 1e6
        why = (
            f"{path.name} has {size:.0f} MB. Clear the outputs, save it and "
            "hand it in again."
        )
    else:
        return path
    return without_points(course, student, RETURNED, why)


def _grade(course: Course, student: str, path: Path) -> Outcome:
    try:
        _must_belong(course.page, path)
        report = grade_notebook(
            path,
            page=course.page,
            seed=course.probe_seed,
            limits=course.limits,
            cage=Cage() if course.unboxed else box.Box(course.limits),
        )
    except NotGradable as error:
        why = str(error).replace(str(path), path.name)
        return without_points(course, student, RETURNED, why)
    except Exception as error:
        # whatever a notebook brings about: the others go on
        why = f"The grader itself stumbled ({type(error).__name__}: {error})."
        return without_points(course, student, FAILED, why[:500])
    return Outcome(
        student,
        course.page,
        GRADED,
        points=report.points,
        out_of=report.out_of,
        report=_tidy(report.to_json()),
    )


def _must_belong(page: str, path: Path) -> None:
    """Refuse a notebook of another chapter, rather than give it a zero."""
    sources = [cell.source for cell in read_cells(path)]
    guess = catalog.guess_page(sources)
    text = "\n".join(sources)
    own = (catalog.defines(e.name) for e in catalog.exercises(page))
    if guess == page or any(re.search(p, text, re.MULTILINE) for p in own):
        return
    what = f"the exercises of {guess}" if guess else "no exercise of the book"
    raise NotGradable(
        f"The notebook contains {what}; expected are those of {page}. Hand in "
        f"the notebook {page}.ipynb."
    )


def without_points(
    course: Course, student: str, status: str, why: str
) -> Outcome:
    """What became of a submission that was not graded."""
    out_of = sum(e.points for e in catalog.exercises(course.page))
    return Outcome(student, course.page, status, why, out_of=out_of)


def as_of_today(course: Course, outcome: Outcome) -> Outcome:
    """An outcome from the gradebook, or that it is of other exercises.

    Who has a notebook is graded anew when the exercises change; here come
    those whose notebook is gone.
    """
    graded = [v["exercise"] for v in outcome.report.get("exercises", [])]
    names = [exercise.name for exercise in catalog.exercises(course.page)]
    if outcome.status != GRADED or graded == names:
        return outcome
    why = (
        "It was graded by another version of the exercises, and the notebook "
        "is no longer in the course's folder. Take it in again; the points "
        "in the gradebook are untouched."
    )
    return without_points(course, outcome.student, FAILED, why)


def _tidy(report: dict[str, Any]) -> dict[str, Any]:
    """The report without what only this run, or only the teacher, knows."""
    for verdict in report["exercises"]:
        verdict["seed"] = None
        for paragraph in verdict["feedback"]:
            paragraph["text"] = ADDRESS.sub("", paragraph["text"])
    notes = [ADDRESS.sub("", note) for note in report["notes"]]
    return report | {"notebook": "", "notes": notes}


def fingerprint(course: Course, content: bytes) -> str:
    """Of the notebook and of everything else that decides on its grade."""
    settings = (
        course.page,
        course.probe_seed,
        course.limits,
        checks(course.page),
    )
    return hashlib.sha256(repr(settings).encode() + content).hexdigest()


@cache
def checks(page: str) -> str:
    """A fingerprint of a chapter's checks: changed ones grade again."""
    package = Path(box.__file__).parents[1]
    paths = [package / f"{name}.py" for name in JUDGES]
    paths += package.glob("drivers/*.py")
    paths += package.glob(f"specs/{page.partition('_')[0]}*/*.py")
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()
