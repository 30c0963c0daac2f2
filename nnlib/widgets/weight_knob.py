"""One weight as a knob: prediction, error, slope and the next step."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib._validation import check_number
from nnlib.losses import Loss, MeanAbsoluteError, MeanSquaredError
from nnlib.optimizers import SGD
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)

MAX_STEPS = 60
TOO_FAR = 10_000.0  # where a run that diverges is stopped
_LOSSES: dict[str, Loss] = {
    "squared": MeanSquaredError(),
    "absolute": MeanAbsoluteError(),
}


class WeightKnob(View):
    """The neuron `w * x` on one example, after `steps` of descent from `w`.

    Book: Losses.
    """

    _module = Path(__file__).with_name("weight_knob.mjs")
    _style = Path(__file__).with_name("weight_knob.css")
    _shown = ("w", "learning_rate", "error", "steps")

    w = Number()
    learning_rate = Number(1.0, min=0.01, max=100.0)
    steps = traitlets.Int(0, min=0).tag(sync=True)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)
    _x = traitlets.Float(0.3).tag(sync=True)
    _y = traitlets.Float(0.8).tag(sync=True)
    _limits: traitlets.List = traitlets.List().tag(sync=True)
    _max_steps = traitlets.Int(MAX_STEPS).tag(sync=True)

    @property
    def error(self) -> str:
        """The error that is descended: "squared" or "absolute"."""
        return list(_LOSSES)[self._chosen]

    @error.setter
    def error(self, name: str) -> None:
        self._chosen = _index(name)
        self.steps = 0

    @property
    def trail(self) -> list[float]:
        """The weights of the library's gradient descent, the start first."""
        optimizer = SGD(learning_rate=self.learning_rate)
        w, trail = np.array([self.w]), [self.w]
        while len(trail) <= min(self.steps, MAX_STEPS) and (
            abs(trail[-1]) <= TOO_FAR
        ):
            optimizer.step([w], [self._slope(w)])
            trail.append(float(w[0]))
        return trail

    def _slope(self, w: np.ndarray) -> np.ndarray:
        # the chain rule: the prediction w x changes by x when w changes by 1
        return _LOSSES[self.error].gradient([self._y], w * self._x) * self._x

    def summary(self) -> str:
        w = self.trail[-1]
        loss = _LOSSES[self.error]([self._y], [w * self._x])
        return (
            f"w = {w:.4f}, prediction {w * self._x:.4f}, "
            f"{self.error} error {loss:.4f}"
        )

    def draw(self, ax: Any) -> None:
        figure = ax.figure
        ax.remove()  # two panels take its place
        left, right = figure.subplots(1, 2)
        self._draw_line(left)
        self._draw_curves(right)
        title = f"η = {self.learning_rate:g}: {self.summary()}"
        figure.suptitle(title, fontsize=11)
        figure.legend(loc="outside lower center", ncols=3)

    def _draw_line(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        x, y, w = self._x, self._y, self.trail[-1]
        ends = np.array([0, 5 * x / 3])
        ax.plot(ends, w * ends, "-", color=COLORS["model"])
        ax.plot([x, x], [y, w * x], "-", color=COLORS["highlight"], lw=3)
        ax.plot(x, y, "x", color=COLORS["ink"], mew=3, ms=9)
        ax.set(xlabel="input x", ylabel="output", ylim=(-0.5 * y, 2.25 * y))

    def _draw_curves(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        trail, middle = np.array(self.trail), self._y / self._x
        half = max(1.5 * middle, np.abs(trail - middle).max())
        w = np.linspace(middle - half, middle + half, 401)
        for name, look, role in (
            ("squared", "-", "class_1"),
            ("absolute", "--", "class_0"),
        ):
            label = f"{name} error"
            ax.plot(w, self._error(name, w), look, c=COLORS[role], label=label)
        height = self._error(self.error, trail)
        steps = {"color": COLORS["muted"], "lw": 1, "ms": 4}
        ax.plot(trail, height, "o-", **steps, label="steps")
        ax.plot(trail[-1], height[-1], "o", color=COLORS["highlight"], ms=9)
        ax.set(xlabel="weight w", ylabel="error")

    def _error(self, name: str, w: np.ndarray) -> np.ndarray:
        residual = np.abs(w * self._x - self._y)
        return residual**2 if name == "squared" else residual


def weight_knob(
    w: float = 0.0,
    *,
    learning_rate: float = 1.0,
    error: str = "squared",
    steps: int = 0,
    x: float = 0.3,
    y: float = 0.8,
) -> Explorable:
    """The one weight of the neuron ŷ = w x, its error, and its next step.

    What to try: bring the error to zero with w alone. Then put w back to 0
    and press *Step*: the arrow shows where each step will land. Leave the
    steps taken and move the learning rate: at which value does the trail
    begin to cross the valley, and at which does it leave the valley for
    good? Last, choose the absolute error, and wait for it to settle.

    Args:
        w: the weight from which the descent starts.
        learning_rate: η, the factor of the slope in each step.
        error: "squared" or "absolute", the one that is descended.
        steps: how many steps are already taken, at most 60.
        x: the input of the one example, greater than 0.
        y: its target, greater than 0.

    Raises:
        ValueError: for an unknown error, or an example that is not positive.

    >>> weight_knob(w=0.0, steps=60)
    weight_knob(w=0.0, learning_rate=1.0, error='squared', steps=60)
    w = 2.6666, prediction 0.8000, squared error 0.0000

    Book: Losses.
    """
    x, y = (
        check_number(value, "weight_knob", name, low=0, include_low=False)
        for name, value in (("x", x), ("y", y))
    )
    middle, half = y / x, 1.5 * y / x
    low, high = math.ceil(middle - half), math.floor(middle + half)
    view = WeightKnob(
        w=w,
        learning_rate=learning_rate,
        steps=steps,
        _chosen=_index(error),
        _x=x,
        _y=y,
        _limits=[low, high],
    )
    rate = float_slider("rate η", view, "learning_rate", 0.1, 14.0, 0.1)
    controls = {
        "w": float_slider("weight w", view, "w", low, high, 0.05),
        "learning_rate": rate,
        "_chosen": dropdown("descend the", list(_LOSSES), view._chosen),
    }
    return Explorable("weight_knob", view, controls)


def _index(name: str) -> int:
    if name not in _LOSSES:
        raise ValueError(
            f"weight_knob knows no error {name!r}; "
            f"choose one of {', '.join(_LOSSES)}"
        )
    return list(_LOSSES).index(name)
