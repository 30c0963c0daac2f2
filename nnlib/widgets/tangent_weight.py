"""The loss as a function of one weight, and the tangent from backprop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)
from nnlib.widgets._graphs import NETS, calculate

_NET = next(net for net in NETS if net["name"] == "2-2-1")
_WEIGHTS = {n["name"]: n for n in _NET["nodes"] if n.get("kind") == "weight"}


class TangentWeight(View):
    """The 2-2-1 network's loss by one weight, with the tangent there.

    Book: Backpropagation.
    """

    _module = Path(__file__).with_name("tangent_weight.mjs")
    _style = Path(__file__).with_name("tangent_weight.css")
    _shown = ("weight", "value", "target")

    value = Number(0.1, min=-8.0, max=8.0)
    target = Number(1.0, min=0.0, max=1.0)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)
    _net: traitlets.Dict = traitlets.Dict(_NET).tag(sync=True)

    @property
    def weight(self) -> str:
        """The name of the weight; setting it takes its first value."""
        return list(_WEIGHTS)[self._chosen]

    @weight.setter
    def weight(self, name: str) -> None:
        self._chosen = _index(name)
        self.value = _WEIGHTS[name]["value"]

    def loss_and_slope(self, value: float | None = None) -> tuple:
        """The loss, and its derivative by the weight, at `value`."""
        at = self.value if value is None else value
        values = calculate(_NET, {self.weight: at, "y": self.target})
        return values["E"].data, values[self.weight].grad

    def summary(self) -> str:
        loss, slope = self.loss_and_slope()
        return f"E = {loss:.6f}, slope {slope:.6f}"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        w = np.linspace(-8, 8, 161)
        losses = [self.loss_and_slope(v)[0] for v in w.tolist()]
        loss, slope = self.loss_and_slope()
        ax.plot(w, losses, color=COLORS["model"])
        near = w[abs(w - self.value) < 3]
        tangent = loss + slope * (near - self.value)
        ax.plot(near, tangent, "--", color=COLORS["highlight"])
        ax.plot(self.value, loss, "o", color=COLORS["highlight"])
        label = _WEIGHTS[self.weight]["label"]
        ax.set(xlabel=f"weight {label}", ylabel="loss E", xlim=(-8, 8))
        ax.set_ylim(0, 1.1 * max(0.02, *losses))
        ax.set_title(self.summary())
        ax.title.set_fontsize(10)


def tangent_weight(
    weight: str = "w11",
    value: float | None = None,
    target: float = 1.0,
) -> Explorable:
    """One weight under the hand, and the slope that backpropagation finds.

    What to try: predict, before you move the weight, where the tangent is
    steepest and where it lies almost flat. Is the loss small wherever it is
    flat? Then set the target to 0.65 and find the place where the tangent
    changes its direction.

    Args:
        weight: "w11", "w12", "w21", "w22", "v1" or "v2" of the 2-2-1 network.
        value: the weight's value, from -8 to 8; the network's own without it.
        target: what the output should be, from 0 to 1.

    Raises:
        ValueError: for an unknown weight.
        TraitError: for numbers out of their range.

    >>> tangent_weight("w11")
    tangent_weight(weight='w11', value=0.1, target=1.0)
    E = 0.058945, slope -0.009580

    Book: Backpropagation.
    """
    chosen = _index(weight)
    if value is None:
        value = _WEIGHTS[weight]["value"]
    view = TangentWeight(value=value, target=target, _chosen=chosen)
    labels = [each["label"] for each in _WEIGHTS.values()]
    controls = {
        "_chosen": dropdown("weight", labels, chosen),
        "value": float_slider("its value", view, "value", -8.0, 8.0, 0.1),
        "target": float_slider("target y", view, "target", 0.0, 1.0, 0.05),
    }
    return Explorable("tangent_weight", view, controls)


def _index(name: str) -> int:
    if name not in _WEIGHTS:
        raise ValueError(
            f"tangent_weight knows no weight {name!r}; "
            f"choose one of {', '.join(_WEIGHTS)}"
        )
    return list(_WEIGHTS).index(name)
