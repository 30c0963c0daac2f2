"""How the answers of the exercises on digits are tried."""

from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal


@driver
def digits(
    target: Any,
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_test: np.ndarray,
    y_test: np.ndarray,
) -> Any:
    """Call with images that traveled as bytes, as numbers from 0 to 1."""
    need_callable(target)
    return target(x_train / 255, y_train, x_test / 255, y_test)


@driver
def train_digits(
    target: Any,
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_test: np.ndarray,
    y_test: np.ndarray,
    seed: int,
) -> dict:
    """Train, then predict both sets with what came back."""
    need_callable(target)
    x_train, x_test = x_train / 255, x_test / 255
    result = target(x_train, y_train, x_test, y_test, seed)
    if not isinstance(result, tuple | list) or len(result) != 2:
        kind = type(result).__name__
        raise Refusal(f"returned a {kind}, not the pair (predict, accuracy)")
    predict, accuracy = result
    if not callable(predict):
        kind = type(predict).__name__
        raise Refusal(f"returned a {kind} where the function predict belongs")
    return {
        "accuracy": accuracy,
        "test": predict(x_test),
        "train": predict(x_train),
    }
