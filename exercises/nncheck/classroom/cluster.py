"""The same jobs on a Dask cluster, for more than one machine can grade.

The gradebook remembers what is done, not the cluster: a job whose worker
died is given to another, and one that was done already is not done again.
"""

import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from distributed import Client, Future, as_completed
from distributed.scheduler import KilledWorker

from nncheck.classroom import work
from nncheck.classroom.box import NoBox
from nncheck.classroom.course import Course, Outcome
from nncheck.classroom.gradebook import NoGradebook
from nncheck.classroom.workers import Stopped, failed

PATIENCE = 60  # seconds until a scheduler answers and has a worker
NO_CLUSTER = (
    "No Dask cluster with a worker answers at {}. On one machine: dask "
    "scheduler; on each that shall grade: dask worker {} --nthreads 1"
)
SQLITE = (
    "The workers run on several machines, and an SQLite file cannot be "
    "written by several. Name a PostgreSQL server: --gradebook "
    "postgresql+psycopg://…"
)
OTHER_CHECKS = (
    "A worker has another version of the exercises than this machine. "
    "Install the same one everywhere."
)
NO_FOLDER = (
    "A worker does not see the folder {}. Put the course on a file system "
    "that all machines share, under the same path."
)


def connect(address: str) -> Client:
    """A client of the cluster, once it has a worker.

    Raises:
        Stopped: there is none at this address.
    """
    try:
        client = Client(address, timeout=PATIENCE)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError) as error:  # a timeout is an OSError
        raise Stopped(NO_CLUSTER.format(address, address)) from error
    return client


def grade_at(
    address: str,
    course: Course,
    students: Iterable[str],
    tell: Callable[[Outcome], Any],
) -> None:
    """Grade on the cluster at this address, as ``grade_on_cluster`` does.

    Raises:
        Stopped: as there, or nothing answers at the address.
    """
    with connect(address) as client:
        grade_on_cluster(course, students, client, tell)


def grade_on_cluster(
    course: Course,
    students: Iterable[str],
    client: Client,
    tell: Callable[[Outcome], Any],
) -> None:
    """Grade the students' notebooks on the workers of a cluster.

    Args:
        course: the class; all workers see its folder and its gradebook.
        students: whose notebooks.
        client: of a cluster whose workers have one thread each.
        tell: is given every outcome as it comes.

    Raises:
        Stopped: nothing can be graded any more; what is graded is kept.
    """
    _must_share_gradebook(course, client)
    run, checks = uuid.uuid4().hex, work.checks(course.page)
    jobs: dict[Future, str] = {
        client.submit(
            _job, course, student, checks, key=f"{student}-{run}", pure=False
        ): student
        for student in students
    }
    try:
        for job in as_completed(jobs):
            tell(_outcome(course, jobs[job], job))
    finally:
        client.cancel(list(jobs))  # those that have not begun


def _must_share_gradebook(course: Course, client: Client) -> None:
    workers = client.scheduler_info(n_workers=-1)["workers"]
    machines = {urlsplit(address).hostname for address in workers}
    if len(machines) > 1 and course.url.startswith("sqlite"):
        raise Stopped(SQLITE)


def _job(course: Course, student: str, checks: str) -> dict[str, Any]:
    """Grade one notebook, on a worker; plain data comes back."""
    if work.checks(course.page) != checks:
        return {"stop": OTHER_CHECKS}
    # the client saw it: who does not see it would call it not handed in
    if not course.submission(student).is_dir():
        return {"stop": NO_FOLDER.format(Path(course.folder))}
    try:
        return work.grade_submission(course, student).to_json()
    except (NoBox, NoGradebook) as error:
        return {"stop": str(error)}


def _outcome(course: Course, student: str, job: Future) -> Outcome:
    if job.status == "cancelled":
        raise Stopped("The cluster is gone. What is graded is kept.")
    error = job.exception()
    if isinstance(error, KilledWorker):
        why = "Several workers died while they graded this notebook."
        return failed(course, student, why)
    if error is not None:
        why = f"{type(error).__name__}: {error}"
        return failed(course, student, why[:500])
    answer = job.result()
    if "stop" in answer:
        raise Stopped(answer["stop"])
    return Outcome(**answer)
