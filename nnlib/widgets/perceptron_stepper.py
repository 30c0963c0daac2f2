"""The perceptron's learning rule, one sample or one epoch at a time."""

from __future__ import annotations

from collections import deque
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from nnlib.datasets import make_squad
from nnlib.perceptron import Perceptron, PerceptronStep
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)
from nnlib.widgets._plane import box_around, checked_points, draw_plane

MAX_EPOCHS = 50
_CORNERS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
_GATES = {
    "AND": [0, 0, 0, 1],
    "OR": [0, 1, 1, 1],
    "NAND": [1, 1, 1, 0],
    "XOR": [0, 1, 1, 0],
}


class PerceptronStepper(View):
    """The state of a perceptron after `seen` visits to its samples.

    Book: Perceptron.
    """

    _module = Path(__file__).with_name("perceptron_stepper.mjs")
    _shown = ("data", "learning_rate", "seen")

    learning_rate = Number(1.0, min=0.01, max=100.0)
    seen = traitlets.Int(0, min=0).tag(sync=True)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)
    _sets: traitlets.List = traitlets.List().tag(sync=True)
    _max_epochs = traitlets.Int(MAX_EPOCHS).tag(sync=True)

    @property
    def data(self) -> str:
        """The name of the data set; setting it starts from zero."""
        return self._sets[self._chosen]["name"]

    @data.setter
    def data(self, name: str) -> None:
        self._chosen = _index(name, [each["name"] for each in self._sets])
        self.seen = 0

    @property
    def perceptron(self) -> Perceptron:
        """The library's perceptron, in the state that the picture shows."""
        return self._trained()[0]

    def _trained(self) -> tuple[Perceptron, PerceptronStep | None]:
        learner = Perceptron(self.learning_rate, max_epochs=MAX_EPOCHS)
        chosen = self._sets[self._chosen]
        visits = learner.steps(chosen["X"], chosen["y"])
        last = deque(islice(visits, self.seen), maxlen=1)
        return learner, last[0] if last else None

    def summary(self) -> str:
        learner, last = self._trained()
        w = ", ".join(f"{v:.4g}" for v in _weights(learner))
        where = f"epoch {last.epoch}" if last else "not started"
        return f"{where}: w = ({w}), b = {learner.bias:.4g}"

    def draw(self, ax: Any) -> None:
        chosen = self._sets[self._chosen]
        learner, _ = self._trained()
        points, labels = chosen["X"], chosen["y"]
        w, box = _weights(learner), chosen["box"]
        draw_plane(ax, w, learner.bias, box, points, labels)
        ax.set(xlabel=chosen["labels"][0], ylabel=chosen["labels"][1])
        ax.set_title(f"{self.data}, {self.summary()}")


def perceptron_stepper(
    data: str = "AND",
    *,
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
    learning_rate: float = 1.0,
    seen: int = 0,
) -> Explorable:
    """The learning rule w ← w + η e x, b ← b + η e, at the reader's pace.

    What to try: press *Next sample* and predict, before each press, whether
    the line moves and which way. How many epochs does AND need, how many
    OR? Does another learning rate change the number of epochs, when all
    weights start at zero? Then choose XOR, and press *Run*.

    Args:
        data: "AND", "OR", "NAND", "XOR" or "squad" (candidates for a college
            squad: height and age, standardized); "yours" when `X` is given.
        X: points of your own, offered as "yours".
        y: their classes, 0 or 1.
        learning_rate: the size of a correction, η.
        seen: how many visits to samples are already done.

    Shapes:
        X: (n, 2). y: (n,).

    Raises:
        ValueError: for an unknown name, or malformed points.

    >>> perceptron_stepper("AND", seen=24)
    perceptron_stepper(data='AND', learning_rate=1.0, seen=24)
    epoch 6: w = (2, 1), b = -2

    Book: Perceptron.
    """
    sets = _data_sets()
    if (X is None) != (y is None):
        raise ValueError("perceptron_stepper needs both X and y, or neither")
    if X is not None and y is not None:
        points, labels = checked_points("perceptron_stepper", X, y)
        sets.append(_packed("yours", points, labels))
        data = "yours"
    names = [each["name"] for each in sets]
    view = PerceptronStepper(
        learning_rate=learning_rate,
        seen=seen,
        _chosen=_index(data, names),
        _sets=sets,
    )
    rate = float_slider("rate η", view, "learning_rate", 0.25, 2.0, 0.25)
    controls = {
        "_chosen": dropdown("data", names, view._chosen),
        "learning_rate": rate,
    }
    return Explorable("perceptron_stepper", view, controls)


def _weights(learner: Perceptron) -> list[float]:
    # `steps` has set them; before the first visit they are zero
    return [] if learner.weights is None else learner.weights.tolist()


def _data_sets() -> list[dict[str, Any]]:
    corners = np.array(_CORNERS)
    sets = [_packed(n, corners, np.array(y)) for n, y in _GATES.items()]
    X, y = make_squad(32, rng=7)
    scaled = (X - X.mean(axis=0)) / X.std(axis=0)
    labels = ["height, standardized", "age, standardized"]
    return [*sets, _packed("squad", scaled.round(2), y, labels)]


def _packed(
    name: str,
    X: np.ndarray,
    y: np.ndarray,
    labels: list[str] | None = None,
) -> dict[str, Any]:
    return {
        "name": name,
        "X": X.tolist(),
        "y": y.tolist(),
        "box": box_around(X)[0],
        "labels": labels or ["x₁", "x₂"],
    }


def _index(name: str, names: list[str]) -> int:
    if name not in names:
        raise ValueError(
            f"perceptron_stepper knows no data {name!r}; "
            f"choose one of {', '.join(names)}"
        )
    return names.index(name)
