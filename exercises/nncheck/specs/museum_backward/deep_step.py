"""deep_step: the weights move while the error is still on its way back."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Steps, close
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_backward.models import (
    half_squares,
    sigmoid_network,
    start_network,
)
from nncheck.specs.museum_backward.sections import BUGS, LAYER
from nnlib.activations import sigmoid


def deep_step(X, Y, weights, biases, rate):
    """One step for layers of sigmoid units: the new weights and biases.

    weights: a list of matrices, the lowest layer first. biases: likewise.
    Cost: half of the squared error of a sample, averaged over the n samples.
    """
    outputs = [X]
    for W, b in zip(weights, biases, strict=True):
        outputs.append(sigmoid(outputs[-1] @ W + b))
    weights, biases = list(weights), list(biases)
    top = outputs[-1]
    delta = (top - Y) * top * (1 - top) / len(X)
    for layer in reversed(range(len(weights))):
        below = outputs[layer]
        weights[layer] = weights[layer] - rate * below.T @ delta
        biases[layer] = biases[layer] - rate * delta.sum(axis=0)
        delta = (delta @ weights[layer].T) * below * (1 - below)
    return weights, biases


W_STEP = """\
        weights[layer] = weights[layer] - rate * below.T @ delta
"""
B_STEP = """\
        biases[layer] = biases[layer] - rate * delta.sum(axis=0)
"""
BACK = """\
        delta = (delta @ weights[layer].T) * below * (1 - below)
