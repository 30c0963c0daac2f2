"""The network of *draw a digit*: packed for the page, unpacked, run.

A layer travels as whole numbers from -15 to 15 with one scale for each column
(``W[:, j] = scale[j] * integers[:, j]``), or, for a reader's own model, as
its floating-point numbers.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from nnlib import activations
from nnlib.activations import softmax
from nnlib.layers import Dense, Dropout
from nnlib.models import Sequential

FILE = "digit_pad.json"
LARGEST = 15  # of the whole numbers
MEAN_STEPS = 30  # the mean digits are rounded, too
# one letter for each whole number: compresses better than bytes in base64
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcde"
ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    name: getattr(activations, name)
    for name in ("identity", "relu", "sigmoid", "tanh", "softmax")
}


class Layer(NamedTuple):
    """One dense layer, ready to compute ``activation(X @ W + b)``."""

    W: np.ndarray
    b: np.ndarray
    activation: str


def forward(layers: Sequence[Layer], X: np.ndarray) -> list[np.ndarray]:
    """The outputs of every layer for a batch ``X``; the last one answers.

    Shapes:
        X: (n, d), the results (n, m), one for each layer.
    """
    outputs = []
    for W, b, activation in layers:
        X = ACTIVATIONS[activation](X @ W + b)
        outputs.append(X)
    return outputs


def probabilities(layers: Sequence[Layer], X: np.ndarray) -> np.ndarray:
    """The answers of the network; scores without softmax get one here.

    Shapes:
        X: (n, 784), the result (n, 10).
    """
    Y = forward(layers, X)[-1]
    return softmax(Y) if layers[-1].activation == "identity" else Y


def evidence(
    layers: Sequence[Layer], x: np.ndarray, digit: int, other: int
) -> np.ndarray:
    """What each pixel's ink adds to the score of one digit over another.

    The score is what goes into the last activation. Its derivative by each
    pixel, ``g``, is found by going back through the layers; pixel i adds
    ``g[i] * x[i]``. With ReLU the shares and those of the biases add up to
    the difference of the two scores.

    Shapes:
        x: (784,), the result (784,).
    """
    outputs = forward(layers, x[None])
    g = layers[-1].W[:, digit] - layers[-1].W[:, other]
    for (W, _, activation), A in zip(
        layers[-2::-1], outputs[-2::-1], strict=True
    ):
        g = W @ (g * slope(activation, A[0]))
    return g * x


def slope(activation: str, a: np.ndarray) -> np.ndarray:
    """The slope of an activation where its output is ``a``."""
    slopes = {
        "identity": np.ones_like(a),
        "relu": (a > 0).astype(float),
        "sigmoid": a * (1 - a),
        "tanh": 1 - a * a,
    }
    return slopes[activation]


def dense_layers(model: Sequential) -> list[Layer] | None:
    """A model as dense layers, or None if it has other parts.

    Dropout does nothing outside training and is left out.

    >>> from nnlib import Dense, ReLU, Sequential, Softmax
    >>> model = Sequential([Dense(784, 5), ReLU(), Dense(5, 10), Softmax()],
    ...                    rng=0)
    >>> [(each.W.shape, each.activation) for each in dense_layers(model)]
    [((784, 5), 'relu'), ((5, 10), 'softmax')]
    """
    layers: list[Layer] = []
    open_layer = False  # a Dense that no activation has followed yet
    for part in model.layers:
        name = type(part).__name__.lower()
        if isinstance(part, Dense):
            W = part.params["W"]
            b = part.params["b"] if part.use_bias else np.zeros(W.shape[1])
            layers.append(Layer(W, b, "identity"))
            open_layer = True
        elif name in ACTIVATIONS and open_layer:
            layers[-1] = layers[-1]._replace(activation=name)
            open_layer = False
        elif not isinstance(part, Dropout):
            return None
    inner = [each.activation for each in layers[:-1]]
    return layers if layers and "softmax" not in inner else None


def pack(model: Sequential, *, means: np.ndarray | None = None) -> dict:
    """A model as plain data, its weights rounded to 31 steps.

    With ``means`` the pixels at the margin, where no mean digit has more than
    a hundredth of full ink, lose their weights: that saves a quarter.

    Args:
        means: the mean image of each class, from 0 to 1, to go with it.

    Shapes:
        means: (10, 784).
    """
    layers = dense_layers(model)
    if layers is None:
        raise ValueError("pack expects Dense layers and activations alone")
    packed: dict[str, Any] = {}
    if means is not None:
        inked = (means.max(axis=0) > 0.01)[:, None]
        layers[0] = layers[0]._replace(W=layers[0].W * inked)
        steps = np.rint(MEAN_STEPS * means).astype(int)
        packed["means"] = "".join(LETTERS[v] for v in steps.ravel())
    return packed | {"layers": [pack_rounded(layer) for layer in layers]}


def pack_rounded(layer: Layer) -> dict[str, Any]:
    """A layer as whole numbers from -15 to 15 and a scale per column."""
    W = np.asarray(layer.W, dtype=float)
    largest = np.abs(W).max(axis=0)
    steps = np.where(largest > 0, largest, 1) / LARGEST
    scale = [float(f"{step:.6g}") for step in steps]
    integers = np.clip(np.rint(W / scale), -LARGEST, LARGEST).astype(int)
    return {
        "shape": list(W.shape),
        "activation": layer.activation,
        "scale": scale,
        "bias": [float(f"{v:.6g}") for v in layer.b],
        "type": "letters",
        "weights": "".join(LETTERS[v + LARGEST] for v in integers.ravel()),
    }


def pack_float(layer: Layer) -> dict[str, Any]:
    """A layer with its weights as they are, in 32 or 64 bits."""
    kind = layer.W.dtype
    return {
        "shape": list(layer.W.shape),
        "activation": layer.activation,
        "scale": [1.0] * layer.W.shape[1],
        "bias": [float(v) for v in layer.b],
        "type": kind.name,
        "weights": encode(layer.W.astype(kind.newbyteorder("<"))),
    }


def unpack(packed: dict[str, Any]) -> list[Layer]:
    """The layers of a packed network, in float64."""
    layers = []
    for each in packed["layers"]:
        W = _numbers(each).reshape(each["shape"]) * np.array(each["scale"])
        layers.append(Layer(W, np.array(each["bias"]), each["activation"]))
    return layers


def _numbers(packed: dict[str, Any]) -> np.ndarray:
    """The stored weights in a row, before they are scaled."""
    if packed["type"] == "letters":
        return _places(packed["weights"]) - LARGEST
    kind = np.dtype(packed["type"]).newbyteorder("<")
    return np.frombuffer(base64.b64decode(packed["weights"]), dtype=kind)


def _places(text: str) -> np.ndarray:
    """The place of each letter of a text in LETTERS, from 0.

    >>> _places("ABBe")
    array([ 0,  1,  1, 30])
    """
    table = {letter: place for place, letter in enumerate(LETTERS)}
    return np.array([table[letter] for letter in text])


def encode(array: np.ndarray) -> str:
    """The bytes of an array in base64."""
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


@cache
def shipped() -> dict[str, Any]:
    """The network of the page, as it is stored, with the mean digits."""
    path = Path(__file__).with_name(FILE)
    return json.loads(path.read_text(encoding="utf8"))


def mean_digits(packed: dict[str, Any]) -> np.ndarray:
    """The mean image of each digit, from 0 to 1.

    Shapes:
        the result (10, 784).
    """
    return _places(packed["means"]).reshape(10, 784) / MEAN_STEPS
