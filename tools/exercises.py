"""Make the learners' notebooks from the exercises' text.

    python tools/exercises.py            write exercises/release/*.ipynb
    python tools/exercises.py --check    are they what would be written?
    python tools/exercises.py --course FOLDER
        write FOLDER/source/<slug>/<slug>.ipynb with the solutions, for
        nbgrader's own `generate_assignment`

The only form edited by hand is exercises/<slug>/<slug>.md. Solutions are
taken out by nbgrader's preprocessors; the same text gives the same bytes.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).parents[1] / "exercises"
RELEASE = ROOT / "release"


def sources() -> list[Path]:
    """The texts, one a chapter."""
    return sorted(p for p in ROOT.glob("*/*.md") if p.stem == p.parent.name)


def read_source(path: Path) -> NotebookNode:
    """The notebook with the solutions, with the same cell ids every time."""
    notebook = jupytext.read(path, fmt="md:myst")
    for number, cell in enumerate(notebook.cells, start=1):
        meta = cell.metadata.get("nbgrader", {})
        name = meta.get("grade_id", str(number)).replace("_", "-")
        cell["id"] = f"{path.stem}-{name}".replace("_", "-")[:64]
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    return notebook


def release(path: Path) -> NotebookNode:
    """The notebook without the solutions."""
    # nbgrader takes a second to import; --help should not
    from nbgrader import preprocessors as nbgrader

    notebook: NotebookNode = read_source(path)
    resources: dict = {}
    for step in (
        nbgrader.LockCells,
        nbgrader.ClearSolutions,
        nbgrader.ClearOutput,
        nbgrader.CheckCellMetadata,
        nbgrader.ClearHiddenTests,
        nbgrader.ClearMarkScheme,
        nbgrader.ComputeChecksums,
        nbgrader.CheckCellMetadata,
    ):
        tool = step()
        tool.log.setLevel(logging.ERROR)
        notebook, resources = tool.preprocess(notebook, resources)
    return notebook


def as_bytes(notebook: NotebookNode) -> bytes:
    """The notebook as it stands in the file."""
    nbformat.validate(notebook)
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode()


def write(course: Path | None) -> None:
    """Write the releases, or the sources of a course."""
    for path in sources():
        if course is None:
            target = RELEASE / f"{path.stem}.ipynb"
            content = as_bytes(release(path))
        else:
            target = course / "source" / path.stem / f"{path.stem}.ipynb"
            content = as_bytes(read_source(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(target)


def stale() -> list[str]:
    """What is wrong with the releases, one line each."""
    problems = []
    names = {f"{path.stem}.ipynb" for path in sources()}
    for path in sources():
        target = RELEASE / f"{path.stem}.ipynb"
        if not target.exists():
            problems.append(f"{target} is missing")
        elif target.read_bytes() != as_bytes(release(path)):
            problems.append(f"{target} is not what {path.name} gives")
    for target in sorted(RELEASE.glob("*.ipynb")):
        if target.name not in names:
            problems.append(f"{target} has no source")
    return problems


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true")
    what.add_argument("--course", type=Path, metavar="FOLDER")
    options = parser.parse_args(arguments)
    if not options.check:
        write(options.course)
        return 0
    problems = stale()
    for problem in problems:
        print(f"{problem}. Type: make exercises", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
