"""Answers that return what no exercise asks for, whatever it is given."""

import inspect
from typing import Any

import numpy as np

from nncheck.engine import Answer, Exercise


def _list_of_itself() -> list:
    loop: list = []
    loop.append(loop)
    return loop


class _Agrees:
    """Equal to everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __array__(self, *args: Any, **kwargs: Any) -> np.ndarray:
        return np.ones(3)


class _Yes(np.ndarray):
    """Every question about it is answered with True."""

    def __array_function__(self, *args: Any) -> Any:
        return True


# what beginners return
PLAIN: dict[str, Any] = {
    "none": None,
    "text": "1",
    "nothing": [],
    "not a number": np.full(4, np.nan),
    "pair": (1, 2),
}
STRANGE = {
    **PLAIN,
    "object": _Agrees(),
    "list of itself": _list_of_itself(),
    "texts": np.array(["a", "b"]),
    "objects": np.array([None, 1], dtype=object),
    "subclass": np.zeros(4).view(_Yes),
    "complex": 1j,
    "huge": 10**400,
    "dictionary": {1: 2},
    "pair of nothing": (None, None),
    "ellipsis": ...,
    "function": print,
}


def returning(value: Any, exercise: Exercise) -> Answer:
    """An answer of the right kind whose results are all this value."""

    class Strange:
        def __init__(self, **kwargs: Any):
            self.weights = self.bias = self.history = value

        def fit(self, X: Any, y: Any = None) -> "Strange":
            return self

        def predict(self, X: Any, training: bool = False) -> Any:
            return value

        score = fit
        forward = backward = transform = predict

    def strange(*args: Any) -> Any:
        return value

    return Strange if inspect.isclass(exercise.reference) else strange
