"""The exponentially weighted average of noisy temperatures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets
from numpy.typing import ArrayLike

from nnlib._ewma import ewma
from nnlib._validation import Array, check_finite
from nnlib.widgets._base import Explorable, Number, View, float_slider


class MovingAverage(View):
    """Values, and their averages with and without the correction.

    Book: Gradient descent.
    """

    _module = Path(__file__).with_name("moving_average.mjs")
    _style = Path(__file__).with_name("moving_average.css")
    _shown = ("beta", "uncorrected")

    beta = Number(0.9, min=0.0, max=0.99)
    uncorrected = traitlets.Bool(True).tag(sync=True)
    _values: traitlets.List = traitlets.List().tag(sync=True)

    def summary(self) -> str:
        raw = ewma(self._values, self.beta, bias_correction=False)
        corrected = ewma(self._values, self.beta)
        return (
            f"memory of about {1 / (1 - self.beta):.1f} days; the first "
            f"average is {raw[0]:.2f}, corrected {corrected[0]:.2f}"
        )

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        days = np.arange(1, len(self._values) + 1)
        corrected = ewma(self._values, self.beta)
        raw = ewma(self._values, self.beta, bias_correction=False)
        ax.plot(days, self._values, ".", color=COLORS["muted"], label="a day")
        ax.plot(days, corrected, "-", color=COLORS["model"], label="corrected")
        if self.uncorrected:
            look = {"color": COLORS["negative"], "label": "uncorrected"}
            ax.plot(days, raw, "--", **look)
        ax.set(xlabel="day", ylabel="temperature in °C")
        ax.set_title(f"β = {self.beta:g}")
        ax.legend(loc="lower right")


def moving_average(
    beta: float = 0.9,
    *,
    values: ArrayLike | None = None,
    uncorrected: bool = True,
) -> Explorable:
    """The average `v ← β v + (1 - β) value` over a summer of temperatures.

    What to try: raise β from 0 to 0.98. What becomes of the noise, and how
    late does the curve follow the heat wave? Watch the first ten days of
    the dashed curve: what does the correction repair?

    Args:
        beta: β, from 0 to 0.99.
        values: values of your own, at least two and none below zero;
            invented temperatures of 150 days without them.
        uncorrected: whether the curve without the correction is shown.

    Raises:
        ValueError: for values that cannot be drawn.

    >>> moving_average(0.9)
    moving_average(beta=0.9, uncorrected=True)
    memory of about 10.0 days; the first average is 1.83, corrected 18.30

    Book: Gradient descent.
    """
    shown = temperatures() if values is None else _checked(values)
    view = MovingAverage(
        beta=beta, uncorrected=uncorrected, _values=shown.tolist()
    )
    choice = ipywidgets.Checkbox(
        value=uncorrected, description="show the uncorrected", indent=False
    )
    controls = {
        "beta": float_slider("β", view, "beta", 0.0, 0.99, 0.01),
        "uncorrected": choice,
    }
    return Explorable("moving_average", view, controls)


def temperatures(days: int = 150, rng: int = 0) -> Array:
    """Invented temperatures of a summer, with a heat wave, in °C."""
    noise = np.random.default_rng(rng).normal(0, 2.5, days)
    day = np.arange(days)
    season = 18 + 4 * np.sin(np.pi * day / days)
    wave = np.where((day >= 75) & (day < 95), 6.0, 0.0)
    return (season + wave + noise).round(1)


def _checked(values: ArrayLike) -> Array:
    array = np.asarray(values, dtype=float)
    if array.ndim != 1 or len(array) < 2:
        raise ValueError(
            "moving_average: values must be a list of at least 2 numbers, "
            f"got shape {array.shape}."
        )
    check_finite(array, "moving_average", "values")
    if array.min() < 0 or array.max() == 0:
        raise ValueError(
            "moving_average: values must not be negative and not all zero, "
            f"got {array.min():g} to {array.max():g}. Add a constant, for "
            "example values - min(values) + 1."
        )
    return array
