"""Exercises by hand: a dictionary of numbers, each worth a part."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Misconception, Part, Probe
from nncheck.verdict import Section

CLOSE = 0.01  # relative: three digits are enough


def number(value: Any) -> float | None:
    """A single number as a float, or None.

    >>> number(np.array([0.5]))
    0.5
    >>> number(True) is None
    True
    """
    if isinstance(value, bool) or not isinstance(
        value, int | float | np.ndarray
    ):
        return None
    array = np.asarray(value)
    return float(array.reshape(())) if array.size == 1 else None


def table_parts(
    answer: Callable[[], dict], asked: dict[str, str], points: float = 0.5
) -> tuple[Part, ...]:
    """A part for each entry; its words do not give the number away."""
    return tuple(_part(answer, key, asked[key], points) for key in asked)


def _part(
    answer: Callable[[], dict], key: str, asked: str, points: float
) -> Part:
    want = answer()[key]

    def is_right(value: Any) -> bool:
        got = number(value)
        return got is not None and bool(np.isclose(got, want, CLOSE, 1e-6))

    def judge(observation: Any) -> Complaint | None:
        value = observation.value
        if is_right(value):
            return None
        article = "a" if number(value) is None else "another"
        return Complaint(f"gave {show(value)}", f"{article} number: {asked}")

    def symptom(value: Any) -> Any:
        got = number(value)
        if got is None:
            return value
        # a rounded mistake is the same mistake
        return "right" if is_right(value) else float(f"{got:.2g}")

    def probes(rng: np.random.Generator) -> list[Probe]:
        words = f'{answer.__name__}()["{key}"]'
        expects = f"a number: {asked}"
        return [Probe((key,), words, judge, expects, symptom=symptom)]

    return Part(asked, points, probes)


def mistake_maker(answer: Callable[[], dict]) -> Callable[..., Misconception]:
    """Makes wrong answers that differ from the right one in one entry."""

    def mistake(
        key: str,
        name: str,
        value: float,
        message: str,
        section: Section,
        hint: str,
    ) -> Misconception:
        def wrong() -> dict:
            return answer() | {key: value}

        wrong.__name__ = name
        return Misconception(wrong, message, section, hint)

    return mistake
