"""by_hand(): the slopes of a net with two inputs and three units."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.backpropagation.by_hand_answers import (
    ALTERNATIVES,
    by_hand,
)
from nncheck.specs.backpropagation.by_hand_mistakes import MISCONCEPTIONS
from nncheck.specs.backpropagation.sections import NETWORK

PRECISION = 0.01  # three digits are enough
WHAT = {
    "o": "the output",
    "delta_o": "the output's delta",
    "v1": "the slope by v1",
    "delta_1": "the delta of the first hidden unit",
    "w21": "the slope by w21",
    "x1": "the slope by x1",
}


def _number(value):
    """The entry as a number, or None."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def _near(number, other):
    return abs(number - other) <= PRECISION * abs(other)


def _judge(entry):
    want = by_hand()[entry]

    def judge(observation):
        number = _number(observation.value)
        if number is not None and _near(number, want):
            return None
        kind = "a number" if number is None else "another number"
        return Complaint(
            f"gave {show(observation.value)}",
            f"{kind} for {WHAT[entry]}, right to 1 %",
        )

    return judge


def _symptom(entry):
    """Numbers within the precision count as the known one beside them."""
    known = [by_hand()[entry]]
    known += [wrong.answer()[entry] for wrong in MISCONCEPTIONS]

    def symptom(value):
        number = _number(value)
        if number is None:
            return value
        near = [k for k in known if _near(number, k)]
        return min(near, key=lambda k: abs(k - number), default=number)

    return symptom


def _part(entry):
    probe = Probe(
        (entry,),
        words=f'by_hand()["{entry}"]',
        judge=_judge(entry),
        expects=f"a number for {WHAT[entry]}",
        symptom=_symptom(entry),
    )
    return Part(WHAT[entry], 0.5, lambda rng: [probe])


EXERCISE = Exercise(
    page="backpropagation",
    name="by_hand",
    title="Six numbers by hand",
    minutes=8,
    section=NETWORK,
    reference=by_hand,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=tuple(map(_part, WHAT)),
    hints=(
        "Forward first: two sums, two sigmoids, one sum, one sigmoid. Write "
        "every number down; the way back needs all of them.",
        "Each edge of the graph knows its own slope: a product has the other "
        "factor, a sigmoid has its output times what is missing to 1.",
        "The slope by a weight has two factors: the delta of the unit it "
        "leads to, and the number that arrives at its other end.",
        "A hidden unit's delta is the output's, handed back through the "
        "weight between them and then past the hidden sigmoid. The input x1 "
        "feeds both hidden units: how many routes is that?",
    ),
    misconceptions=MISCONCEPTIONS,
)
