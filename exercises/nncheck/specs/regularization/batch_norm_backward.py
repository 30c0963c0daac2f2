"""batch_norm_backward(X, gamma, grad_output, epsilon): the way down."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.regularization.batch_norm_backward_answers import (
    ALTERNATIVES,
    batch_norm_backward,
)
from nncheck.specs.regularization.batch_norm_backward_mistakes import (
    MISCONCEPTIONS,
)
from nncheck.specs.regularization.sections import BACK

RESULTS = ("grad_X", "grad_gamma", "grad_beta")


def _triple(value):
    return value if isinstance(value, list) and len(value) == 3 else None


def _probe(args, places):
    want = batch_norm_backward(*args)

    def judge(observation):
        triple = _triple(observation.value)
        if triple is None:
            came = f"gave {show(observation.value)}"
            return Complaint(came, "grad_X, grad_gamma, grad_beta")
        for place in places:
            wrong = compare(want[place], triple[place], 1e-4)
            if wrong:
                came = f"{wrong.came} for {RESULTS[place]}"
                return Complaint(came, wrong.expected)
        return None

    def symptom(value):
        triple = _triple(value)
        return "no triple" if triple is None else [triple[p] for p in places]

    X, gamma, grad_output, epsilon = args
    words = f"batch_norm_backward(X, gamma, grad_output, {epsilon:g})"
    if X.size <= 6:
        words += (
            f" with X = {show(X)}, gamma = {show(gamma)}, "
            f"grad_output = {show(grad_output)}"
        )
    else:
        words += f" with X of shape {X.shape}"
    return Probe(
        args,
        words=words,
        judge=judge,
        expects=f"{RESULTS[places[0]]} of shape {want[places[0]].shape}",
        symptom=symptom,
    )


def _probes(places):
    def probes(rng):
        made = []
        for m, d in ((3, 1), (3, 2), (6, 3)):
            means, spreads = rng.uniform(2, 4, d), rng.uniform(1, 3, d)
            X = np.round(means + spreads * rng.normal(size=(m, d)), 1)
            X[0] = X[1] + 1  # never constant
            gamma = np.round(rng.uniform(1.5, 3, d), 1)
            grad_output = np.round(rng.uniform(0.3, 2, (m, d)), 1)
            grad_output[0] += 1
            epsilon = round(float(rng.uniform(0.1, 0.4)), 2)
            made.append(_probe((X, gamma, grad_output, epsilon), places))
        return made

    return probes


EXERCISE = Exercise(
    page="regularization",
    name="batch_norm_backward",
    title="Batch normalization, backward",
    minutes=8,
    section=BACK,
    reference=batch_norm_backward,
    alternatives=ALTERNATIVES,
    arguments=("X", "gamma", "grad_output", "epsilon"),
    parts=(
        Part("the gradients by gamma and beta", 1, _probes((1, 2))),
        Part("the gradient by X", 3, _probes((0,))),
    ),
    hints=(
        "First compute what the way up needed: the root and x̂. Then γ and "
        "β, whose gradients are sums over the batch.",
        "What arrives at x̂ is γ times what arrives at y. From it two things "
        "are taken out before it is divided by the root.",
        "Check yourself: for every unit the gradients by X of all examples "
        "add up to 0, because moving all of them together changes nothing.",
    ),
    misconceptions=MISCONCEPTIONS,
)
