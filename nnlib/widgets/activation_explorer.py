"""One activation function over its derivative, and the tangent at a z."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib import activations
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)

NAMES = {
    "identity": "identity",
    "step": "step",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "ReLU": "relu",
    "leaky ReLU": "leaky_relu",
    "ELU": "elu",
    "absolute": "absolute",
}
_WITH_ALPHA = ("leaky ReLU", "ELU")


class ActivationExplorer(View):
    """A function, its derivative, and both numbers at one z.

    Book: Activations.
    """

    _module = Path(__file__).with_name("activation_explorer.mjs")
    _style = Path(__file__).with_name("activation_explorer.css")
    _shown = ("name", "z", "alpha")

    z = Number(1.0, min=-5.0, max=5.0)
    alpha = Number(0.1, min=0.0, max=2.0)
    _chosen = traitlets.Int(0, min=0, max=len(NAMES) - 1).tag(sync=True)

    @property
    def name(self) -> str:
        """The name of the function; it may be set."""
        return list(NAMES)[self._chosen]

    @name.setter
    def name(self, name: str) -> None:
        self._chosen = _index(name)

    @property
    def value(self) -> float:
        """The function at z."""
        return float(self._call("", self.z))

    @property
    def slope(self) -> float:
        """The derivative at z."""
        return float(self._call("_prime", self.z))

    def _call(self, suffix: str, z: Any) -> Any:
        function = getattr(activations, NAMES[self.name] + suffix)
        more = (self.alpha,) if self.name in _WITH_ALPHA else ()
        return function(z, *more)

    def summary(self) -> str:
        return f"g(z) = {self.value:.6f}, g'(z) = {self.slope:.6f}"

    def draw(self, ax: Any) -> None:
        from nnlib.viz import plot_function
        from nnlib.viz.style import COLORS

        figure = ax.figure
        ax.remove()  # two panels take its place
        upper, lower = figure.subplots(2, 1, sharex=True)
        name, jumps = self.name, [0.0] if self.name == "step" else []
        smooth = name in ("identity", "step", "sigmoid", "tanh")
        plot_function(partial(self._call, ""), jumps=jumps, ax=upper)
        plot_function(
            partial(self._call, "_prime"),
            jumps=[] if smooth else [0.0],
            ax=lower,
            color=COLORS["negative"],
            linestyle="--",
        )
        run = np.array([-1.2, 1.2]) / np.hypot(1, self.slope)
        for panel, at in ((upper, self.value), (lower, self.slope)):
            panel.plot(
                self.z, at, "o", color=COLORS["highlight"], markersize=9
            )
        upper.plot(
            self.z + run,
            self.value + self.slope * run,
            "-",
            color=COLORS["highlight"],
            linewidth=3,
        )
        upper.set(ylabel="g(z)", xlabel="")
        upper.set_title(f"{name} at z = {self.z:g}: {self.summary()}")
        upper.title.set_fontsize(10)
        lower.set(xlabel="z", ylabel="g'(z)", xlim=(-5, 5))


def activation_explorer(
    name: str = "sigmoid", z: float = 1.0, alpha: float = 0.1
) -> Explorable:
    """An activation function over its derivative, with a movable tangent.

    What to try: with the sigmoid, look for the z with the steepest tangent,
    then go to 5. Do the same with tanh. For which functions does the slope
    on the far right stay where it is? Stand on z = 0 with ReLU and with
    ELU, and move alpha.

    Args:
        name: "identity", "step", "sigmoid", "tanh", "ReLU", "leaky ReLU",
            "ELU" or "absolute".
        z: where the tangent touches, from -5 to 5.
        alpha: the negative slope of leaky ReLU or the alpha of ELU, from 0
            to 2; the other functions have no parameter.

    Raises:
        ValueError: for another name.
        TraitError: for numbers out of their range.

    >>> activation_explorer("sigmoid", z=2.0)
    activation_explorer(name='sigmoid', z=2.0, alpha=0.1)
    g(z) = 0.880797, g'(z) = 0.104994

    Book: Activations.
    """
    view = ActivationExplorer(_chosen=_index(name), z=z, alpha=alpha)
    controls = {
        "_chosen": dropdown("function", list(NAMES), view._chosen),
        "z": float_slider("sum z", view, "z", -5.0, 5.0, 0.05),
        "alpha": float_slider("parameter α", view, "alpha", 0.0, 2.0, 0.002),
    }
    controls["alpha"].readout_format = ".3f"
    return Explorable("activation_explorer", view, controls)


def _index(name: str) -> int:
    if name not in NAMES:
        raise ValueError(
            f"activation_explorer knows no function {name!r}; choose one of "
            f"{', '.join(NAMES)}."
        )
    return list(NAMES).index(name)
