"""Argument checks: what came, what was expected, what to do about it.

The rest of the library calls these functions at its public doors and then
computes without looking back. Errors are `ValueError` or `TypeError`.
"""

import difflib
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

Array = np.ndarray


def as_generator(rng: Any) -> np.random.Generator:
    """The numpy Generator meant by `rng`; the global state is never used.

    Args:
        rng: an int seeds a new generator, a Generator is used as it is (and
            moves on), None draws fresh entropy.

    Raises:
        TypeError: for anything else, for example an old RandomState.

    >>> as_generator(0).integers(10) == as_generator(0).integers(10)
    np.True_
    """
    if isinstance(rng, np.random.Generator):
        return rng
    if rng is None:
        return np.random.default_rng()
    if isinstance(rng, int | np.integer) and not isinstance(rng, bool):
        if rng < 0:
            raise ValueError(
                f"rng must not be negative, got {rng}. Use rng=0."
            )
        return np.random.default_rng(rng)
    raise TypeError(
        f"rng must be an int, a numpy Generator or None, got "
        f"{type(rng).__name__}. Use rng=0 or rng=np.random.default_rng(0)."
    )


def as_float_array(values: Any, name: str = "input") -> Array:
    """`values` as a floating-point array; float32 stays float32.

    >>> as_float_array([1, 2]).dtype
    dtype('float64')
    """
    array = np.asarray(values)
    if array.dtype.kind == "f":
        return array
    if array.dtype.kind in "bui":
        return array.astype(np.float64)
    raise TypeError(
        f"{name} must hold numbers, got dtype {array.dtype}. Convert it "
        "first, for example np.asarray(values, dtype=float)."
    )


def check_batch(X: Array, who: str, features: int | None = None) -> None:
    """Refuse what is not a batch of rows, `(n, d)` with `d = features`."""
    if X.ndim == 2 and features in (None, X.shape[1]):
        return
    width = "d" if features is None else features
    expected = f"{who} expects a batch of shape (n, {width}), got "
    if X.ndim == 1 and features in (None, len(X)):
        raise ValueError(
            f"{expected}one example of shape {X.shape}. "
            "Add a batch axis: x[None, :]."
        )
    if X.ndim > 2:
        raise ValueError(
            f"{expected}{X.shape}. Flatten each example: "
            "X.reshape(len(X), -1)."
        )
    hint = "Check the number of features."
    if X.ndim == 2 and X.shape[0] == features:
        hint = "Samples are rows; did you mean X.T?"
    elif X.ndim == 1 and features == 1:
        hint = "Make it a column: X[:, None]."
    raise ValueError(f"{expected}{X.shape}. {hint}")


def check_same_length(X: Array, y: Array, who: str) -> None:
    """Refuse data and targets of different lengths, and empty ones."""
    if X.ndim == 0 or y.ndim == 0:
        raise ValueError(f"{who} expects arrays with one row per example.")
    if len(X) != len(y):
        raise ValueError(
            f"{who}: X has {len(X)} rows and y has {len(y)}. "
            "They must describe the same examples."
        )
    if len(X) == 0:
        raise ValueError(f"{who}: X has no rows. Pass at least one example.")


def check_finite(values: Array, who: str, name: str) -> None:
    """Refuse NaN and infinity, and say where the first one stands."""
    if values.dtype.kind != "f":
        return
    if np.isfinite(values).all():
        return
    bad, kind = np.isnan(values), "NaN"
    if not bad.any():
        bad, kind = np.isinf(values), "infinite"
    first = [int(i) for i in np.argwhere(bad)[0]]
    places = ["row", "column"] if len(first) <= 2 else ["index"] * len(first)
    where = ", ".join(f"{p} {i}" for p, i in zip(places, first, strict=False))
    count = int(bad.sum())
    raise ValueError(
        f"{who}: {name} contains {count} {kind} "
        f"value{'s' if count > 1 else ''}, first at {where}. "
        "Clean or impute them first."
    )


def check_positive_int(value: Any, who: str, name: str) -> int:
    """`value` as an int of at least 1.

    >>> check_positive_int(3.5, "fit", "epochs")
    Traceback (most recent call last):
    ...
    TypeError: fit: epochs must be a whole number, got 3.5.
    """
    is_int = isinstance(value, int | np.integer)
    if not is_int or isinstance(value, bool):
        raise TypeError(f"{who}: {name} must be a whole number, got {value}.")
    if value < 1:
        raise ValueError(f"{who}: {name} must be at least 1, got {value}.")
    return int(value)


def check_number(
    value: Any,
    who: str,
    name: str,
    *,
    low: float = -math.inf,
    high: float = math.inf,
    include_low: bool = True,
) -> float:
    """`value` as a float between `low` (perhaps excluded) and `high` (always).

    >>> check_number(1.5, "SGD", "momentum", low=0, high=1)
    Traceback (most recent call last):
    ...
    ValueError: SGD: momentum must be in [0, 1), got 1.5.
    """
    is_number = isinstance(value, int | float | np.integer | np.floating)
    if not is_number or isinstance(value, bool):
        raise TypeError(f"{who}: {name} must be a number, got {value!r}.")
    above = value >= low if include_low else value > low
    if not (above and value < high and math.isfinite(value)):
        left = "[" if include_low and math.isfinite(low) else "("
        raise ValueError(
            f"{who}: {name} must be in {left}{low:g}, {high:g}), got {value}."
        )
    return float(value)


def lookup(name: Any, table: Mapping[str, Any], kind: str) -> Any:
    """The entry `name` of a table of aliases; suggests the nearest name.

    >>> lookup("rmsprob", {"sgd": 1, "rmsprop": 2}, "optimizer")
    Traceback (most recent call last):
    ...
    ValueError: unknown optimizer 'rmsprob'. Did you mean 'rmsprop'?
    Known: rmsprop, sgd.
    """
    if isinstance(name, str) and name.lower() in table:
        return table[name.lower()]
    if not isinstance(name, str):
        raise TypeError(
            f"{kind} must be a name or an object of nnlib, "
            f"got {type(name).__name__}. Known names: "
            f"{', '.join(sorted(table))}."
        )
    near = difflib.get_close_matches(name.lower(), table, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise ValueError(
        f"unknown {kind} {name!r}.{guess}\nKnown: {', '.join(sorted(table))}."
    )
