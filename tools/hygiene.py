"""The rules of a chapter that can be read off its notebook.

Every rule is a function of a `Chapter` that yields complaints; a complaint
says where, what, and what to do. `RULES` lists them all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from hygiene_prose import PROSE_RULES
from notebook_files import BOOK, ROOT, VIEW, read, widget_state

TAGS = {
    "hide-input",
    "hide-output",
    "remove-cell",
    "remove-input",
    "raises-exception",
    "nbval-ignore-output",
}
MAX_BYTES = 1_500_000
MAX_LINES, MAX_COLUMNS = 25, 79
ALT_LENGTH = range(40, 251)
IGNORE, REASON = "nbval-ignore-output", "nbval-reason"

UNSTABLE = {
    "a memory address": r"0x[0-9a-f]{6,}|<[\w.]+ object at ",
    "a path of one machine": r"(?<![\w.])/(tmp|home|root|Users|work)/",
    "a time": r"\b\d\d?:\d\d\b|\d\.\d+ ?s\b|\d s\b|\d ?(ms|µs|us|ns)\b"
    r"|(it/s|s/it)\b",
    "a version": r"\b\d+\.\d+\.\d+\b",
    "a bare float (print it with a format)": r"\d\.\d{7,}",
}


@dataclass
class Chapter:
    """A notebook and what its rules need to know about it."""

    nb: NotebookNode
    slug: str
    size: int = 0

    @property
    def label(self) -> str:
        """The label of its title: ch-… of a chapter, page-… of a page.

        A page beside the chapters (a project, a report of measurements) has
        its own shape and length; all other rules hold for it, too.
        """
        first = self.nb.cells[0].source if self.nb.cells else ""
        kind = "page" if first.startswith("(page-") else "ch"
        return f"{kind}-{self.slug}"

    @property
    def code(self) -> list[tuple[int, NotebookNode]]:
        """The code cells, numbered as a reader counts them."""
        cells = [c for c in self.nb.cells if c.cell_type == "code"]
        return list(enumerate(cells, 1))


Rule = Callable[[Chapter], Iterator[str]]


def tags_of(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    return cell.metadata.get("tags", [])


def pictures_of(cell: NotebookNode) -> list[NotebookNode]:
    """Return the outputs of a cell that show a picture."""
    return [
        out
        for out in cell.get("outputs", [])
        if any(kind.startswith("image/") for kind in out.get("data", {}))
    ]


def numbered_in_order(ch: Chapter) -> Iterator[str]:
    """Stored outputs come from one run, top to bottom."""
    counts = [cell.execution_count for _, cell in ch.code]
    if counts != list(range(1, len(counts) + 1)):
        yield (
            f"code cells are numbered {counts}, not 1 to {len(counts)}: run "
            "the whole notebook once"
        )
    for i, cell in ch.code:
        if not cell.source.strip():
            yield f"code cell {i} is empty: delete it"


def closed_tags(ch: Chapter) -> Iterator[str]:
    """Tags come from the closed list; ignoring an output has a reason."""
    for i, cell in enumerate(ch.nb.cells, 1):
        for tag in sorted(set(tags_of(cell)) - TAGS):
            yield f"cell {i}: unknown tag {tag!r}; known are {sorted(TAGS)}"
        reason = cell.metadata.get(REASON, "")
        if IGNORE in tags_of(cell) and len(reason) < 15:
            yield f"cell {i}: {IGNORE} needs a reason in metadata {REASON!r}"


def short_code(ch: Chapter) -> Iterator[str]:
    """A code cell fits on the screen and in the column."""
    for i, cell in ch.code:
        lines = cell.source.splitlines()
        if len(lines) > MAX_LINES:
            yield f"code cell {i} has {len(lines)} lines, over {MAX_LINES}"
        for line in lines:
            if len(line) > MAX_COLUMNS:
                yield f"code cell {i}: over {MAX_COLUMNS} columns: {line!r}"


def small_file(ch: Chapter) -> Iterator[str]:
    """The notebook stays small enough to load and to review."""
    if ch.size > MAX_BYTES:
        yield f"the file has {ch.size:,} bytes, over {MAX_BYTES:,}"


def described_pictures(ch: Chapter) -> Iterator[str]:
    """Every picture has alt text, a caption and a name to refer to."""
    for i, cell in ch.code:
        if not pictures_of(cell):
            continue
        if len(pictures_of(cell)) > 1:
            yield f"code cell {i} shows several pictures: one per cell"
        shown = cell.metadata.get("mystnb", {})
        alt = shown.get("image", {}).get("alt", "")
        figure = shown.get("figure", {})
        if len(alt) not in ALT_LENGTH:
            yield (
                f"code cell {i}: mystnb.image.alt has {len(alt)} characters, "
                "not 40 to 250"
            )
        if not re.match(r"\*\*\S.*?\*\*", figure.get("caption", "")):
            yield f"code cell {i}: mystnb.figure.caption must open in bold"
        prefix = f"fig-{ch.slug}-"
        if not figure.get("name", "").startswith(prefix):
            yield f"code cell {i}: mystnb.figure.name must be {prefix}<what>"


def unique_names(ch: Chapter) -> Iterator[str]:
    """Two figures never share a name."""
    seen: set[str] = set()
    for i, cell in ch.code:
        name = cell.metadata.get("mystnb", {}).get("figure", {}).get("name")
        if name and name in seen:
            yield f"code cell {i}: the figure name {name!r} is used twice"
        seen.add(name)


def raster_pictures(ch: Chapter) -> Iterator[str]:
    """Pictures are PNG: the ids and dates inside an SVG never repeat."""
    for i, cell in ch.code:
        for out in pictures_of(cell):
            if "image/svg+xml" in out.data:
                yield f"code cell {i}: an SVG output; show a PNG"


def shown_plots(ch: Chapter) -> Iterator[str]:
    """A plot cell ends in plt.show(), so that it prints nothing else."""
    for i, cell in ch.code:
        plots = [
            out
            for out in pictures_of(cell)
            if str(out.data.get("text/plain", "")).startswith("<Figure")
        ]
        last = (cell.source.strip().splitlines() or [""])[-1].strip()
        if plots and last != "plt.show()":
            yield f"code cell {i}: a plot cell ends in plt.show()"


def stable_text(ch: Chapter) -> Iterator[str]:
    """Outputs hold nothing that changes with the machine or the moment."""
    for i, cell in ch.code:
        text = "\n".join(texts_of(cell))
        for what, pattern in UNSTABLE.items():
            if found := re.search(pattern, text):
                yield f"code cell {i}: its output has {what}: {found[0]!r}"
        if str(ROOT) in text:
            yield f"code cell {i}: its output names this folder"


def texts_of(cell: NotebookNode) -> Iterator[str]:
    """Yield the texts among the outputs of a cell."""
    for out in cell.get("outputs", []):
        yield out.get("text", "")
        yield out.get("evalue", "")
        for kind, value in out.get("data", {}).items():
            if kind.startswith("text/") and isinstance(value, str):
                yield value


def no_stderr(ch: Chapter) -> Iterator[str]:
    """A warning in a chapter is a defect of its code, not a lesson."""
    for i, cell in ch.code:
        for out in cell.get("outputs", []):
            if out.get("name") == "stderr":
                yield f"code cell {i} writes to stderr: {out.text[:60]!r}"


def expected_errors(ch: Chapter) -> Iterator[str]:
    """An error is shown exactly where the author meant one."""
    for i, cell in ch.code:
        kinds = [out.output_type for out in cell.get("outputs", [])]
        meant = "raises-exception" in tags_of(cell)
        if "error" in kinds and not meant:
            yield f"code cell {i} stores an error without raises-exception"
        if meant and "error" not in kinds:
            yield f"code cell {i} is tagged raises-exception but ran"


def living_widgets(ch: Chapter) -> Iterator[str]:
    """Every widget view has its state, or the static page is dead."""
    state = widget_state(ch.nb)
    for i, cell in ch.code:
        for out in cell.get("outputs", []):
            view = out.get("data", {}).get(VIEW)
            if view and view["model_id"] not in state:
                yield (
                    f"code cell {i}: a widget view without stored state; "
                    f"type make run CH={ch.slug}"
                )


def framed_widgets(ch: Chapter) -> Iterator[str]:
    """A sentence stands before an explorable, and one soon after it."""
    cells = ch.nb.cells
    kinds = [cell.cell_type for cell in cells]
    for j, cell in enumerate(cells):
        if not any(VIEW in o.get("data", {}) for o in cell.get("outputs", [])):
            continue
        if j == 0 or kinds[j - 1] != "markdown":
            yield f"cell {j + 1}: no sentence says what to try with the widget"
        if "markdown" not in kinds[j + 1 : j + 3]:
            yield f"cell {j + 1}: no sentence says what the widget showed"


RULES: list[Rule] = [
    numbered_in_order,
    closed_tags,
    short_code,
    small_file,
    described_pictures,
    unique_names,
    raster_pictures,
    shown_plots,
    stable_text,
    no_stderr,
    expected_errors,
    living_widgets,
    framed_widgets,
    *PROSE_RULES,
]
# what holds for any notebook, with outputs or without: exercises, too
GENERAL_RULES: list[Rule] = [
    short_code,
    small_file,
    raster_pictures,
    stable_text,
    expected_errors,
    living_widgets,
]


def complaints(path: Path) -> list[str]:
    """Return every rule that the notebook at `path` breaks."""
    chapter = Chapter(read(path), path.stem, path.stat().st_size)
    rules = RULES if path.parent == BOOK else GENERAL_RULES
    return [complaint for rule in rules for complaint in rule(chapter)]
