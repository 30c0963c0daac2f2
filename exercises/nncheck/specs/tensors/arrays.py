"""Answers that are arrays may come as lists of lists, and the reverse."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Judge, Probe


def as_array(value: Any) -> Any:
    """Lists of numbers as an array; anything else as it is.

    >>> as_array([[1, 2], [3, 4]]).shape
    (2, 2)
    >>> as_array([[1], [2, 3]])
    [[1], [2, 3]]
    """
    if not isinstance(value, list):
        return value
    try:
        array = np.array(value)
    except (ValueError, TypeError):
        return value
    return array if array.size and array.dtype.kind in "iuf" else value


def as_list(value: Any) -> Any:
    """A row of numbers as a list; anything else as it is."""
    if isinstance(value, np.ndarray) and value.ndim == 1:
        return value.tolist()
    return value


def judge_array(want: np.ndarray) -> Judge:
    """The judge that expects this array, or the lists that say the same."""
    return lambda seen: compare(want, as_array(seen.value))


def array_probe(
    reference: Callable[..., Any], *args: Any, words: str = ""
) -> Probe:
    """A probe that takes lists for arrays."""
    want = np.asarray(reference(*args))
    return Probe(
        args,
        words,
        judge_array(want),
        show(want),
        exact_failure=False,  # NumPy words one trouble in several ways
        symptom=as_array,
    )


def array_came(value: Any) -> str:
    """What came where an array belongs, in the words of `compare`."""
    wrong = compare(np.zeros((0, 0, 0, 0, 0)), as_array(value))
    return wrong.came if wrong else "gave nothing"


def must_refuse(
    *args: Any, words: str, came: Callable[[Any], str] = array_came
) -> Probe:
    """A probe of arguments that do not fit: a ValueError is expected.

    Args:
        args: the arguments.
        words: the call.
        came: puts a result into words, as the other probes do.
    """
    want = "a ValueError: they do not fit"

    def judge(seen: Any) -> Complaint | None:
        if seen.failure is None:
            return Complaint(came(seen.value), want)
        if seen.failure.kind == "ValueError":
            return None
        text = f"{seen.failure.kind}: {seen.failure.text}"
        return Complaint(f"raised {text}", want)

    return Probe(args, words, judge, "a ValueError", may_fail=True)
