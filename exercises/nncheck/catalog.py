"""Which chapters have graded exercises, and which one a notebook is about."""

import importlib
import re
from collections.abc import Iterable

from nncheck.engine import Exercise

PAGES = (
    "tensors",
    "perceptron",
    "multilayer_perceptron",
    "activations",
    "losses",
    "gradient_descent",
    "backpropagation",
    "mnist",
    "preparation",
    "regularization",
    "evaluation",
    "training",
    "museum_backward",
    "museum_numbers",
    "museum_training",
)


def exercises(page: str) -> tuple[Exercise, ...]:
    """The exercises of a chapter, in order.

    >>> [exercise.name for exercise in exercises("perceptron")]
    ['step', 'gates', 'signed_distance', 'Perceptron', 'half_adder']
    """
    return importlib.import_module(f"nncheck.{page}").EXERCISES


def guess_page(sources: Iterable[str]) -> str | None:
    """The chapter that a notebook's cells belong to, or None.

    The import of the checks tells; if it is gone, the names that are
    defined.

    >>> guess_page(["from nncheck import mnist as ex"])
    'mnist'
    >>> guess_page(["def half_adder(x1, x2, nand): ..."])
    'perceptron'
    """
    text = "\n".join(sources)
    for page in PAGES:
        if re.search(rf"from\s+nncheck\s+import\s+{page}\b", text):
            return page
    found = {
        page: sum(
            bool(re.search(defines(exercise.name), text, re.MULTILINE))
            for exercise in exercises(page)
        )
        for page in PAGES
    }
    best = max(found, key=lambda page: found[page])
    return best if found[best] else None


def defines(name: str) -> str:
    """A pattern for the line that defines a function or a class.

    Blanks are no line breaks: from each of many blank lines, a search would
    go through all that follow.
    """
    return rf"^[ \t]*(?:def|class)[ \t]+{re.escape(name)}\b"
