"""One verdict everywhere: every answer that the specs know, three ways.

    python tools/corpus.py                   all of it: about an hour
    python tools/corpus.py --page losses     one chapter
    python tools/corpus.py --without-nbgrader

Notebook number k of a chapter gives, to each of its exercises, the k-th of
the answers in its spec, right and wrong ones. It is graded by ``check``, as
in a notebook; by the command line, in a process of its own; and by
nbgrader. Points and the mistake that is named must be the same (nbgrader
tells the points alone). Prints what differs; the exit code is 1 if anything
does. What is compared is kept in build/corpus until a source changes: a run
that was stopped goes on where it was.
"""

import argparse
import copy
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import exercises as tool
from kept import FOLDER, Results, digest, sources
from nbgrader_course import autograded
from nncheck import catalog
from nncheck.engine import Exercise, Verdict
from nncheck.grading import grade_notebook

Outcome = dict[str, tuple[float, tuple[str, ...]]]  # points, mistakes

SEED = 20
# Grading hides the specs from a notebook; here they are its answers.
ANSWER = """\
import sys
for finder in [f for f in sys.meta_path if type(f).__name__ == "Hide"]:
    sys.meta_path.remove(finder)
    for module in [m for m in sys.modules if m.split(".")[0] == "nncheck"]:
        del sys.modules[module]
from nncheck import catalog
(exercise,) = [e for e in catalog.exercises("{page}") if e.name == "{name}"]
corpus = [exercise.reference, *exercise.alternatives]
corpus += [wrong.answer for wrong in exercise.misconceptions]
{name} = corpus[{index}]
"""
# so that nbgrader, too, draws the same probes
SET_SEED = """\
import nncheck.notebook
nncheck.notebook.fresh_seed = lambda: {seed}
"""
STUB = "def {name}(*args, **kwargs):\n    raise NotImplementedError()"


def answers(exercise: Exercise) -> list[Any]:
    """Every answer that a spec knows: the reference, right ones, wrong."""
    wrong = [mistake.answer for mistake in exercise.misconceptions]
    return [exercise.reference, *exercise.alternatives, *wrong]


def how_many(page: str) -> int:
    """How many notebooks hold every answer to a chapter's exercises."""
    return max(len(answers(e)) for e in catalog.exercises(page))


@cache
def solved(page: str) -> str:
    """A chapter's notebook with the solutions, as JSON."""
    path = tool.ROOT / page / f"{page}.md"
    return tool.as_bytes(tool.read_source(path)).decode()


