"""Dropout, mask by mask, on a network of 3, 5, 4 and 1 units."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path
from typing import Any, cast

import ipywidgets
import numpy as np
import traitlets

from nnlib._validation import Array
from nnlib.layers import Dense, Dropout, ReLU
from nnlib.models import Sequential
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)
from nnlib.widgets._random import Mulberry32

SIZES = (3, 5, 4, 1)
HIDDEN = SIZES[1:-1]
EXAMPLE = [1.0, 0.5, -0.5]
WEIGHTS_SEED, SPREAD = 280, 0.7
MOST = 400
#: The kinds of dropout, and what the menu says of them.
KINDS = {
    "inverted": "inverted: divide in training",
    "vanilla": "vanilla: multiply in use",
    "forgotten": "neither: forgotten",
}


class _Drawn:
    """A generator that gives the numbers it was given."""

    def __init__(self, numbers: Array) -> None:
        self.numbers = numbers

    def random(self, shape: tuple[int, ...]) -> Array:
        return self.numbers.reshape(shape)


class DropoutMasks(View):
    """Outputs of thinned networks, and of the network in use.

    Book: Regularization.
    """

    _module = Path(__file__).with_name("dropout_masks.mjs")
    _style = Path(__file__).with_name("dropout_masks.css")
    _shown = ("rate", "kind", "masks", "seed")

    rate = Number(0.5, min=0.0, max=0.9)
    masks = traitlets.Int(0, min=0, max=MOST).tag(sync=True)
    seed = traitlets.Int(0, min=0).tag(sync=True)
    _kind = traitlets.Int(0, min=0, max=len(KINDS) - 1).tag(sync=True)
    _layers: traitlets.List = traitlets.List().tag(sync=True)
    _x: traitlets.List = traitlets.List(EXAMPLE).tag(sync=True)

    @property
    def kind(self) -> str:
        """Where the rescaling is done; may be set."""
        return list(KINDS)[self._kind]

    @kind.setter
    def kind(self, name: str) -> None:
        self._kind = _index(name)

    def network(self) -> tuple[Sequential, list[Dropout]]:
        """The network of nnlib that the picture shows."""
        drops = [Dropout(self.rate) for _ in HIDDEN]
        first, second, last = [Dense(d, m) for d, m in pairwise(SIZES)]
        model = Sequential(
            [first, ReLU(), drops[0], second, ReLU(), drops[1], last], rng=0
        )
        for layer, given in zip(
            [first, second, last], self._layers, strict=True
        ):
            for name, values in given.items():
                layer.params[name][...] = values
        return model, drops

    def output(self, numbers: Array) -> float:
        """The output under the mask that 9 numbers in [0, 1) stand for."""
        model, drops = self.network()
        if self.kind != "inverted":
            _undo_rescaling(model, 1 - self.rate)
        halves = np.split(np.asarray(numbers), [HIDDEN[0]])
        for drop, half in zip(drops, halves, strict=True):
            drop.rng = cast(np.random.Generator, _Drawn(half))
        return float(model.forward(np.array([self._x]), training=True)[0, 0])

    def outputs(self) -> Array:
        """The outputs under the masks drawn so far, shape (masks,)."""
        random, units = Mulberry32(self.seed), sum(HIDDEN)
        draws = [
            np.array([random() for _ in range(units)])
            for _ in range(self.masks)
        ]
        return np.array([self.output(numbers) for numbers in draws])

    def exact_mean(self) -> float:
        """The mean over all 512 masks, each with its probability."""
        mean = 0.0
        for kept in product([0.0, 1.0], repeat=sum(HIDDEN)):
            stays = np.array(kept)
            odds = np.prod(np.where(stays == 1, 1 - self.rate, self.rate))
            if odds > 0:
                # a number of at least `rate` keeps the unit, -1 drops it
                mean += float(odds) * self.output(2 * stays - 1)
        return mean

    def in_use(self) -> float:
        """The output of the whole network, as it is used after training."""
        model, _ = self.network()
        if self.kind == "vanilla":
            _undo_rescaling(model, 1 - self.rate)
        return float(model.forward(np.array([self._x]))[0, 0])

    def summary(self) -> str:
        drawn = self.outputs()
        so_far = f"{drawn.mean():.2f} over {self.masks}" if self.masks else "–"
        return (
            f"mean output: {so_far} masks, {self.exact_mean():.2f} over all; "
            f"in use {self.in_use():.2f}"
        )

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        drawn = self.outputs()
        count = np.arange(1, len(drawn) + 1)
        ax.plot(count, drawn, "o", color=COLORS["muted"], markersize=4)
        means = np.cumsum(drawn) / count
        ax.plot(count, means, color=COLORS["model"], label="mean so far")
        exact, used = self.exact_mean(), self.in_use()
        ax.axhline(exact, color=COLORS["class_2"], label="mean of all masks")
        ax.axhline(used, color=COLORS["ink"], ls="--", label="in use")
        ax.set(xlabel="masks drawn", ylabel="output")
        low = min(0.0, used, *drawn) - 0.1
        ax.set(xlim=(0, max(20, len(drawn))), ylim=(low, None))
        ax.set_title(f"{self.kind} dropout, rate {self.rate:g}")
        ax.legend()


def dropout_masks(
    rate: float = 0.5,
    kind: str = "inverted",
    *,
    masks: int = 0,
    seed: int = 0,
) -> Explorable:
    """A network whose hidden units are switched off, mask by mask.

    What to try: press *Next mask* and follow the output; then *50 more*, and
    compare the mean with the output in use. Change the rescaling: which
    kinds keep the two together? Raise the rate: what happens to the spread
    of the outputs? And why do the two lines not agree to the last digit
    although nothing was forgotten?

    Args:
        rate: the fraction of hidden units that is dropped, from 0 to 0.9.
        kind: "inverted" divides by 1 - rate in training, "vanilla"
            multiplies by it in use, "forgotten" does neither.
        masks: how many are already drawn, up to 400.
        seed: of the masks.

    Raises:
        TraitError: for values out of their range.
        ValueError: for an unknown kind.

    >>> dropout_masks(masks=50)
    dropout_masks(rate=0.5, kind='inverted', masks=50, seed=0)
    mean output: 1.64 over 50 masks, 1.45 over all; in use 1.35

    Book: Regularization.
    """
    view = DropoutMasks(
        rate=rate,
        _kind=_index(kind),
        masks=masks,
        seed=seed,
        _layers=_fixed_layers(),
    )
    controls = {
        "rate": float_slider("rate", view, "rate", 0.0, 0.9, 0.05),
        "_kind": dropdown("rescaling", list(KINDS.values()), view._kind),
        "seed": ipywidgets.IntSlider(
            value=view.seed,
            min=0,
            max=max(9, view.seed),
            description="masks no.",
            style={"description_width": "6.5em"},
        ),
    }
    return Explorable("dropout_masks", view, controls)


def _undo_rescaling(model: Sequential, keep: float) -> None:
    # a factor on the weights behind a layer is a factor on its outputs
    for layer in [x for x in model.layers if isinstance(x, Dense)][1:]:
        layer.params["W"] *= keep


def _fixed_layers() -> list[dict[str, Any]]:
    random = Mulberry32(WEIGHTS_SEED)
    layers: list[dict[str, Any]] = []
    for d, m in pairwise(SIZES):
        W = [
            [round(SPREAD * random.normal(), 1) for _ in range(m)]
            for _ in range(d)
        ]
        layers.append({"W": W, "b": [0.1] * m})
    return layers


def _index(name: str) -> int:
    if name not in KINDS:
        raise ValueError(
            f"dropout_masks knows no kind {name!r}; "
            f"choose one of {', '.join(KINDS)}"
        )
    return list(KINDS).index(name)
