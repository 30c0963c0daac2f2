"""Backpropagation on a small network, one edge at a time."""

from __future__ import annotations

import math
import numbers as numeric
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import traitlets

from nnlib.autodiff import Value
from nnlib.widgets._base import Explorable, View, dropdown
from nnlib.widgets._graphs import NETS, Net, calculate

_LIMITS = {"input": (-3, 3), "weight": (-3, 3), "target": (0, 1)}
_NAMES = [net["name"] for net in NETS]


class BackpropStepper(View):
    """A network's graph after `done` steps of its calculation.

    Attributes:
        numbers: inputs, weights and targets that are not at their defaults.
        done: how many steps have been made; forward first, then backward.
        right: how many predictions of the reader were right.
        asked: how many there were.

    Book: Backpropagation.
    """

    _module = Path(__file__).with_name("backprop_stepper.mjs")
    _style = Path(__file__).with_name("backprop_stepper.css")
    _shown = ("network", "numbers", "done")

    numbers: traitlets.Dict = traitlets.Dict().tag(sync=True)
    done = traitlets.Int(0, min=0).tag(sync=True)
    right = traitlets.Int(0, min=0).tag(sync=True)
    asked = traitlets.Int(0, min=0).tag(sync=True)
    _picked = traitlets.Unicode().tag(sync=True)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)
    _nets: traitlets.List = traitlets.List(NETS).tag(sync=True)

    @property
    def network(self) -> str:
        """The name of the network; setting it starts from its own numbers."""
        return _NAMES[self._chosen]

    @network.setter
    def network(self, name: str) -> None:
        chosen = _index(name)
        self.numbers, self.done, self._chosen = {}, 0, chosen

    @property
    def values(self) -> dict[str, Value]:
        """Every number of the graph, with its gradient, by name."""
        return calculate(self._net, self.numbers)

    @property
    def _net(self) -> Net:
        return NETS[self._chosen]

    @traitlets.validate("numbers")
    def _check_numbers(self, proposal: Any) -> dict[str, float]:
        # the browser changes the network first, and then its numbers
        known = {n["name"]: n for net in NETS for n in net["nodes"]}
        for name, value in proposal["value"].items():
            if known.get(name, {}).get("op") != "number":
                raise traitlets.TraitError(f"there is no number {name!r}")
            low, high = _LIMITS[known[name]["kind"]]
            if not (_is_number(value) and low <= value <= high):
                raise traitlets.TraitError(
                    f"{name} must be a number from {low} to {high}, "
                    f"got {value!r}"
                )
        return {k: float(v) for k, v in proposal["value"].items()}

    def summary(self) -> str:
        values = self.values
        weights = [
            f"{n['name']} {values[n['name']].grad:.6f}"
            for n in self._net["nodes"]
            if n.get("kind") == "weight"
        ]
        return f"E = {values['E'].data:.6f}; gradients: {', '.join(weights)}"

    def draw(self, ax: Any) -> None:
        """The finished calculation, since paper cannot step."""
        from nnlib.widgets._graph_picture import draw_net

        draw_net(ax, self._net, self.values)
        ax.set_title(f"{self.network}: values, and gradients in italics")
        ax.title.set_fontsize(10)


def backprop_stepper(
    network: str = "2-2-1",
    *,
    numbers: Mapping[str, float] | None = None,
    done: int = 0,
) -> Explorable:
    """Backpropagation at the reader's pace, on a network of a few neurons.

    What to try: before each press of *Next*, type the number that you expect
    and press *Check*. When the backward pass is over, set the target to the
    output: what becomes of the gradients? Choose "one weight, used twice"
    and look at the two routes from w. In "2-2-2", which weights have one
    route to the loss, and which have two?

    Args:
        network: "one neuron", "2-2-1" (sigmoids, no biases), "2-2-2", "2-2-2
            with softmax" or "one weight, used twice".
        numbers: inputs, weights and targets by name, such as
            ``{"x1": 2.0}``; the others keep the network's own.
        done: how many steps are already made.

    Raises:
        ValueError: for an unknown network or an unknown number.
        TraitError: for a number out of the sliders' range.

    >>> backprop_stepper("one neuron", done=9)
    backprop_stepper(network='one neuron', numbers={}, done=9)
    E = 0.031185; gradients: w -0.093587, b -0.046794

    Book: Backpropagation.
    """
    chosen = _index(network)
    names = [n["name"] for n in NETS[chosen]["nodes"] if n["op"] == "number"]
    for name in numbers or {}:
        if name not in names:
            raise ValueError(
                f"backprop_stepper: {network} has no number {name!r}; "
                f"it has {', '.join(names)}"
            )
    view = BackpropStepper(
        numbers=dict(numbers or {}), done=done, _chosen=chosen
    )
    controls = {"_chosen": dropdown("network", _NAMES, chosen)}
    return Explorable("backprop_stepper", view, controls)


def _is_number(value: Any) -> bool:
    real = isinstance(value, numeric.Real) and not isinstance(value, bool)
    return real and math.isfinite(value)


def _index(name: str) -> int:
    if name not in _NAMES:
        raise ValueError(
            f"backprop_stepper knows no network {name!r}; "
            f"choose one of {', '.join(_NAMES)}"
        )
    return _NAMES.index(name)
