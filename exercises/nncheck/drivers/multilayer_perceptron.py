"""How the answers of the exercises on layers are tried."""

from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable


@driver
def network_forward(
    target: Any, params: list[np.ndarray], X: np.ndarray, names: list[str]
) -> Any:
    """Call with the activation functions that traveled by their names."""
    from nnlib import activations  # not while other chapters are graded

    need_callable(target)
    return target(params, X, [getattr(activations, n) for n in names])
