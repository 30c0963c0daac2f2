"""train_step(params, X, Y, learning_rate): all gradients, then the update."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.backpropagation.sections import BUGS
from nncheck.specs.backpropagation.step_answers import (
    ALTERNATIVES,
    train_step,
)
from nncheck.specs.backpropagation.step_mistakes import MISCONCEPTIONS
from nnlib.activations import log_softmax

SHAPES = {"W1": (5, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}


def _data(rng, n):
    params = {name: rng.normal(size=shape) for name, shape in SHAPES.items()}
    X, labels = rng.normal(size=(n, 5)), rng.integers(0, 2, n)
    return params, X, np.eye(2)[labels]


def _loss(params, X, Y):
    hidden = np.tanh(X @ params["W1"] + params["b1"])
    scores = hidden @ params["W2"] + params["b2"]
    return float(-np.sum(Y * log_softmax(scores)) / len(Y))


def _is_network(value):
    return isinstance(value, dict) and all(
        isinstance(value.get(name), np.ndarray)
        and value[name].shape == shape
        and value[name].dtype.kind == "f"
        for name, shape in SHAPES.items()
    )


def _probe(rng, n, learning_rate, steps, judge=None):
    params, X, Y = _data(rng, n)
    samples = "one sample" if n == 1 else f"{n} samples"
    times = "one step" if steps == 1 else f"{steps} steps"
    return Probe(
        (params, X, Y, learning_rate, steps),
        words=f"{times} of train_step(params, X, Y, {learning_rate:g}) on "
        f"{samples}",
        judge=judge and judge(params, X, Y),
        expects="a dictionary with the arrays W1, b1, W2 and b2",
        exact_failure=False,
    )


def _falls(params, X, Y):
    before = _loss(params, X, Y)

    def judge(observation):
        value = observation.value
        if not _is_network(value):
            came = f"gave {show(value)[:100]}"
            if value is None:
                came = "gave None (is there a `return`?)"
            return Complaint(
                came, "the arrays W1, b1, W2, b2, shapes as before"
            )
        after = _loss(value, X, Y)
        if after < before:
            return None
        moved = "rose" if after > before else "stood still:"
        return Complaint(
            f"took the loss from {before:.5f}; it {moved} to {after:.5f}",
            "a lower loss after small steps",
        )

    return judge


def _downhill(rng):
    return [_probe(rng, 6, 0.01, 5, _falls)]


def _one_step(rng):
    rate = round(float(rng.uniform(0.3, 0.7)), 1)
    return [_probe(rng, 1, rate, 1), _probe(rng, 6, rate, 1)]


def _three_steps(rng):
    return [_probe(rng, 5, 0.5, 3)]


EXERCISE = Exercise(
    page="backpropagation",
    name="train_step",
    title="One step of training",
    minutes=5,
    section=BUGS,
    reference=train_step,
    alternatives=ALTERNATIVES,
    arguments=("params", "X", "Y", "learning_rate"),
    driver="train_steps",
    refuses={
        "lists": "what one step returns is what the next step is given",
    },
    parts=(
        Part("the loss falls", 1, _downhill),
        Part("one step, every digit", 2, _one_step),
        Part("three steps", 1, _three_steps),
    ),
    hints=(
        "Three paragraphs: forward, backward, update. Which numbers of the "
        "first one does the second one need?",
        "Backward has two deltas, one per layer. The first is the book's for "
        "softmax and cross-entropy; the second needs the weights between "
        "them and the slope of tanh, which is 1 − a².",
        "Nothing may change before the last gradient is known. Then every "
        "array moves by the same rule.",
    ),
    misconceptions=MISCONCEPTIONS,
)
