"""How the answers of the exercises on evaluation are tried."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal


@driver
def several_numbers(target: Any, *args: Any) -> Any:
    """Call; a list or tuple of plain numbers counts as an array."""
    need_callable(target)
    return numbers(target(*args))


def numbers(values: Any) -> Any:
    """A list or tuple of numbers as an array; all else as it is.

    >>> numbers((1, np.float64(0.5)))
    array([1. , 0.5])
    >>> numbers((1, None))
    (1, None)
    """
    if not isinstance(values, list | tuple):
        return values
    plain = int | float | np.number
    if any(isinstance(v, bool) or not isinstance(v, plain) for v in values):
        return values
    return np.array(values, dtype=float)


@driver
def folds(target: Any, n: int, k: int, seed: int) -> dict:
    """Deal out twice with one generator, and once with its twin."""
    need_callable(target)
    rng = np.random.default_rng(seed)
    dealt = {}
    for name in ("first", "second", "again"):
        if name == "again":
            rng = np.random.default_rng(seed)
        dealt[name] = _pairs(target(n, k, rng), 10 * n)
    return dealt


def _pairs(result: Any, most: int) -> list:
    """The pairs of row numbers that a list or an iterator gives."""
    if not isinstance(result, Iterable) or isinstance(result, str | dict):
        kind = type(result).__name__
        raise Refusal(f"gave a {kind} where a list of pairs belongs")
    pairs: list = []
    for pair in result:
        if not isinstance(pair, tuple | list | np.ndarray) or len(pair) != 2:
            kind = type(pair).__name__
            raise Refusal(f"gave a {kind} where a pair (train, val) belongs")
        if len(pairs) == most:
            raise Refusal(f"gave more than {most} pairs and went on")
        pairs.append([_rows(rows) for rows in pair])
    return pairs


def _rows(rows: Any) -> Any:
    """Row numbers as an array: sets, ranges and lists are welcome."""
    if isinstance(rows, set | frozenset | range | list | tuple):
        rows = np.array(list(rows) or np.zeros(0, dtype=int))
    if not isinstance(rows, np.ndarray) or rows.ndim != 1:
        kind = type(rows).__name__
        raise Refusal(f"gave a {kind} where a list of row numbers belongs")
    return rows


@driver
def group_rows(target: Any, groups: Any, n_test: int, seed: int) -> dict:
    """Split twice with one generator, and once with its twin."""
    need_callable(target)
    rng = np.random.default_rng(seed)
    split = {}
    for name in ("first", "second", "again"):
        if name == "again":
            rng = np.random.default_rng(seed)
        result = target(groups, n_test, rng)
        if not isinstance(result, tuple | list) or len(result) != 2:
            kind = type(result).__name__
            raise Refusal(f"gave a {kind}, not the pair (train, test)")
        split[name] = [_rows(rows) for rows in result]
    return split


class Trained:
    """What `fit` returns: a model that only `score` can read."""

    def __init__(self, mean: float, weights: np.ndarray):
        self._mean, self._weights = mean, weights


def _fit(X: Any, y: Any) -> Trained:
    """Least squares with a penalty, so that the scale of X matters."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    mean = float(y.mean())
    gram = X.T @ X + 2 * np.eye(X.shape[1])
    return Trained(mean, np.linalg.solve(gram, X.T @ (y - mean)))


def _score(model: Any, X: Any, y: Any) -> float:
    """The mean squared error."""
    if not isinstance(model, Trained):
        kind = type(model).__name__
        raise Refusal(f"gave `score` a {kind}, not a model made by `fit`")
    predicted = np.asarray(X, dtype=float) @ model._weights + model._mean
    return float(np.mean((predicted - np.asarray(y)) ** 2))


@driver
def cross_validation(target: Any, X: Any, y: Any, pairs: list) -> Any:
    """Cross-validate a small regression."""
    need_callable(target)
    together = [(train, val) for train, val in pairs]
    return numbers(target(X, y, together, _fit, _score))
