"""What a Value refuses to calculate, and what to write instead."""

from typing import TYPE_CHECKING, Any

import numpy as np

from nnlib._validation import check_number

if TYPE_CHECKING:
    from nnlib.autodiff import Value


def as_number(data: Any) -> float:
    """`data` as a float, if it is one number."""
    if np.ndim(data) > 0:
        raise TypeError(
            f"a Value is one number, got an array of shape {np.shape(data)}. "
            "Make one of each entry: [Value(x) for x in array]."
        )
    if isinstance(data, np.ndarray):
        data = data.item()
    return check_number(data, "Value", "data")


def check_divisor(dividend: "Value", divisor: "Value") -> None:
    """Refuse a division by zero."""
    if divisor.data == 0:
        raise ZeroDivisionError(
            f"{dividend!r} / {divisor!r}: division by zero. Keep the divisor "
            "away from 0, for example x + 1e-8."
        )


def check_logarithm(value: "Value") -> None:
    """Refuse a number that has no logarithm."""
    if value.data <= 0:
        raise ValueError(
            f"log of {value!r}: only positive numbers have a logarithm. "
            "Keep it above 0, for example (x + 1e-8).log()."
        )


def as_exponent(base: "Value", exponent: Any) -> float:
    """The exponent as a float, when base ** exponent has a derivative."""
    if hasattr(exponent, "backward"):  # another Value
        raise TypeError(
            f"{base!r} ** {exponent!r}: the exponent must be a plain number. "
            "For a positive base write (b * a.log()).exp() instead of a ** b."
        )
    p = check_number(exponent, "Value", "the exponent")
    x = base.data
    if x < 0 and p != int(p):
        raise ValueError(
            f"{base!r} ** {p:g} is not a real number: a negative base needs "
            "a whole exponent."
        )
    if x == 0 and p < 1 and p != 0:
        raise ZeroDivisionError(
            f"{base!r} ** {p:g}: at 0 the derivative of this power is "
            "infinite. Keep the base away from 0, for example x + 1e-8."
        )
    return p


def no_exponent(base: float) -> TypeError:
    """The error of a plain number to the power of a Value."""
    return TypeError(
        f"{base!r} ** Value: the exponent must be a plain number. "
        f"Write (v * math.log({base!r})).exp()."
    )


def no_plain_number(value: "Value") -> TypeError:
    """The error of a function that wants a float and knows no Value."""
    return TypeError(
        f"{value!r} is no plain number, and functions of math cannot "
        "tell their derivative. Write v.exp(), v.log() or v.tanh(); for "
        "the number alone v.data."
    )


def too_large(operation: str, *inputs: "Value") -> OverflowError:
    """The error of a result that is no float anymore."""
    return OverflowError(
        f"{operation} of {', '.join(map(repr, inputs))}: the result or its "
        "derivative is larger than any float. Scale the numbers down."
    )
