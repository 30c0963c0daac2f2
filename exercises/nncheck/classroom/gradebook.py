"""The gradebook: nbgrader's own tables, and one more that remembers.

The table ``nncheck_outcome`` keeps what was found out about each notebook
beside its fingerprint, and is written together with the points: who is
interrupted and starts again grades nothing twice and loses nothing.
"""

import contextlib
import json
import logging
import os
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    DateTime,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from nncheck import catalog
from nncheck.classroom.course import GRADED, Course, Outcome

TRIES = 8  # several graders may make the same row at once
MEMORY = MetaData()
OUTCOMES = Table(
    "nncheck_outcome",
    MEMORY,
    Column("page", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("graded_at", DateTime, nullable=False),
)
Result = TypeVar("Result")


class NoGradebook(RuntimeError):
    """The gradebook cannot be used; the text says what to do."""


class Grades:
    """The gradebook of a class, open."""

    def __init__(self, url: str, folder: str = ""):
        self.book = _open(url)
        self.folder = Path(folder)

    def prepare(self, page: str) -> None:
        """Make sure the chapter and its exercises are in the gradebook."""
        book = self.book
        with book.db() as session:
            MEMORY.create_all(session.connection())
            session.commit()
        book.update_or_create_assignment(page)
        book.update_or_create_notebook(page, page)
        for exercise in catalog.exercises(page):
            book.update_or_create_grade_cell(
                cell_name(exercise.name),
                page,
                page,
                max_score=exercise.points,
                cell_type="code",
            )
            # where the teacher's comment goes
            book.update_or_create_solution_cell(exercise.name, page, page)

    def known(self, page: str, student: str) -> Outcome | None:
        """What was found out about a student's notebook before."""
        with self._session() as session:
            text = session.execute(
                select(OUTCOMES.c.outcome).where(_row(page, student))
            ).scalar_one_or_none()
        return None if text is None else Outcome(**json.loads(text))

    def all_known(self, page: str) -> dict[str, Outcome]:
        """Everything that was found out about a chapter, by student."""
        with self._session() as session:
            texts = session.execute(
                select(OUTCOMES.c.outcome).where(OUTCOMES.c.page == page)
            ).scalars()
            found = [Outcome(**json.loads(text)) for text in texts]
        return {outcome.student: outcome for outcome in found}

    def keep(self, outcome: Outcome) -> None:
        """Write the points and the outcome, both or none of them."""
        _insist(lambda: self._keep(outcome))

    def _keep(self, outcome: Outcome) -> None:
        page, student = outcome.page, outcome.student
        book = self.book
        book.update_or_create_student(student)
        when = self._handed_in(page, student)
        book.update_or_create_submission(page, student, timestamp=when)
        submission = book.find_submission_notebook(page, page, student)
        points = _points(outcome)
        for grade in submission.grades:
            grade.auto_score = points.get(grade.name)
            grade.needs_manual_grade = grade.name not in points
        with self._session() as session:
            session.execute(delete(OUTCOMES).where(_row(page, student)))
            session.execute(
                insert(OUTCOMES).values(
                    page=page,
                    student=student,
                    fingerprint=outcome.fingerprint,
                    status=outcome.status,
                    outcome=json.dumps(outcome.to_json(), sort_keys=True),
                    graded_at=datetime.now(UTC).replace(tzinfo=None),
                )
            )
            session.commit()

    def _handed_in(self, page: str, student: str) -> datetime | None:
        """When nbgrader's exchange took it; formgrader compares the two."""
        from nbgrader.utils import parse_utc

        path = self.folder / "submitted" / student / page / "timestamp.txt"
        try:
            return parse_utc(path.read_text("utf-8").strip())
        except (OSError, ValueError, OverflowError):
            return None

    @contextlib.contextmanager
    def _session(self) -> Iterator[Any]:
        """nbgrader's own session: with it, the points are committed."""
        session = self.book.db()
        try:
            yield session
        except BaseException:
            session.rollback()
            raise
        finally:
            self.book.db.remove()


def cell_name(exercise: str) -> str:
    """The cell that holds an exercise's points."""
    return f"{exercise}_check"


def _points(outcome: Outcome) -> dict[str, float]:
    if outcome.status != GRADED:
        return {}  # no zero where nothing was graded
    return {
        cell_name(verdict["exercise"]): verdict["points"]
        for verdict in outcome.report["exercises"]
    }


def _row(page: str, student: str) -> Any:
    return (OUTCOMES.c.page == page) & (OUTCOMES.c.student == student)


def grades(course: Course) -> Grades:
    """The gradebook of a course, made ready once in every process.

    Raises:
        NoGradebook: nbgrader is missing, or the gradebook's server does not
            answer.
    """
    return _grades(course.url, course.folder, course.page, os.getpid())


@cache
def _grades(url: str, folder: str, page: str, process: int) -> Grades:
    found = _insist(lambda: Grades(url, folder))
    _insist(lambda: found.prepare(page))
    return found


def _open(url: str) -> Any:
    try:
        from nbgrader.api import Gradebook
    except ModuleNotFoundError:
        raise NoGradebook(
            "The gradebook needs nbgrader. Type: pip install nbgrader"
        ) from None
    logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
    # nbgrader starts the program alembic by its name
    programs = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join(
        [programs, os.environ.get("PATH", os.defpath)]
    )
    return Gradebook(url)


def _insist(action: Callable[[], Result]) -> Result:
    """Try again when another grader was faster, or locked the file."""
    from nbgrader.api import InvalidEntry

    for last in [False] * (TRIES - 1) + [True]:
        try:
            with warnings.catch_warnings():
                # SQLAlchemy about nbgrader's relations
                warnings.simplefilter("ignore")
                return action()
        except (SQLAlchemyError, InvalidEntry) as error:
            if last:
                said = str(error).splitlines()[0]
                raise NoGradebook(
                    f"The gradebook cannot be used: {said}. Check its URL "
                    "(--gradebook) and whether its server runs."
                ) from error
            time.sleep(random.uniform(0.05, 0.3))
    raise AssertionError("unreachable")
