"""collapse(W1, b1, W2, b2): two layers without a bend are one."""

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.multilayer_perceptron.collapse_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    collapse,
)
from nncheck.specs.multilayer_perceptron.sections import BEND

RESULTS = ("the weights", "the bias")


def _pair(value):
    """The two results, or None."""
    return value if isinstance(value, list) and len(value) == 2 else None


def _numbers(rng, *shape):
    """Small whole numbers without 0, so that a person can follow."""
    size = rng.integers(1, 5, size=shape)
    return (rng.choice([-1, 1], size=shape) * size).astype(float)


def _probe(rng, place, d, h, m):
    args = (
        _numbers(rng, d, h),
        _numbers(rng, h),
        _numbers(rng, h, m),
        _numbers(rng, m),
    )
    want, name = collapse(*args)[place], RESULTS[place]

    def judge(observation):
        pair = _pair(observation.value)
        if pair is None:
            return Complaint(f"gave {show(observation.value)}", "a pair W, b")
        wrong = compare(want, pair[place])
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} as {name}", wrong.expected)

    def symptom(value):
        pair = _pair(value)
        return ["no pair", value] if pair is None else pair[place]

    return Probe(
        args,
        judge=judge,
        expects=f"{name} of shape {want.shape}",
        symptom=symptom,
        # shapes that do not fit are one and the same trouble
        exact_failure=False,
    )


def _probes(place):
    def probes(rng):
        return [
            _probe(rng, place, 1, 1, 1),
            _probe(rng, place, 2, 2, 2),
            _probe(rng, place, 2, 3, 1),
            _probe(rng, place, 3, 2, 4),
        ]

    return probes


EXERCISE = Exercise(
    page="multilayer_perceptron",
    name="collapse",
    title="Two layers melt into one",
    minutes=4,
    section=BEND,
    reference=collapse,
    alternatives=ALTERNATIVES,
    arguments=("W1", "b1", "W2", "b2"),
    parts=(
        Part("the weights of the one layer", 1, _probes(0)),
        Part("its bias", 1, _probes(1)),
    ),
    hints=(
        "Write the second layer down and put the first one in for its "
        "input. Then multiply out, and keep the factors in order.",
        "Which part of the result is multiplied by X, and which does not "
        "contain X at all?",
        "The bias of the first layer has to go through the second layer, "
        "too. What does the two-layer network answer to x = 0?",
    ),
    misconceptions=MISCONCEPTIONS,
)
