"""Checks of arrays: their numbers, their shapes and their lengths."""

from typing import Any

import numpy as np

Array = np.ndarray


def as_array(values: Any, name: str) -> Array:
    """`values` as an array of whatever type they have."""
    # few have a mask; np.ma is loaded only for them
    if hasattr(values, "mask") and isinstance(values, np.ma.MaskedArray):
        raise TypeError(
            f"{name} is a masked array, and its mask would be forgotten. "
            f"Fill the gaps, {name}.filled(0.0), or take the rows without."
        )
    try:
        return np.asarray(values)
    except ValueError:
        raise ValueError(
            f"{name} has rows of different lengths; an array needs equal "
            "ones. Cut them, or fill them up with zeros."
        ) from None


def as_float_array(values: Any, name: str = "input") -> Array:
    """`values` as a floating-point array; float32 stays float32.

    >>> as_float_array([1, 2]).dtype
    dtype('float64')
    """
    array = as_array(values, name)
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
    if type(values) is np.ndarray and values.dtype == dtype:
        return values
    array = as_float_array(values, name)
    try:
        with np.errstate(over="raise"):
            return array.astype(dtype, copy=False)
    except FloatingPointError:
        raise ValueError(
            f"{name} has values beyond {np.finfo(dtype).max:.1e}, the largest "
            f"{dtype}. Scale them down, or use dtype=np.float64."
        ) from None


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
