"""Several graders side by side; one bad notebook never stops the others."""

import json
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, wait
from typing import Any

from nncheck.classroom import work
from nncheck.classroom.box import NoBox
from nncheck.classroom.course import FAILED, Course, Outcome
from nncheck.classroom.gradebook import NoGradebook, grades

SLACK = 120.0  # seconds beyond the notebook's own limit
GOODBYE = 5.0  # seconds for a grader to end its notebook and itself
DIED, HUNG = "its process ended ({})", "it was still busy after {:g} s"


class Stopped(RuntimeError):
    """The run cannot go on; what is graded is kept."""


class Grader:
    """A process that grades one student after the other."""

    def __init__(self, course: Course):
        context: Any = multiprocessing.get_context(
            "fork" if sys.platform.startswith("linux") else "spawn"
        )
        self.course = course
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=_serve, args=(course, theirs, self.pipe), daemon=True
        )
        self.process.start()
        theirs.close()
        self.student = ""
        self.since = 0.0

    def begin(self, student: str) -> None:
        """Give it the next student."""
        self.student, self.since = student, time.monotonic()
        self.pipe.send_bytes(student.encode())

    def result(self) -> Outcome | None:
        """What came of it; None if the process is gone.

        Raises:
            Stopped: nothing can be graded any more.
        """
        try:
            answer = json.loads(self.pipe.recv_bytes())
        except (EOFError, OSError):
            return None
        if "stop" in answer:
            raise Stopped(answer["stop"])
        return Outcome(**answer)

    @property
    def is_late(self) -> bool:
        """Whether it has been busy for longer than any notebook may be."""
        spent = time.monotonic() - self.since
        return bool(self.student) and spent > self.course.total + SLACK

    def stop(self) -> None:
        """End it and the notebook in its box."""
        self.process.terminate()
        self.process.join(GOODBYE)
        self.process.kill()
        self.process.join()
        self.pipe.close()


def grade_all(
    course: Course,
    students: Iterable[str],
    workers: int,
    tell: Callable[[Outcome], Any],
) -> None:
    """Grade the students' notebooks with so many processes.

    Args:
        course: the class.
        students: whose notebooks.
        workers: how many at once.
        tell: is given every outcome as it comes.

    Raises:
        Stopped: nothing can be graded any more: no box, no gradebook.
    """
    try:
        grades(course)  # so that no two graders make the tables at once
    except NoGradebook as error:
        raise Stopped(str(error)) from None
    todo = deque(students)
    crew = [Grader(course) for _ in range(min(workers, len(todo)))]
    try:
        for grader in crew:
            grader.begin(todo.popleft())
        while any(grader.student for grader in crew):
            for i, grader in enumerate(crew):
                if grader.is_late:
                    crew[i] = _replaced(grader, HUNG, tell)
            busy = {grader.pipe: grader for grader in crew if grader.student}
            for pipe in wait(list(busy), timeout=1.0):
                _take(busy[pipe], crew, tell)
            for grader in crew:
                if not grader.student and todo:
                    grader.begin(todo.popleft())
    finally:
        for grader in crew:
            grader.stop()


def _take(
    grader: Grader, crew: list[Grader], tell: Callable[[Outcome], Any]
) -> None:
    outcome = grader.result()
    if outcome is None:
        crew[crew.index(grader)] = _replaced(grader, DIED, tell)
    else:
        grader.student = ""
        tell(outcome)


def _replaced(
    grader: Grader, why: str, tell: Callable[[Outcome], Any]
) -> Grader:
    """A new grader for one that died or hangs; its student has failed."""
    course, student = grader.course, grader.student
    grader.stop()
    code = grader.process.exitcode
    words = why.format(course.total + SLACK if why == HUNG else code)
    tell(failed(course, student, f"The grader did not finish: {words}."))
    return Grader(course)


def failed(course: Course, student: str, why: str) -> Outcome:
    """Write down that a notebook could not be graded."""
    outcome = work.without_points(course, student, FAILED, why)
    grades(course).keep(outcome)
    return outcome


def _serve(course: Course, pipe: Connection, other: Connection) -> None:
    # held open here, it would hide the end of the first process
    other.close()
    # Ctrl-C is the first process's business: it ends the others in order
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    while True:
        try:
            student = pipe.recv_bytes().decode()
        except (EOFError, OSError):
            os._exit(0)
        answer = json.dumps(_answer(course, student)).encode()
        try:
            pipe.send_bytes(answer)
        except OSError:
            os._exit(0)


def _leave(*_: Any) -> None:
    sys.exit(1)  # on the way out, the notebook's process is ended


def _answer(course: Course, student: str) -> dict[str, Any]:
    try:
        return work.grade_submission(course, student).to_json()
    except (NoBox, NoGradebook) as error:
        return {"stop": str(error)}
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        return failed(course, student, why[:500]).to_json()
