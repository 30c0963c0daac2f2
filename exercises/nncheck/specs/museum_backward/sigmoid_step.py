"""sigmoid_step: the slope is taken at the output of the unit."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Steps
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_backward.models import (
    SIGMOID_NETWORK,
    start_network,
)
from nncheck.specs.museum_backward.sections import BUGS, LAYER, SLOPE, SURE
from nnlib.activations import sigmoid, sigmoid_prime


def sigmoid_step(X, Y, W1, b1, W2, b2, rate):
    """One step for two layers of sigmoid units: the new W1, b1, W2, b2.

    X: shape (n, d). Y: zeros and ones, shape (n, k).
    Cost: the binary cross-entropy, summed over the k outputs of a sample
    and averaged over the n samples.
    """
    A1 = sigmoid(X @ W1 + b1)
    A2 = sigmoid(A1 @ W2 + b2)
    delta2 = (A2 - Y) / len(X)
    delta1 = (delta2 @ W2.T) * sigmoid_prime(A1)
    W2_new = W2 - rate * A1.T @ delta2
    b2_new = b2 - rate * delta2.sum(axis=0)
    W1_new = W1 - rate * X.T @ delta1
    b1_new = b1 - rate * delta1.sum(axis=0)
    return W1_new, b1_new, W2_new, b2_new


SLOPES, OUTPUT = "sigmoid_prime(A1)", "(A2 - Y) / len(X)"
right = edit(
    sigmoid_step,
    "right",
    (
        "    A1 = sigmoid(X @ W1 + b1)",
        "    Z1 = X @ W1 + b1\n    A1 = sigmoid(Z1)",
    ),
    (SLOPES, "sigmoid_prime(Z1)"),
)


# ------------------------------------------------------- other right answers


from_the_outputs = edit(
    sigmoid_step, "from_the_outputs", (SLOPES, "A1 * (1 - A1)")
)
sums_again = edit(
    sigmoid_step, "sums_again", (SLOPES, "sigmoid_prime(X @ W1 + b1)")
)


def with_loops(X, Y, W1, b1, W2, b2, rate):
    new = [np.array(p, dtype=np.float64) for p in (W1, b1, W2, b2)]
    for x, y in zip(X, Y, strict=True):
        z = b1 + sum(x[i] * W1[i] for i in range(len(x)))
        a = np.array([1 / (1 + np.exp(-v)) for v in z])
        error = (1 / (1 + np.exp(-(a @ W2 + b2))) - y) / len(X)
        slope = np.exp(-z) / (1 + np.exp(-z)) ** 2
        back = np.array([error @ row for row in W2]) * slope
        new[0] -= rate * np.outer(x, back)
        new[1] -= rate * back
        new[2] -= rate * np.outer(a, error)
        new[3] -= rate * error
    return new


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=SLOPE):
    return wrong(sigmoid_step, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the slope of a unit belongs to its input, "
        "the weighted sum; you take it at the unit's output.",
        "Which numbers can come out of sigmoid? And which slopes has it "
        "there?",
        BUGS,
    ),
    _wrong(
        "slope_dropped",
        [(" * " + SLOPES, "")],
        "You took the slope away. A unit that is hardly moved by its input "
        "would then learn as fast as one that reacts strongly.",
        "How much does sigmoid(z) change near z = 10?",
    ),
    _wrong(
        "sign_flipped",
        [(SLOPES, "(A1 * (A1 - 1))")],
        "Your slope is negative. The sigmoid rises everywhere.",
        "Is a − 1 positive or negative for an output a of a sigmoid?",
    ),
    _wrong(
        "slope_of_tanh",
        [(SLOPES, "(1 - A1**2)")],
        "That is the slope of tanh. These units are sigmoids.",
        "What is the slope of the sigmoid at z = 0? And what does your "
        "formula give there?",
    ),
    _wrong(
        "slope_of_the_layer_above",
        [(SLOPES, "sigmoid_prime(A1 @ W2 + b2)")],
        "That is the slope of the output units; the error on its way back "
        "has reached the hidden ones.",
        "Between which two layers does the error stand in this line?",
        LAYER,
    ),
    _wrong(
        "slope_at_the_output_too",
        [
            (SLOPES, "(A1 * (1 - A1))"),
            (OUTPUT, "(A2 - Y) * A2 * (1 - A2) / len(X)"),
        ],
        "The hidden slope is right now, but you gave the output units a "
        "slope, too. With the cross-entropy it cancels.",
        "Multiply the derivative of the loss by that of the sigmoid and "
        "simplify.",
        SURE,
    ),
    _wrong(
        "activated_twice",
        [(SLOPES, "sigmoid_prime(sigmoid(A1))")],
        "You apply the sigmoid once more before you take the slope: even "
        "further away from the weighted sum.",
        "What went into the hidden units?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _saturated_units_learn(program, bench):
    X, Y, params = bench.start(np.random.default_rng(0), 5)
    bench.hidden(params)
    params[1] = params[1] + 40  # every hidden unit is at its upper end
    gradient = bench.gradients(program, X, Y, params, 1e-2)[0]
    return np.abs(gradient).max() > 1e-3


def measured():
    z = np.array([0.0, 2.0, 5.0, 10.0])
    pairs = [
        f"{sigmoid_prime(v):.5f} and {sigmoid_prime(sigmoid(v)):.3f}"
        for v in z
    ]
    X, Y, params = start_network(np.random.default_rng(0), 20)
    slopes = SIGMOID_NETWORK.slopes(X, Y, params)
    found = SIGMOID_NETWORK.gradients(sigmoid_step, X, Y, params)
    ratio = np.linalg.norm(found[0]) / np.linalg.norm(slopes[0])
    top = np.abs(found[2] - slopes[2]).max()
    return (
        "true slope and the one used, at z = 0, 2, 5, 10: "
        f"{'; '.join(pairs)}. On twenty samples the gradient of W1 is "
        f"{ratio:.1f} times too long, that of W2 is right (off by at most "
        f"{top:.0e})."
    )


def _probes(rng):
    probes = []
    for n in (1, 2, 4):
        X, Y, params = start_network(rng, n)
        words = f"sigmoid_step for a batch of {n} at the rate 0.5"
        probes.append(Probe((2 * X, Y, *params, 0.5), words=words))
    return probes


EXERCISE = Exhibit(
    page="museum_backward",
    name="sigmoid_step",
    title="A network of sigmoids",
    minutes=5,
    section=LAYER,
    reference=right,
    alternatives=(from_the_outputs, sums_again, with_loops),
    arguments=("X", "Y", "W1", "b1", "W2", "b2", "rate"),
    parts=(Part("the repaired step", 2, _probes),),
    hints=(
        "Try `sigmoid_prime(0)` and `sigmoid_prime(sigmoid(0))`. Which of "
        "the two is the slope of a unit whose sum is 0?",
        "What the forward pass computes on its way can be kept in a variable "
        "of its own.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=sigmoid_step,
    bug="σ′ of the activation",
    symptom="b",
    choices=(
        Choice(
            "The gradients of the hidden layer are exactly 0.",
            "They would be if the slope were 0; the one that is used is "
            "never below 0.19.",
        ),
        Choice(
            "The loss falls, but saturated hidden units learn as if they "
            "were in the middle of their range.",
            "An output lies between 0 and 1, where the sigmoid is almost "
            "straight. So every unit gets nearly the same slope, about 0.2 "
            "to 0.25, whatever its sum is.",
        ),
        Choice(
            "The loss rises from the first step.",
            "A wrong but positive slope keeps the sign of every hidden "
            "unit's error.",
        ),
        Choice(
            "Only the output layer learns something wrong.",
            "Its error is complete before the slope is used.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "saturated hidden units have a large gradient",
        Steps,
        _saturated_units_learn,
    ),
    bench=SIGMOID_NETWORK,
)
