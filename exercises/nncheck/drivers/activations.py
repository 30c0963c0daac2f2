"""How the answers of the exercises on activations are tried."""

import warnings
from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal


@driver
def call_and_warnings(target: Any, *args: Any) -> dict:
    """Call the function; the result and the kinds of NumPy's warnings.

    NumPy warns as it does outside: underflow, which is harmless, is silent.
    The warnings are a matter of style: an answer may also switch them off.
    """
    need_callable(target)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with np.errstate(all="warn", under="ignore"):
            value = target(*args)
    texts = [
        str(warning.message)
        for warning in caught
        if issubclass(warning.category, RuntimeWarning)
    ]
    return {"value": value, "warnings": sorted(set(texts))}


@driver
def layer(target: Any, settings: dict, Z: Any, dA: Any = None) -> Any:
    """Make a layer, send Z forward and, if given, dA backward."""
    if not isinstance(target, type):
        kind = type(target).__name__
        raise Refusal(f"is no class but of type {kind}")
    made = target(**settings)
    output = made.forward(Z)
    return output if dA is None else made.backward(dA)
