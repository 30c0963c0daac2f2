"""The process in which a notebook's cells are run and its answers called.

Started by ``process`` as ``python -m nncheck.child``. It reads the job, runs
the cells, calls the answers with the probes' arguments, and writes down what
came, one line of JSON an event. It knows neither the specs nor what is
expected: those stay with the parent, and ``import nncheck`` in the notebook
finds a silent stand-in.
"""

import contextlib
import importlib.abc
import importlib.machinery
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType
from typing import Any

from nncheck.codec import decode, encode
from nncheck.drivers import DRIVERS
from nncheck.drivers.apart import Apart, Ask
from nncheck.observe import Refusal, TimeUp, observe_all, time_limit


class Silent(ModuleType):
    """A stand-in for ``nncheck`` and all that is in it: says nothing."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Silent(name)

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        return None


class Hide(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a ``Silent`` module wherever ``nncheck`` is imported."""

    def find_spec(self, name: str, path: Any = None, target: Any = None):
        """A spec for ``nncheck`` and everything below it."""
        if name.split(".")[0] == "nncheck":
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: Any) -> ModuleType:
        """The silent module."""
        return Silent(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def hide_nncheck() -> None:
    """From now on ``import nncheck`` finds silence."""
    for name in [n for n in sys.modules if n.split(".")[0] == "nncheck"]:
        del sys.modules[name]
    sys.meta_path.insert(0, Hide())


class Events:
    """The way out, written so that a sudden end loses nothing.

    Every line begins with a token that the notebook is not told.
    """

    def __init__(self, file: int, token: str):
        self.file, self.token = file, token

    def write(self, **event: Any) -> None:
        """Append one event."""
        data = f"{self.token}{json.dumps(event)}\n".encode()
        while data:
            data = data[os.write(self.file, data) :]


class Questions:
    """Questions to the judge's half of a driver, and the replies."""

    def __init__(self, events: Any, replies: int):
        self.events, self.replies = events, replies
        self.rest, self.number = b"", 0

    def ask(self, task: str, *question: Any) -> Any:
        """Ask, and wait for the reply.

        Raises:
            Refusal: the judge refuses the question.
        """
        self.number += 1
        number = self.number
        self.events.write(task=task, ask=encode(question), number=number)
        while True:
            reply = json.loads(self.line())
            # the reply before may have come after the time was up
            if reply["number"] == number:
                break
        if "refusal" in reply:
            raise Refusal(reply["refusal"])
        return decode(reply["value"])

    def line(self) -> bytes:
        """The next line of the replies."""
        while b"\n" not in self.rest:
            data = os.read(self.replies, 1 << 16)
            if not data:
                raise Refusal("was told nothing more")
            self.rest += data
        line, _, self.rest = self.rest.partition(b"\n")
        return line


def limit_resources(limits: dict[str, int]) -> None:
    """Memory, processor time and file size, where the system has them."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    for name, amount in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is not None:
            # some systems know the name and refuse the value
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (amount, amount))


def make_shell() -> Any:
    """A quiet IPython: magics and all, no history, no start-up files."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.cache_size = 0
    shell: Any = InteractiveShell.instance(config=config)
    shell.showtraceback = lambda *args, **kwargs: None
    shell.showsyntaxerror = lambda *args, **kwargs: None
    # newer versions keep everything that a cell prints, in memory
    shell._tee = lambda channel: contextlib.nullcontext()
    return shell


def run_cells(job: dict, shell: Any, events: Events) -> None:
    """Run the cells one by one; an error in one does not stop the next."""
    for cell in job["cells"]:
        number = cell["number"]
        events.write(cell=number, state="start")
        error: BaseException | None = None
        try:
            with time_limit(job["cell_limit"]):
                result = shell.run_cell(cell["source"], silent=True)
            error = result.error_before_exec or result.error_in_exec
        except BaseException as problem:
            error = problem
        events.write(cell=number, state="end", error=describe(error))


def describe(error: BaseException | None) -> str:
    """An error in one line; empty if there is none."""
    if error is None:
        return ""
    if isinstance(error, TimeUp):
        return f"it did not finish within {error} s"
    try:
        text = " ".join(str(error).split())[:200]
    except BaseException:
        text = ""
    text = re.sub(r"<ipython-input[^>]*>, ", "", text)  # a made-up file name
    return f"{type(error).__name__}: {text}".rstrip(": ")


def run_tasks(job: dict, namespace: dict, events: Events, ask: Ask) -> None:
    """Call the answers on the probes."""
    for task in job["tasks"]:
        name = task["name"]
        events.write(task=name, state="start", found=name in namespace)
        if name in namespace:
            for seen in observations(task, namespace[name], ask):
                events.write(task=name, seen=seen)
        events.write(task=name, state="end")


def observations(task: dict, target: Any, ask: Ask) -> Iterator[dict]:
    """What the answer does on each probe, as JSON."""
    calls = [tuple(decode(args)) for args in task["calls"]]
    driver = beside(DRIVERS[task["driver"]], partial(ask, task["name"]))
    for seen in observe_all(target, driver, calls, task["limit"]):
        yield seen.to_json()


def beside(driver: Callable[..., Any], ask: Ask) -> Callable[..., Any]:
    """The driver, or its half that runs beside the answer."""
    if not isinstance(driver, Apart):
        return driver
    half = driver.beside
    return lambda target, *args: half(target, ask, *args)


def own_channels() -> tuple[int, int]:
    """Where replies come from and events go.

    What the notebook itself reads and prints goes nowhere.
    """
    # programs that the notebook starts do not get them
    replies, channel = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return replies, channel


def main() -> None:
    """Do the job that comes in, report what happens."""
    job = json.loads(sys.stdin.buffer.readline())
    replies, channel = own_channels()
    events = Events(channel, job.pop("token"))
    questions = Questions(events, replies)
    sys.argv = ["notebook"]
    shell = make_shell()
    hide_nncheck()
    limit_resources(job["resources"])
    run_cells(job, shell, events)
    run_tasks(job, shell.user_ns, events, questions.ask)
    events.write(done=True)
    # what the notebook left running, or registered to run at the end, is
    # not waited for
    os._exit(0)


if __name__ == "__main__":
    main()
