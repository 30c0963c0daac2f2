"""How long a check takes: every answer that the specs know, as in a notebook.

    python benchmarks/checks.py [PAGE ...]

checks every right and every wrong answer of the exercises, prints the
slowest of both for every chapter, and writes all exercises into
``benchmarks/results/checks.json``. A check should take less than half a
second, of an exercise that trains less than twenty; the exit code is 1 if
one takes longer. Processor time is what counts, so that a busy machine does
not blame the check. It takes some five minutes on one core.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ |= {"NNCHECK_RECORD": "off", "TQDM_DISABLE": "1"}

import sys  # noqa: E402
import time  # noqa: E402
from importlib.metadata import version  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from mnist_reference import write  # noqa: E402

from nncheck import catalog  # noqa: E402
from nncheck.engine import Exercise  # noqa: E402

RESULTS = Path(__file__).with_name("results") / "checks.json"
SEED = 1
BUDGET, TRAINING_BUDGET = 0.5, 20.0  # seconds


def measure(exercise: Exercise, answer: Any, seed: int = SEED) -> float:
    """The processor seconds of one check."""
    begin = time.process_time()
    exercise.check(answer, seed=seed)
    return time.process_time() - begin


def slowest(exercise: Exercise, answers: list[Any]) -> dict[str, Any]:
    """The answer whose check takes longest, and its seconds."""
    times = {a.__name__: round(measure(exercise, a), 3) for a in answers}
    name = max(times, key=lambda name: times[name])
    return {"answer": name, "seconds": times[name]}


def row(exercise: Exercise) -> dict[str, Any]:
    """The slowest right and wrong check of one exercise."""
    right = [exercise.reference, *exercise.alternatives]
    wrong = [mistake.answer for mistake in exercise.misconceptions]
    return {
        "page": exercise.page,
        "name": exercise.name,
        "trains": exercise.slow,
        "answers": len(right) + len(wrong),
        "right": slowest(exercise, right),
        "wrong": slowest(exercise, wrong),
    }


def too_slow(entry: dict[str, Any]) -> list[str]:
    """A sentence for each check that takes longer than it should."""
    budget = TRAINING_BUDGET if entry["trains"] else BUDGET
    return [
        f"{entry['page']}.{entry['name']}: the {kind} answer "
        f"{entry[kind]['answer']} takes {entry[kind]['seconds']:.2f} s, "
        f"more than {budget:g} s"
        for kind in ("right", "wrong")
        if entry[kind]["seconds"] > budget
    ]


def show(page: str, entries: list[dict[str, Any]]) -> None:
    """Print the slowest right and wrong check of a chapter."""
    words = []
    for kind in ("right", "wrong"):
        entry = max(entries, key=lambda e: e[kind]["seconds"])
        words.append(
            f"{kind} {entry[kind]['seconds']:6.3f} s "
            f"{entry['name']}.{entry[kind]['answer']}"
        )
    print(f"{page:21} {words[0]:52} {words[1]}", flush=True)


def main(pages: list[str]) -> int:
    """Measure the chapters; write the result file if it is all of them."""
    entries: list[dict[str, Any]] = []
    for page in pages or catalog.PAGES:
        of_page = [row(exercise) for exercise in catalog.exercises(page)]
        show(page, of_page)
        entries += of_page
    late = [line for entry in entries for line in too_slow(entry)]
    print("\n".join(late) or "All checks are quick enough.")
    if not pages:
        results = {
            "script": "benchmarks/checks.py",
            "numpy": version("numpy"),
            "seed": SEED,
            "budget": BUDGET,
            "training_budget": TRAINING_BUDGET,
            "answers": sum(entry["answers"] for entry in entries),
            "exercises": entries,
        }
        write(RESULTS, results)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
