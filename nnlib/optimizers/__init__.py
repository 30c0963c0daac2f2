"""Optimizers: rules that turn gradients into better parameters, in place.

An optimizer sees bare lists of arrays and knows nothing of layers, so it
works on a parabola as on a network. In order of increasing complexity; in
the formulas w is the parameters, g their gradient, and the rest is what the
optimizer remembers from step to step.
"""

from nnlib._validation import lookup
from nnlib.optimizers.adaptive import Adagrad, Adam, RMSprop
from nnlib.optimizers.base import Optimizer
from nnlib.optimizers.sgd import SGD

__all__ = ["SGD", "Adagrad", "Adam", "Optimizer", "RMSprop"]

ALIASES: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "adagrad": Adagrad,
    "rmsprop": RMSprop,
    "adam": Adam,
}


def get(optimizer: str | Optimizer) -> Optimizer:
    """An optimizer with its default settings from its name, or the object.

    >>> get("rmsprop")
    RMSprop(learning_rate=0.001)
    """
    if isinstance(optimizer, Optimizer):
        return optimizer
    return lookup(optimizer, ALIASES, "optimizer")()
