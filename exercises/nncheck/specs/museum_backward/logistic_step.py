"""logistic_step: uphill instead of downhill."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Steps
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_backward.models import (
    LOGISTIC,
    logistic,
    start_logistic,
    surprise,
)
from nncheck.specs.museum_backward.sections import BATCHES, DOWN, NEURON, SURE
from nnlib.activations import sigmoid


def logistic_step(X, y, w, b, rate):
    """One step of gradient descent for a sigmoid neuron: the new w and b.

    X: shape (n, d). y: zeros and ones, shape (n,). w: shape (d,).
    Cost: the binary cross-entropy, averaged over the n samples.
    """
    p = sigmoid(X @ w + b)
    error = y - p
    w_gradient = X.T @ error / len(y)
    b_gradient = error.mean()
    w_new = w - rate * w_gradient
    b_new = b - rate * b_gradient
    return w_new, b_new


ERROR, W_STEP, B_STEP = "y - p", "w - rate *", "b - rate *"
right = edit(logistic_step, "right", (ERROR, "p - y"))


# ------------------------------------------------------- other right answers


plus = edit(
    logistic_step, "plus", (W_STEP, "w + rate *"), (B_STEP, "b + rate *")
)


def sample_by_sample(X, y, w, b, rate):
    w_new, b_new = np.array(w, dtype=float), float(b)
    for x, label in zip(X, y, strict=True):
        z = float(b)
        for w_i, x_i in zip(w, x, strict=True):
            z += w_i * x_i
        too_much = 1 / (1 + np.exp(-z)) - label
        w_new -= rate * too_much * x / len(y)
        b_new -= rate * too_much / len(y)
    return w_new, b_new


def with_autodiff(X, y, w, b, rate):
    from nnlib.autodiff import Value

    weights = [Value(float(v)) for v in w]
    bias = Value(float(b))
    cost = Value(0.0)
    for x, label in zip(X, y, strict=True):
        z = bias
        for weight, v in zip(weights, x, strict=True):
            z = z + weight * float(v)
        p = z.sigmoid()
        yes, no = p.log() * float(label), (1 - p).log() * float(1 - label)
        cost = cost - (yes + no) * (1 / len(y))
    cost.backward()
    slopes = np.array([weight.grad for weight in weights])
    return w - rate * slopes, b - rate * bias.grad


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=DOWN):
    return wrong(logistic_step, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the step goes uphill. The error is target "
        "minus output, and then it is subtracted.",
        "One sample, target 1, output 0.2: should the bias grow or shrink?",
    ),
    _wrong(
        "only_weights_downhill",
        [(W_STEP, "w + rate *")],
        "The weights go downhill now, the bias still climbs.",
        "How many parameters make a step?",
    ),
    _wrong(
        "only_bias_downhill",
        [(B_STEP, "b + rate *")],
        "The bias goes downhill now, the weights still climb.",
        "How many parameters make a step?",
    ),
    _wrong(
        "absolute_error",
        [(ERROR, "np.abs(p - y)")],
        "You took the sign of the error away. Without it the neuron does "
        "not know in which direction it was wrong.",
        "Two samples with opposite mistakes: should they push the bias the "
        "same way?",
        NEURON,
    ),
    _wrong(
        "slope_of_the_sigmoid",
        [(ERROR, "(p - y) * p * (1 - p)")],
        "The direction is right, but you added the slope of the sigmoid. "
        "With the cross-entropy it cancels.",
        "How fast should a neuron learn that is surely wrong?",
        SURE,
    ),
    _wrong(
        "hard_decisions",
        [(ERROR, "(p > 0.5) - y")],
        "You compare the decision with the target. A probability of 0.51 "
        "then counts as a perfect yes and teaches nothing more.",
        "Which number does the cross-entropy look at: 0.51 or 1?",
        SURE,
    ),
    _wrong(
        "mean_lost",
        [
            (ERROR, "p - y"),
            ("X.T @ error / len(y)", "X.T @ error"),
            ("error.mean()", "error.sum()"),
        ],
        "The direction is right now, but the mean over the samples is gone.",
        "How long is the step with twice as many samples?",
        BATCHES,
    ),
)


# ---------------------------------------------------------------- the symptom


def _goes_up(program, bench):
    X, Y, params = bench.start(np.random.default_rng(0), 20)
    new = bench.step(program, X, Y, params, 1e-4)
    before = bench.cost(Y, bench.forward(X, *params))
    return bench.cost(Y, bench.forward(X, *new)) > before


def measured():
    X, y, (w, b) = start_logistic(np.random.default_rng(0), 50)
    losses, right_ones = [], []
    for _ in range(4):
        p = logistic(X, w, b)
        losses.append(f"{surprise(y, p):.2f}")
        right_ones.append(f"{100 * np.mean((p > 0.5) == y):.0f}")
        for _ in range(10):
            w, b = logistic_step(X, y, w, b, 0.1)
    return (
        f"after 0, 10, 20 and 30 steps the loss is {', '.join(losses)} and "
        f"{', '.join(right_ones)} % of the samples are on their side."
    )


def _probes(rng):
    probes = []
    for n in (1, 2, 4):
        X, y, (w, b) = start_logistic(rng, n)
        args = X.round(1), y, w.round(2), round(float(b), 2)
        probes.append(Probe((*args, 0.5)))
    return probes


EXERCISE = Exhibit(
    page="museum_backward",
    name="logistic_step",
    title="Yes or no",
    minutes=4,
    section=DOWN,
    reference=right,
    alternatives=(plus, sample_by_sample, with_autodiff),
    arguments=("X", "y", "w", "b", "rate"),
    parts=(Part("the repaired step", 2, _probes),),
    hints=(
        "Take one sample and one step. Is the new output nearer to the "
        "target?",
        "There are two conventions, target minus output and output minus "
        "target. Each goes with a sign of its own in the step.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=logistic_step,
    bug="ascent instead of descent",
    symptom="d",
    choices=(
        Choice(
            "The loss stays where it is.",
            "The gradients are not 0, so something moves.",
        ),
        Choice(
            "The loss becomes negative.",
            "The negative logarithm of a probability cannot be negative, "
            "whatever the weights are.",
        ),
        Choice(
            "The loss falls to the lowest value, then jumps up and down.",
            "That is the sign of a rate that is too high. Here not even the "
            "first step goes down.",
        ),
        Choice(
            "The loss rises from the first step, however small the rate.",
            "The gradient points uphill, and the step follows it. A smaller "
            "rate only climbs more slowly.",
        ),
    ),
    measured=measured,
    detector=Detector("even a tiny step raises the cost", Steps, _goes_up),
    bench=LOGISTIC,
)
