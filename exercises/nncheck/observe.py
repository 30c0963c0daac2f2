"""Run a learner's answer on one probe and write down what happened.

Nothing that the answer does gets out: exceptions, printing, warnings, a
call of ``exit``, endless recursion, a loop without end, changes of its
arguments all become entries of an ``Observation``.
"""

import contextlib
import copy
import io
import os
import signal
import threading
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from nncheck.codec import MAX_NUMBERS, decode, encode

OURS = tuple(
    str(Path(find_spec(name).origin).parent) + os.sep  # type: ignore
    for name in ("nncheck", "nnlib")
)
FATAL = ("TimeUp", "KeyboardInterrupt", "MemoryError", "Died")


class TimeUp(BaseException):
    """The time limit passed. (No ``Exception``: few programs catch it.)"""


class Refusal(Exception):
    """What came cannot be tried; the text says why, to the learner."""


@dataclass(frozen=True)
class Failure:
    """How a call ended when it did not return.

    Attributes:
        kind: the exception's type name.
        text: its message, on one line.
        line: the line of the learner's cell, if known.
    """

    kind: str
    text: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Observation:
    """What one call did.

    Attributes:
        value: what it returned, as plain data (see ``codec``).
        failure: how it failed, or None.
        printed: the first characters it printed.
        changed: positions of the arguments it changed in place.
    """

    value: Any = None
    failure: Failure | None = None
    printed: str = ""
    changed: tuple[int, ...] = ()

    def to_json(self) -> dict:
        """The observation as JSON."""
        return asdict(self) | {"value": encode(self.value)}

    @classmethod
    def from_json(cls, data: Any) -> "Observation":
        """The observation that ``to_json`` wrote.

        Raises:
            ValueError: the data are something else.
        """
        if not isinstance(data, dict):
            raise ValueError("not an observation")
        failure = data.get("failure")
        if failure is not None:
            failure = Failure(
                str(failure["kind"])[:60],
                str(failure["text"])[:200],
                failure.get("line") and int(failure["line"]),
            )
        changed = tuple(int(i) for i in data.get("changed", ()))
        printed = str(data.get("printed", ""))[:200]
        value = decode(data.get("value"), MAX_NUMBERS)
        return cls(value, failure, printed, changed)


class Sink(io.TextIOBase):
    """A stream that keeps the first characters and drops the rest."""

    def __init__(self, keep: int = 200):
        self.text = ""
        self.keep = keep

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Take the text, keep what still fits."""
        if len(self.text) < self.keep:
            self.text = (self.text + text)[: self.keep]
        return len(text)


@contextlib.contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise ``TimeUp`` inside the block after so many seconds.

    Needs a system with alarm signals and the main thread; elsewhere (on
    Windows) the block runs without a limit.
    """
    main = threading.current_thread() is threading.main_thread()
    if seconds is None or not hasattr(signal, "SIGALRM") or not main:
        yield
        return

    def stop(*_: Any) -> None:
        raise TimeUp(f"{seconds:g}")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def observe(
    target: Any,
    driver: Callable[..., Any],
    args: tuple,
    limit: float | None = None,
) -> Observation:
    """Drive the answer with copies of the arguments; never raises.

    >>> def call(target, *args): return target(*args)
    >>> observe(abs, call, (-3,)).value
    3
    >>> observe(abs, call, ("x",)).failure.kind
    'TypeError'
    """
    # each for itself, as they come in a process of their own
    own = tuple(copy.deepcopy(arg) for arg in args)
    sink = Sink()
    value, failure = None, None
    try:
        with _quiet(sink), time_limit(limit):
            value = encode(driver(target, *own))
    except BaseException as error:
        failure = _describe(error)
    changed = tuple(
        i
        for i, (before, after) in enumerate(zip(args, own, strict=True))
        if not _same(before, after)
    )
    return Observation(decode(value), failure, sink.text, changed)


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, np.ndarray):
        return np.array_equal(before, after)
    return encode(before) == encode(after)


@contextlib.contextmanager
def _quiet(sink: Sink) -> Iterator[None]:
    with (
        contextlib.redirect_stdout(sink),
        contextlib.redirect_stderr(sink),
        warnings.catch_warnings(),
        np.errstate(all="warn"),
    ):
        warnings.simplefilter("ignore")
        yield


def observe_all(
    target: Any,
    driver: Callable[..., Any],
    calls: Iterable[tuple],
    limit: float | None = None,
) -> Iterator[Observation]:
    """One observation a call, until one of them ends it all."""
    for args in calls:
        seen = observe(target, driver, args, limit)
        yield seen
        if seen.failure and seen.failure.kind in FATAL:
            return


def _describe(error: BaseException) -> Failure:
    try:
        text = " ".join(str(error).split())[:200]
    except BaseException:
        text = ""
    return Failure(type(error).__name__[:60], text, _line(error))


def _line(error: BaseException) -> int | None:
    """The line in the learner's file: the first file that is not ours."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith(OURS)
    ]
    if not frames:
        return None
    theirs = frames[0].filename
    return [f.lineno for f in frames if f.filename == theirs][-1]
