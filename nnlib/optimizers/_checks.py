"""What optimizers refuse."""

from typing import Any

import numpy as np

from nnlib._validation import takes


def check_schedule(learning_rate: Any, who: str) -> None:
    """Refuse a callable that cannot be asked for the rate of a step."""
    if isinstance(learning_rate, type):
        name = learning_rate.__name__
        raise TypeError(
            f"{who}: learning_rate must be a number or a schedule, got "
            f"the class {name}. Write {name}(…), with its arguments."
        )
    if callable(learning_rate) and not takes(learning_rate, 1):
        raise TypeError(
            f"{who}: a schedule is called with the number of steps done, and "
            f"{learning_rate!r} does not take one number. "
            "Write it as lambda t: 0.1 / (1 + t), for example."
        )


def check_step(params: Any, grads: Any) -> None:
    """Refuse what cannot be a list of parameters and one of gradients."""
    if isinstance(params, np.ndarray) or isinstance(grads, np.ndarray):
        raise TypeError(
            "step expects lists of arrays, got a bare array. "
            "Put it in a list: optimizer.step([w], [grad])."
        )
    if not hasattr(params, "__len__") or not hasattr(grads, "__len__"):
        raise TypeError(
            f"step expects two lists of arrays, got {type(params).__name__} "
            f"and {type(grads).__name__}. Write optimizer.step([w], [grad])."
        )
    if len(params) != len(grads) or not len(params):
        raise ValueError(
            f"step expects one gradient for each parameter, got {len(params)}"
            f" parameters and {len(grads)} gradients."
        )
    for i, (w, g) in enumerate(zip(params, grads, strict=True)):
        _check_pair(i, w, g)


def _check_pair(i: int, w: Any, g: Any) -> None:
    """Refuse a parameter that cannot be moved, or not by this gradient."""
    if not isinstance(w, np.ndarray) or w.dtype.kind != "f":
        raise TypeError(
            f"step changes arrays in place, and params[{i}] is "
            f"{getattr(w, 'dtype', type(w).__name__)}. "
            f"Use np.array(value, dtype=float)."
        )
    if not w.flags.writeable:
        raise ValueError(
            f"step changes arrays in place, and params[{i}] is read-only."
            " Use a copy: params[i].copy()."
        )
    if not isinstance(g, np.ndarray) or g.dtype.kind not in "fiub":
        raise TypeError(
            f"step calculates with arrays of real numbers, and grads[{i}]"
            f" is {getattr(g, 'dtype', type(g).__name__)}. "
            "Use np.array(value, dtype=float)."
        )
    if np.shape(g) != w.shape:
        raise ValueError(
            f"params[{i}] has shape {w.shape} and its gradient "
            f"{np.shape(g)}. A gradient has the shape of its parameter."
        )
