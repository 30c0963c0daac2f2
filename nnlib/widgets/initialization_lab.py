"""A deep network at its first breath: activations up, gradients down."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets

from nnlib._validation import Array
from nnlib.layers import Dense, Layer, ReLU, Sigmoid, Tanh
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)

EXAMPLES, UNITS, DEEPEST = 16, 64, 20
#: The standard deviation of the weights before `gain`, by name.
SCHEMES = {
    "zeros": 0.0,
    "0.01": 0.01,
    "1/√n": math.sqrt(1 / UNITS),
    "√(2/n)": math.sqrt(2 / UNITS),
    "1": 1.0,
}
ACTIVATIONS: dict[str, type[Layer]] = {
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "ReLU": ReLU,
}


class InitializationLab(View):
    """Histograms of the activations and the size of δ, layer by layer.

    Book: Data and initialization.
    """

    _module = Path(__file__).with_name("initialization_lab.mjs")
    _style = Path(__file__).with_name("initialization_lab.css")
    _shown = ("scheme", "activation", "depth", "gain", "seed")

    depth = traitlets.Int(10, min=1, max=DEEPEST).tag(sync=True)
    gain = Number(1.0, min=0.5, max=2.0)
    seed = traitlets.Int(0, min=0).tag(sync=True)
    _scheme = traitlets.Int(0, min=0).tag(sync=True)
    _activation = traitlets.Int(0, min=0).tag(sync=True)

    @property
    def scheme(self) -> str:
        """The standard deviation of the weights, by name; may be set."""
        return list(SCHEMES)[self._scheme]

    @scheme.setter
    def scheme(self, name: str) -> None:
        self._scheme = _index(name, list(SCHEMES), "scheme")

    @property
    def activation(self) -> str:
        """The activation of every layer, by name; may be set."""
        return list(ACTIVATIONS)[self._activation]

    @activation.setter
    def activation(self, name: str) -> None:
        self._activation = _index(name, list(ACTIVATIONS), "activation")

    def flow(self) -> tuple[list[Array], list[Array]]:
        """Activations and gradients δ of each layer, by nnlib's layers.

        Shapes:
            each: (16, 64).
        """
        batch = EXAMPLES * UNITS
        draws = normals(self.seed, 2 * batch + self.depth * UNITS**2)
        A, grad = draws[: 2 * batch].reshape(2, EXAMPLES, UNITS)
        weights = draws[2 * batch :].reshape(self.depth, UNITS, UNITS)
        factor = self.gain * SCHEMES[self.scheme]
        activations: list[Array] = []
        deltas: list[Array] = []
        steps: list[tuple[Dense, Layer]] = []
        for W in weights:
            dense = _dense(factor * W)
            bend = ACTIVATIONS[self.activation]()
            A = bend.forward(dense.forward(A))
            activations.append(A)
            steps.append((dense, bend))
        for dense, bend in reversed(steps):
            deltas.insert(0, bend.backward(grad))
            grad = dense.backward(deltas[0])
        return activations, deltas

    def summary(self) -> str:
        activations, deltas = self.flow()
        first, last = activations[0].std(), activations[-1].std()
        top, bottom = size(deltas[-1]), size(deltas[0])
        ways = f"spread {first:.2g} in layer 1, {last:.2g} in {self.depth}; "
        if not top or not bottom:
            return ways + "no gradient in layer 1"
        return ways + f"δ in layer 1: {bottom / top:.2g} times the last"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.inside import plot_layer_histograms
        from nnlib.viz.style import COLORS

        figure = ax.figure
        ax.remove()  # two panels take its place
        left, right = figure.subplots(1, 2)
        activations, deltas = self.flow()
        names = {str(i): A for i, A in enumerate(activations, 1)}
        plot_layer_histograms(names, xlabel="activations", ax=left)
        for note in left.texts:
            note.remove()  # no room beside the second panel
        sizes = [size(delta) or np.nan for delta in deltas]
        right.plot(sizes, range(self.depth), "o-", color=COLORS["highlight"])
        right.set(xscale="log", xlabel="size of δ", yticks=[])
        right.set_ylim(self.depth - 0.4, -1)
        title = f"{self.activation}, spread of weights {self.scheme}"
        figure.suptitle(f"{title} times {self.gain:g}", size=10)
        left.set_ylabel("layer")


def initialization_lab(
    scheme: str = "0.01",
    activation: str = "tanh",
    *,
    depth: int = 10,
    gain: float = 1.0,
    seed: int = 0,
) -> Explorable:
    """A network of up to 20 layers of 64 units, just drawn, not yet trained.

    Sixteen random inputs go up; a random gradient of size 1 comes down
    from the top. On the left are the outputs of each layer, on the right
    the typical size of its δ.

    What to try: for each activation, find the spread of the weights for
    which the histograms keep their shape to the last layer *and* δ arrives
    at the first one. Then go to 20 layers, and move `gain` by a tenth: what
    does a small mistake do, twenty times over?

    Args:
        scheme: the standard deviation of the weights: "zeros", "0.01",
            "1/√n", "√(2/n)" or "1", with n = 64.
        activation: "sigmoid", "tanh" or "ReLU".
        depth: the number of layers, from 1 to 20.
        gain: a factor on all weights, from 0.5 to 2.
        seed: of the random numbers.

    Raises:
        ValueError: for an unknown name.
        TraitError: for values out of their range.

    >>> initialization_lab("1/√n", "tanh")
    initialization_lab(scheme='1/√n', activation='tanh', depth=10, \
gain=1.0, seed=0)
    spread 0.63 in layer 1, 0.21 in 10; δ in layer 1: 0.31 times the last

    Book: Data and initialization.
    """
    view = InitializationLab(
        depth=depth,
        gain=gain,
        seed=seed,
        _scheme=_index(scheme, list(SCHEMES), "scheme"),
        _activation=_index(activation, list(ACTIVATIONS), "activation"),
    )
    controls = {
        "_scheme": dropdown("weights' σ", list(SCHEMES), view._scheme),
        "_activation": dropdown(
            "activation", list(ACTIVATIONS), view._activation
        ),
        "depth": _int_slider("layers", view.depth, 1, DEEPEST),
        "gain": float_slider("gain", view, "gain", 0.5, 2.0, 0.05),
        "seed": _int_slider("seed", view.seed, 0, max(9, view.seed)),
    }
    return Explorable("initialization_lab", view, controls)


def normals(seed: int, count: int) -> Array:
    """Standard normal numbers, the same as in the browser.

    The generator is mulberry32, a short one that JavaScript can run without
    a library; Box and Muller's formula makes normal numbers of uniform ones.

    >>> normals(0, 4).round(3)
    array([1.626, 0.003, 1.051, 1.376])
    """
    steps = np.arange(1, count + 1, dtype=np.uint32)
    state = np.uint32(seed) + steps * np.uint32(0x6D2B79F5)
    t = (state ^ (state >> 15)) * (state | 1)
    t ^= t + (t ^ (t >> 7)) * (t | 61)
    uniform = ((t ^ (t >> 14)) + 0.5) / 2**32  # never 0
    radius = np.sqrt(-2 * np.log(uniform[::2]))
    angle = 2 * np.pi * uniform[1::2]
    pairs = [radius * np.cos(angle), radius * np.sin(angle)]
    return np.stack(pairs, axis=1).ravel()


def size(values: Array) -> float:
    """The root of the mean square: the size of a typical entry."""
    return float(np.sqrt(np.mean(values**2)))


def _dense(W: Array) -> Dense:
    layer = Dense(UNITS, UNITS, weight_initializer=lambda shape, rng: W)
    layer.build(rng=0)
    return layer


def _int_slider(
    label: str, value: int, low: int, high: int
) -> ipywidgets.IntSlider:
    return ipywidgets.IntSlider(
        value=value,
        min=low,
        max=high,
        description=label,
        style={"description_width": "6.5em"},
    )


def _index(name: str, names: Sequence[str], what: str) -> int:
    if name not in names:
        raise ValueError(
            f"initialization_lab knows no {what} {name!r}; "
            f"choose one of {', '.join(names)}"
        )
    return names.index(name)
