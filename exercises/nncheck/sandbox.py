"""Run a notebook in another process, in bounded time.

The child (``child.py``) runs the cells and calls the answers; whatever it
does, the parent comes back with a transcript: a cell or an answer that ends
the process, hangs or eats all memory is named and skipped, and a new child
does the rest.
"""

import importlib.util
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nncheck.codec import encode
from nncheck.desk import Desk, Task
from nncheck.notebook_file import Cell, NotGradable
from nncheck.process import Watch, converse, launch
from nncheck.transcript import Transcript, take_up

GIGABYTE = 2**30
MAX_FILE = 256 * 2**20  # largest file that the notebook may write
START = 60.0  # seconds until the first cell is begun
GRACE = 10.0  # seconds beyond the soft limits until a child is killed


@dataclass(frozen=True)
class Limits:
    """How much a notebook may use.

    Attributes:
        cell: seconds for one cell.
        answer: seconds for one call of an answer, at most; an exercise may
            allow less.
        total: seconds for the whole notebook.
        memory: gigabytes.
        grace: seconds of silence beyond a limit before the end.
    """

    cell: float = 30.0
    answer: float = 30.0
    total: float = 300.0
    memory: float = 4.0
    grace: float = GRACE


def missing_limits() -> str:
    """Which limits this system does not have, in a sentence, or nothing."""
    if not hasattr(signal, "SIGALRM"):
        return (
            "This system has no limits for memory and single cells; only the "
            "time of the whole notebook is limited."
        )
    if sys.platform == "darwin":
        return "This system does not enforce the limit for memory."
    return ""


class Cage:
    """Where a child lives: here, an ordinary process of this user."""

    def launch(self, folder: Path) -> subprocess.Popen:
        """Start a child that finds an empty folder."""
        return launch(folder)

    def resources(self, limits: Limits) -> dict[str, int]:
        """The limits that the child sets itself, by their RLIMIT names."""
        return {
            "AS": int(limits.memory * GIGABYTE),
            "CPU": int(limits.total) + 1,
            "FSIZE": MAX_FILE,
            "CORE": 0,
        }

    def guard(self) -> str:
        """Why the child has to be stopped now, or nothing."""
        return ""


def run_notebook(
    cells: list[Cell],
    tasks: list[Task],
    limits: Limits,
    cage: Cage | None = None,
) -> Transcript:
    """Run the code cells, then call the answers.

    Args:
        cells: the notebook.
        tasks: the answers to call.
        limits: time and memory.
        cage: where the notebook's code runs; by default without a box.

    Raises:
        NotGradable: no process for it can be started here.
    """
    if importlib.util.find_spec("IPython") is None:
        raise NotGradable(
            "Running a notebook needs IPython. Type: pip install ipykernel"
        )
    cage = cage or Cage()
    desk, transcript = Desk(tasks), Transcript()
    deadline = time.monotonic() + limits.total
    for _ in range(len(cells) + len(tasks) + 1):
        code = [
            {"number": cell.number, "source": cell.source}
            for cell in cells
            if cell.kind == "code" and cell.number not in transcript.skipped
        ]
        todo = [t for t in tasks if t.name not in transcript.finished]
        events, end = _one_child(code, todo, limits, deadline, cage, desk)
        if not events and transcript.has_begun:
            break  # there was no time left to start once more
        if take_up(transcript, events, end) or time.monotonic() >= deadline:
            break
    desk.complete(transcript.seen)
    return transcript


def _one_child(
    code: list[dict],
    tasks: list[Task],
    limits: Limits,
    deadline: float,
    cage: Cage,
    desk: Desk,
) -> tuple[list[dict], str]:
    """Start a child, wait for it, read its events and how it ended."""
    patience = {task.name: task.limit + limits.grace for task in tasks}
    with tempfile.TemporaryDirectory(
        prefix="nncheck-", ignore_cleanup_errors=True
    ) as folder:
        return converse(
            cage.launch(Path(folder)),
            job(code, tasks, limits, desk)
            | {"resources": cage.resources(limits)},
            Watch(limits.cell + limits.grace, patience, START),
            deadline,
            cage.guard,
            desk,
        )


def job(
    code: list[dict], tasks: list[Task], limits: Limits, desk: Desk
) -> dict[str, Any]:
    """What a child is told: the cells to run and the answers to call."""
    return {
        "cells": code,
        "cell_limit": limits.cell,
        "tasks": [
            {
                "name": task.name,
                "driver": task.driver,
                "limit": task.limit,
                "calls": [
                    encode(args, tuples=True) for args in desk.calls(task)
                ],
            }
            for task in tasks
        ],
    }
