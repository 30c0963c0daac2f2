"""Grading on a Dask cluster: nothing lost, nothing graded twice."""

import copy
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

sys.path.insert(0, str(Path(__file__).parent))

from class_tools import need_box  # noqa: E402
from postgres_server import need_postgres, server  # noqa: E402

from nncheck.classroom.course import FAILED, GRADED, Course, Outcome  # noqa: E402
from nncheck.classroom.gradebook import OUTCOMES, grades  # noqa: E402
from nncheck.classroom.workers import Stopped  # noqa: E402
from nncheck.cli import main  # noqa: E402

distributed = pytest.importorskip("distributed")
cluster = pytest.importorskip("nncheck.classroom.cluster")

pytestmark = pytest.mark.slow
PAGE = "perceptron"
STUDENTS = [f"student{number}" for number in range(6)]
PAUSE = {
    "cell_type": "code",
    "id": "pause",
    "metadata": {},
    "execution_count": None,
    "outputs": [],
    "source": "import time; time.sleep(1)",
}


@pytest.fixture(scope="module")
def client() -> Iterator:
    """A client of two workers, each a process of its own."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as workers,
        cluster.connect(workers.scheduler_address) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def gradebook() -> Iterator[str]:
    """An empty database in a PostgreSQL server."""
    need_postgres()
    with server() as url:
        yield url


@pytest.fixture(scope="module")
def course(
    tmp_path_factory, solved_notebooks: dict[str, dict], gradebook: str
) -> Iterator[Course]:
    """Six students have handed in right answers, slow to grade."""
    need_box()
    notebook = copy.deepcopy(solved_notebooks[PAGE])
    notebook["cells"].append(PAUSE)
    root = tmp_path_factory.mktemp("course")
    for student in STUDENTS:
        folder = root / "submitted" / student / PAGE
        folder.mkdir(parents=True)
        (folder / f"{PAGE}.ipynb").write_text(json.dumps(notebook))
    course = Course(str(root), PAGE, gradebook, seed="x")
    grades(course)  # as the command does before it begins
    yield course
    grades(course).book.close()


def written(course: Course) -> dict[str, str]:
    """When each grade was written."""
    with grades(course)._session() as session:
        rows = session.execute(
            select(OUTCOMES.c.student, OUTCOMES.c.graded_at)
        )
        return {student: str(time) for student, time in rows}


class Killer:
    """Takes the outcomes; at the first, kills a worker in its work."""

    def __init__(self, client):
        self.client = client
        self.process_of = client.run(os.getpid)
        self.told: list[Outcome] = []
        self.killed = ""

    def __call__(self, outcome: Outcome) -> None:
        self.told.append(outcome)
        if self.killed:
            return
        busy = {
            a: jobs for a, jobs in self.client.processing().items() if jobs
        }
        worker = next(iter(busy))
        os.kill(self.process_of[worker], signal.SIGKILL)
        self.killed = worker


def test_a_killed_worker_loses_no_grade_and_repeats_none(course, client):
    killer = Killer(client)
    cluster.grade_on_cluster(course, STUDENTS, client, killer)
    assert killer.killed
    assert sorted(o.student for o in killer.told) == STUDENTS
    assert {(o.status, o.points) for o in killer.told} == {(GRADED, 16)}
    first = written(course)
    assert sorted(first) == STUDENTS
    book = grades(course).book
    scores = [s.score for s in book.assignment_submissions(PAGE)]
    assert scores == [16] * len(STUDENTS)
    book.db.remove()

    again: list[Outcome] = []
    cluster.grade_on_cluster(course, STUDENTS, client, again.append)
    assert sorted(o.student for o in again) == STUDENTS
    assert all(o.seconds == 0 for o in again)
    assert written(course) == first


def test_the_command_grades_on_a_cluster(course, client, capsys):
    address = client.scheduler.address
    words = ["--chapter", PAGE, "--course", course.folder]
    words += ["--scheduler", address, "--seed", course.seed]
    words += ["--gradebook", course.gradebook]
    assert main(["class", *words]) == 0
    assert "6 handed in: 6 graded" in capsys.readouterr().out


def test_workers_that_do_not_see_the_folder_stop_the_run(course, client):
    elsewhere = replace(course, folder=f"{course.folder}/elsewhere")
    told: list[Outcome] = []
    with pytest.raises(Stopped, match="does not see the folder"):
        cluster.grade_on_cluster(elsewhere, STUDENTS, client, told.append)
    assert not told


def test_workers_with_other_checks_stop_the_run(course, client, monkeypatch):
    monkeypatch.setattr(cluster.work, "checks", lambda page: "older")
    told: list[Outcome] = []
    with pytest.raises(Stopped, match="another version of the exercises"):
        cluster.grade_on_cluster(course, STUDENTS, client, told.append)
    assert not told


class Job:
    """A job that has ended badly."""

    def __init__(self, error: Exception | None, status: str):
        self.error, self.status = error, status

    def exception(self):
        return self.error


def test_a_notebook_that_kills_workers_fails_with_a_reason(course):
    dead = distributed.scheduler.KilledWorker("nobody", None, 4)
    outcome = cluster._outcome(course, "nobody", Job(dead, "error"))
    assert (outcome.status, outcome.points) == (FAILED, None)
    assert "workers died" in outcome.reason
    assert grades(course).known(PAGE, "nobody") == outcome


def test_a_lost_cluster_stops_the_run(course):
    with pytest.raises(Stopped, match="cluster is gone"):
        cluster._outcome(course, "student0", Job(None, "cancelled"))


def test_several_machines_need_a_server_for_the_gradebook(course):
    on_sqlite = replace(course, gradebook="")

    class Far:
        def scheduler_info(self, n_workers):
            return {
                "workers": {"tcp://10.0.0.1:1": {}, "tcp://10.0.0.2:1": {}}
            }

    with pytest.raises(Stopped, match="PostgreSQL"):
        cluster.grade_on_cluster(on_sqlite, STUDENTS, Far(), print)


def test_no_cluster_says_how_to_start_one(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(Stopped, match="dask worker"):
        cluster.connect(f"tcp://127.0.0.1:{free_port()}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as here:
        return here.getsockname()[1]
