"""How the answers of the exercises on data and initialization are tried."""

from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal


@driver
def scaler(target: Any, X_train: np.ndarray, X: np.ndarray) -> Any:
    """Fit on the training data, then transform X."""
    if not isinstance(target, type):
        kind = type(target).__name__
        raise Refusal(f"is no class but of type {kind}")
    model = target()
    for method in ("fit", "transform"):
        if not callable(getattr(model, method, None)):
            raise Refusal(f"has no method `{method}`")
    model.fit(X_train)
    return model.transform(X)


@driver
def with_generator(target: Any, *args: Any) -> Any:
    """Call with a generator, once or three times.

    The last two arguments are the generator's seed and whether to call
    again: with the same generator, and with a fresh one of the same seed.
    """
    need_callable(target)
    *rest, seed, again = args
    rng = np.random.default_rng(seed)
    seen = {"first": target(*rest, rng)}
    if again:
        seen["second"] = target(*rest, rng)
        seen["again"] = target(*rest, np.random.default_rng(seed))
    return seen
