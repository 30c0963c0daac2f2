"""What may happen to a notebook on its way from one person to another.

``GENTLE`` changes must keep the score. ``ROUGH`` ones may cost an answer;
then a sentence has to say what to restore. Each takes a solved notebook, in
which ``mark`` has marked the cells with answers, and a generator.
"""

import numpy as np

from mangling_cells import (
    Notebook,
    answers,
    behind_first,
    draw,
    is_code,
    join,
    mark,
    new_code,
    text,
)

FAILING = ("1 / 0", "undefined_name", "import sys; sys.exit()", "def f(")
FILE_NAMES = ("hw (2).ipynb", "Übung.ipynb", "perceptron", "a'b\".ipynb.txt")


# ------------------------------------------------------- what keeps the score


def duplicate(notebook: Notebook, rng: np.random.Generator) -> None:
    """A second copy of a cell, further down."""
    cells = notebook["cells"]
    i = draw([i for i, c in enumerate(cells) if not c.get("first")], rng)
    cells.insert(int(rng.integers(i + 1, len(cells) + 1)), dict(cells[i]))


def move(notebook: Notebook, rng: np.random.Generator) -> None:
    """A cell in another place, the first one excepted."""
    cells = notebook["cells"]
    cell = cells.pop(
        draw([i for i, c in enumerate(cells) if not c.get("first")], rng)
    )
    place = rng.integers(behind_first(notebook), len(cells) + 1)
    cells.insert(int(place), cell)


def strip_metadata(notebook: Notebook, rng: np.random.Generator) -> None:
    """No metadata anywhere."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    notebook["metadata"] = {}


def delete_text_or_check(notebook: Notebook, rng: np.random.Generator) -> None:
    """One cell less: a text, a trial or a check."""
    cells = notebook["cells"]
    del cells[draw([i for i, c in enumerate(cells) if c.get("spare")], rng)]


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
        join(cells, draw(pairs, rng))


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
    i = draw(long, rng)
    lines = text(cells[i]).splitlines(keepends=True)
    cut = int(rng.integers(1, max(2, len(lines))))
    upper, lower = "".join(lines[:cut]), "".join(lines[cut:])
    cells.insert(i + 1, cells[i] | {"source": lower})
    cells[i] = cells[i] | {"source": upper}


def merge_any(notebook: Notebook, rng: np.random.Generator) -> None:
    """Two neighbors become one cell, whatever they are."""
    cells = notebook["cells"]
    if len(cells) > 1:
        join(cells, int(rng.integers(len(cells) - 1)))


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
    where = answers(notebook)
    source = text(notebook["cells"][draw(where, rng)]) if where else ""
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
