"""The parts of a model as JSON: each by its name and its configuration.

A file names parts, it does not contain them, so only those of nnlib can be
written, and reading them runs no code of the file.
"""

from typing import Any

import numpy as np

from nnlib import layers, losses, metrics, optimizers, regularizers, schedules

# what a file may name: the kind, the module that knows it, the base class
KINDS: dict[str, tuple[Any, type]] = {
    "layer": (layers, layers.Layer),
    "regularizer": (regularizers, regularizers.Regularizer),
    "optimizer": (optimizers, optimizers.Optimizer),
    "schedule": (schedules, schedules.Schedule),
    "loss": (losses, losses.Loss),
}


# and which kind of part may stand among the arguments of another
INNER = {"layer": "regularizer", "optimizer": "schedule"}


class NotAPart(ValueError):
    """Something that is no part of nnlib, so that a file cannot name it."""


def describe(part: Any, kind: str) -> dict[str, Any]:
    """The name and the configuration of a part, as JSON can hold them.

    >>> describe(layers.Dropout(0.5), "layer")
    {'layer': 'Dropout', 'config': {'rate': 0.5}}
    """
    module, _ = KINDS[kind]
    name = type(part).__name__
    if getattr(module, name, None) is not type(part):
        raise NotAPart(f"the {kind} {name}")
    config = {key: _plain(value) for key, value in part.config().items()}
    return {kind: name, "config": config}


def _plain(value: Any) -> Any:
    for kind, (_, base) in KINDS.items():
        if isinstance(value, base):
            return describe(value, kind)
    if callable(value):
        raise NotAPart(f"the function {getattr(value, '__name__', value)}")
    return value.item() if isinstance(value, np.generic) else value


def rebuild(entry: dict[str, Any], kind: str) -> Any:
    """The part that `describe` described.

    >>> rebuild({"layer": "Dropout", "config": {"rate": 0.5}}, "layer")
    Dropout(rate=0.5)
    """
    module, base = KINDS[kind]
    name = entry[kind]
    found = getattr(module, name) if name in module.__all__ else None
    if not isinstance(found, type) or found is base:
        raise ValueError(f"{kind} {name!r} is unknown")
    config = dict(entry["config"])
    for key, value in config.items():
        if isinstance(value, dict):
            config[key] = rebuild(value, INNER[kind])
    return found(**config)


def metric(name: str) -> Any:
    """The metric of nnlib that has this name, or None."""
    if name in metrics.ALIASES:
        return metrics.ALIASES[name]
    return getattr(metrics, name) if name in metrics.__all__ else None
