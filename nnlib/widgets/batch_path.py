"""The path of mini-batch descent on real data, for any size of the batch."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets

from nnlib._validation import Array
from nnlib.datasets import load_iris
from nnlib.losses import MeanSquaredError
from nnlib.optimizers import SGD
from nnlib.widgets._base import Explorable, View
from nnlib.widgets._walks import STYLE, draw_map, rate_slider, rates_with

SIZES = (1, 2, 5, 10, 20, 32, 50, 75, 150)
RATES = (0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.32, 0.33, 0.4)
EPOCHS = 20
START = (-0.6, 2.2)
BOX = ((-0.9, 1.4), (0.0, 2.5))
loss = MeanSquaredError()


class BatchPath(View):
    """The line's weight and bias while `seen` samples are looked at.

    Book: Gradient descent.
    """

    _module = Path(__file__).with_name("batch_path.mjs")
    _style = STYLE
    _shown = ("batch_size", "learning_rate", "seen")

    seen = traitlets.Int(0, min=0, max=150 * EPOCHS).tag(sync=True)
    shuffle = traitlets.Int(0, min=0).tag(sync=True)
    _size = traitlets.Int(0, min=0).tag(sync=True)
    _sizes: traitlets.List = traitlets.List(list(SIZES)).tag(sync=True)
    _rate = traitlets.Int(0, min=0).tag(sync=True)
    _rates: traitlets.List = traitlets.List().tag(sync=True)
    _epochs = traitlets.Int(EPOCHS).tag(sync=True)
    _data: traitlets.Dict = traitlets.Dict().tag(sync=True)

    @property
    def batch_size(self) -> int:
        """How many samples give one gradient."""
        return self._sizes[self._size]

    @property
    def learning_rate(self) -> float:
        """η."""
        return self._rates[self._rate]

    @property
    def path(self) -> Array:
        """Weight and bias after each update, computed by nnlib."""
        x, y = petals()
        orders = self._data["orders"]
        params = [np.array([START[0]]), np.array([START[1]])]
        rule, path, done = SGD(self.learning_rate), [np.array(START)], 0
        while done < self.seen and np.linalg.norm(path[-1]) < 1e6:
            epoch, row = divmod(done, len(x))
            order = orders[(epoch + self.shuffle) % len(orders)]
            rows = order[row : row + self.batch_size]
            rule.step(params, line_gradient(params, x[rows], y[rows]))
            path.append(np.concatenate(params))
            done += len(rows)
        return np.array(path)

    def summary(self) -> str:
        x, y = petals()
        path = self.path
        value = loss(y, path[-1][0] * x + path[-1][1])
        return f"{len(path) - 1} updates, loss {value:.4f}"

    def draw(self, ax: Any) -> None:
        x, y = petals()
        path = np.clip(self.path, -20, 20)
        draw_map(
            ax,
            lambda w: loss(y, w[0] * x + w[1]),
            BOX,
            {"path": path},
            labels=("weight w", "bias b"),
        )
        ax.set_title(f"batches of {self.batch_size}: {self.summary()}")


@functools.cache
def petals() -> tuple[Array, Array]:
    """Lengths (centered) and widths of 150 iris petals, in cm."""
    X, _ = load_iris()
    return X[:, 2] - X[:, 2].mean(), X[:, 3]


def line_gradient(params: list[Array], x: Array, y: Array) -> list[Array]:
    """The gradient of the mean squared error by weight and bias."""
    by_prediction = loss.gradient(y, params[0] * x + params[1])
    return [
        np.array([by_prediction @ x]),
        np.array([by_prediction.sum()]),
    ]


def batch_path(
    batch_size: int = 150, *, learning_rate: float = 0.05, seen: int = 0
) -> Explorable:
    """Mini-batch descent for the line `width = w length + b` of iris petals.

    All batch sizes do the same work: the paths go on until the same number
    of samples has been looked at.

    What to try: run two epochs with all 150 samples a batch, then move the
    slider down to 1 without pressing anything else. How does the path
    change, and where does it end? With batches of 1, lower the learning rate
    until the path settles. Which batch sizes survive η = 0.3?

    Args:
        batch_size: 1, 2, 5, 10, 20, 32, 50, 75 or 150 samples.
        learning_rate: η.
        seen: how many samples have already been looked at, at most 3000.

    Raises:
        ValueError: for a batch size that the slider does not have.

    >>> batch_path(32, seen=300)
    batch_path(batch_size=32, learning_rate=0.05, seen=300)
    10 updates, loss 0.1683

    Book: Gradient descent.
    """
    if batch_size not in SIZES:
        raise ValueError(
            f"batch_path: batch_size must be one of "
            f"{', '.join(map(str, SIZES))}, got {batch_size!r}."
        )
    rates = rates_with("batch_path", learning_rate, rates=RATES)
    view = BatchPath(
        seen=seen,
        _size=SIZES.index(batch_size),
        _rates=rates,
        _rate=rates.index(learning_rate),
        _data=_packed(),
    )
    sizes = ipywidgets.SelectionSlider(
        options=list(map(str, SIZES)),
        index=view._size,
        description="batch size m",
        style={"description_width": "6.5em"},
    )
    controls = {"_size": sizes, "_rate": rate_slider("rate η", view, "_rate")}
    return Explorable("batch_path", view, controls)


def _packed() -> dict[str, Any]:
    x, y = petals()
    rng = np.random.default_rng(0)
    orders = [rng.permutation(len(x)).tolist() for _ in range(EPOCHS)]
    best = [float((x * y).mean() / (x * x).mean()), float(y.mean())]
    return {
        "x": x.round(12).tolist(),
        "y": y.tolist(),
        "orders": orders,
        "best": best,
        "box": [list(limits) for limits in BOX],
        "start": list(START),
    }
