"""How the answers of the exercises on regularization are tried."""

from typing import Any

import numpy as np

from nncheck.drivers.registry import driver
from nncheck.observe import Refusal


def _new_layer(target: Any, methods: tuple[str, ...], settings: dict) -> Any:
    if not isinstance(target, type):
        kind = type(target).__name__
        raise Refusal(f"is no class but of type {kind}")
    layer = target(**settings)
    for method in methods:
        if not callable(getattr(layer, method, None)):
            raise Refusal(f"has no method `{method}`")
    return layer


@driver
def dropout(
    target: Any,
    what: str,
    rate: float,
    X: np.ndarray,
    grad_output: np.ndarray,
    seed: int,
) -> dict:
    """Two steps of training, or forward and backward, in training or use."""
    settings = {"rate": rate, "rng": np.random.default_rng(seed)}
    layer = _new_layer(target, ("forward", "backward"), settings)
    first = _kept(layer.forward(X, training=True))
    if what == "train":
        return {"first": first, "second": layer.forward(X, training=True)}
    if what == "use":
        first = _kept(layer.forward(X, training=False))
    return {"first": first, "gradient": layer.backward(grad_output)}


def _kept(output: Any) -> Any:
    """A copy that later calls of the layer cannot change."""
    return output.copy() if isinstance(output, np.ndarray) else output


@driver
def batch_norm(
    target: Any,
    settings: dict,
    gamma: np.ndarray | None,
    beta: np.ndarray | None,
    batches: list[np.ndarray],
    X: np.ndarray,
) -> dict:
    """Train on the batches, then use the layer on X."""
    layer = _new_layer(target, ("forward",), settings)
    if gamma is not None:
        layer.gamma, layer.beta = gamma, beta
    for batch in batches:
        output = _kept(layer.forward(batch, training=True))
    seen = {"training": output, "use": layer.forward(X, training=False)}
    for name in ("running_mean", "running_variance"):
        try:
            seen[name] = getattr(layer, name)
        except AttributeError:
            raise Refusal(f"has no attribute `{name}`") from None
    return seen
