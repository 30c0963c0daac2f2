"""Read a notebook file, whatever happened to it on the way.

Only the cells' kinds and sources are looked at: metadata may be gone, ids
doubled, outputs stale or broken.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_BYTES = 50_000_000


class NotGradable(Exception):
    """The file cannot be graded; the text says why and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell: its number from 1, its kind and its text."""

    number: int
    kind: str
    source: str


def read_cells(path: Path) -> list[Cell]:
    """The cells of a notebook.

    Raises:
        NotGradable: no such file, or it is no notebook.
    """
    if path.is_dir():
        raise NotGradable(f"{path} is a folder. Name the notebook in it.")
    try:
        size = path.stat().st_size
    except OSError:
        raise NotGradable(
            f"There is no file {path}. Check the name and the folder."
        ) from None
    if size > MAX_BYTES:
        raise NotGradable(
            f"{path} has {size / 1e6:.0f} MB. Clear the outputs, save it "
            "and try again."
        )
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise NotGradable(
            f"{path} is no notebook: it is {_describe(path)}. Save the "
            "notebook in Jupyter again and grade the file *.ipynb."
        ) from None
    return _cells(path, data)


def _describe(path: Path) -> str:
    start = path.read_bytes()[:200].lstrip()
    if not start:
        return "empty"
    if start.startswith(b"<"):
        return "a web page (an exported or a badly downloaded file)"
    return "not in the format JSON"


def _cells(path: Path, data: Any) -> list[Cell]:
    cells = data.get("cells") if isinstance(data, dict) else None
    if isinstance(data, dict) and isinstance(data.get("worksheets"), list):
        cells = _format_3(data["worksheets"])
        if not cells:
            raise NotGradable(
                f"{path} has a notebook format older than 4. Open it in "
                "Jupyter, save it and try again."
            )
    if not isinstance(cells, list):
        raise NotGradable(f"{path} is JSON, but no notebook: it has no cells.")
    found = []
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", cell.get("input", ""))
        if isinstance(source, list):
            source = "".join(line for line in source if isinstance(line, str))
        kind = cell.get("cell_type")
        if isinstance(source, str) and isinstance(kind, str):
            found.append(Cell(number, kind, source))
    return found


def _format_3(worksheets: list) -> list:
    """The cells of an old notebook, which lie on worksheets."""
    return [
        cell
        for sheet in worksheets
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
        for cell in sheet["cells"]
    ]
