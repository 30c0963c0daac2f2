"""One child process: hand it the job, read its events, end it in time.

The job goes in through the standard input, the events come out through the
standard output, and nothing else connects the two processes.
"""

import contextlib
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from nncheck.channel import FLUSH, Channel
from nncheck.desk import Desk
from nncheck.transcript import read_event

TICK = 0.2  # seconds between two looks at a silent child
# is asked now and then; says why the child has to be stopped, if it has to
Guard = Callable[[], str]


def launch(folder: Path) -> subprocess.Popen:
    """Start the child as an ordinary process, without a box."""
    environment = os.environ | settings(folder)
    environment.pop("NBGRADER_EXECUTION", None)
    return subprocess.Popen(
        [sys.executable, "-m", "nncheck.child"],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def settings(folder: Path) -> dict[str, str]:
    """What the child finds in its environment."""
    return {
        "IPYTHONDIR": str(folder / ".ipython"),
        "MPLBACKEND": "agg",
        "NNCHECK_RECORD": "off",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TQDM_DISABLE": "1",
    }


class Watch:
    """How long the child has been silent, and how long it may be.

    A cell may be silent as long as a cell may take, an answer as long as
    one of its probes may.
    """

    def __init__(self, cell: float, answers: dict[str, float], start: float):
        self.cell, self.answers = cell, answers
        self.since, self.allowed = time.monotonic(), start

    def hear(self, event: dict[str, Any]) -> None:
        """The child is alive."""
        self.since = time.monotonic()
        self.allowed = self.answers.get(str(event.get("task")), self.cell)

    def is_too_long(self) -> bool:
        """Whether the silence has lasted too long."""
        return time.monotonic() - self.since > self.allowed


def converse(
    process: subprocess.Popen,
    job: dict[str, Any],
    watch: Watch,
    deadline: float,
    guard: Guard,
    desk: Desk,
) -> tuple[list[dict[str, Any]], str]:
    """Give the child its job, take its events, reply, and end it.

    Returns:
        The events, and how it ended.
    """
    token = secrets.token_hex(16)
    channel = Channel(_end_of(process.stdout), token)
    try:
        _hand_over(process, json.dumps(job | {"token": token}).encode())
        events: list[dict[str, Any]] = []
        end = _listen(process, channel, events, watch, deadline, guard, desk)
        return events, end
    finally:
        kill(process)
        channel.close()
        with contextlib.suppress(OSError):
            _end_of(process.stdin).close()


def _end_of(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the child was started without a pipe")
    return pipe


def _hand_over(process: subprocess.Popen, data: bytes) -> None:
    # a child that could not start does not read
    with contextlib.suppress(OSError):
        pipe = _end_of(process.stdin)
        pipe.write(data + b"\n")
        pipe.flush()
        if sys.platform != "win32":
            # from now on nobody waits for a child that does not read
            os.set_blocking(pipe.fileno(), False)


def _reply(process: subprocess.Popen, reply: dict[str, Any]) -> bool:
    """Send a reply; whether there was room for it in the pipe."""
    data = json.dumps(reply).encode() + b"\n"
    try:
        return os.write(_end_of(process.stdin).fileno(), data) == len(data)
    except BlockingIOError:
        return False
    except OSError:
        return True  # it is dead, which is noticed elsewhere


def _listen(
    process: subprocess.Popen,
    channel: Channel,
    events: list[dict[str, Any]],
    watch: Watch,
    deadline: float,
    guard: Guard,
    desk: Desk,
) -> str:
    last = False
    while True:
        try:
            line = channel.next(FLUSH if last else TICK)
        except queue.Empty:
            if last:
                return how_it_ended(process.returncode)
            # what it wrote before its end may still be on the way
            last = process.poll() is not None
        else:
            if line is None:
                return _closed(process, channel)
            event = read_event(line) or {}
            if "ask" in event:
                # no sign of life: a call may not ask for ever
                if not _reply(process, desk.reply(event)):
                    return "stopped, because it asked and did not listen"
            elif event:
                watch.hear(event)
                desk.hear(event)
                events.append(event)
                if "done" in event:
                    return _closed(process, channel)
        if watch.is_too_long():
            return f"stopped after {watch.allowed:g} s without a sign of life"
        if time.monotonic() > deadline:
            return "the time for the whole notebook was over"
        if why := guard():
            return why


def _closed(process: subprocess.Popen, channel: Channel) -> str:
    if channel.too_much:
        return "stopped, because it wrote too much"
    try:
        return how_it_ended(process.wait(FLUSH))
    except subprocess.TimeoutExpired:
        return "stopped, because it closed its way out"


def how_it_ended(code: int) -> str:
    """The end of a process in words.

    >>> how_it_ended(3)
    'exit code 3'
    """
    # a box says 128 more than the signal that ended what was in it
    number = -code if code < 0 else code - 128
    if number <= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return f"signal {signal.Signals(number).name}"
    return f"signal {number}" if code < 0 else f"exit code {code}"


def kill(process: subprocess.Popen) -> None:
    """End the child and what it started."""
    if hasattr(os, "killpg"):
        # the group lives on if the notebook left processes behind
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()
