"""The forward pass of a small network, one half of a layer at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets
from numpy.typing import ArrayLike

from nnlib._validation import Array
from nnlib.layers import Dense, Identity, ReLU, Sigmoid, Step, Tanh
from nnlib.models import Sequential
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)

_ACTIVATIONS: dict[str, type] = {
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "relu": ReLU,
    "step": Step,
    "identity": Identity,
}
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = "⁰¹²³⁴"


class ForwardPass(View):
    """A network with its numbers, computed as far as `stage` says.

    Stage 0 shows the inputs only; each layer then takes two stages, first
    its sums z, then its activations a. `_params` holds all parameters in the
    order of `Sequential.get_weights`; `weight` is the one in hand.

    Book: Multi-layer perceptron.
    """

    _module = Path(__file__).with_name("forward_pass.mjs")
    _style = Path(__file__).with_name("forward_pass.css")
    _shown = ("sizes", "activation", "stage")

    x1 = Number(min=-10.0, max=10.0)
    x2 = Number(min=-10.0, max=10.0)
    x3 = Number(min=-10.0, max=10.0)
    weight = Number(min=-10.0, max=10.0)
    stage = traitlets.Int(0, min=0).tag(sync=True)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)
    _activation = traitlets.Int(0, min=0, max=4).tag(sync=True)
    _sizes: traitlets.List = traitlets.List().tag(sync=True)
    _params: traitlets.List = traitlets.List().tag(sync=True)
    _names: traitlets.List = traitlets.List().tag(sync=True)

    @traitlets.observe("_chosen")
    def _take_in_hand(self, change: Any) -> None:
        self.weight = self._params[self._chosen]

    @traitlets.observe("weight")
    def _put_back(self, change: Any) -> None:
        if self._params[self._chosen] != self.weight:
            changed = list(self._params)
            changed[self._chosen] = self.weight
            self._params = changed

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units per layer, the inputs first."""
        return tuple(self._sizes)

    @property
    def activation(self) -> str:
        """The name of the activation, the same in every layer."""
        return list(_ACTIVATIONS)[self._activation]

    @property
    def x(self) -> Array:
        """The inputs as a batch of one sample."""
        names = ("x1", "x2", "x3")[: self.sizes[0]]
        return np.array([[getattr(self, name) for name in names]])

    @property
    def model(self) -> Sequential:
        """The library's network with the numbers of the picture."""
        layers: list[Any] = []
        for d, m in pairwise(self.sizes):
            layers += [Dense(d, m), _ACTIVATIONS[self.activation]()]
        made = Sequential(layers, rng=0)
        made.flat_params[:] = self._params
        return made

    def summary(self) -> str:
        x = ", ".join(f"{v:.4g}" for v in self.x[0])
        out = ", ".join(f"{v:.5f}" for v in self.model.predict(self.x)[0])
        return f"x = ({x}) gives the output {out}"

    def draw(self, ax: Any) -> None:
        from nnlib.viz import draw_network

        model, values = self.model, [self.x[0]]
        for layer in model.layers:
            values.append(layer.forward(values[-1][None, :])[0])
        inside = [
            [f"{v:.2f}" if self.stage >= 2 * k else "?" for v in row]
            for k, row in enumerate(values[::2])
        ]
        weights = model.params[::2]
        draw_network(self.sizes, unit_names=inside, weights=weights, ax=ax)


