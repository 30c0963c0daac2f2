"""How long a class takes: 300 notebooks of a chapter, boxed and graded.

    python benchmarks/class_grading.py [NUMBER]

grades a class's notebooks (right ones, wrong ones, untouched ones) with
``nncheck class``, first with one worker, then with two, and writes the wall
and processor time per submission into
``benchmarks/results/class_grading.json``. All processes count, those in the
boxes, too. A notebook should take less than 1.5 seconds of processor time;
the exit code is 1 if it takes longer. Wall times and the gain of the second
worker need a quiet machine with two processors.
"""

from __future__ import annotations

import contextlib
import csv
import ctypes
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from mnist_reference import write  # noqa: E402

import exercises as tool  # noqa: E402

RESULTS = Path(__file__).with_name("results") / "class_grading.json"
PAGE, NUMBER = "perceptron", 300
BUDGET = 1.5  # seconds of processor time for one submission
PR_SET_CHILD_SUBREAPER = 36
WRONG = "def step(z):\n    return (np.asarray(z) >= 0).astype(int)\n"


def submissions(number: int) -> dict[str, bytes]:
    """Student -> notebook; a third is right, a third wrong, a third blank."""
    source = next(path for path in tool.sources() if path.stem == PAGE)
    right = json.loads(tool.as_bytes(tool.read_source(source)))
    wrong = json.loads(json.dumps(right))
    cell = next(
        c for c in wrong["cells"] if "def step(" in "".join(c["source"])
    )
    cell["source"] = WRONG
    blank = json.loads((tool.RELEASE / f"{PAGE}.ipynb").read_text())
    kinds = (right, wrong, blank)
    return {
        f"student{i:03}": json.dumps(kinds[i % 3]).encode() + b" " * i
        for i in range(number)
    }


def pack(path: Path, number: int) -> None:
    """Write the zip that an LMS would give."""
    with zipfile.ZipFile(path, "w") as archive:
        for i, (name, content) in enumerate(submissions(number).items()):
            folder = f"{name}_{i}_assignsubmission_file_"
            archive.writestr(f"{folder}/{PAGE}.ipynb", content)


def adopt_orphans() -> None:
    """Let the time of processes in boxes be counted here when they end."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def used() -> float:
    """Processor seconds of all processes below this one that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(number: int, workers: int) -> dict[str, Any]:
    """Grade the class once, from the zip to the report."""
    with tempfile.TemporaryDirectory() as folder:
        handed_in = Path(folder, "handed-in.zip")
        pack(handed_in, number)
        words = [sys.executable, "-m", "nncheck", "class", str(handed_in)]
        words += ["--chapter", PAGE, "--course", f"{folder}/course"]
        words += ["--workers", str(workers), "--seed", "benchmark"]
        before, begin = used(), time.monotonic()
        subprocess.run(words, check=True)
        wall = time.monotonic() - begin
        cpu = used() - before
        table = Path(folder, "course", f"grades-{PAGE}.csv").read_text()
    rows = list(csv.DictReader(table.splitlines()))
    return {
        "workers": workers,
        "graded": sum(row["status"] == "graded" for row in rows),
        "points": sum(float(row["points"]) for row in rows),
        "wall_seconds": round(wall, 1),
        "wall_each": round(wall / number, 3),
        "cpu_each": round(cpu / number, 3),
    }


def main(words: list[str]) -> int:
    """Measure with one and two workers; write the file if it is all."""
    number = int(words[0]) if words else NUMBER
    adopt_orphans()
    runs = [measure(number, workers) for workers in (1, 2)]
    for run in runs:
        print(run)
    gain = runs[0]["wall_seconds"] / runs[1]["wall_seconds"]
    print(f"Two workers are {gain:.2f} times as fast as one.")
    if not words:
        results = {
            "script": "benchmarks/class_grading.py",
            "python": platform.python_version(),
            "processors": os.cpu_count(),
            "page": PAGE,
            "submissions": number,
            "budget": BUDGET,
            "runs": runs,
            "gain": round(gain, 2),
        }
        write(RESULTS, results)
    return int(max(run["cpu_each"] for run in runs) > BUDGET)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
