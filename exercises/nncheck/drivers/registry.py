"""The ways in which a learner's answer is tried, one function each.

A driver takes the answer and the arguments of one probe and returns what is
to be judged. Drivers know no solutions: they run beside the learner's code,
in the notebook or in the grading process, and the judging is done elsewhere.
"""

from collections.abc import Callable
from typing import Any

from nncheck.observe import Refusal

DRIVERS: dict[str, Callable[..., Any]] = {}


def driver(function: Callable[..., Any]) -> Callable[..., Any]:
    """Register a driver under its own name."""
    DRIVERS[function.__name__] = function
    return function


def need_callable(target: Any) -> None:
    """Refuse anything that cannot be called."""
    if not callable(target):
        kind = type(target).__name__
        raise Refusal(f"is no function but of type {kind}")


@driver
def call(target: Any, *args: Any) -> Any:
    """Call the function with the arguments."""
    need_callable(target)
    return target(*args)


@driver
def dictionary_entry(target: Any, key: str) -> Any:
    """One entry of the dictionary that the function returns."""
    need_callable(target)
    entries = target()
    if not isinstance(entries, dict):
        kind = type(entries).__name__
        raise Refusal(f"did not come: the function returned a {kind}")
    if key not in entries:
        raise Refusal(f"is missing: the dictionary has no {key!r}")
    return entries[key]
