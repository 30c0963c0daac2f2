"""Argument checks: what came, what was expected, what to do about it.

The rest of the library calls these functions at its public doors and then
computes without looking back. Errors are `ValueError` or `TypeError`.
"""

import difflib
import math
import os
import reprlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray

# good values to show where the middle of the range would be a strange one
USUAL = {
    "momentum": 0.9,
    "rho": 0.9,
    "beta_1": 0.9,
    "beta_2": 0.999,
    "eps": 1e-5,
    "epsilon": 1e-8,
    "max_norm": 3.0,
    "test_size": 0.2,
    "val_size": 0.2,
    "validation_split": 0.2,
}


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
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(
            f"{name} has rows of different lengths; an array needs equal "
            "ones. Cut them, or fill them up with zeros."
        ) from None
    if array.dtype.kind == "f":
        return array
    if array.dtype.kind in "bui":
        return array.astype(np.float64)
    raise TypeError(
        f"{name} must hold numbers, got dtype {array.dtype}. Convert it "
        "first, for example np.asarray(values, dtype=float)."
    )


def as_dtype(values: Any, dtype: np.dtype, name: str = "X") -> Array:
    """`values` as an array of this type, unless they are no real numbers."""
    if isinstance(values, np.ndarray) and values.dtype == dtype:
        return values
    return as_float_array(values, name).astype(dtype, copy=False)


def as_path(path: Any, who: str, example: str) -> Path:
    """`path` as a Path; refuses what is not the name of a file.

    >>> as_path(None, "save", "model.npz")
    Traceback (most recent call last):
    ...
    TypeError: save: path must be a file name, got None. Use "model.npz".
    """
    if not isinstance(path, str | os.PathLike):
        raise TypeError(
            f'{who}: path must be a file name, got {path!r}. Use "{example}".'
        )
    return Path(path)


def check_batch(X: Array, who: str, features: int | None = None) -> None:
    """Refuse what is not a batch of rows, `(n, d)` with `d = features`."""
    if X.ndim == 2 and features in (None, X.shape[1]):
        return
    width = "d" if features is None else features
    expected = f"{who} expects a batch of shape (n, {width}), got "
    column = " If these are examples with one feature: x[:, None]."
    if X.ndim == 1 and features in (None, len(X)):
        raise ValueError(
            f"{expected}one example of shape {X.shape}. "
            "Add a batch axis: x[None, :]."
            f"{column if features is None else ''}"
        )
    if X.ndim > 2:
        raise ValueError(
            f"{expected}{X.shape}. Flatten each example: "
            "X.reshape(len(X), -1)."
        )
    hint = "Check the number of features."
    if X.ndim == 0:
        hint = "Put one row for each example: [[0.0, 1.0], [1.0, 0.0]]."
    elif X.ndim == 2 and X.shape[0] == features:
        hint = "Samples are rows; did you mean X.T?"
    elif X.ndim == 1 and features == 1:
        hint = "Make it a column: X[:, None]."
    raise ValueError(f"{expected}{X.shape}. {hint}")


def check_same_length(X: Array, y: Array, who: str) -> None:
    """Refuse data and targets of different lengths, and empty ones."""
    if X.ndim == 0 or y.ndim == 0:
        raise ValueError(
            f"{who} expects arrays with one row per example, got X of shape "
            f"{X.shape} and y of shape {y.shape}. Pass lists or arrays, for "
            "example X = [[0, 0], [1, 1]] and y = [0, 1]."
        )
    if len(X) != len(y):
        turned = X.ndim == 2 and X.shape[1] == len(y)
        raise ValueError(
            f"{who}: X has {len(X)} rows and y has {len(y)}. "
            "They must describe the same examples."
            f"{' Samples are rows; did you mean X.T?' if turned else ''}"
        )
    if len(X) == 0:
        raise ValueError(f"{who}: X has no rows. Pass at least one example.")


def check_finite(values: Array, who: str, name: str) -> None:
    """Refuse NaN and infinity, and say where the first one stands."""
    if values.dtype.kind != "f":
        return
    with np.errstate(over="ignore", invalid="ignore"):
        total = values.sum()  # a NaN or an infinity would show in it
    if np.isfinite(total) or np.isfinite(values).all():
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
    TypeError: fit: epochs must be a whole number, got 3.5. Use 3.
    """
    is_int = isinstance(value, int | np.integer)
    if not is_int or isinstance(value, bool):
        raise TypeError(
            f"{who}: {name} must be a whole number, got "
            f"{reprlib.repr(value)}. Use {_nearest_count(value)}."
        )
    if value < 1:
        raise ValueError(
            f"{who}: {name} must be at least 1, got {value}. Use 1 or more."
        )
    return int(value)


def _nearest_count(value: Any) -> int:
    """A whole number that may be what was meant."""
    try:
        return max(int(value), 1)
    except (TypeError, ValueError, OverflowError):
        return 1


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
    ValueError: SGD: momentum must be in [0, 1), got 1.5. For example: 0.9.
    """
    is_number = isinstance(value, int | float | np.integer | np.floating)
    if not is_number or isinstance(value, bool):
        raise TypeError(
            f"{who}: {name} must be a number, got {reprlib.repr(value)}. "
            f"For example: {_example(name, low, high):g}."
        )
    above = value >= low if include_low else value > low
    if not (above and value < high and math.isfinite(value)):
        left = "[" if include_low and math.isfinite(low) else "("
        raise ValueError(
            f"{who}: {name} must be in {left}{low:g}, {high:g}), got {value}."
            f" For example: {_example(name, low, high):g}."
        )
    return float(value)


def _example(name: str, low: float, high: float) -> float:
    """A number between the two, to be shown."""
    if name in USUAL:
        return USUAL[name]
    if math.isfinite(high) and math.isfinite(low):
        return (low + high) / 2
    return low + 0.1 if math.isfinite(low) else 1.0


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
        got = type(name).__name__
        if isinstance(name, type):
            got = f"a class. Write {name.__name__}(), with parentheses"
        raise TypeError(
            f"{kind} must be a name or an object of nnlib, got {got}. "
            f"Known names: {', '.join(sorted(table))}."
        )
    near = difflib.get_close_matches(name.lower(), table, n=1)
    near += [known for known in table if known.startswith(name.lower() or "-")]
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise ValueError(
        f"unknown {kind} {name!r}.{guess}\nKnown: {', '.join(sorted(table))}."
    )
