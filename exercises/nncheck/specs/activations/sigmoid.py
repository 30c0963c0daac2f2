"""sigmoid(z): stable, for numbers and arrays of any shape and size."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.activations.sections import TRAPS
from nncheck.specs.activations.sigmoid_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    sigmoid,
)


def _small_ones(want, value):
    """Where a probability comes out too large (1) or too small (-1).

    The comparison is of powers of ten: 4e-18 is no good approximation of 0,
    nor the other way round, while 1e-200 is none of anybody's business.
    """
    tiny = 1e-30
    with np.errstate(all="ignore"):
        ratio = np.maximum(value, tiny) / np.maximum(want, tiny)
    return np.where(np.abs(ratio - 1) < 1e-4, 0, np.sign(ratio - 1))


def _value(observation):
    """The function's own result (the driver adds the warnings)."""
    seen = observation.value
    return seen["value"] if isinstance(seen, dict) else seen


def _probe(z, exact=False, quiet=False):
    """One call.

    Args:
        z: the argument.
        exact: small probabilities must have the right digits.
        quiet: NumPy must not warn.
    """
    want = sigmoid(z)

    def judge(observation):
        value = _value(observation)
        complaint = compare(want, value)
        tiny = exact and complaint is None and _small_ones(want, value).any()
        if tiny:
            complaint = Complaint(f"gave {show(value)}", show(want))
        if complaint is None and quiet and observation.value["warnings"]:
            text = "; ".join(observation.value["warnings"])
            complaint = Complaint(
                f"gave {show(value)}, but NumPy warned: {text}",
                f"{show(want)} without a warning",
            )
        return complaint

    def symptom(seen):
        value = seen["value"]
        warned = seen["warnings"] if quiet else []
        if exact and compare(want, value) is None:
            value = _small_ones(want, value)
        return [value, warned]

    return Probe(
        (z,),
        judge=judge,
        expects=show(want),
        exact_failure=False,
        symptom=symptom,
    )


def _single(rng):
    positive, negative = np.round(rng.uniform(0.2, 3, 2), 2)
    return [_probe(0.0), _probe(float(positive)), _probe(float(-negative))]


def _arrays(rng):
    shape = (2, 3)
    return [
        _probe(rng.permutation([-2, 0, 3])),
        _probe(np.round(rng.normal(size=shape), 2)),
        _probe(rng.normal(size=(2, 1, 2)).astype(np.float32)),
    ]


def _far(rng):
    small = np.round(-rng.uniform(35, 45), 1)
    return [
        _probe(1000.0, quiet=True),
        _probe(-1000.0, quiet=True),
        _probe(float(small), exact=True, quiet=True),
        _probe(np.array([-1000.0, -40.0, 0.5, 1000.0]), True, True),
        _probe(np.array([-1000, 40, 1000], dtype=np.float32), quiet=True),
    ]


EXERCISE = Exercise(
    page="activations",
    name="sigmoid",
    title="A sigmoid that stays calm",
    minutes=5,
    section=TRAPS,
    reference=sigmoid,
    alternatives=ALTERNATIVES,
    arguments=("z",),
    driver="call_and_warnings",
    refuses={
        "warning": "a part of the points is for going without any, far out",
    },
    parts=(
        Part("the sigmoid of single numbers", 1, _single),
        Part("the sigmoid of arrays of any shape and type", 1, _arrays),
        Part("the sigmoid far from zero", 1, _far),
    ),
    hints=(
        "There are two ways to write the sigmoid, one with e to the power "
        "-z, one with e to the power z. On which side does each of them "
        "come to very large numbers?",
        "Use for each sign of z the form whose exponential is small. Both "
        "of them then need the same power: e to the power of minus what?",
        "The exponential of -|z| is never above 1. Call it e: what is the "
        "sigmoid in terms of e for z ≥ 0, and what for z < 0? `np.where` "
        "chooses between two arrays.",
    ),
    misconceptions=MISCONCEPTIONS,
)