def code_cell(source: str, name: str) -> dict[str, Any]:
    """A cell of code without metadata."""
    return {
        "cell_type": "code",
        "id": name.replace("_", "-"),
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def notebook(page: str, number: int, *, slow: bool = True) -> dict[str, Any]:
    """The chapter's notebook with the answers of that number.

    Args:
        page: the chapter.
        number: which answer of each exercise; from the last one on it
            begins with the first again.
        slow: whether exercises that train are answered, or left as stubs.
    """
    whole = json.loads(solved(page))
    by_name = {e.name: e for e in catalog.exercises(page)}
    first = next(c for c in whole["cells"] if c["cell_type"] == "code")
    cells = [first, code_cell(SET_SEED.format(seed=SEED), "seed")]
    for cell in whole["cells"]:
        label = cell["metadata"].get("nbgrader")
        if not label or cell["cell_type"] != "code":
            continue
        name = label["grade_id"].removesuffix("_check")
        if label["grade"]:
            exercise = by_name[name]
            source = STUB.format(name=name)
            if slow or not exercise.slow:
                index = number % len(answers(exercise))
                source = ANSWER.format(page=page, name=name, index=index)
            cells.append(code_cell(source, f"{name}-answer"))
        cells.append(cell)
    return whole | {"cells": copy.deepcopy(cells)}


def outcome(verdicts: Sequence[Verdict]) -> Outcome:
    """Points and mistakes by exercise."""
    return {
        verdict.exercise: (
            verdict.points,
            tuple(item.misconception for item in verdict.feedback),
        )
        for verdict in verdicts
    }


def checked(page: str, number: int, *, slow: bool = True) -> Outcome:
    """What ``check`` says of the answers, in this process."""
    # these are nobody's results, and a bar would only be in the way
    quiet = {"NNCHECK_RECORD": "off", "TQDM_DISABLE": "1"}
    with mock.patch.dict(os.environ, quiet):
        return outcome(
            [
                e.check(answers(e)[number % len(answers(e))], seed=SEED)
                for e in catalog.exercises(page)
                if slow or not e.slow
            ]
        )


def boxed(page: str, number: int, *, slow: bool = True) -> Outcome:
    """What the command line says of the notebook with the answers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.ipynb"
        path.write_text(json.dumps(notebook(page, number, slow=slow)))
        report = grade_notebook(path, seed=SEED)
    trains = {e.name for e in catalog.exercises(page) if e.slow}
    return outcome(
        [v for v in report.verdicts if slow or v.exercise not in trains]
    )


def differences(
    page: str, number: int, here: Outcome, there: Outcome
) -> Iterator[str]:
    """One line for each verdict that is not the same."""
    for name in sorted(here.keys() | there.keys()):
        one, other = here.get(name), there.get(name)
        if one != other:
            yield f"{page}.{name}, answer {number}: {one} here, {other} there"


def compare_box(page: str, number: int) -> list[str]:
    """Check one notebook's answers here and in the box: what differs."""
    here, there = checked(page, number), boxed(page, number)
    return list(differences(page, number, here, there))


def compare_points(
    page: str, number: int, found: dict[str, float]
) -> list[str]:
    """Check one notebook's answers here; what differs from nbgrader."""
    return [
        f"{page}.{name}, answer {number}: {points} points here, "
        f"{found.get(name)} from nbgrader"
        for name, (points, _) in checked(page, number).items()
        if found.get(name) != points
    ]


def by_box(page: str, results: Results) -> list[str]:
    """Compare with the command line what is not yet: all that differs."""
    problems = []
    for number in range(how_many(page)):
        name = f"command line {number}"
        if name not in results.all:
            results.keep(name, compare_box(page, number))
        problems += results.all[name]
    return problems


def by_nbgrader(page: str, results: Results) -> list[str]:
    """Compare with nbgrader what is not yet: all that differs."""
    names = {f"nbgrader_{k}": k for k in range(how_many(page))}
    students = {
        student: json.dumps(notebook(page, number)).encode()
        for student, number in names.items()
        if student not in results.all
    }
    if students:
        with tempfile.TemporaryDirectory() as folder:
            for student, found in autograded(page, students, Path(folder)):
                differ = compare_points(page, names[student], found)
                results.keep(student, differ)
    return [text for student in names for text in results.all[student]]


def compare_page(page: str, with_nbgrader: bool) -> tuple[str, list[str]]:
    """Compare all verdicts on a chapter: how many, and what differs."""
    results = Results(FOLDER / f"{page}.jsonl", digest(sources(page)))
    ways, problems = ["check", "command line"], by_box(page, results)
    if with_nbgrader:
        ways.append("nbgrader")
        problems += by_nbgrader(page, results)
    count = how_many(page)
    verdicts = count * len(catalog.exercises(page))
    return (
        f"{page}: {count} notebooks, {verdicts} verdicts each by "
        f"{', '.join(ways)}; {len(problems)} differ"
    ), problems


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--page", choices=catalog.PAGES, action="append")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--without-nbgrader", action="store_true")
    options = parser.parse_args(arguments)
    pages = options.page or catalog.PAGES
    begin, failed = time.monotonic(), 0
    with ProcessPoolExecutor(options.jobs) as pool:
        ways = [not options.without_nbgrader] * len(pages)
        for line, problems in pool.map(compare_page, pages, ways):
            failed += len(problems)
            seconds = time.monotonic() - begin
            print(f"{line} ({seconds:.0f} s)", flush=True)
            for problem in problems:
                print(f"  {problem}", file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
