"""network_step: the error goes back through the weights the wrong way."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Steps, close
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_backward.models import TANH_NETWORK, start_network
from nncheck.specs.museum_backward.sections import BUGS, LAYER, SLOPE


def network_step(X, Y, W1, b1, W2, b2, rate):
    """One step for a tanh layer and a linear one: the new W1, b1, W2, b2.

    X: shape (n, 2). Y: shape (n, 3). W1: shape (2, 3). W2: shape (3, 3).
    Cost: half of the squared error of a sample, averaged over the n samples.
    """
    A = np.tanh(X @ W1 + b1)
    output = A @ W2 + b2
    delta2 = (output - Y) / len(X)
    delta1 = (delta2 @ W2) * (1 - A**2)
    W2_new = W2 - rate * A.T @ delta2
    b2_new = b2 - rate * delta2.sum(axis=0)
    W1_new = W1 - rate * X.T @ delta1
    b1_new = b1 - rate * delta1.sum(axis=0)
    return W1_new, b1_new, W2_new, b2_new


BACK, SLOPES = "(delta2 @ W2)", "(1 - A**2)"
right = edit(network_step, "right", (BACK, "(delta2 @ W2.T)"))


# ------------------------------------------------------- other right answers


def in_columns(X, Y, W1, b1, W2, b2, rate):
    A = np.tanh(W1.T @ X.T + b1[:, None])
    delta2 = (W2.T @ A + b2[:, None] - Y.T) / X.shape[0]
    delta1 = W2 @ delta2 / np.cosh(W1.T @ X.T + b1[:, None]) ** 2
    return (
        W1 - rate * (delta1 @ X).T,
        b1 - rate * delta1 @ np.ones(len(X)),
        W2 - rate * (delta2 @ A.T).T,
        b2 - rate * delta2 @ np.ones(len(X)),
    )


def sample_by_sample(X, Y, W1, b1, W2, b2, rate):
    params = [W1.copy(), b1.copy(), W2.copy(), b2.copy()]
    for x, y in zip(X, Y, strict=True):
        a = np.tanh(x @ W1 + b1)
        delta2 = (a @ W2 + b2 - y) / len(X)
        delta1 = np.zeros(len(a))
        for i in range(len(a)):
            for j in range(len(delta2)):
                delta1[i] += W2[i, j] * delta2[j] * (1 - a[i] ** 2)
        grads = np.outer(x, delta1), delta1, np.outer(a, delta2), delta2
        for p, g in zip(params, grads, strict=True):
            p -= rate * g
    return params


def through_nnlib(X, Y, W1, b1, W2, b2, rate):
    from nnlib import Dense, Sequential, Tanh

    model = Sequential([Dense(2, 3), Tanh(), Dense(3, 3)], rng=0)
    model.set_weights([W1, b1, W2, b2])
    model.backward((model.forward(X, training=True) - Y) / len(X))
    pairs = zip(model.params, model.grads, strict=True)
    return tuple(p - rate * g for p, g in pairs)


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=LAYER):
    return wrong(network_step, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there. The error of output unit j goes back to "
        "hidden unit i with the weight that leads from i to j; your product "
        "takes the one from j to i. Only a square matrix lets that pass.",
        "Give the hidden layer four units: which product still fits?",
        BUGS,
    ),
    _wrong(
        "slope_dropped",
        [(BACK + " * " + SLOPES, "delta2 @ W2.T")],
        "The way through the weights is right now, but the slope of the tanh "
        "is gone.",
        "What happens to the error on its way back through a tanh?",
        SLOPE,
    ),
    _wrong(
        "slope_of_the_output",
        [(BACK + " * " + SLOPES, "(delta2 @ W2.T) * (1 - np.tanh(A)**2)")],
        "You take the slope of tanh at A. A is the output of the tanh; the "
        "slope belongs to its input.",
        "The slope at z is 1 − tanh(z)². What is tanh(z) called here?",
        SLOPE,
    ),
    _wrong(
        "weights_left_out",
        [(BACK, "delta2")],
        "The error of the outputs goes to the hidden units as it is, without "
        "the weights in between.",
        "By how much does an output change when a hidden unit gives a bit "
        "more?",
    ),
    _wrong(
        "error_spread_evenly",
        [(BACK, "delta2.sum(axis=1, keepdims=True)")],
        "Every hidden unit gets the same error. How much it is to blame "
        "depends on its own weights.",
        "Which weights lead away from hidden unit 1?",
    ),
    _wrong(
        "inverse",
        [(BACK, "(delta2 @ np.linalg.inv(W2))")],
        "You go back with the inverse of W2. The way back asks how much the "
        "cost changes; it does not undo the layer.",
        "What would you do with a W2 that has no inverse?",
    ),
    _wrong(
        "new_weights_used",
        [
            (
                "    delta1 = (delta2 @ W2) * (1 - A**2)\n"
                "    W2_new = W2 - rate * A.T @ delta2\n",
                "    W2_new = W2 - rate * A.T @ delta2\n"
                "    delta1 = (delta2 @ W2_new.T) * (1 - A**2)\n",
            )
        ],
        "The direction is right now, but the error goes back through the "
        "weights after their step. The forward pass used the old ones.",
        "With which weights were the outputs computed?",
        BUGS,
    ),
)


# ---------------------------------------------------------------- the symptom


def _right_if_symmetric(program, bench):
    X, Y, params = bench.start(np.random.default_rng(0), 5)
    bench.hidden(params)
    rate = 1e-6
    slopes = bench.slopes(X, Y, params)
    if close(bench.gradients(program, X, Y, params, rate), slopes, 1e-4):
        return False
    params[2] = (params[2] + params[2].T) / 2
    slopes = bench.slopes(X, Y, params)
    return close(bench.gradients(program, X, Y, params, rate), slopes, 1e-4)


def measured():
    X, Y, params = start_network(np.random.default_rng(0), 20)
    slopes = TANH_NETWORK.slopes(X, Y, params)
    found = TANH_NETWORK.gradients(network_step, X, Y, params)
    worst = [np.abs(f - s).max() for f, s in zip(found, slopes, strict=True)]
    losses = {}
    for program in (network_step, right):
        new = params
        for _ in range(300):
            W1, b1, W2, b2 = new
            new = program(X, Y, W1, b1, W2, b2, 0.1)
        losses[program] = TANH_NETWORK.cost(Y, TANH_NETWORK.forward(X, *new))
    start = TANH_NETWORK.cost(Y, TANH_NETWORK.forward(X, *params))
    broken, good = losses.values()
    return (
        f"the gradient check finds W2 and b2 right (off by at most "
        f"{max(worst[2:]):.0e}) and W1 and b1 wrong (off by up to "
        f"{max(worst[:2]):.2f}). In 300 steps the loss falls from "
        f"{start:.2f} to {broken:.2f}; the repaired program reaches "
        f"{good:.2f}."
    )


def _probes(rng):
    probes = []
    for n in (1, 2, 4):
        X, Y, params = start_network(rng, n)
        words = f"network_step for a batch of {n} at the rate 0.5"
        probes.append(Probe((X, Y, *params, 0.5), words=words))
    return probes


EXERCISE = Exhibit(
    page="museum_backward",
    name="network_step",
    title="A network with square weights",
    minutes=5,
    section=LAYER,
    reference=right,
    alternatives=(in_columns, sample_by_sample, through_nnlib),
    arguments=("X", "Y", "W1", "b1", "W2", "b2", "rate"),
    parts=(Part("the repaired step", 2, _probes),),
    hints=(
        "Compare each of the four gradients with a difference quotient. "
        "Which ones are wrong, and what do they have in common?",
        "Change the number of outputs from 3 to 1 and follow the shapes, "
        "line by line.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=network_step,
    bug="the wrong transpose",
    symptom="b",
    choices=(
        Choice(
            "An error: the shapes do not fit.",
            "With W2 of shape (3, 3) every order fits. That is why tests use "
            "layers of different widths.",
        ),
        Choice(
            "The loss falls all the same; a gradient check finds fault with "
            "W1 and b1 only.",
            "The upper layer learns as it should, on top of a lower layer "
            "that moves in wrong directions. Nothing looks broken.",
        ),
        Choice(
            "The loss rises from the first step.",
            "The upper layer's step is right and brings the loss down.",
        ),
        Choice(
            "All gradients are wrong by the same factor.",
            "The gradients of W2 and b2 are computed before the error goes "
            "back; they are right.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "the lower layer's gradient is right only for symmetric weights",
        Steps,
        _right_if_symmetric,
    ),
    bench=TANH_NETWORK,
)
