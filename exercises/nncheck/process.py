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
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from nncheck.transcript import read_event

LINE = 100_000_000  # bytes of one event
EVENTS = 400_000_000  # bytes of all events
CHUNK = 1 << 16
TICK = 0.2  # seconds between two looks at a silent child
FLUSH = 1.0  # seconds to wait for the end of the events of a dead child
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


class Channel:
    """The lines that a child writes, as they come.

    A thread reads them, no more than the limits allow: a process that the
    notebook left behind may hold the other end for ever.
    """

    def __init__(self, file: IO[bytes], token: str):
        self.file, self.token = file, token.encode()
        self.lines: queue.Queue[bytes | None] = queue.Queue()
        self.too_much = self.closed = False
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        number, rest, total = self.file.fileno(), bytearray(), 0
        with contextlib.suppress(OSError):
            while not self.closed and (data := os.read(number, CHUNK)):
                total += len(data)
                rest += data
                if b"\n" in data:
                    *lines, rest = rest.split(b"\n")
                    self._keep(lines)
                if len(rest) > LINE or total > EVENTS:
                    self.too_much = True
                    break
        self.lines.put(None)

    def _keep(self, lines: list[bytearray]) -> None:
        for line in lines:
            if line.startswith(self.token):
                self.lines.put(bytes(line[len(self.token) :]))

    def next(self, seconds: float) -> bytes | None:
        """The next line of the child's own, or None at the end.

        Raises:
            queue.Empty: silence.
        """
        return self.lines.get(timeout=seconds)

    def close(self) -> None:
        """Read no more."""
        self.thread.join(FLUSH)
        self.closed = True
        self.file.close()


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
) -> tuple[list[dict[str, Any]], str]:
    """Give the child its job, take its events, and end it.

    Returns:
        The events, and how it ended.
    """
    token = secrets.token_hex(16)
    channel = Channel(_end_of(process.stdout), token)
    try:
        _hand_over(process, json.dumps(job | {"token": token}).encode())
        events: list[dict[str, Any]] = []
        end = _listen(process, channel, events, watch, deadline, guard)
        return events, end
    finally:
        kill(process)
        channel.close()


def _end_of(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the child was started without a pipe")
    return pipe


def _hand_over(process: subprocess.Popen, data: bytes) -> None:
    # a child that could not start does not read
    with contextlib.suppress(OSError), _end_of(process.stdin) as pipe:
        pipe.write(data)


def _listen(
    process: subprocess.Popen,
    channel: Channel,
    events: list[dict[str, Any]],
    watch: Watch,
    deadline: float,
    guard: Guard,
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
            if event := read_event(line):
                watch.hear(event)
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
