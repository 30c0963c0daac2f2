"""nbgrader's formgrader shows what nncheck graded, and runs none of it."""

import json
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_corpus.notebooks import WRONG, data, with_step  # noqa: E402
from class_corpus.page_attacks import SCRIPTS  # noqa: E402

from nncheck import catalog  # noqa: E402
from nncheck.classroom import formgrader, gradebook  # noqa: E402
from nncheck.classroom.course import RETURNED, Course, Outcome  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # nbgrader's own
]
PAGE = "perceptron"
STAMP = "2026-11-20 18:30:00.000000 UTC"


def verdict(exercise, points: float) -> dict:
    return {
        "exercise": exercise.name,
        "points": points,
        "out_of": exercise.points,
        "feedback": [{"text": f"It gave {SCRIPTS}."}],
    }


def graded(student: str) -> Outcome:
    """All exercises are solved but the first."""
    first, *others = catalog.exercises(PAGE)
    verdicts = [verdict(first, 0.0), *(verdict(e, e.points) for e in others)]
    points = sum(v["points"] for v in verdicts)
    report = {"exercises": verdicts, "notes": []}
    return Outcome(student, PAGE, "graded", "", points, 16.0, report, "x")


def hand_in(course: Course, student: str) -> None:
    notebook = with_step(f"{WRONG}# {SCRIPTS}\n")
    texts = {"cell_type": "markdown", "metadata": {}, "source": SCRIPTS}
    notebook["cells"].insert(0, texts)
    html = {"output_type": "display_data", "metadata": {}}
    html["data"] = {"text/html": SCRIPTS}
    notebook["cells"][1]["outputs"] = [html]
    folder = course.submission(student)
    folder.mkdir(parents=True)
    (folder / f"{PAGE}.ipynb").write_bytes(data(notebook))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    course = Course(str(tmp_path_factory.mktemp("class") / "course"), PAGE)
    hand_in(course, "ann")
    hand_in(course, "bob")
    (course.submission("bob") / "timestamp.txt").write_text(STAMP)
    outcomes = [graded("ann"), graded("bob")]
    for outcome in outcomes:
        gradebook.grades(course).keep(outcome)
    formgrader.write_copies(course, outcomes)
    return course


@pytest.fixture
def course(made, tmp_path):
    """The class again: a gradebook is copied sooner than made."""
    folder = shutil.copytree(made.folder, tmp_path / "course")
    return Course(str(folder), PAGE)


@pytest.fixture
def asked(course, monkeypatch):
    """What the formgrader asks, with the settings that lie in the course."""
    from nbgrader.apps import NbGrader
    from nbgrader.apps.api import NbGraderAPI

    monkeypatch.chdir(course.folder)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", os.devnull)
    app = NbGrader()
    app.load_config_file()
    return NbGraderAPI(config=app.config)


def test_a_students_view_has_the_notebook_and_its_points(asked):
    for student in ("ann", "bob"):
        (row,) = asked.get_student_submissions(student)
        assert (row["autograded"], row["score"]) == (True, 14)
        (row,) = asked.get_student_notebook_submissions(student, PAGE)
        assert row["id"] and (row["score"], row["max_score"]) == (14, 16)
    rows = asked.get_notebook_submissions(PAGE, PAGE)
    assert {row["student"] for row in rows} == {"ann", "bob"}


def test_points_and_comments_have_their_cells(course, asked):
    (row,) = asked.get_student_notebook_submissions("ann", PAGE)
    with asked.gradebook as book:
        found = book.find_submission_notebook_by_id(row["id"])
        points = {grade.name: grade.auto_score for grade in found.grades}
        comments = {comment.name for comment in found.comments}
    path = Path(course.folder, "autograded", "ann", PAGE, f"{PAGE}.ipynb")
    cells = json.loads(path.read_text())["cells"]
    marks = [cell["metadata"].get("nbgrader") for cell in cells]
    ids = [mark["grade_id"] for mark in marks if mark]
    names = [exercise.name for exercise in catalog.exercises(PAGE)]
    assert ids == [i for name in names for i in (name, f"{name}_check")]
    assert points.keys() == {f"{name}_check" for name in names}
    assert points["step_check"] == 0
    assert comments == set(names)


def test_the_page_of_a_notebook_runs_nothing_of_it(course):
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader import handlers

    exporter = HTMLExporter(
        template_name="formgrade",
        extra_template_basedirs=[handlers.template_path],
    )
    names = "base_url submission_id student first_name last_name index total"
    resources = dict.fromkeys(names.split(), 0)
    path = Path(course.folder, "autograded", "ann", PAGE, f"{PAGE}.ipynb")
    html, _ = exporter.from_filename(str(path), resources=resources)
    assert "It gave" in html and "&lt;script&gt;" in html
    for attack in ("<script>document.title", "<img src=x", "<svg onload"):
        assert attack not in html


def test_the_button_autograde_runs_nothing(course, asked):
    copy = Path(course.folder, "autograded", "ann", PAGE, f"{PAGE}.ipynb")
    done = asked.autograde(PAGE, "ann")
    assert not done["success"]
    assert "it grades in a box" in done["error"] + done["log"]
    formgrader.write_copies(course, [graded("ann")])
    assert copy.exists()


def test_what_has_no_grade_has_no_copy(course, asked):
    outcome = Outcome("ann", PAGE, RETURNED, "It is empty.", fingerprint="y")
    gradebook.grades(course).keep(outcome)
    formgrader.write_copies(course, [outcome])
    (row,) = asked.get_student_submissions("ann")
    assert row["submitted"] and not row["autograded"]


def test_settings_of_the_teacher_are_kept(course):
    settings = Path(course.folder, "nbgrader_config.py")
    settings.write_text("c = get_config()\n")
    formgrader.write_copies(course, [])
    assert settings.read_text() == "c = get_config()\n"


def test_cells_that_define_nothing_and_strange_letters():
    first = catalog.exercises(PAGE)[0]
    report = {"exercises": [verdict(first, 0.0)], "notes": []}
    outcome = Outcome("ann", PAGE, "graded", report=report)
    long = "x = 1\n" * formgrader.LONGEST
    copy = formgrader.copy_of(outcome, ["\ud800", long, "ex.step.check(step)"])
    texts = [cell["source"] for cell in copy["cells"]]
    assert texts[0] == "?" and len(texts[1]) < len(long)
    assert texts[2:] == ["ex.step.check(step)"]  # once: the teacher's
    assert copy["cells"][2]["metadata"]["nbgrader"]["points"] == first.points


def test_thousands_of_cells_are_no_obstacle():
    exercises = catalog.exercises(PAGE)
    report = {"exercises": [verdict(e, 0.0) for e in exercises], "notes": []}
    outcome = Outcome("ann", PAGE, "graded", report=report)
    begin = time.process_time()
    copy = formgrader.copy_of(outcome, ["x = 1"] * 5_000)
    assert time.process_time() - begin < 5
    assert len(copy["cells"]) == 5_000 + len(exercises)
