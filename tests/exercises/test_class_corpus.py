"""A class that attacks its grader: no cheat scores, no honest one loses."""

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_corpus import attacks, oddities, recipe, spies  # noqa: E402
from class_corpus.notebooks import FULL  # noqa: E402
from class_tools import need_box, said, short  # noqa: E402

from nncheck.classroom import workers  # noqa: E402
from nncheck.classroom.course import Course, Outcome  # noqa: E402
from nncheck.classroom.intake import folder_name, take_in  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("class corpus"),
    pytest.mark.filterwarnings("ignore"),  # nbgrader's own
]
SPIES = spies.cases("FOLDER", "NAME", 1)
ATTACKS = attacks.cases("MARKER")
NAMES = sorted({**recipe.cases(), **oddities.cases(), **SPIES, **ATTACKS})
LEFT_OVER = ("61337", "61338", "61339", "61340", "61341")  # seconds of sleep


@dataclass
class Run:
    """The class after grading."""

    course: Course
    cases: dict
    outcomes: dict[str, Outcome]
    marker: Path
    visitors: list


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[tuple[str, int, list]]:
    """Servers of every kind, to which nobody may come."""
    name, visitors = f"nncheck-{os.getpid()}", []
    tcp = socket.create_server(("127.0.0.1", 0))
    abstract, here = (socket.socket(socket.AF_UNIX) for _ in range(2))
    abstract.bind(f"\0{name}")
    here.bind(str(folder / "socket"))
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", tcp.getsockname()[1]))

    def accept(server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            server.listen()
            visitors.append(server.accept())

    for server in (tcp, abstract, here):
        threading.Thread(target=accept, args=(server,), daemon=True).start()
    try:
        yield name, tcp.getsockname()[1], visitors
        udp.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            visitors.append(udp.recv(9))
    finally:
        for server in (tcp, abstract, here, udp):
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Iterator[Run]:
    """Everything handed in, and graded side by side."""
    need_box()
    top = tmp_path_factory.mktemp("class")
    course = short(top / "course")
    (top / "course").mkdir()
    (top / "course" / "id_rsa").write_text("a key")
    os.environ[spies.HOST_WORDS] = "1"
    with listening(top / "course") as (name, port, visitors):
        cases = recipe.cases() | oddities.cases()
        cases |= spies.cases(course.folder, name, port)
        cases |= attacks.cases(str(top / "marker"))
        for who, case in cases.items():
            folder = top / "in" / who
            folder.mkdir(parents=True)
            (folder / case.file).write_bytes(case.content)
        problems = take_in(top / "in", course)
        students = {p.name for p in Path(course.folder, "submitted").iterdir()}
        found: dict[str, Outcome] = {}
        workers.grade_all(
            course, sorted(students), 2, lambda o: found.update({o.student: o})
        )
        for problem in problems:
            found[problem.student] = Outcome(
                problem.student, course.page, problem.status, problem.reason
            )
        yield Run(course, cases, found, top / "marker", visitors)
    del os.environ[spies.HOST_WORDS]


def test_there_are_enough():
    honest = [name for name in NAMES if name.startswith("odd: ")]
    assert len(recipe.cases()) == 34
    assert len(NAMES) - 34 - len(honest) >= 26
    assert len(honest) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_every_submission_gets_what_it_deserves(name, run):
    case, outcome = run.cases[name], run.outcomes[folder_name(name)]
    told = said(outcome)
    assert outcome.status == case.status, told
    if case.status == "graded" and case.points is not None:
        assert outcome.points == case.points, told
    if case.status == "returned":
        assert outcome.points is None
    assert case.words in told
    assert len(told) < 20_000
    assert "Traceback" not in told


def test_one_bad_notebook_never_stops_the_run(run):
    assert len(run.outcomes) == len(run.cases) == len(NAMES)
    assert not [o for o in run.outcomes.values() if o.status == "failed"]


def test_honest_oddities_lose_nothing(run):
    odd = [folder_name(n) for n in run.cases if n.startswith("odd: ")]
    assert {run.outcomes[name].points for name in odd} == {FULL}


def test_nothing_is_left_running(run):
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = path.read_bytes().decode(errors="replace").split("\0")
            assert not ("sleep" in words and set(words) & set(LEFT_OVER))
            assert "nncheck.child" not in words or _is_alive(path, words)


def _is_alive(path: Path, words: list[str]) -> bool:
    """Whether a child belongs to another test that runs at this time."""
    status = (path.parent / "status").read_text()
    parent = status.split("PPid:")[1].split()[0]
    return parent != "1"


def test_nobody_came_and_nothing_was_written(run):
    assert run.visitors == []
    assert not run.marker.exists()
    top = Path(run.course.folder)
    assert not list(top.parent.rglob("planted*"))
    assert {path.name for path in top.iterdir()} == {
        "gradebook.db",
        "id_rsa",
        "socket",
        "submitted",
    }


def test_the_gradebook_says_what_the_outcomes_say(run):
    from nbgrader.api import Gradebook

    with Gradebook(run.course.url) as book:
        rows = {
            row.student.id: row
            for row in book.assignment_submissions("perceptron")
        }
        for student, outcome in run.outcomes.items():
            if student not in rows:
                assert outcome.status == "returned"
                continue
            (notebook,) = rows[student].notebooks
            graded = outcome.status == "graded"
            assert notebook.needs_manual_grade == (not graded)
            assert notebook.score == (outcome.points if graded else 0)
            assert all(g.manual_score is None for g in notebook.grades)
