"""Options that are on or off."""

from typing import Any

import numpy as np


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
