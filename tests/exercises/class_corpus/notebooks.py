"""Notebooks with one answer replaced, and what must become of them."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

FULL = 16.0  # points of the chapter
STEP = 2.0  # points of its first exercise, in whose cell attacks happen
RIGHT = (
    "import numpy as np\n\n\n"
    "def step(z):\n    return np.where(np.asarray(z) > 0, 1, 0)\n"
)
WRONG = "import numpy as np\n\n\ndef step(z):\n    return np.asarray(z) * 7\n"


@dataclass(frozen=True)
class Case:
    """A submission.

    Attributes:
        content: the bytes of the file.
        points: what it must earn; None if it must not be graded.
        words: what its feedback must say.
        never: what its feedback must not say.
        status: what must become of it.
        file: the name of the file.
    """

    content: bytes
    points: float | None = FULL - STEP
    words: str = ""
    never: str = ""
    status: str = "graded"
    file: str = "perceptron.ipynb"


@cache
def _solved() -> str:
    import exercises as tool

    path = next(p for p in tool.sources() if p.stem == "perceptron")
    return tool.as_bytes(tool.read_source(path)).decode()


def solved() -> dict:
    """The chapter's notebook with all solutions, and nothing to try."""
    notebook = copy.deepcopy(json.loads(_solved()))
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if not "".join(cell["source"]).startswith("# Try it")
    ]
    return notebook


def cell_of(notebook: dict, name: str) -> dict:
    """The cell that defines a name."""
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if f"def {name}(" in source or f"class {name}:" in source:
            return cell
    raise AssertionError(f"no cell defines {name}")


def with_step(code: str, **others: str) -> dict:
    """The solved notebook with another answer to ``step``."""
    notebook = solved()
    for name, source in {"step": code, **others}.items():
        cell_of(notebook, name)["source"] = source
    return notebook


def data(notebook: dict) -> bytes:
    """The notebook's file."""
    return json.dumps(notebook).encode()


def cheat(code: str, points: float = FULL - STEP, **expected: str) -> Case:
    """A wrong ``step`` with tricks beside it, or in it."""
    source = code if "def step(" in code else code + "\n" + WRONG
    return Case(data(with_step(source)), points, **expected)


def beside(code: str, points: float = FULL, **expected: str) -> Case:
    """A right ``step``, then something that must cost nothing."""
    return Case(data(with_step(f"{RIGHT}\n{code}")), points, **expected)


def spy(code: str) -> Case:
    """A right ``step``, then code that looks for secrets in ``found``.

    What it finds appears in the feedback; expected is an empty list.
    """
    lines = (
        f"{RIGHT}\nfound = []\n{code}\nraise LookupError(f'found {{found}}')"
    )
    return Case(data(with_step(lines)), FULL, words="LookupError: found []")


def edited(change: Callable[[dict], None], code: str = RIGHT) -> bytes:
    """The notebook after a change of its JSON."""
    notebook = with_step(code)
    change(notebook)
    return data(notebook)