"""
right = edit(
    deep_step,
    "right",
    (
        W_STEP,
        "        next_delta = (delta @ weights[layer].T) * below * (1 - below)"
        f"\n{W_STEP}",
    ),
    (BACK, "        delta = next_delta\n"),
)


# ------------------------------------------------------- other right answers


def errors_first(X, Y, weights, biases, rate):
    outputs = [X]
    for W, b in zip(weights, biases, strict=True):
        outputs.append(1 / (1 + np.exp(-(outputs[-1] @ W + b))))
    deltas = [(outputs[-1] - Y) * outputs[-1] * (1 - outputs[-1]) / len(Y)]
    for W, A in zip(weights[:0:-1], outputs[-2:0:-1], strict=True):
        deltas.insert(0, (deltas[0] @ W.T) * A * (1 - A))
    new_weights, new_biases = [], []
    for i in range(len(weights)):
        new_weights.append(weights[i] - rate * outputs[i].T @ deltas[i])
        new_biases.append(biases[i] - rate * deltas[i].sum(axis=0))
    return new_weights, new_biases


kept_weights = edit(
    deep_step,
    "kept_weights",
    ("    weights, biases = list(weights), list(biases)\n", ""),
    (
        "    top = outputs[-1]\n",
        "    old, weights, biases = weights, list(weights), list(biases)\n"
        "    top = outputs[-1]\n",
    ),
    ("delta @ weights[layer].T", "delta @ old[layer].T"),
)


def recursive(X, Y, weights, biases, rate):
    def visit(A, layer):
        """Step this layer and those above it; the error of A."""
        if layer == len(weights):
            return (A - Y) / len(X)
        W, b = weights[layer], biases[layer]
        above = sigmoid(A @ W + b)
        delta = visit(above, layer + 1) * above * (1 - above)
        new[layer] = W - rate * A.T @ delta, b - rate * delta.sum(axis=0)
        return delta @ W.T

    new: dict[int, tuple] = {}
    visit(X, 0)
    pairs = [new[layer] for layer in range(len(weights))]
    return [W for W, _ in pairs], tuple(b for _, b in pairs)


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=LAYER):
    return wrong(deep_step, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: a layer's weights have already made their "
        "step when the error goes back through them.",
        "Print the first weight of the upper layer where the forward pass "
        "uses it and where the way back uses it.",
        BUGS,
    ),
    _wrong(
        "error_moved_too_early",
        [(BACK, ""), (W_STEP, BACK + W_STEP)],
        "Now the error has gone on to the layer below before this layer has "
        "used it for its own step.",
        "Which layer does `delta` belong to when the weights move?",
    ),
    _wrong(
        "error_moved_before_the_bias",
        [(BACK, ""), (B_STEP, BACK + B_STEP)],
        "The weights use the layer's own error, but the biases get the one "
        "of the layer below.",
        "What has to happen before `delta` may be replaced?",
    ),
    _wrong(
        "callers_weights_changed",
        [("    weights, biases = list(weights), list(biases)\n", "")],
        "The lists are no longer copied, so the step changes the caller's "
        "own weights, and the error still goes back through new ones.",
        "What do `weights` outside hold after the call?",
    ),
    _wrong(
        "biases_not_moved",
        [
            (BACK, "        delta = upper\n"),
            (
                W_STEP,
                "        upper = (delta @ weights[layer].T) * below"
                f" * (1 - below)\n{W_STEP}",
            ),
            (B_STEP, ""),
        ],
        "The error goes back in time, but the biases do not learn any more.",
        "How many lists of parameters should change?",
    ),
    _wrong(
        "slope_dropped",
        [
            (BACK, "        delta = upper\n"),
            (W_STEP, f"        upper = delta @ weights[layer].T\n{W_STEP}"),
        ],
        "The order is right now, but the slope of the sigmoid is gone.",
        "What does the error meet first on its way back: the weights of the "
        "layer above or the bend of the units below?",
    ),
    _wrong(
        "smaller_rate",
        [("    outputs = [X]\n", "    outputs = [X]\n    rate /= 10\n")],
        "You made the rate smaller. The error that the bug makes shrinks "
        "with it, but it does not go away.",
        "Which line would be wrong at any rate?",
        BUGS,
    ),
    _wrong(
        "only_the_top_learns",
        [("reversed(range(len(weights)))", "[len(weights) - 1]")],
        "Only the uppermost layer moves now.",
        "Which layers does your loop visit?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _call(program, X, Y, params, rate):
    return program(X, Y, params[::2], params[1::2], rate)


BENCH = Steps(start_network, sigmoid_network, half_squares, _call)


def _depends_on_the_rate(program, bench):
    X, Y, params = bench.start(np.random.default_rng(0), 5)
    bench.hidden(params)
    slow = bench.gradients(program, X, Y, params, 1e-5)
    fast = bench.gradients(program, X, Y, params, 1.0)
    true = close(slow, bench.slopes(X, Y, params))
    return true and not close(slow, fast)


def measured():
    X, Y, params = start_network(np.random.default_rng(0), 20)
    slopes = BENCH.slopes(X, Y, params)
    off = []
    for rate in (0.01, 0.1, 1.0, 10.0):
        found = BENCH.gradients(deep_step, X, Y, params, rate)
        gap = np.abs(found[0] - slopes[0]).max() / np.abs(slopes[0]).max()
        off.append(f"{100 * gap:.2g} % at the rate {rate:g}")
    top = np.abs(found[2] - slopes[2]).max()
    return (
        f"the step of the upper layer is exact (off by {top:.0e}); that of "
        f"the lower one is off by {', '.join(off)}."
    )


def _probes(rng):
    probes = []
    for n, widths in ((1, (1, 2)), (2, (2, 2, 2)), (3, (2, 3, 2, 1))):
        X, Y = rng.normal(size=(n, widths[0])), rng.random((n, widths[-1]))
        pairs = list(zip(widths[:-1], widths[1:], strict=True))
        weights = [rng.normal(size=pair) for pair in pairs]
        biases = [rng.normal(size=pair[1]) for pair in pairs]
        sizes = "-".join(map(str, widths))
        words = f"deep_step for the network {sizes} and {n} samples"
        probes.append(Probe((X, Y, weights, biases, 2.0), words=words))
    return probes


EXERCISE = Exhibit(
    page="museum_backward",
    name="deep_step",
    title="Any number of layers",
    minutes=5,
    section=LAYER,
    reference=right,
    alternatives=(errors_first, kept_weights, recursive),
    arguments=("X", "Y", "weights", "biases", "rate"),
    parts=(Part("the repaired step", 2, _probes),),
    hints=(
        "Make the same step with the rates 0.001 and 10, and divide what "
        "changed by the rate. What should be equal is not.",
        "Follow one matrix of weights through the loop: when is it read, "
        "when is it written?",
    ),
    misconceptions=MISCONCEPTIONS,
    program=deep_step,
    bug="the update inside the backward loop",
    symptom="d",
    choices=(
        Choice(
            "The loss rises from the first step.",
            "The weights have moved only a little when the error goes "
            "through them, so the direction is nearly right.",
        ),
        Choice(
            "The step of the upper layer is wrong, those below it are right.",
            "It is the other way round: the upper layer moves before "
            "anything has gone wrong.",
        ),
        Choice(
            "The lower layers do not move at all.",
            "They do; the error reaches them.",
        ),
        Choice(
            "The loss falls; the lower layers' steps are off by a little, "
            "the more the higher the rate.",
            "The error goes back through weights that have made their step "
            "already. The smaller the step, the less it matters: a gradient "
            "check with a tiny rate finds nothing.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "the gradient depends on the learning rate",
        Steps,
        _depends_on_the_rate,
    ),
    bench=BENCH,
)
