"""A small course in nbgrader: submit notebooks, autograde, read the points."""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import exercises as tool


@contextlib.contextmanager
def course(folder: Path) -> Iterator[Any]:
    """An empty course with the exercises as sources: its API."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    # nbgrader starts the program alembic by its name
    programs = str(Path(sys.executable).parent)
    own = {
        "PATH": os.pathsep.join([programs, os.environ.get("PATH", "")]),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    config = Config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.course_id = "book"
    config.Execute.timeout = 120
    with mock.patch.dict(os.environ, own), contextlib.chdir(folder):
        with contextlib.redirect_stdout(None):
            tool.main(["--course", str(folder)])
        yield NbGraderAPI(config=config)


def autograded(
    page: str, notebooks: Mapping[str, bytes], folder: Path
) -> Iterator[tuple[str, dict[str, float]]]:
    """One student after the other, with the points from nbgrader.

    Args:
        page: the chapter.
        notebooks: student -> the notebook that was handed in.
        folder: an empty folder for the course.

    Raises:
        RuntimeError: nbgrader could not grade a notebook.
    """
    with course(folder) as api:
        _must(api.generate_assignment(page))
        for student, content in notebooks.items():
            target = folder / "submitted" / student / page
            target.mkdir(parents=True)
            (target / f"{page}.ipynb").write_bytes(content)
            _must(api.autograde(page, student))
            yield student, _points(api, page, student)


def _must(done: dict[str, Any]) -> None:
    if not done["success"]:
        raise RuntimeError(f"{done['error']}\n{done['log']}")


def _points(api: Any, page: str, student: str) -> dict[str, float]:
    from nbgrader.api import Gradebook

    with Gradebook(api.coursedir.db_url) as gradebook:
        grades = gradebook.find_submission_notebook(page, page, student).grades
        manual = [grade.name for grade in grades if grade.needs_manual_grade]
        if manual:
            raise RuntimeError(f"needs manual grading: {', '.join(manual)}")
        return {
            grade.name.removesuffix("_check"): grade.score for grade in grades
        }
