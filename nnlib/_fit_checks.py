"""What `compile` and `fit` refuse: parts and data that do not go together."""

from collections.abc import Callable
from typing import Any

from numpy.typing import ArrayLike

from nnlib import losses
from nnlib._validation import Array, check_number
from nnlib.activations import sigmoid, softmax
from nnlib.layers import (
    ELU,
    Absolute,
    Dense,
    Layer,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Step,
    Tanh,
)
from nnlib.losses.crossentropy import Crossentropy

# compile() fuses these last layers with a cross-entropy of the same function
FUSED: dict[type, Callable] = {Softmax: softmax, Sigmoid: sigmoid}
NO_PROBABILITIES = {ReLU, LeakyReLU, ELU, Tanh, Absolute, Step}


def check_compile(optimizer: Any, metrics: Any) -> None:
    """Refuse a loss in the optimizer's place, and metrics without a list."""
    named = isinstance(optimizer, str) and optimizer in losses.ALIASES
    if named or isinstance(optimizer, losses.Loss):
        raise TypeError(
            f"compile: the optimizer comes first, then the loss; got the "
            f'loss {optimizer!r}. Write compile("sgd", {optimizer!r}).'
        )
    if isinstance(metrics, str):
        raise TypeError(f"metrics is a list: metrics=[{metrics!r}].")
    if not hasattr(metrics, "__iter__"):
        name = getattr(metrics, "__name__", '"accuracy"')
        raise TypeError(
            f"metrics is a list, got {metrics!r}. Write metrics=[{name}]."
        )


def check_output(last: Layer, loss: Crossentropy, fused: bool) -> None:
    """Refuse a last layer and a loss that do not belong together."""
    name, layer = type(loss).__name__, loss.activation.__name__.capitalize()
    if fused and loss.from_logits:
        raise ValueError(
            f"the model ends in {last!r} and {name} has from_logits=True, "
            f"which applies {loss.activation.__name__} again. "
            f"Use {name}() or leave the last layer out."
        )
    if isinstance(last, Dense) and not loss.from_logits:
        raise ValueError(
            f"{name} expects probabilities, but the model ends in {last!r}. "
            f"Add {layer}(), or use {name}(from_logits=True)."
        )
    if type(last) in NO_PROBABILITIES | set(FUSED) and not fused:
        raise ValueError(
            f"{name} belongs to a last {layer}(), but the model ends in "
            f"{last!r}. End it with {layer}() instead."
        )


def pair(data: Any) -> tuple[ArrayLike, ArrayLike]:
    """(X_val, y_val), or an error that says how to write them."""
    if not isinstance(data, tuple | list) or len(data) != 2:
        many = f" of {len(data)}" if isinstance(data, tuple | list) else ""
        raise TypeError(
            "fit: validation_data must be a pair, got "
            f"{type(data).__name__}{many}. "
            "Write validation_data=(X_val, y_val)."
        )
    return data[0], data[1]


def split(
    X: Array, y: Array, fraction: float, validation_data: Any
) -> tuple[Array, Array, tuple[Array, Array]]:
    """The first rows to train on, the last ones to validate."""
    if validation_data is not None:
        raise ValueError(
            "fit: give validation_data or validation_split, not both."
        )
    fraction = check_number(fraction, "fit", "validation_split", low=0, high=1)
    first = len(X) - round(len(X) * fraction)
    if first in (0, len(X)):
        raise ValueError(
            f"fit: validation_split={fraction:g} of {len(X)} rows leaves "
            "none to train on or none to validate. Use validation_data."
        )
    return X[:first], y[:first], (X[first:], y[first:])
