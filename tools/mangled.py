"""Grade notebooks that were mangled: same score, or a sentence that helps.

    python tools/mangled.py                  1,000 in processes of their own
    python tools/mangled.py --here           1,000 in this process: quick
    python tools/mangled.py --page losses --first 7 --count 1 --verbose

The seeds are dealt to the chapters in turn. ``--here`` runs the same
functions as a process of its own would, one notebook after the other, and
leaves out exercises that train. Prints what is not as it should be; the
exit code is 1 if anything is. What processes of their own have said is kept
in build/corpus until a source changes: a run that was stopped goes on.
"""

import argparse
import contextlib
import json
import os
import re
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from corpus import solved
from kept import FOLDER, Results, digest, sources
from mangling import mangle
from nncheck import catalog, child, grading
from nncheck.cli import as_text
from nncheck.codec import decode, encode
from nncheck.desk import Desk, Task
from nncheck.engine import Exercise, Verdict
from nncheck.grading import Report, grade_notebook
from nncheck.notebook_file import Cell, NotGradable
from nncheck.observe import Refusal
from nncheck.sandbox import Cage, Limits, job
from nncheck.transcript import Transcript, take_up

COUNT = 1000


class Kept(child.Events):
    """Events that are kept in a list, and questions that are answered."""

    def __init__(self, desk: Desk) -> None:
        self.all: list[dict[str, Any]] = []
        self.desk = desk

    def write(self, **event: Any) -> None:
        """Keep one event, as it would come from a file."""
        self.all.append(json.loads(json.dumps(event)))
        self.desk.hear(self.all[-1])

    def ask(self, task: str, *question: Any) -> Any:
        """The answer to a question."""
        reply = self.desk.reply({"task": task, "ask": encode(question)})
        if "refusal" in reply:
            raise Refusal(reply["refusal"])
        return decode(reply["value"])


@contextlib.contextmanager
def hidden() -> Iterator[None]:
    """Within the block ``import nncheck`` finds silence."""

    def ours() -> list[str]:
        return [name for name in sys.modules if name.startswith("nncheck")]

    modules = {name: sys.modules[name] for name in ours()}
    finders = list(sys.meta_path)
    child.hide_nncheck()
    try:
        yield
    finally:
        sys.meta_path[:] = finders
        for name in ours():
            del sys.modules[name]
        sys.modules.update(modules)


@cache
def shell() -> Any:
    """The one IPython of this process."""
    return child.make_shell()


def run_here(
    cells: list[Cell],
    tasks: list[Task],
    limits: Limits,
    cage: Cage | None = None,
) -> Transcript:
    """What ``sandbox.run_notebook`` does, without a new process."""
    code = [
        {"number": cell.number, "source": cell.source}
        for cell in cells
        if cell.kind == "code"
    ]
    desk = Desk(tasks)
    todo, events = job(code, tasks, limits, desk), Kept(desk)
    shell().reset(new_session=False)
    with (
        hidden(),
        warnings.catch_warnings(action="ignore"),
        open(os.devnull, "w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        child.run_cells(todo, shell(), events)
        child.run_tasks(todo, shell().user_ns, events, events.ask)
    events.write(done=True)
    transcript = Transcript()
    take_up(transcript, events.all, "")
    desk.complete(transcript.seen)
    return transcript


@contextlib.contextmanager
def everything_here() -> Iterator[None]:
    """Within the block notebooks are run in this process, but for training."""
    every = catalog.exercises

    def quick(page: str) -> tuple[Exercise, ...]:
        return tuple(e for e in every(page) if not e.slow)

    with (
        mock.patch.object(grading, "run_notebook", run_here),
        mock.patch.object(catalog, "exercises", quick),
    ):
        yield


def unhelpful(report: Report) -> list[str]:
    """Verdicts that cost points and do not say what to restore."""
    notes = "\n".join(report.notes)
    return [
        verdict.text
        for verdict in report.verdicts
        if not verdict.full and not helps(verdict, notes)
    ]


def helps(verdict: Verdict, notes: str) -> bool:
    """Whether a verdict, or a note below it, says what to restore."""
    if verdict.state == "missing":
        ways = ("Change the type", "Copy the cell", " failed: ")
        return any(words in verdict.text for words in ways)
    if verdict.state == "stub":
        return f"`{verdict.exercise}` is defined in the cells" in notes
    gone = re.findall(r"NameError: name '(\w+)'", verdict.text)
    lost = re.findall(r"there is no entry '(\w+)'", verdict.text)
    return (
        all(f"No cell that ran defines `{name}`" in notes for name in gone)
        and all(f"prediction for {entry} is lost" in notes for entry in lost)
        and ("to restore" in notes)
    )


def without_trials(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with empty *Try it* cells, some of which take long."""
    for cell in notebook["cells"]:
        if "".join(cell["source"]).startswith("# Try it"):
            cell["source"] = "# Try it\npass"
    return notebook


def problems(page: str, seed: int, trials: bool = True) -> list[str]:
    """Mangle a chapter's notebook and grade it: what is wrong with that."""
    notebook = json.loads(solved(page))
    if not trials:
        without_trials(notebook)
    done, name, keeps = mangle(notebook, seed)
    what = f"{page}, seed {seed}: {', '.join(done)}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(json.dumps(notebook))
        try:
            report = grade_notebook(path, seed=seed)
            words = as_text(replace(report, notebook=name))
        except NotGradable as error:
            return [f"{what}\n{error}"] if keeps else []
        except Exception:
            return [f"{what}\n{traceback.format_exc()}"]
    found = unhelpful(report)
    if (keeps and report.points != report.out_of) or report.page != page:
        found = [words]
    if "Traceback" in words or str(Path(grading.__file__).parent) in words:
        found = [words]
    return [f"{what}\n{text}" for text in found]


def here(pairs: list[tuple[str, int]]) -> list[list[str]]:
    """The problems with these pages and seeds, in this process."""
    with everything_here():
        return [problems(page, seed, trials=False) for page, seed in pairs]


def in_processes(pairs: list[tuple[str, int]], jobs: int) -> list[list[str]]:
    """The problems with these pages and seeds; what is known is kept."""
    kept = {
        page: Results(FOLDER / f"{page}_mangled.jsonl", digest(sources(page)))
        for page in {page for page, _ in pairs}
    }
    with ProcessPoolExecutor(jobs) as pool:
        begun = {
            pool.submit(problems, page, seed): (page, seed)
            for page, seed in pairs
            if str(seed) not in kept[page].all
        }
        for done in as_completed(begun):
            page, seed = begun[done]
            kept[page].keep(str(seed), done.result())
    return [kept[page].all[str(seed)] for page, seed in pairs]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--page", choices=catalog.PAGES, action="append")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--here", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    pages = options.page or catalog.PAGES
    seeds = range(options.first, options.first + options.count)
    pairs = [(pages[seed % len(pages)], seed) for seed in seeds]
    begin = time.monotonic()
    found = here(pairs) if options.here else in_processes(pairs, options.jobs)
    failed = [line for lines in found for line in lines]
    for text in failed:
        print(f"{text}\n", file=sys.stderr)
    seconds = time.monotonic() - begin
    print(f"{len(seeds)} notebooks, {len(failed)} problems ({seconds:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
