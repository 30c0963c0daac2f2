"""What may happen to a notebook on its way from one person to another.

``GENTLE`` changes must keep the score. ``ROUGH`` ones may cost an answer;
then a sentence has to say what to restore. Each takes a solved notebook, in
which ``mark`` has marked the cells with answers, and a generator.
"""

from typing import Any

import numpy as np

Notebook = dict[str, Any]
Cell = dict[str, Any]

FAILING = ("1 / 0", "undefined_name", "import sys; sys.exit()", "def f(")
FILE_NAMES = ("hw (2).ipynb", "Übung.ipynb", "perceptron", "a'b\".ipynb.txt")


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


def _draw(items: list[int], rng: np.random.Generator) -> int:
    return items[int(rng.integers(len(items)))]


def _answers(notebook: Notebook) -> list[int]:
    return [i for i, c in enumerate(notebook["cells"]) if c.get("answer")]


def _behind_first(notebook: Notebook) -> int:
    """The first place behind the cell that sets everything up."""
    cells = notebook["cells"]
    return 1 + next((i for i, c in enumerate(cells) if c.get("first")), -1)


# ------------------------------------------------------- what keeps the score


def duplicate(notebook: Notebook, rng: np.random.Generator) -> None:
    """A second copy of a cell, further down."""
    cells = notebook["cells"]
    i = _draw([i for i, c in enumerate(cells) if not c.get("first")], rng)
    cells.insert(int(rng.integers(i + 1, len(cells) + 1)), dict(cells[i]))


def move(notebook: Notebook, rng: np.random.Generator) -> None:
    """A cell in another place, the first one excepted."""
    cells = notebook["cells"]
    cell = cells.pop(
        _draw([i for i, c in enumerate(cells) if not c.get("first")], rng)
    )
    place = rng.integers(_behind_first(notebook), len(cells) + 1)
    cells.insert(int(place), cell)


def strip_metadata(notebook: Notebook, rng: np.random.Generator) -> None:
    """No metadata anywhere."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    notebook["metadata"] = {}


def delete_text_or_check(notebook: Notebook, rng: np.random.Generator) -> None:
    """One cell less: a text, a trial or a check."""
    cells = notebook["cells"]
    del cells[_draw([i for i, c in enumerate(cells) if c.get("spare")], rng)]


def foreign_kernel(notebook: Notebook, rng: np.random.Generator) -> None:
    """The name of another language's kernel."""
    notebook["metadata"]["kernelspec"] = {"name": "julia", "language": "julia"}


def stored_errors(notebook: Notebook, rng: np.random.Generator) -> None:
    """Errors as outputs, and nonsense as counts."""
    for cell in filter(is_code, notebook["cells"]):
        cell["outputs"] = [{"output_type": "error", "traceback": None}]
        cell["execution_count"] = "seven"


def lines_for_text(notebook: Notebook, rng: np.random.Generator) -> None:
    """Sources as lists of lines where they were texts, and vice versa."""
    for cell in notebook["cells"]:
        if isinstance(cell["source"], list):
            cell["source"] = "".join(cell["source"])
        else:
            cell["source"] = cell["source"].splitlines(keepends=True)


def same_ids(notebook: Notebook, rng: np.random.Generator) -> None:
    """The same id for all cells."""
    for cell in notebook["cells"]:
        cell["id"] = "same"


def old_minor_version(notebook: Notebook, rng: np.random.Generator) -> None:
    """The format from before cells had ids."""
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        cell.pop("id", None)


def failing_cells(notebook: Notebook, rng: np.random.Generator) -> None:
    """Cells that fail, anywhere."""
    for code in FAILING:
        where = int(rng.integers(len(notebook["cells"]) + 1))
        notebook["cells"].insert(where, new_code(code) | {"bad": True})


def magics(notebook: Notebook, rng: np.random.Generator) -> None:
    """Cells that only IPython understands."""
    notebook["cells"].insert(0, new_code("%matplotlib inline\n!true"))
    notebook["cells"].append(new_code("%timeit -n 1 -r 1 1 + 1"))


