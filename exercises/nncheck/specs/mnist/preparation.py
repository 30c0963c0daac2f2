"""prepare(X, y): from bytes to what a network takes."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.mnist.preparation_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    prepare,
)
from nncheck.specs.mnist.sections import PREPARE


def images(rng, n):
    """Random images with ink in the middle, of different brightness."""
    X = np.zeros((n, 28, 28), dtype=np.uint8)
    X[:, 4:24, 4:24] = rng.integers(0, 200, size=(n, 20, 20))
    X[:, 8, 5:9] = rng.integers(201, 240, size=(n, 4))
    return X


RESULTS = ("the inputs", "the targets")


def _pair(value):
    """The two results, or None."""
    return value if isinstance(value, list) and len(value) == 2 else None


def _probe(X, y, place):
    want = prepare(X, y)[place]
    name = RESULTS[place]

    def judge(observation):
        pair = _pair(observation.value)
        if pair is None:
            return Complaint(
                f"gave {show(observation.value)}", "the pair inputs, targets"
            )
        wrong = compare(want, pair[place])
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} in {name}", wrong.expected)

    def symptom(value):
        pair = _pair(value)
        if pair is not None:
            return pair[place]
        return "images" if np.size(value) == X.size else ["no pair", value]

    return Probe(
        (X, y),
        words=f"prepare(X, y) with {len(X)} images, labels {y.tolist()}",
        judge=judge,
        expects=f"{name} of shape {want.shape}",
        symptom=symptom,
    )


def _probes(place):
    def probes(rng):
        few, many = images(rng, 2), images(rng, 5)
        many[0, 10, 5] = 255  # only one image reaches the full scale
        low = rng.permutation([1, 3])  # a batch without the class 9
        high = rng.permutation([0, 2, 5, 8, 9])
        return [_probe(few, low, place), _probe(many, high, place)]

    return probes


EXERCISE = Exercise(
    page="mnist",
    name="prepare",
    title="From bytes to inputs",
    minutes=6,
    section=PREPARE,
    reference=prepare,
    alternatives=ALTERNATIVES,
    arguments=("X", "y"),
    parts=(
        Part("the inputs", 2, _probes(0)),
        Part("the targets", 2, _probes(1)),
    ),
    hints=(
        "Two results, two lines. Which shape must each of them have for n "
        "images?",
        "`reshape` keeps the order row by row. The largest value a byte can "
        "have is 255; dividing by a number gives a new array of floats.",
        "The rows of `np.eye(10)` are the ten one-hot vectors. What happens "
        "if you index it with an array of labels?",
    ),
    misconceptions=MISCONCEPTIONS,
)
