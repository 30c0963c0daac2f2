"""loss_and_gradients: a network with batch normalization and a penalty."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.training.full_answers import (
    ALTERNATIVES,
    loss_and_gradients,
)
from nncheck.specs.training.full_mistakes import MISCONCEPTIONS
from nncheck.specs.training.sections import GRADIENT

FORM = "the pair (loss, gradients), the gradients as a dictionary"


def problem(rng, penalty, n, d, m, k):
    """Parameters, a batch and a strength of the penalty."""
    params = {
        "W1": rng.normal(0, 1, (d, m)),
        "gamma": rng.uniform(0.5, 2, m),
        "beta": rng.normal(0, 0.5, m),
        "W2": rng.normal(0, 1, (m, k)),
        "b2": rng.normal(0, 0.5, k),
    }
    params = {name: np.round(w, 2) for name, w in params.items()}
    X, Y = rng.normal(0, 1, (n, d)), rng.normal(0, 1, (n, k))
    return params, np.round(X, 2), np.round(Y, 2), penalty


def _difference(value, want, names):
    if not isinstance(value, list) or len(value) != 2:
        asks = " (is there a `return`?)" if value is None else ""
        return Complaint(f"gave {show(value)[:120]}{asks}", FORM)
    if names is None:
        wrong = compare(want[0], value[0])
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} for the loss", wrong.expected)
    if not isinstance(value[1], dict):
        return Complaint(f"gave {show(value[1])[:120]} as gradients", FORM)
    for name in names:
        if name not in value[1]:
            return Complaint(f"left out the gradient of {name}", FORM)
        wrong = compare(want[1][name], value[1][name])
        if wrong:
            came = f"{wrong.came} for the gradient of {name}"
            return Complaint(came, wrong.expected)
    return None


def _probe(rng, sizes, penalty, names):
    args = problem(rng, penalty, *sizes)
    want = loss_and_gradients(*args)

    def judge(observation):
        return _difference(observation.value, want, names)

    n, d, m, k = sizes
    return Probe(
        args,
        words=f"loss_and_gradients(params, X, Y, {penalty:g}) with {n} "
        f"samples, {d} inputs, {m} hidden units and {k} outputs",
        judge=judge,
        expects=FORM,
    )


def _probes(*names):
    def probes(rng):
        penalty = int(rng.integers(2, 9)) / 10
        return [
            _probe(rng, (4, 2, 2, 1), 0.0, names or None),
            _probe(rng, (5, 3, 2, 2), penalty, names or None),
        ]

    return probes


EXERCISE = Exercise(
    page="training",
    name="loss_and_gradients",
    title="Pass the gradient check",
    minutes=10,
    section=GRADIENT,
    reference=loss_and_gradients,
    alternatives=ALTERNATIVES,
    arguments=("params", "X", "Y", "penalty"),
    parts=(
        Part("the loss", 1, _probes()),
        Part("the output layer", 1, _probes("W2", "b2")),
        Part("γ and β", 1, _probes("gamma", "beta")),
        Part("the first weights", 1, _probes("W1")),
    ),
    hints=(
        "First let the penalty be 0 and write the forward pass, line by "
        "line. Which arrays will the way back need again?",
        "The way back has the same stations in the opposite order. γ and β "
        "act on every sample, so their gradients are sums over the batch.",
        "Through the standardization leads the formula of the task. Mind "
        "that γ has its say before it.",
        "Now the penalty: differentiate λ/2 times w² for a single weight w. "
        "It appears twice in your code, and not for every parameter.",
    ),
    misconceptions=MISCONCEPTIONS,
)
