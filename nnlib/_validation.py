"""Argument checks: what came, what was expected, what to do about it.

The rest of the library calls these functions at its public doors and then
computes without looking back. Errors are `ValueError` or `TypeError`.
"""

import inspect
import math
import os
import reprlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nnlib._array_checks import (
    Array,
    as_array,
    as_dtype,
    as_float_array,
    check_batch,
    check_finite,
    check_same_length,
)

__all__ = [
    "Array",
    "as_array",
    "as_dtype",
    "as_float_array",
    "as_generator",
    "as_path",
    "check_batch",
    "check_finite",
    "check_flag",
    "check_number",
    "check_positive",
    "check_positive_int",
    "check_same_length",
    "lookup",
    "takes",
]

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


def check_flag(value: Any, who: str, name: str) -> bool:
    """`value` as a bool; a word such as "no" would count as True.

    >>> check_flag("no", "Dense", "use_bias")
    Traceback (most recent call last):
    ...
    TypeError: Dense: use_bias must be True or False, got 'no'.
    """
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{who}: {name} must be True or False, got {value!r}.")
    return bool(value)


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


def check_positive(value: Any, who: str, name: str) -> float:
    """`value` as a float above 0."""
    return check_number(value, who, name, low=0, include_low=False)


def takes(function: Any, count: int, *, if_silent: bool = True) -> bool:
    """Whether a function can be called with so many arguments.

    Some built-in functions do not tell: then `if_silent`.

    >>> takes(lambda step: 0.1, 1), takes(lambda: 0.1, 1)
    (True, False)
    """
    if not callable(function):
        return False
    try:
        inspect.signature(function).bind(*range(count))
    except TypeError:
        return False
    except ValueError:
        return if_silent
    return True


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
    import difflib  # here: most names are right

    near = difflib.get_close_matches(name.lower(), table, n=1)
    near += [known for known in table if known.startswith(name.lower() or "-")]
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise ValueError(
        f"unknown {kind} {name!r}.{guess}\nKnown: {', '.join(sorted(table))}."
    )
