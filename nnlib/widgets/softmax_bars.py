"""Three scores, a temperature, their softmax and its Jacobian."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np

from nnlib._validation import Array
from nnlib.activations import softmax, softmax_jacobian
from nnlib.widgets._base import Explorable, Number, View, float_slider


class SoftmaxBars(View):
    """Bars of scores and probabilities, and the Jacobian as a heat map.

    Book: Activations.
    """

    _module = Path(__file__).with_name("softmax_bars.mjs")
    _style = Path(__file__).with_name("softmax_bars.css")
    _shown = ("z1", "z2", "z3", "temperature")

    z1 = Number(1.0, min=-5.0, max=5.0)
    z2 = Number(2.0, min=-5.0, max=5.0)
    z3 = Number(3.0, min=-5.0, max=5.0)
    temperature = Number(1.0, min=0.1, max=10.0)

    @property
    def scores(self) -> Array:
        """The three scores."""
        return np.array([self.z1, self.z2, self.z3])

    @property
    def probabilities(self) -> Array:
        """softmax(z / T)."""
        return softmax(self.scores / self.temperature)

    @property
    def jacobian(self) -> Array:
        """ds_i/dz_j; the temperature divides it once."""
        return softmax_jacobian(self.probabilities) / self.temperature

    def summary(self) -> str:
        shares = ", ".join(f"{s:.3f}" for s in self.probabilities)
        return f"softmax(z / T) = ({shares})"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS, DIVERGING

        figure = ax.figure
        ax.remove()  # three panels take its place
        left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1, 1.3))
        classes = ["1", "2", "3"]
        left.bar(classes, self.scores, color=COLORS["muted"])
        left.axhline(0, color=COLORS["ink"], linewidth=1)
        left.set(title="scores z", ylim=(-5.5, 5.5))
        bars = middle.bar(classes, self.probabilities, color=COLORS["model"])
        middle.bar_label(bars, fmt="%.3f", fontsize=9)
        middle.set(title="softmax(z/T)", ylim=(0, 1.1))
        limit = 0.25 / self.temperature
        right.imshow(self.jacobian, cmap=DIVERGING, vmin=-limit, vmax=limit)
        for (i, j), value in np.ndenumerate(self.jacobian):
            right.text(
                j,
                i,
                f"{value:+.3f}",
                ha="center",
                va="center",
                fontsize=8,
                color="white" if abs(value) > 0.6 * limit else "black",
            )
        right.set(title="Jacobian", xticks=range(3), yticks=range(3))
        right.set(xticklabels=["z1", "z2", "z3"])
        right.set(yticklabels=["s1", "s2", "s3"])


def softmax_bars(
    z1: float = 1.0,
    z2: float = 2.0,
    z3: float = 3.0,
    temperature: float = 1.0,
) -> Explorable:
    """Three scores, their softmax at a temperature, and its Jacobian.

    What to try: move all three scores up by 1. Then raise one of them alone
    and watch the other two probabilities. Take the temperature to 10 and to
    0.1: what do the bars tend to, and what does the Jacobian?

    Args:
        z1: the score of class 1, from -5 to 5.
        z2: the score of class 2.
        z3: the score of class 3.
        temperature: T, from 0.1 to 10, by which the scores are divided.

    Raises:
        TraitError: for numbers out of their range.

    >>> softmax_bars(1, 2, 3)
    softmax_bars(z1=1.0, z2=2.0, z3=3.0, temperature=1.0)
    softmax(z / T) = (0.090, 0.245, 0.665)

    Book: Activations.
    """
    view = SoftmaxBars(z1=z1, z2=z2, z3=z3, temperature=temperature)
    sliders: dict[str, ipywidgets.Widget] = {
        f"z{i}": float_slider(f"score z{s}", view, f"z{i}", -5.0, 5.0, 0.05)
        for i, s in zip((1, 2, 3), "₁₂₃", strict=True)
    }
    sliders["temperature"] = ipywidgets.FloatLogSlider(
        value=view.temperature,
        base=10,
        min=-1,
        max=1,
        step=0.02,
        description="temperature",
        readout_format=".3g",
        style={"description_width": "6.5em"},
    )
    return Explorable("softmax_bars", view, sliders)
