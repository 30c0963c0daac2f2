"""What a class needs: memory on a hub, processor time for its grades.

    python benchmarks/hub.py

starts the trial hub of ``deploy/hub`` for four students, who log in one
after the other, open their server, and run a notebook that imports the
library, draws a figure and trains a small network. Memory is the resident
set of all processes of one student; libraries that Linux keeps only once for
all students count for each of them, so that the sum is an upper bound.
Then six solved notebooks are graded in boxes, one after the other; the first
is not counted, for it makes the gradebook. Written into
``benchmarks/results/hub.json``. It takes a minute or two.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import statistics
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import websocket
from mnist_reference import write

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import class_hub  # noqa: E402
import exercises  # noqa: E402
from nncheck.classroom.course import GRADED, Course  # noqa: E402
from nncheck.classroom.memory import family  # noqa: E402
from nncheck.classroom.work import grade_submission  # noqa: E402

RESULTS = Path(__file__).with_name("results") / "hub.json"
STUDENTS = ["amal", "bo", "chris", "dana"]
MEGABYTE = 2**20
PR_SET_CHILD_SUBREAPER = 36  # of linux/prctl.h
CODE = """
import matplotlib.pyplot as plt
from nnlib import Dense, ReLU, Sequential, Softmax, datasets
(x, y), test = datasets.load_mnist()
model = Sequential([Dense(784, 32), ReLU(), Dense(32, 10), Softmax()], rng=0)
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=1, batch_size=128, rng=0, verbose=0)
plt.imshow(x[0].reshape(28, 28))
plt.savefig("digit.png")
"""


def memory(pid: int) -> float:
    """Megabytes of a process and all that it has started."""
    return round(sum(map(resident, family(pid))) / MEGABYTE, 1)


def resident(pid: int) -> int:
    """Bytes of one process that are in memory."""
    pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def processor_seconds(pid: int) -> float:
    """What a process has computed; a busy machine changes it little."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def server_of(student: class_hub.Student) -> int:
    """The process of the student's own JupyterLab."""
    home = student.hub.home(student.name)
    for pid in family(student.hub.process.pid):
        process = Path(f"/proc/{pid}")
        command = (process / "cmdline").read_text()
        if "singleuser" in command and (process / "cwd").readlink() == home:
            return pid
    raise RuntimeError(f"{student.name} has no server:\n{student.hub.log()}")


def work(student: class_hub.Student) -> None:
    """Run the notebook's code in a kernel of the student's server."""
    kernel = student.ask("POST", "api/kernels", name="python3")["id"]
    address = student.hub.address.replace("http", "ws")
    channel = websocket.create_connection(
        f"{address}/user/{student.name}/api/kernels/{kernel}/channels",
        header=[f"Authorization: {student.web.headers['Authorization']}"],
        timeout=class_hub.PATIENCE,
    )
    header = {"msg_id": "1", "session": "1", "msg_type": "execute_request"}
    channel.send(
        json.dumps(
            {
                "channel": "shell",
                "header": header | {"username": "", "version": "5.4"},
                "parent_header": {},
                "metadata": {},
                "content": {"code": CODE, "silent": False},
            }
        )
    )
    answer: dict[str, Any] = {"msg_type": ""}
    while answer["msg_type"] != "execute_reply":
        answer = json.loads(channel.recv())
    if answer["content"]["status"] != "ok":
        raise RuntimeError(answer["content"])
    channel.close()


def visit(hub: class_hub.Hub, name: str) -> dict[str, float]:
    """Let a student come and work: megabytes and seconds."""
    student = class_hub.Student(hub, name)
    student.log_in()
    student.start_server()
    student.ask("GET", "api/contents")
    pid = server_of(student)
    idle, seconds = memory(pid), processor_seconds(pid)
    work(student)
    return {
        "idle_mb": idle,
        "working_mb": memory(pid),
        "start_seconds": round(seconds, 2),
    }


def measure(folder: Path, names: list[str]) -> dict[str, Any]:
    """The memory of the hub alone and of each student."""
    with class_hub.running(folder, names) as hub:
        alone = memory(hub.process.pid)
        visits = [visit(hub, name) for name in names]
        together = memory(hub.process.pid)
    return {"hub_mb": alone, "together_mb": together, "students": visits}


def grade(folder: Path, page: str, names: list[str]) -> dict[str, Any]:
    """The processor seconds and the memory of one grading."""
    source = exercises.ROOT / page / f"{page}.md"
    notebook = exercises.as_bytes(exercises.read_source(source))
    course = Course(str(folder), page, seed="benchmark")
    used = []
    adopt_orphans()
    for name in names:
        target = course.submission(name)
        target.mkdir(parents=True)
        (target / f"{page}.ipynb").write_bytes(notebook)
        begin = computed()
        if grade_submission(course, name).status != GRADED:
            raise RuntimeError(f"{page} was not graded")
        used.append(computed() - begin)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "page": page,
        "seconds": round(statistics.median(used[1:]), 2),
        "notebook_mb": round(peak / 1024, 1),
    }


def adopt_orphans() -> None:
    """Let processes of a box that is closed end as children of this one."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def computed() -> float:
    """Processor seconds of this process and of those that have ended."""
    with contextlib.suppress(ChildProcessError):  # until none is left
        while True:
            os.waitpid(-1, 0)
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    usages = [resource.getrusage(who) for who in whose]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main() -> int:
    """Measure and write; the exit code."""
    with tempfile.TemporaryDirectory(prefix="hub-") as folder:
        found = measure(Path(folder), STUDENTS)
    with tempfile.TemporaryDirectory(prefix="course-") as folder:
        graded = grade(Path(folder), "perceptron", [*STUDENTS, "eli", "fay"])
    medians = {
        key: round(statistics.median(v[key] for v in found["students"]), 1)
        for key in found["students"][0]
    }
    print(f"hub {found['hub_mb']} MB; a student: {medians}")
    versions = {name: version(name) for name in ("jupyterhub", "jupyterlab")}
    result = {"script": "benchmarks/hub.py", **versions, **found}
    write(RESULTS, result | {"median": medians, "grading": graded})
    return 0


if __name__ == "__main__":
    sys.exit(main())
