"""The cells of a notebook that is going to be mangled."""

from typing import Any

import numpy as np

Notebook = dict[str, Any]
Cell = dict[str, Any]


def mark(notebook: Notebook) -> None:
    """Mark answers, the cell that sets everything up, and spare cells."""
    for cell in notebook["cells"]:
        label = cell["metadata"].get("nbgrader", {})
        cell["answer"] = bool(label.get("solution"))
        trial = text(cell).startswith("# Try it")
        cell["spare"] = not is_code(cell) or trial or label.get("grade", False)
    next(filter(is_code, notebook["cells"]))["first"] = True


def is_code(cell: Cell) -> bool:
    """Whether it is a cell of code."""
    return cell["cell_type"] == "code"


def text(cell: Cell) -> str:
    """What a cell says, in one string."""
    return "".join(cell["source"])


def new_code(source: str) -> Cell:
    """A new cell of code."""
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }


def draw(items: list[int], rng: np.random.Generator) -> int:
    """One of several places."""
    return items[int(rng.integers(len(items)))]


def answers(notebook: Notebook) -> list[int]:
    """The places of the answers."""
    return [i for i, c in enumerate(notebook["cells"]) if c.get("answer")]


def behind_first(notebook: Notebook) -> int:
    """The first place behind the cell that sets everything up."""
    cells = notebook["cells"]
    return 1 + next((i for i, c in enumerate(cells) if c.get("first")), -1)


def join(cells: list[Cell], i: int) -> None:
    """Make one cell of a cell and the next one."""
    second = cells.pop(i + 1)
    joined = text(cells[i]) + "\n\n" + text(second)
    flags = {
        flag: bool(cells[i].get(flag) or second.get(flag))
        for flag in ("answer", "first", "bad")
    }
    flags["spare"] = bool(cells[i].get("spare") and second.get("spare"))
    cells[i] = cells[i] | {"source": joined} | flags
