"""error_gaps: what to work on, from four errors."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.evaluation.gaps_answers import (
    ALTERNATIVES,
    BIAS,
    MISCONCEPTIONS,
    SHIFT,
    VARIANCE,
    WORK,
    error_gaps,
)
from nncheck.specs.evaluation.sections import GAPS


def _judge(args, keys):
    want = error_gaps(*args)

    def judge(observation):
        value = observation.value
        if not isinstance(value, dict):
            asks = " (is there a `return`?)" if value is None else ""
            return Complaint(f"gave {show(value)}{asks}", "a dictionary")
        for key in keys:
            if key not in value:
                return Complaint(f"left out {key!r}", show(want[key]))
            wrong = compare(want[key], value[key])
            if wrong:
                came = f"{wrong.came} for {key!r}"
                return Complaint(came, wrong.expected)
        return None

    return judge


def _errors(rng, widest):
    """Four errors in percent; the gap with this number is the widest."""
    gaps = rng.permutation([0.5, 1.5, 2.0]) + rng.integers(0, 2, 3) / 4
    gaps[widest] = 4.0 + int(rng.integers(0, 5)) / 2
    start = 1.0 + int(rng.integers(1, 9)) / 4
    return tuple(float(e) for e in start + np.cumsum([0, *gaps]))


def _probes(*keys):
    def probes(rng):
        cases = [_errors(rng, widest) for widest in (0, 1, 2)]
        # dev data may be easier than the training data
        cases.append((2.0, 5.0, 6.5, 2.5 + int(rng.integers(1, 4)) / 4))
        return [Probe(case, judge=_judge(case, keys)) for case in cases]

    return probes


EXERCISE = Exercise(
    page="evaluation",
    name="error_gaps",
    title="What to work on",
    minutes=3,
    section=GAPS,
    reference=error_gaps,
    alternatives=ALTERNATIVES,
    arguments=("reference", "training", "train_dev", "validation"),
    parts=(
        Part("the avoidable bias", 0.5, _probes(BIAS)),
        Part("the variance", 0.5, _probes(VARIANCE)),
        Part("the mismatch", 0.5, _probes(SHIFT)),
        Part("what to work on", 0.5, _probes(WORK)),
    ),
    hints=(
        "Write the four errors one above the other. Each gap lies between "
        "two neighbors.",
        "What is new from one rung to the next: training at all, rows that "
        "were not trained on, another world? Name the gaps accordingly.",
    ),
    misconceptions=MISCONCEPTIONS,
)
