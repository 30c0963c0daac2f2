"""What is broken in a graded notebook, and how to restore it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from nncheck import catalog
from nncheck.diagnosis import Grading
from nncheck.engine import Verdict
from nncheck.notebook_file import Cell
from nncheck.sandbox import missing_limits
from nncheck.transcript import Transcript

NO_NAME = re.compile(r"^name '(\w+)' is not defined")
TABLE = "predictions"  # filled from cell to cell, and graded as a whole
FEW = 20  # notes of one kind


def notes(
    gradings: Sequence[Grading],
    verdicts: Sequence[Verdict],
    transcript: Transcript,
    cells: list[Cell],
) -> Iterator[str]:
    """The sentences below a report."""
    yield from _few(_errors(transcript))
    lost = [v for v in verdicts if not v.full]
    for verdict in lost:
        yield from _stub_below_answer(verdict, cells)
    if any(verdict.state != "stub" for verdict in lost):
        yield from _few(_lower_halves(cells))
    yield from _few(_names_gone(transcript))
    for grading, verdict in zip(gradings, verdicts, strict=True):
        if verdict in lost and grading.exercise.driver == "prediction":
            yield from _entries_gone(grading, transcript, cells)
    limits = missing_limits()
    if limits:
        yield limits


def _few(found: Iterable[str]) -> Iterator[str]:
    """The first ones, and how many more there are."""
    rest = iter(found)
    yield from islice(rest, FEW)
    if more := sum(1 for _ in rest):
        yield f"The same goes for {more:,} more."


def _errors(transcript: Transcript) -> Iterator[str]:
    for number, error in sorted(transcript.errors.items()):
        if not is_stub_call(error):
            yield f"Cell {number} did not run to its end: {error}"


def is_stub_call(error: str) -> bool:
    """A *Try it* cell below a stub raises; that is no news."""
    return error.startswith("NotImplementedError")


def _stub_below_answer(verdict: Verdict, cells: list[Cell]) -> Iterator[str]:
    pattern = re.compile(catalog.defines(verdict.exercise), re.MULTILINE)
    where = [c.number for c in cells if pattern.search(c.source)]
    if verdict.state == "stub" and len(where) > 1:
        listed = ", ".join(map(str, where[-FEW:]))
        yield (
            f"`{verdict.exercise}` is defined in the cells "
            f"{listed}; the last one counts, and it "
            "is the empty stub. Delete it."
        )


def _lower_halves(cells: list[Cell]) -> Iterator[str]:
    for cell in cells:
        if re.match(r"\s*\n[ \t]+\S|[ \t]+\S", cell.source):
            yield (
                f"Cell {cell.number} begins with an indented line, as the "
                "lower half of a cell that was split. Join it to the upper "
                "half, as one code cell, to restore the answer."
            )


def _names_gone(transcript: Transcript) -> Iterator[str]:
    """Names that answers use and no cell defines."""
    failures = [
        seen.failure
        for observations in transcript.seen.values()
        for seen in observations
        if seen.failure and seen.failure.kind == "NameError"
    ]
    found = [NO_NAME.match(failure.text) for failure in failures]
    for name in sorted({match[1] for match in found if match}):
        yield (
            f"No cell that ran defines `{name}`. If it belongs to the "
            "original notebook, copy the code cell that imports or defines "
            "it from there, to restore it."
        )


def _entries_gone(
    grading: Grading, transcript: Transcript, cells: list[Cell]
) -> Iterator[str]:
    """Entries of the table of predictions that got lost."""
    seen = transcript.seen.get(grading.exercise.name, [])
    for (entry,), observation in zip(grading.calls, seen, strict=False):
        if observation.failure and observation.failure.kind == "Refusal":
            yield from _entry_gone(entry, transcript, cells)


def _entry_gone(
    entry: str, transcript: Transcript, cells: list[Cell]
) -> Iterator[str]:
    pattern = re.compile(rf"{TABLE}\[(['\"]){entry}\1\]")
    found = [cell for cell in cells if pattern.search(cell.source)]
    what = f"The prediction for {entry} is lost"
    if not found:
        yield (
            f"{what}: no cell was found for it. Copy the cell from the "
            "original notebook and fill it in, to restore it."
        )
        return
    number = found[-1].number
    error = transcript.errors.get(number, "")
    if found[-1].kind != "code":
        yield (
            f"{what}: cell {number} contains it, but is a {found[-1].kind} "
            "cell. Change the type of the cell to Code, to restore it."
        )
    elif not is_stub_call(error):
        yield (
            f"{what}. Move cell {number} below the cell with "
            f"`{TABLE} = {{}}`, which has to run once and before it, to "
            "restore it."
        )
