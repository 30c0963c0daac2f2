"""The step of a difference quotient: too large, too small, just right."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import ipywidgets
import numpy as np
import traitlets

from nnlib.widgets._base import Explorable, Number, View, dropdown
from nnlib.widgets._graphs import NETS, calculate

_NET = next(net for net in NETS if net["name"] == "2-2-1")


class Case(NamedTuple):
    """A function, a place, and the true derivative there."""

    name: str
    f: Callable[[float], float]
    at: float
    slope: float


CASES = [
    Case(
        "eᵗ sin t at t = 1",
        lambda t: math.exp(t) * math.sin(t),
        1.0,
        math.e * (math.sin(1) + math.cos(1)),
    ),
    Case(
        "2-2-1 loss, by w₁₁",
        lambda w: calculate(_NET, {"w11": w})["E"].data,
        0.1,
        calculate(_NET, {})["w11"].grad,
    ),
    Case("ReLU at 0.001", lambda t: max(0.0, t), 0.001, 1.0),
]
_NAMES = [case.name for case in CASES]


class DifferenceStep(View):
    """The errors of both difference quotients, and those at one step h.

    Book: Backpropagation.
    """

    _module = Path(__file__).with_name("difference_step.mjs")
    _style = Path(__file__).with_name("difference_step.css")
    _shown = ("function", "h")

    h = Number(0.1, min=1e-13, max=1.0)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)
    _net: traitlets.Dict = traitlets.Dict(_NET).tag(sync=True)

    @property
    def function(self) -> str:
        """The name of the function."""
        return _NAMES[self._chosen]

    @function.setter
    def function(self, name: str) -> None:
        self._chosen = _index(name)

    def errors(self, h: float | None = None) -> tuple[float, float]:
        """|quotient - derivative| of the forward and central difference."""
        step = self.h if h is None else h
        _, f, t, slope = CASES[self._chosen]
        forward = (f(t + step) - f(t)) / step
        central = (f(t + step) - f(t - step)) / (2 * step)
        return abs(forward - slope), abs(central - slope)

    def summary(self) -> str:
        forward, central = self.errors()
        return f"errors: forward {forward:.1e}, central {central:.1e}"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        steps = 10.0 ** np.linspace(-13, 0, 105)
        curves = np.array([self.errors(h) for h in steps.tolist()])
        curves = np.maximum(curves, 1e-17)  # 0 has no logarithm
        ax.loglog(steps, curves[:, 0], color=COLORS["class_1"])
        ax.loglog(steps, curves[:, 1], "--", color=COLORS["class_0"])
        ax.axvline(self.h, color=COLORS["highlight"], linestyle=":")
        ax.set(xlabel="step h", ylabel="error", ylim=(1e-13, 10))
        ax.legend(["forward", "central"])
        ax.set_title(f"{self.function}, h = {self.h:.0e}\n{self.summary()}")
        ax.title.set_fontsize(10)


def difference_step(
    h: float = 0.1, function: str = "eᵗ sin t at t = 1"
) -> Explorable:
    """The step h of a difference quotient under the hand.

    What to try: predict how the two errors change when h becomes ten times
    smaller, then look. Go on: at which h does each error begin to grow
    again, and why? At last choose the ReLU, whose kink lies 0.001 away.

    Args:
        h: the step, from 1e-13 to 1.
        function: "eᵗ sin t at t = 1", "2-2-1 loss, by w₁₁" or "ReLU at
            0.001".

    Raises:
        ValueError: for an unknown function.
        TraitError: for a step out of its range.

    >>> difference_step(1e-5)
    difference_step(function='eᵗ sin t at t = 1', h=1e-05)
    errors: forward 1.5e-05, central 2.9e-11

    Book: Backpropagation.
    """
    view = DifferenceStep(h=h, _chosen=_index(function))
    slider = ipywidgets.FloatLogSlider(
        value=view.h,
        base=10,
        min=-13,
        max=0,
        step=0.25,
        description="step h",
        readout_format=".1e",
        style={"description_width": "6.5em"},
    )
    controls = {
        "_chosen": dropdown("function", _NAMES, view._chosen),
        "h": slider,
    }
    return Explorable("difference_step", view, controls)


def _index(name: str) -> int:
    if name not in _NAMES:
        raise ValueError(
            f"difference_step knows no function {name!r}; "
            f"choose one of {', '.join(_NAMES)}"
        )
    return _NAMES.index(name)