def forward_pass(
    sizes: Sequence[int] = (2, 3, 1),
    *,
    weights: Sequence[ArrayLike] | None = None,
    biases: Sequence[ArrayLike] | None = None,
    x: Sequence[float] | None = None,
    activation: str = "sigmoid",
    stage: int = 0,
) -> Explorable:
    """A small network that is computed under the reader's eyes.

    What to try: predict each number before you press *Next*. When all are
    there, move one weight of the first layer: which circles change, which do
    not? Then one of the last layer. Choose the activation *identity* and
    move an input: the output moves in equal steps. Or take *step*, and find
    an input that changes nothing.

    Args:
        sizes: units per layer, the inputs first: two or three inputs, at
            most three further layers of one to four units.
        weights: one matrix per layer; without them 0.1, 0.2, 0.3 throughout
            layer 1, 2, 3.
        biases: one vector per layer; zeros without them.
        x: the inputs; 1, 2, 3 without them.
        activation: "sigmoid", "tanh", "relu", "step" or "identity".
        stage: how much is computed at first; two stages for each layer.

    Shapes:
        weights[l]: (sizes[l], sizes[l + 1]). biases[l]: (sizes[l + 1],).

    Raises:
        ValueError: for sizes, weights, inputs or a name that do not fit.

    >>> forward_pass((3, 3, 4, 1))
    forward_pass(sizes=(3, 3, 4, 1), activation='sigmoid', stage=0)
    x = (1, 2, 3) gives the output 0.67146

    Book: Multi-layer perceptron.
    """
    sizes = _checked_sizes(sizes)
    inputs = [1.0, 2.0, 3.0][: sizes[0]] if x is None else list(x)
    if len(inputs) != sizes[0]:
        raise ValueError(
            f"forward_pass: the network has {sizes[0]} inputs, got "
            f"{len(inputs)} numbers in x={inputs!r}"
        )
    params = _flat(sizes, weights, biases)
    names = _names(sizes)
    view = ForwardPass(
        _sizes=list(sizes),
        _params=params,
        _names=names,
        _activation=_index(activation),
        weight=params[0],
        stage=min(stage, 2 * (len(sizes) - 1)),
        **{f"x{i}": v for i, v in enumerate(inputs, 1)},
    )
    controls: dict[str, ipywidgets.Widget] = {
        f"x{i}": float_slider(
            f"input x{i}".translate(_SUBSCRIPTS), view, f"x{i}", -3, 3, 0.1
        )
        for i in range(1, sizes[0] + 1)
    }
    controls["_chosen"] = dropdown("which weight", names, 0)
    far = max(3.0, max(abs(v) for v in params))
    controls["weight"] = float_slider(
        "its value", view, "weight", -far, far, 0.05
    )
    controls["_activation"] = dropdown(
        "activation", list(_ACTIVATIONS), view._activation
    )
    return Explorable("forward_pass", view, controls)


def _checked_sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    given = tuple(int(size) for size in sizes)
    fits = 2 <= len(given) <= 4 and given[0] in (2, 3)
    if not (fits and all(1 <= size <= 4 for size in given)):
        raise ValueError(
            f"forward_pass draws networks with 2 or 3 inputs and up to three "
            f"layers of 1 to 4 units, got sizes={given}. "
            "For example (2, 3, 1) or (3, 3, 4, 1)."
        )
    return given


def _flat(
    sizes: tuple[int, ...],
    weights: Sequence[ArrayLike] | None,
    biases: Sequence[ArrayLike] | None,
) -> list[float]:
    """All parameters in one list, layer by layer, W before b."""
    shapes = list(pairwise(sizes))
    if weights is None:
        weights = [np.full(s, 0.1 * k) for k, s in enumerate(shapes, 1)]
    if biases is None:
        biases = [np.zeros(m) for _, m in shapes]
    found = [np.shape(array) for array in (*weights, *biases)]
    wanted = [*shapes, *((m,) for _, m in shapes)]
    if found != wanted:
        raise ValueError(
            f"forward_pass: for sizes {sizes} the weights and biases need "
            f"the shapes {wanted}, got {found}"
        )
    pairs = zip(weights, biases, strict=True)
    flat = np.concatenate([np.ravel(part) for pair in pairs for part in pair])
    return [float(v) for v in flat.round(12)]  # 0.3, not 0.30000000000000004


def _names(sizes: tuple[int, ...]) -> list[str]:
    """What the parameters are called, in the order of the flat list."""
    names = []
    for layer, (d, m) in enumerate(pairwise(sizes), 1):
        up = f"⁽{_SUPERSCRIPTS[layer]}⁾"
        names += [
            f"W{up}{i}{j}" for i in range(1, d + 1) for j in range(1, m + 1)
        ]
        names += [f"b{up}{j}" for j in range(1, m + 1)]
    return [name.translate(_SUBSCRIPTS) for name in names]


def _index(name: str) -> int:
    known = list(_ACTIVATIONS)
    if name not in known:
        raise ValueError(
            f"forward_pass knows no activation {name!r}; "
            f"choose one of {', '.join(known)}"
        )
    return known.index(name)
