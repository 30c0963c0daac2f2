"""How the answers of the bug museum are tried."""

from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal


@driver
def prediction(target: Any, exhibit: str) -> Any:
    """One entry of the dictionary of predictions, or of what gives one."""
    entries = target() if callable(target) else target
    if not isinstance(entries, dict):
        kind = type(entries).__name__
        raise Refusal(f"did not come: `predictions` is of type {kind}")
    if not entries:
        raise NotImplementedError
    if exhibit not in entries:
        raise Refusal(f"is missing: there is no entry {exhibit!r}")
    return entries[exhibit]


@driver
def training_run(
    target: Any,
    X: np.ndarray,
    y: np.ndarray,
    seed: int,
    X_new: np.ndarray | None = None,
) -> dict:
    """Train, then write down the losses and what the units give.

    The outputs for new inputs, whose targets are not here, decide; the
    losses, which only the program knows, are as it says.
    """
    need_callable(target)
    result = target(X, y, seed)
    if not isinstance(result, tuple | list) or len(result) != 2:
        kind = type(result).__name__
        raise Refusal(f"returned a {kind}, not the pair (model, losses)")
    model, losses = result
    if not hasattr(model, "layers") or not hasattr(model, "predict"):
        kind = type(model).__name__
        raise Refusal(f"returned a {kind} where the model belongs")
    try:
        losses = [float(loss) for loss in losses]
    except (TypeError, ValueError):
        kind = type(losses).__name__
        raise Refusal(
            f"returned a {kind} where the list of losses belongs"
        ) from None
    return {
        "losses": losses,
        "outputs": np.asarray(model.predict(X)),
        "new": None if X_new is None else np.asarray(model.predict(X_new)),
        "hidden": _hidden(model, X),
    }


def _hidden(model: Any, X: np.ndarray) -> np.ndarray:
    """What the first layer without weights gives: the hidden units."""
    for layer in model.layers[:-1]:
        X = layer.forward(X)
        if not layer.params:
            break
    return np.asarray(X)