def merge(notebook: Notebook, rng: np.random.Generator) -> None:
    """Two neighbors become one cell; none that fails before an answer."""
    cells = notebook["cells"]
    pairs = [
        i
        for i, (one, other) in enumerate(zip(cells, cells[1:], strict=False))
        if is_code(one)
        and is_code(other)
        and not (one.get("bad") or other.get("bad"))
        and not (one.get("first") or other.get("first"))
        # an example that fails must not stand before an answer
        and (one.get("answer") or not other.get("answer"))
    ]
    if pairs:
        _merge(cells, _draw(pairs, rng))


def _merge(cells: list[Cell], i: int) -> None:
    second = cells.pop(i + 1)
    joined = text(cells[i]) + "\n\n" + text(second)
    flags = {
        flag: bool(cells[i].get(flag) or second.get(flag))
        for flag in ("answer", "first", "bad")
    }
    flags["spare"] = bool(cells[i].get("spare") and second.get("spare"))
    cells[i] = cells[i] | {"source": joined} | flags


GENTLE = (
    duplicate,
    move,
    strip_metadata,
    delete_text_or_check,
    foreign_kernel,
    stored_errors,
    lines_for_text,
    same_ids,
    old_minor_version,
    failing_cells,
    magics,
    merge,
)


# --------------------------------------------------- what may cost an answer


def delete_any(notebook: Notebook, rng: np.random.Generator) -> None:
    """One cell less."""
    cells = notebook["cells"]
    if len(cells) > 1:
        del cells[int(rng.integers(len(cells)))]


def retype_any(notebook: Notebook, rng: np.random.Generator) -> None:
    """A cell of another type: code, markdown, raw."""
    cells = notebook["cells"]
    cell = cells[int(rng.integers(len(cells)))]
    kinds = {"code", "markdown", "raw"} - {cell["cell_type"]}
    cell["cell_type"] = sorted(kinds)[int(rng.integers(2))]


def split_any(notebook: Notebook, rng: np.random.Generator) -> None:
    """A cell cut between any two of its lines."""
    cells = notebook["cells"]
    long = [i for i, c in enumerate(cells) if len(text(c).split("\n")) > 1]
    i = _draw(long, rng)
    lines = text(cells[i]).splitlines(keepends=True)
    cut = int(rng.integers(1, max(2, len(lines))))
    upper, lower = "".join(lines[:cut]), "".join(lines[cut:])
    cells.insert(i + 1, cells[i] | {"source": lower})
    cells[i] = cells[i] | {"source": upper}


def merge_any(notebook: Notebook, rng: np.random.Generator) -> None:
    """Two neighbors become one cell, whatever they are."""
    cells = notebook["cells"]
    if len(cells) > 1:
        _merge(cells, int(rng.integers(len(cells) - 1)))


def shuffle(notebook: Notebook, rng: np.random.Generator) -> None:
    """All cells in another order."""
    cells = notebook["cells"]
    notebook["cells"] = [cells[i] for i in rng.permutation(len(cells))]


def repeat_first(notebook: Notebook, rng: np.random.Generator) -> None:
    """The cell that sets everything up, again further down."""
    cells = notebook["cells"]
    first = [c for c in cells if c.get("first")]
    cells[len(cells) // 2 :] = first + cells[len(cells) // 2 :]


def stub_again(notebook: Notebook, rng: np.random.Generator) -> None:
    """An answer's empty stub, below the answer."""
    where = _answers(notebook)
    source = text(notebook["cells"][_draw(where, rng)]) if where else ""
    head = source.split("\n")[0]
    if head.startswith("def ") and head.endswith(":"):
        stub = new_code(f"{head}\n    raise NotImplementedError()")
        notebook["cells"].append(stub)


ROUGH = (
    delete_any,
    retype_any,
    split_any,
    merge_any,
    shuffle,
    repeat_first,
    stub_again,
)


def mangle(notebook: Notebook, seed: int) -> tuple[list[str], str, bool]:
    """Change a notebook at random.

    Returns:
        What was done, the name of the file, whether the score must stay.
    """
    rng = np.random.default_rng(seed)
    mark(notebook)
    chosen = [
        GENTLE[i] for i in rng.choice(len(GENTLE), size=4, replace=False)
    ]
    rough = bool(seed % 2)
    if rough:
        number = int(rng.integers(1, 4))
        chosen += [ROUGH[i] for i in rng.integers(len(ROUGH), size=number)]
    for change in chosen:
        change(notebook, rng)
    name = FILE_NAMES[int(rng.integers(len(FILE_NAMES)))]
    return [change.__name__ for change in chosen], name, not rough
