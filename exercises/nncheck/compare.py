"""Compare an answer with the expected one, and say the difference in words.

Only plain data arrive here (see ``codec``), and the comparison runs on the
judge's side, so an answer cannot claim to be equal to everything.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nncheck.codec import Other

TOLERANCE = 1e-5  # relative: an answer computed in float32 is welcome


@dataclass(frozen=True)
class Complaint:
    """One difference: what came and what was expected, both in words.

    Attributes:
        came: completes a sentence that begins with the call, as in
            "gave 1".
        expected: completes "expected …".
    """

    came: str
    expected: str


def show(value: Any) -> str:
    """A value in a few words.

    >>> show(np.array([0.5, 1.0]))
    '[0.5, 1]'
    >>> show(np.zeros((12, 784)))
    'an array of shape (12, 784) with values from 0 to 0'
    >>> show([1, None, -0.0])
    '(1, None, 0)'
    """
    if isinstance(value, np.ndarray):
        return _show_array(value)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return f"{value + 0:.6g}"  # -0 is 0 to a reader
    if isinstance(value, list | tuple):
        return "(" + ", ".join(map(show, value[:6])) + _more(value, 6) + ")"
    if isinstance(value, dict):
        pairs = [f"{k!r}: {show(v)}" for k, v in list(value.items())[:6]]
        return "{" + ", ".join(pairs) + _more(value, 6) + "}"
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, Other):
        article = "an" if value.name[:1].lower() in "aeiou" else "a"
        return f"{article} {value.name}"
    return repr(value)[:100]


def _more(items: Any, shown: int) -> str:
    return ", …" if len(items) > shown else ""


def _show_array(array: np.ndarray) -> str:
    if array.ndim == 0:
        return show(array.item())
    if array.size > 12:
        low, high = show(array.min().item()), show(array.max().item())
        return (
            f"an array of shape {array.shape} with values from {low} to {high}"
        )
    if array.ndim == 1:
        return "[" + ", ".join(show(v) for v in array.tolist()) + "]"
    return "[" + ", ".join(_show_array(row) for row in array) + "]"


def compare(
    expected: Any, got: Any, tolerance: float = TOLERANCE
) -> Complaint | None:
    """The first difference that a reader should hear of, or None.

    Numbers agree within a relative and absolute tolerance, whatever their
    type; True and False are no numbers. Lists of numbers will do for an
    array.

    >>> compare(np.array([0, 1]), np.array([0.0, 1.0])) is None
    True
    >>> compare(np.array([0, 1]), np.array([1.0, 1.0]))
    Complaint(came='gave [1, 1]', expected='[0, 1]')
    """
    if isinstance(expected, dict):
        return _compare_dict(expected, got, tolerance)
    if isinstance(expected, list | tuple):
        return _compare_list(expected, got, tolerance)
    if _is_number(expected):
        return _compare_numbers(expected, got, tolerance)
    same = type(expected) is type(got) and expected == got
    return None if same else Complaint(f"gave {show(got)}", show(expected))


def _is_number(value: Any) -> bool:
    return isinstance(
        value, int | float | np.ndarray | np.number
    ) and not isinstance(value, bool)


def as_array(value: Any) -> Any:
    """Lists of numbers as an array; anything else as it is.

    >>> as_array([[1, 2.5], [3, 4]])
    array([[1. , 2.5],
           [3. , 4. ]])
    >>> as_array([1, "two"]), as_array([[1], [2, 3]]), as_array([])
    ([1, 'two'], [[1], [2, 3]], [])
    """
    if not isinstance(value, list | tuple) or not value:
        return value
    try:
        array = np.array(value)
    except ValueError:  # rows of different lengths
        return value
    return array if array.dtype.kind in "biuf" else value


def _compare_dict(
    expected: dict, got: Any, tolerance: float
) -> Complaint | None:
    if not isinstance(got, dict):
        return Complaint(
            f"gave {show(got)}", f"a dictionary: {show(expected)}"
        )
    for key, value in expected.items():
        if key not in got:
            return Complaint(f"left out {key!r}", show(value))
        complaint = compare(value, got[key], tolerance)
        if complaint:
            return Complaint(f"{complaint.came} for {key}", complaint.expected)
    return None


def _listed(values: Any) -> str:
    noun = "value" if len(values) == 1 else "values"
    return f"{len(values)} {noun}: {show(values)}"


def _compare_list(
    expected: Any, got: Any, tolerance: float
) -> Complaint | None:
    if not isinstance(got, list | tuple):
        return Complaint(f"gave {_kind(got)}", _listed(expected))
    if len(got) != len(expected):
        return Complaint(f"gave {_listed(got)}", _listed(expected))
    for i, (e, g) in enumerate(zip(expected, got, strict=True)):
        complaint = compare(e, g, tolerance)
        if complaint:
            place = f"{complaint.came} as value number {i + 1}"
            return Complaint(place, complaint.expected)
    return None


def _compare_numbers(
    expected: Any, got: Any, tolerance: float
) -> Complaint | None:
    want = np.asarray(expected)
    if isinstance(expected, np.ndarray) and want.ndim:
        got = as_array(got)
    if not _is_number(got):
        return Complaint(f"gave {_kind(got)}", show(expected))
    have = np.asarray(got)
    if want.dtype.kind != "b" and have.dtype.kind == "b":
        return Complaint(
            f"gave {show(have)}, values of type bool", f"{show(want)}, numbers"
        )
    if have.shape != want.shape:
        return Complaint(f"gave {_with_shape(have)}", f"{_with_shape(want)}")
    bad = ~np.isclose(
        have, want, rtol=tolerance, atol=tolerance, equal_nan=True
    )
    if not bad.any():
        return None
    if want.size <= 12:
        return Complaint(f"gave {show(have)}", show(want))
    first = tuple(int(i) for i in np.argwhere(bad)[0])
    where = ", ".join(map(str, first))
    share = f"{int(bad.sum())} of {want.size} entries differ"
    return Complaint(
        f"gave {show(have[first])} at index [{where}] ({share})",
        f"{show(want[first])} there",
    )


def _with_shape(array: np.ndarray) -> str:
    if array.ndim == 0:
        return f"the single number {show(array)}"
    if array.size > 12:
        return f"an array of shape {array.shape}"
    return f"{show(array)} of shape {array.shape}"


def _kind(value: Any) -> str:
    """What a value of the wrong kind is, for the learner."""
    if value is None:
        return "None (is there a `return`?)"
    if isinstance(value, bool):
        return f"{value}, of type bool"
    if isinstance(value, list | tuple):
        return f"a list or tuple: {show(value)}"
    if isinstance(value, dict):
        return f"a dictionary: {show(value)}"
    if isinstance(value, str):
        return f"the text {value[:60]!r}"
    if isinstance(value, Other) and value.name == "ellipsis":
        return "... (a blank that is still to be filled in)"
    return show(value)
