"""A class on its hub: from the login to the grades."""

import contextlib
import importlib.util
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

import class_hub
import exercises
from nncheck.classroom import box
from nncheck.classroom.course import Course, Outcome
from nncheck.classroom.work import grade_submission

pytestmark = [
    pytest.mark.npm,
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("jupyterhub") is None,
        reason="JupyterHub is not installed",
    ),
]

ROOT = Path(__file__).parents[2]
COURSE, PAGE = "neural-networks", "perceptron"
FIRES_AT_ZERO = """\
import numpy as np
def step(z):
    return (np.asarray(z) >= 0).astype(int)
"""
Student = class_hub.Student


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder with a short name: sockets are made in it."""
    with tempfile.TemporaryDirectory(prefix="hub-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def hub(folder: Path) -> Iterator[class_hub.Hub]:
    """The running hub; the teacher has handed a notebook out."""
    with class_hub.running(folder, ["amal", "bo"]) as hub:
        class_hub.as_teacher(folder, "nbgrader", "release_assignment", PAGE)
        yield hub
    assert not processes_of(folder), "a server or the proxy survived the hub"


@pytest.fixture(scope="module")
def class_of_two(hub: class_hub.Hub) -> dict[str, Student]:
    """Two students, logged in, their servers running."""
    students = {name: Student(hub, name) for name in ("amal", "bo")}
    for student in students.values():
        student.log_in()
        student.start_server()
    return students


def fetch(student: Student) -> dict:
    """Fetch the notebook by the assignment list, and open it."""
    which = {"course_id": COURSE, "assignment_id": PAGE}
    listed = student.ask("POST", "assignments/fetch", **which)
    assert listed["success"], listed
    file = student.ask("GET", f"api/contents/{PAGE}/{PAGE}.ipynb")
    return file["content"]


def hand_in(student: Student, notebook: dict) -> None:
    """Save the notebook and submit it by the assignment list."""
    path = f"api/contents/{PAGE}/{PAGE}.ipynb"
    student.ask("PUT", path, type="notebook", content=notebook)
    which = {"course_id": COURSE, "assignment_id": PAGE}
    listed = student.ask("POST", "assignments/submit", **which)
    assert listed["success"], listed
    assert "submitted" in [one["status"] for one in listed["value"]]


def solved() -> dict:
    """The chapter's notebook with the solutions."""
    source = ROOT / "exercises" / PAGE / f"{PAGE}.md"
    return json.loads(exercises.as_bytes(exercises.read_source(source)))


def with_mistake(notebook: dict) -> dict:
    """The same with a step that fires at zero."""
    for cell in notebook["cells"]:
        if "def step(" in "".join(cell["source"]):
            cell["source"] = FIRES_AT_ZERO
            return notebook
    raise AssertionError("no cell defines step")


@pytest.mark.parametrize("name", ["amal", "mallory"])
def test_the_hub_asks_for_name_and_password(hub, name):
    stranger = Student(hub, name)
    password = "wrong" if name == "amal" else hub.password
    stranger.hub = class_hub.Hub(
        hub.folder, hub.address, password, hub.process
    )
    with pytest.raises(requests.HTTPError, match="403"):
        stranger.log_in()


def test_no_student_sees_another_students_server(class_of_two):
    amal, bo = class_of_two.values()
    address = f"{amal.hub.address}/user/{bo.name}/api/contents"
    answer = amal.web.get(address, timeout=60, allow_redirects=False)
    assert answer.status_code in (302, 403)


@pytest.mark.skipif(not shutil.which("prlimit"), reason="prlimit is missing")
def test_a_server_has_its_limits(hub, class_of_two):
    (server,) = processes_of(hub.home("amal"))
    limits = (server / "limits").read_text().splitlines()
    (line,) = [x for x in limits if "address space" in x]
    assert line.split()[3:5] == ["4000000000", "4000000000"]


def processes_of(folder: Path) -> list[Path]:
    """The processes that work in a folder, or below it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has just ended
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append(process)
    return found


def test_a_class_works_from_fetching_to_grades(folder, class_of_two):
    amal, bo = class_of_two.values()
    handed_out = fetch(amal)
    assert any("YOUR CODE HERE" in c["source"] for c in handed_out["cells"])
    fetch(bo)
    hand_in(amal, solved())
    hand_in(bo, with_mistake(solved()))
    class_hub.as_teacher(folder, "nbgrader", "collect", PAGE)
    grades = graded(folder)
    assert grades["amal"] == (16, [])
    assert grades["bo"] == (14.5, ["fires_at_zero"])


def graded(folder: Path) -> dict[str, tuple[float | None, list[str]]]:
    """Points and mistakes of everybody."""
    course = Course(str(folder / "course"), PAGE, unboxed=not can_box())
    students = sorted(p.name for p in (folder / "course/submitted").iterdir())
    outcomes = [grade_submission(course, student) for student in students]
    return {o.student: (o.points, mistakes(o)) for o in outcomes}


def can_box() -> bool:
    """Whether notebooks can be shut in here; these two are harmless."""
    try:
        box.check()
    except box.NoBox:
        return False
    return True


def mistakes(outcome: Outcome) -> list[str]:
    """The names of the recognized mistakes."""
    told = [f for e in outcome.report["exercises"] for f in e["feedback"]]
    return [f["misconception"] for f in told if f["misconception"]]
