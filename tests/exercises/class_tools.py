"""What the tests of the class share: a box, or why there is none."""

import io
import shutil
import zipfile
from functools import cache
from pathlib import Path

import pytest

from nncheck.classroom import box
from nncheck.classroom.course import Course, Outcome
from nncheck.classroom.intake import take_in

OLD = (2026, 11, 1, 0, 0, 0)


@cache
def missing_box() -> str:
    """Why notebooks cannot be boxed here, or nothing."""
    try:
        box.check()
    except box.NoBox as error:
        return str(error)
    return ""


def need_box() -> None:
    """Skip the test where there is no box; with NNLIB_STRICT it fails."""
    if missing_box():
        pytest.skip(missing_box())


def program(name: str) -> str:
    """A server's program, also where Debian hides it; empty if missing."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return shutil.which(name) or next(
        (str(folder / name) for folder in folders if (folder / name).exists()),
        "",
    )


def short(folder: Path, **settings) -> Course:
    """A course with short limits: the point is that there is an end."""
    limits = {"cell": 3.0, "answer": 2.0, "total": 25.0, "memory": 1.0}
    given = {"seed": "secret", "grace": 2.0} | limits | settings
    return Course(str(folder), "perceptron", **given)


def said(outcome: Outcome) -> str:
    """Everything that the outcome tells its student."""
    verdicts = outcome.report.get("exercises", [])
    paragraphs = [p["text"] for v in verdicts for p in v["feedback"]]
    notes = outcome.report.get("notes", [])
    return "\n".join([outcome.reason, *paragraphs, *notes])


def packed(files: dict[str, bytes]) -> bytes:
    """A zip, as an LMS or a student makes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, OLD)
            target.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def hand_in(
    folder: Path, content: bytes | dict[str, bytes]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Take a zip in: the notebooks by student, and the problems."""
    source = folder / "handed in.zip"
    if isinstance(content, dict):
        content = packed(content)
    source.write_bytes(content)
    course = short(folder / "course")
    problems = take_in(source, course)
    found = Path(course.folder).glob("submitted/*/perceptron/*.ipynb")
    notebooks = {p.parent.parent.name: p.read_bytes() for p in found}
    return notebooks, {p.student: p.reason for p in problems}
