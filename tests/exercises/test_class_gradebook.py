"""The gradebook: nothing graded twice, nothing lost, several graders."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_corpus.notebooks import FULL, WRONG, data, with_step  # noqa: E402
from class_corpus.oddities import cases  # noqa: E402
from class_corpus.recipe import blank  # noqa: E402
from class_tools import need_box, short  # noqa: E402
from postgres_server import need_postgres, server  # noqa: E402

from nncheck.classroom import gradebook, work, workers  # noqa: E402
from nncheck.classroom.course import Outcome  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # nbgrader's own
]
RIGHT = next(iter(cases().values())).content


def hand_in(course, **notebooks: bytes) -> list[str]:
    for student, content in notebooks.items():
        folder = course.submission(student)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "perceptron.ipynb").write_bytes(content)
    return sorted(notebooks)


@pytest.fixture
def course(tmp_path):
    need_box()
    return short(tmp_path / "course")


def points(course) -> dict[str, float]:
    known = gradebook.grades(course).all_known(course.page)
    return {student: outcome.points for student, outcome in known.items()}


def test_a_graded_notebook_is_not_graded_again(course, monkeypatch):
    hand_in(course, ann=RIGHT)
    first = work.grade_submission(course, "ann")
    assert (first.status, first.points) == ("graded", FULL)
    monkeypatch.setattr(work, "grade_notebook", lambda *a, **k: 1 / 0)
    again = work.grade_submission(course, "ann")
    assert again.seconds == 0 and again.report == first.report
    hand_in(course, ann=RIGHT + b"\n")  # another file: graded again
    assert work.grade_submission(course, "ann").status == "failed"
    assert points(course) == {"ann": None}


def test_what_failed_is_tried_again(course, monkeypatch):
    hand_in(course, ann=RIGHT)
    with monkeypatch.context() as broken:
        broken.setattr(work, "grade_notebook", lambda *a, **k: 1 / 0)
        outcome = work.grade_submission(course, "ann")
    assert outcome.status == "failed"
    assert "ZeroDivisionError" in outcome.reason
    assert work.grade_submission(course, "ann").points == FULL


def test_the_same_seed_gives_the_same_outcome(course):
    hand_in(course, ann=data(with_step(WRONG)))
    first = work.grade_submission(course, "ann").to_json()
    Path(course.folder, "gradebook.db").unlink()
    gradebook._grades.cache_clear()
    again = work.grade_submission(course, "ann").to_json()
    del first["seconds"], again["seconds"]
    assert first == again
    assert str(course.probe_seed) not in str(first)


def test_a_teachers_points_by_hand_are_kept(course):
    hand_in(course, ann=data(with_step(WRONG)))
    work.grade_submission(course, "ann")
    book = gradebook.grades(course).book
    grade = book.find_grade("step_check", "perceptron", "perceptron", "ann")
    grade.manual_score = 1.5
    book.db.commit()
    hand_in(course, ann=data(with_step(WRONG + "# again")))
    work.grade_submission(course, "ann")
    grade = book.find_grade("step_check", "perceptron", "perceptron", "ann")
    assert (grade.auto_score, grade.score) == (0, 1.5)


def test_a_grader_that_dies_fails_one_student_only(course, monkeypatch):
    students = hand_in(course, ann=RIGHT, bob=blank(), eve=RIGHT + b" ")
    real = work.grade_submission

    def deadly(course, student):
        if student == "bob":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(course, student)

    monkeypatch.setattr(work, "grade_submission", deadly)
    told: dict[str, Outcome] = {}
    workers.grade_all(
        course, students, 2, lambda o: told.update({o.student: o})
    )
    assert told["ann"].points == told["eve"].points == FULL
    assert told["bob"].status == "failed"
    assert "its process ended (-9)" in told["bob"].reason
    assert points(course) == {"ann": FULL, "bob": None, "eve": FULL}


RUN = """
import sys
sys.path[:0] = [{tests!r}]
from class_tools import short
from nncheck.classroom import workers
course = short({folder!r})
students = sys.argv[1:]
workers.grade_all(course, students, 2, lambda o: print(o.student, flush=True))
"""


def test_an_interrupted_run_goes_on_where_it_was(course):
    slow = data(with_step("import time\ntime.sleep(1)\n" + WRONG))
    names = {f"s{i}": slow + b" " * i for i in range(6)}
    students = hand_in(course, **names)
    code = RUN.format(tests=str(Path(__file__).parent), folder=course.folder)
    with subprocess.Popen(
        [sys.executable, "-c", code, *students],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        done = [process.stdout.readline().strip() for _ in range(2)]
        os.killpg(process.pid, signal.SIGKILL)  # as when the light goes out
    before = points(course)
    assert set(done) <= set(before) < set(students)
    told = []
    workers.grade_all(course, students, 2, told.append)
    assert points(course) == dict.fromkeys(students, FULL - 2)
    again = {o.student for o in told if o.seconds == 0}
    assert again == set(before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_leaves_no_process_and_no_half_grade(course, number):
    slow = data(with_step("import time\ntime.sleep(2)\n" + WRONG))
    students = hand_in(course, **{f"s{i}": slow for i in range(4)})
    code = RUN.format(tests=str(Path(__file__).parent), folder=course.folder)
    with subprocess.Popen(
        [sys.executable, "-c", code, *students],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        process.stdout.readline()
        process.send_signal(number)
        # ends when the last of the processes has let go of it
        process.communicate(timeout=60)
    base = sqlite3.connect(Path(course.folder, "gradebook.db"))
    rows = base.execute(
        "select count(*), count(auto_score) from grade"
    ).fetchone()
    base.close()
    assert rows[1] == 5 * len(points(course))


def test_several_graders_share_a_gradebook_in_postgresql(course, tmp_path):
    need_postgres()
    with server() as url:
        shared = short(tmp_path / "course", gradebook=url)
        wrong = data(with_step(WRONG))
        students = hand_in(
            shared, ann=RIGHT, bob=wrong, eve=blank(), sam=RIGHT + b" "
        )
        jobs = [shared] * 3 * len(students), students * 3
        context = multiprocessing.get_context("spawn")
        # unlike multiprocessing's Pool, it says when a process has died
        with ProcessPoolExecutor(3, mp_context=context) as pool:
            found = pool.map(work.grade_submission, *jobs, timeout=120)
            found = [outcome.points for outcome in found]
        want = [FULL, FULL - 2, 0.0, FULL]
        assert found == want * 3
        from nbgrader.api import Gradebook

        with Gradebook(url) as book:
            rows = book.assignment_submissions("perceptron")
            assert {r.student.id: r.score for r in rows} == dict(
                zip(students, want, strict=True)
            )
        assert points(shared) == dict(zip(students, want, strict=True))
        gradebook.grades(shared).book.close()


def test_a_gradebook_that_does_not_answer_is_told_in_words(tmp_path):
    where = f"sqlite:///{tmp_path}/no/such/folder/gradebook.db"
    with pytest.raises(gradebook.NoGradebook, match="Check its URL"):
        gradebook.grades(short(tmp_path, gradebook=where))
