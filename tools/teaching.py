"""The tables of the teacher's page, from where their numbers come.

    python tools/teaching.py            write book/teaching/*.md
    python tools/teaching.py --check    are they what would be written?

Hours come from the chapters' own words and cells, points and minutes from
the exercises' specs, objectives from the chapters' first cells, memory and
processor time from benchmarks/results/hub.json.
"""

import argparse
import json
import math
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nncheck import catalog
from teaching_report import report_table

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
FOLDER = BOOK / "teaching"
RESULTS = ROOT / "benchmarks" / "results" / "hub.json"
AGAIN = "type python tools/teaching.py"

WORDS_A_MINUTE, MINUTES_A_CELL = 100, 1
PLAN_12 = (
    ("tensors",),
    ("perceptron",),
    ("multilayer_perceptron",),
    ("activations",),
    ("losses",),
    ("gradient_descent",),
    ("backpropagation", "museum_backward"),
    ("mnist",),
    ("preparation", "museum_numbers"),
    ("regularization",),
    ("evaluation",),
    ("training", "museum_training"),
)
PLAN_6 = (
    ("tensors", "perceptron"),
    ("multilayer_perceptron", "activations"),
    ("losses", "gradient_descent"),
    ("backpropagation", "museum_backward"),
    ("mnist", "preparation"),
    ("evaluation", "training"),
)
SERVER_GB, SERVER_CORES = 16, 4  # an ordinary computer, to reckon with
EVENING = 3600  # seconds that a teacher waits for the grades
AT_WORK = 0.8  # of the memory; the rest is for the system
TOGETHER = 0.5  # share of the students who compute at the same time


@dataclass(frozen=True)
class Unit:
    """A chapter or a hall of the museum, as a teacher plans it."""

    slug: str

    @property
    def cells(self) -> list[dict]:
        """The chapter's cells; a hall has none of its own."""
        path = BOOK / f"{self.slug}.ipynb"
        if not path.exists():
            return []
        return json.loads(path.read_text("utf8"))["cells"]

    @property
    def hours(self) -> float:
        """Hours for reading and playing, in halves."""
        texts = ["".join(c["source"]) for c in self.prose]
        words = sum(len(re.findall(r"[^\W\d_]{2,}", text)) for text in texts)
        code = len(self.cells) - len(texts)
        minutes = words / WORDS_A_MINUTE + code * MINUTES_A_CELL
        return math.ceil(minutes / 30) / 2

    @property
    def prose(self) -> list[dict]:
        """The chapter's cells of text."""
        return [c for c in self.cells if c["cell_type"] == "markdown"]

    @property
    def minutes(self) -> int:
        """Minutes for the exercises, as their specs estimate them."""
        return sum(e.minutes for e in catalog.exercises(self.slug))

    @property
    def points(self) -> float:
        """Points of the exercises."""
        return sum(e.points for e in catalog.exercises(self.slug))

    @property
    def reference(self) -> str:
        """The link to the chapter."""
        label = f"ch-{self.slug}" if self.cells else "page-museum"
        return f"{{ref}}`{label}`"

    @property
    def objectives(self) -> str:
        """The list under "In this chapter"."""
        first = "".join(self.prose[0]["source"])
        found = re.search(r"In this chapter\W*\n\n((?:- .*(?:\n|$))+)", first)
        if found is None:
            raise ValueError(f"{self.slug} has no list under In this chapter")
        return found[1].strip()


def pages() -> list[Unit]:
    """All chapters and halls with exercises."""
    return [Unit(slug) for slug in catalog.PAGES]


def chapters_table() -> str:
    """What each chapter takes and gives."""
    rows = ["| chapter | reading, hours | exercises, minutes | points |"]
    rows.append("|---|---:|---:|---:|")
    for unit in pages():
        hours = f"{unit.hours:g}" if unit.cells else ""
        name = unit.reference if unit.cells else f"`{unit.slug}`"
        rows.append(f"| {name} | {hours} | {unit.minutes} | {unit.points:g} |")
    return "\n".join(rows) + "\n"


def plan(weeks: Sequence[Sequence[str]]) -> str:
    """A syllabus, week by week."""
    rows = ["| week | read | hand in | hours |", "|---:|---|---|---:|"]
    for number, slugs in enumerate(weeks, start=1):
        units = [Unit(slug) for slug in slugs]
        read = ", ".join(u.reference for u in units if u.cells)
        work = ", ".join(f"`{u.slug}`" for u in units)
        hours = sum(u.hours + u.minutes / 60 for u in units)
        rows.append(f"| {number} | {read} | {work} | {hours:.1f} |")
    return "\n".join(rows) + "\n"


def objectives() -> str:
    """What a student can do after each chapter."""
    parts = [
        f"**{unit.reference}**\n\n{unit.objectives}\n"
        for unit in pages()
        if unit.cells
    ]
    return "\n".join(parts)


def enough() -> str:
    """What was measured, and for how many students it is enough."""
    data = json.loads(RESULTS.read_text("utf8"))
    median, grading = data["median"], data["grading"]
    seconds = grading["seconds"]
    hub, idle, busy = data["hub_mb"], median["idle_mb"], median["working_mb"]
    room = SERVER_GB * 1024 * AT_WORK - hub
    each = TOGETHER * busy + (1 - TOGETHER) * idle
    students = int(room / each / 10) * 10
    notebooks = int(EVENING / seconds * SERVER_CORES / 1000) * 1000
    return f"""\
| measured | value |
|---|---:|
| grading a notebook in its box, processor time | {seconds:.2f} s |
| memory of that notebook's process | {grading["notebook_mb"]:.0f} MB |
| the hub and its proxy alone | {hub:.0f} MB |
| a student's idle JupyterLab | {idle:.0f} MB |
| the same with a kernel that has trained a network | {busy:.0f} MB |
| opening a JupyterLab, processor time | {median["start_seconds"]:.1f} s |

Take an ordinary server with {SERVER_GB} GB and {SERVER_CORES} cores. If \
{TOGETHER:.0%} of the students who are logged in compute at this moment and \
the others read, a student needs {TOGETHER:g} · {busy:.0f} + \
{1 - TOGETHER:g} · {idle:.0f} ≈ {each:.0f} MB. A fifth of the memory is the \
system's; the hub takes {hub:.0f} MB of the rest, and \
{room:,.0f} MB / {each:.0f} MB leaves room for about **{students} students at \
the same time**. Grading is cheaper still: {EVENING // 60} minutes on \
{SERVER_CORES} cores are {EVENING * SERVER_CORES:,} seconds, enough for more \
than **{notebooks:,} notebooks** like this one; those that train a network \
take longer.
"""


def fragments() -> dict[str, str]:
    """The files and what stands in them."""
    return {
        "chapters.md": chapters_table(),
        "weeks_12.md": plan(PLAN_12),
        "weeks_6.md": plan(PLAN_6),
        "objectives.md": objectives(),
        "enough.md": enough(),
        "report.md": report_table("perceptron", 30),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    stale = []
    for name, text in fragments().items():
        path = FOLDER / name
        if check and (not path.exists() or path.read_text("utf8") != text):
            stale.append(name)
        elif not check:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(text, "utf8", newline="\n")
    for name in stale:
        print(f"book/teaching/{name} is out of date: {AGAIN}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
