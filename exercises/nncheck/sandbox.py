"""Run a notebook in another process, in bounded time.

The child (``child.py``) runs the cells and calls the answers; whatever it
does, the parent comes back with a transcript: a cell or an answer that ends
the process, hangs or eats all memory is named and skipped, and a new child
does the rest.
"""

import contextlib
import importlib.util
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from nncheck.codec import encode
from nncheck.notebook_file import Cell, NotGradable
from nncheck.transcript import Transcript, read_events, take_up

GIGABYTE = 2**30
MAX_FILE = 256 * 2**20  # largest file that the notebook may write
POLL = 0.05
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


@dataclass(frozen=True)
class Task:
    """An answer to call: its name, how, and with which arguments."""

    name: str
    driver: str
    limit: float
    calls: list[tuple]


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


def run_notebook(
    cells: list[Cell], tasks: list[Task], limits: Limits
) -> Transcript:
    """Run the code cells, then call the answers.

    Raises:
        NotGradable: no process for it can be started here.
    """
    if importlib.util.find_spec("IPython") is None:
        raise NotGradable(
            "Running a notebook needs IPython. Type: pip install ipykernel"
        )
    transcript = Transcript()
    deadline = time.monotonic() + limits.total
    for _ in range(len(cells) + len(tasks) + 1):
        code = [
            {"number": cell.number, "source": cell.source}
            for cell in cells
            if cell.kind == "code" and cell.number not in transcript.skipped
        ]
        todo = [t for t in tasks if t.name not in transcript.finished]
        events, end = _one_child(code, todo, limits, deadline)
        if take_up(transcript, events, end):
            return transcript
        if time.monotonic() >= deadline:
            return transcript
    return transcript


def _one_child(
    code: list[dict], tasks: list[Task], limits: Limits, deadline: float
) -> tuple[list[dict], str]:
    """Start a child, wait for it, read its events and how it ended."""
    token = secrets.token_hex(16)
    job = {
        "token": token,
        "cells": code,
        "cell_limit": limits.cell,
        "resources": {
            "AS": int(limits.memory * GIGABYTE),
            "CPU": int(limits.total) + 1,
            "FSIZE": MAX_FILE,
            "CORE": 0,
        },
        "tasks": [
            {
                "name": task.name,
                "driver": task.driver,
                "limit": task.limit,
                "calls": [encode(args, tuples=True) for args in task.calls],
            }
            for task in tasks
        ],
    }
    patience = {task.name: task.limit + limits.grace for task in tasks}
    with tempfile.TemporaryDirectory(
        prefix="nncheck-", ignore_cleanup_errors=True
    ) as folder:
        work = Path(folder) / "work"
        work.mkdir()
        job_file = Path(folder) / "job.json"
        job_file.write_text(json.dumps(job))
        events_file = Path(folder) / "events.jsonl"
        process = _start(job_file, events_file, work)
        try:
            watch = Watch(events_file, token, limits, patience)
            end = _wait(process, watch, deadline)
        finally:
            _kill(process)
        return list(read_events(events_file, token)), end


def _start(job: Path, events: Path, work: Path) -> subprocess.Popen:
    environment = os.environ | {
        "IPYTHONDIR": str(work / ".ipython"),
        "MPLBACKEND": "agg",
        "NNCHECK_RECORD": "off",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TQDM_DISABLE": "1",
    }
    environment.pop("NBGRADER_EXECUTION", None)
    return subprocess.Popen(
        [sys.executable, "-m", "nncheck.child", str(job), str(events)],
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


class Watch:
    """How long the child has been silent, and how long it may be.

    A cell may be silent as long as a cell may take, an answer as long as
    one of its probes may.
    """

    def __init__(
        self,
        path: Path,
        token: str,
        limits: Limits,
        patience: dict[str, float],
    ):
        self.path, self.token = path, token
        self.limits, self.patience = limits, patience
        self.size, self.since = 0, time.monotonic()
        self.allowed = START

    def is_too_long(self) -> bool:
        """Look at the file of events: is it silent for too long?"""
        size = self.path.stat().st_size if self.path.exists() else 0
        now = time.monotonic()
        if size != self.size:
            news = read_events(self.path, self.token, start=self.size)
            self.size, self.since = size, now
            for event in news:
                task = str(event.get("task"))
                cell = self.limits.cell + self.limits.grace
                self.allowed = self.patience.get(task, cell)
        return now - self.since > self.allowed


def _wait(process: subprocess.Popen, watch: Watch, deadline: float) -> str:
    """Wait until the child ends, is silent too long or time is up."""
    while process.poll() is None:
        if watch.is_too_long():
            return f"stopped after {watch.allowed:g} s without a sign of life"
        if time.monotonic() > deadline:
            return "the time for the whole notebook was over"
        time.sleep(POLL)
    code = process.returncode
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"signal {-code}"


def _kill(process: subprocess.Popen) -> None:
    """End the child and what it started."""
    if hasattr(os, "killpg"):
        # the group lives on if the notebook left processes behind
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()
