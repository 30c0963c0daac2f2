"""A factor c turns a sigmoid neuron into a perceptron, except at z = 0."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np

from nnlib.activations import sigmoid, step
from nnlib.widgets._base import Explorable, Number, View, float_slider


class Sharpen(View):
    """The curve of sigmoid(c*z) beside the step function.

    Book: Perceptron.
    """

    _module = Path(__file__).with_name("sharpen.mjs")
    _shown = ("c", "z")

    c = Number(1.0, min=1.0, max=100.0)
    z = Number(0.5, min=-4.0, max=4.0)

    def summary(self) -> str:
        soft, hard = float(sigmoid(self.c * self.z)), float(step(self.z))
        return f"sigmoid(c*z) = {soft:.5f}, step(z) = {hard:.0f}"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        z = np.linspace(-4, 4, 801)
        for part in (z[z <= 0], z[z > 0]):
            ax.plot(part, step(part), color=COLORS["ink"], linestyle="--")
        ax.plot(z, sigmoid(self.c * z), color=COLORS["model"])
        ax.plot(
            self.z,
            sigmoid(self.c * self.z),
            "o",
            color=COLORS["highlight"],
            markersize=9,
        )
        ax.set(xlabel="z", ylabel="output", xlim=(-4, 4))
        ax.set_title(f"c = {self.c:g}, z = {self.z:g}: {self.summary()}")
        ax.title.set_fontsize(10)


def sharpen(c: float = 1.0, z: float = 0.5) -> Explorable:
    """A sigmoid neuron with weights and bias multiplied by c, and the step.

    What to try: leave z at 0.5 and raise c: the output goes 0.622, 0.924,
    0.99995 and on to 1. Take z below zero: where does it go now? Then set
    z to 0 and raise c as far as it goes.

    Args:
        c: the factor, from 1 to 100.
        z: the weighted sum, from -4 to 4, at which both are compared.

    Raises:
        TraitError: for values out of their range.

    >>> sharpen(c=5.0, z=0.5)
    sharpen(c=5.0, z=0.5)
    sigmoid(c*z) = 0.92414, step(z) = 1

    Book: Perceptron.
    """
    view = Sharpen(c=c, z=z)
    factor = ipywidgets.FloatLogSlider(
        value=view.c,
        base=10,
        min=0,
        max=2,
        step=0.02,
        description="factor c",
        readout_format=".3g",
        style={"description_width": "6.5em"},
    )
    probe = float_slider("sum z", view, "z", -4.0, 4.0, 0.05)
    return Explorable("sharpen", view, {"c": factor, "z": probe})
