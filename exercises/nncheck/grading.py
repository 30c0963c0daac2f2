"""Grade a finished notebook: run it elsewhere, judge it here."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nncheck import catalog
from nncheck.desk import Task
from nncheck.diagnosis import Grading
from nncheck.engine import Exercise, Feedback, PartVerdict, Verdict
from nncheck.notebook_file import Cell, NotGradable, read_cells
from nncheck.notes import notes
from nncheck.sandbox import Cage, Limits, run_notebook
from nncheck.transcript import Transcript


@dataclass(frozen=True)
class Report:
    """A graded notebook.

    Attributes:
        notebook: the file.
        page: the chapter its exercises belong to.
        verdicts: one an exercise.
        notes: what else the learner should know.
    """

    notebook: str
    page: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(verdict.points for verdict in self.verdicts)

    @property
    def out_of(self) -> float:
        """Points to earn."""
        return sum(verdict.out_of for verdict in self.verdicts)

    def to_json(self) -> dict:
        """The report as JSON."""
        return {
            "notebook": self.notebook,
            "chapter": self.page,
            "points": self.points,
            "out_of": self.out_of,
            "exercises": [verdict.to_json() for verdict in self.verdicts],
            "notes": list(self.notes),
        }


def grade_notebook(
    path: str | Path,
    *,
    page: str | None = None,
    seed: int | None = None,
    limits: Limits | None = None,
    cage: Cage | None = None,
) -> Report:
    """Grade a notebook.

    Answers are found by name in the notebook's final namespace, so cells
    may be moved, split, doubled or stripped of their metadata.

    Args:
        path: the notebook.
        page: the chapter; by default the notebook tells.
        seed: repeats the random probes; by default fresh ones.
        limits: time and memory.
        cage: where the notebook's code runs; by default without a box.

    Raises:
        NotGradable: the file is no notebook with graded exercises, or this
            system lacks what grading needs.
    """
    cells = read_cells(Path(path))
    page = page or catalog.guess_page(cell.source for cell in cells)
    if page is None:
        chapters = ", ".join(catalog.PAGES)
        raise NotGradable(
            f"{path} contains no exercise of the book. Chapters with "
            f"exercises: {chapters}."
        )
    if seed is None:
        seed = int(np.random.default_rng().integers(1_000_000))
    try:
        gradings = [Grading(e, seed) for e in catalog.exercises(page)]
    except ModuleNotFoundError as error:
        raise NotGradable(f"The probes cannot be made. {error}") from None
    limits = limits or Limits()
    tasks = [_task(grading, limits) for grading in gradings]
    transcript = run_notebook(cells, tasks, limits, cage)
    verdicts = tuple(judge(g, transcript, cells) for g in gradings)
    below = tuple(notes(gradings, verdicts, transcript, cells))
    return Report(str(path), page, verdicts, below)


def _task(grading: Grading, limits: Limits) -> Task:
    exercise = grading.exercise
    seconds = min(exercise.limit, limits.answer)
    return Task(exercise.name, exercise.driver, seconds, grading.calls)


def judge(
    grading: Grading, transcript: Transcript, cells: list[Cell]
) -> Verdict:
    """The verdict on one exercise."""
    name = grading.exercise.name
    if name in transcript.missing:
        return _missing(grading, transcript, cells)
    return grading.judge(transcript.seen.get(name, []))


def _missing(
    grading: Grading, transcript: Transcript, cells: list[Cell]
) -> Verdict:
    exercise = grading.exercise
    parts = tuple(
        PartVerdict(part.name, 0.0, part.points) for part in exercise.parts
    )
    feedback = Feedback(
        f"The notebook defines no `{exercise.name}`.",
        _why_missing(exercise, transcript, cells),
        exercise.section,
    )
    return Verdict(exercise.name, parts, (feedback,), "missing", grading.seed)


def _why_missing(
    exercise: Exercise, transcript: Transcript, cells: list[Cell]
) -> str:
    pattern = re.compile(catalog.defines(exercise.name), re.MULTILINE)
    expected = f"expected is a code cell that defines `{exercise.name}`"
    for cell in cells:
        if not pattern.search(cell.source):
            continue
        if cell.kind != "code":
            return (
                f"Cell {cell.number} contains it, but is a {cell.kind} cell; "
                f"{expected}. Change the type of the cell to Code."
            )
        if cell.number in transcript.errors:
            error = transcript.errors[cell.number]
            return f"Cell {cell.number} failed: {error}; {expected}."
    return (
        f"No cell was found for it; {expected}. Copy the cell from the "
        "original notebook."
    )
