"""line_step: a gradient that grows with the number of samples."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Steps
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_backward.models import LINE, start_line
from nncheck.specs.museum_backward.sections import BATCHES, BUGS, DOWN


def line_step(X, y, w, b, rate):
    """One step of gradient descent for a line: the new w and b.

    X: shape (n, d). y: shape (n,). w: shape (d,). b: a number.
    Cost: the mean squared error of the n samples.
    """
    prediction = X @ w + b
    error = prediction - y
    w_gradient = 2 * X.T @ error
    b_gradient = 2 * error.sum()
    w_new = w - rate * w_gradient
    b_new = b - rate * b_gradient
    return w_new, b_new


W_LINE, B_LINE = "2 * X.T @ error", "2 * error.sum()"
right = edit(
    line_step,
    "right",
    (W_LINE, "2 * X.T @ error / len(y)"),
    (B_LINE, "2 * error.mean()"),
)


# ------------------------------------------------------- other right answers


def sample_by_sample(X, y, w, b, rate):
    n, d = X.shape
    w_sum, b_sum = [0.0] * d, 0.0
    for i in range(n):
        e = sum(X[i][j] * w[j] for j in range(d)) + b - y[i]
        for j in range(d):
            w_sum[j] += 2 * e * X[i][j] / n
        b_sum += 2 * e / n
    moved = [w[j] - rate * w_sum[j] for j in range(d)]
    return np.array(moved), b - rate * b_sum


def in_float32(X, y, w, b, rate):
    error = ((X @ w + b - y) / len(y)).astype(np.float32)
    return w - 2 * rate * (error @ X), b - 2 * rate * error.sum()


def bias_as_a_weight(X, y, w, b, rate):
    X = np.column_stack([X, np.ones(len(X))])
    v = np.append(w, b)
    v -= rate * np.mean(2 * (X @ v - y)[:, None] * X, axis=0)
    return v[:-1], v[-1]


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=BATCHES):
    return wrong(line_step, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: your step adds up what the samples say and "
        "does not average it, so a batch twice as large moves twice as far.",
        "Make a step with a batch, and one with every sample of it doubled. "
        "The mean error is the same; are the steps?",
        BUGS,
    ),
    _wrong(
        "only_weights_averaged",
        [(W_LINE, "2 * X.T @ error / len(y)")],
        "The weights are averaged now, the bias is not.",
        "How many gradients does the program compute?",
    ),
    _wrong(
        "only_bias_averaged",
        [(B_LINE, "2 * error.mean()")],
        "The bias is averaged now, the weights are not.",
        "How many gradients does the program compute?",
    ),
    _wrong(
        "divided_by_features",
        [
            (W_LINE, "2 * X.T @ error / X.shape[1]"),
            (B_LINE, "2 * error.sum() / X.shape[1]"),
        ],
        "You divide by the number of features. The cost is the mean over "
        "samples.",
        "Which axis of X counts the samples?",
    ),
    _wrong(
        "divided_twice",
        [
            ("prediction - y", "(prediction - y) / len(y)"),
            (W_LINE, "2 * X.T @ error / len(y)"),
            (B_LINE, "2 * error.mean()"),
        ],
        "Now the mean is taken twice: with 100 samples the step is 100 times "
        "too small.",
        "How often does the number of samples divide, from the error to the "
        "step?",
    ),
    _wrong(
        "factor_two_lost",
        [(W_LINE, "X.T @ error / len(y)"), (B_LINE, "error.mean()")],
        "The average is right, but your step is half as long as it should "
        "be. The factor 2 belongs to the derivative of a square.",
        "What is the derivative of e² by e?",
        DOWN,
    ),
    _wrong(
        "rate_made_smaller",
        [("error = prediction - y", "error = prediction - y\n    rate /= 10")],
        "You made the learning rate smaller. That hides the bug for this "
        "batch; a batch of another size needs another rate again.",
        "Which rate would ten times as many samples need?",
    ),
    _wrong(
        "weights_averaged_to_one_number",
        [
            (W_LINE, "2 * (X.T @ error / len(y)).mean()"),
            (B_LINE, "2 * error.mean()"),
        ],
        "You average over the features as well, so that all weights move by "
        "the same amount.",
        "What shape has the gradient of w?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _scales_with_the_batch(program, bench):
    X, Y, params = bench.start(np.random.default_rng(0), 5)
    once = bench.gradients(program, X, Y, params)
    twice = np.concatenate([X, X]), np.concatenate([Y, Y])
    double = bench.gradients(program, *twice, params)
    return all(
        np.allclose(d, 2 * o, rtol=1e-4) and np.any(np.abs(o) > 1e-3)
        for o, d in zip(once, double, strict=True)
    )


def measured():
    steps = []
    for n in (10, 100):
        X, y, (w, b) = start_line(np.random.default_rng(1), n)
        w_new, _ = line_step(X, y, w, b, 0.01)
        w_right, _ = right(X, y, w, b, 0.01)
        factor = np.linalg.norm(w_new - w) / np.linalg.norm(w_right - w)
        steps.append(f"with {n} samples {factor:.0f} times as long")
    X, y, (w, b) = start_line(np.random.default_rng(1), 100)
    for _ in range(20):
        w, b = line_step(X, y, w, b, 0.02)
    loss = np.mean((X @ w + b - y) ** 2)
    return (
        f"the step is {', '.join(steps)} as it should be. With 100 samples "
        f"and the rate 0.02, which suits a mean, the loss after 20 steps is "
        f"{loss:.0e}."
    )


def _probes(rng):
    probes = []
    for n in (1, 2, 3, 5):
        X, y, (w, b) = start_line(rng, n)
        probes.append(Probe((X.round(1), y.round(1), w, float(b), 0.1)))
    return probes


EXERCISE = Exhibit(
    page="museum_backward",
    name="line_step",
    title="A line learns",
    minutes=4,
    section=DOWN,
    reference=right,
    alternatives=(sample_by_sample, in_float32, bias_as_a_weight),
    arguments=("X", "y", "w", "b", "rate"),
    parts=(Part("the repaired step", 2, _probes),),
    hints=(
        "Which rate works for 10 samples, and which for 1,000?",
        "The docstring says what the cost is. Write it as a formula and look "
        "for every piece of it in the program.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=line_step,
    bug="the forgotten mean",
    symptom="c",
    choices=(
        Choice(
            "The loss falls, but never below the variance of y.",
            "That would mean that the line does not use its inputs. It does; "
            "the direction of each step is right.",
        ),
        Choice(
            "An error: the shapes do not fit.",
            "All shapes fit. Summing over samples leaves one number for each "
            "weight, just as averaging does.",
        ),
        Choice(
            "With a few samples it works; with many the loss explodes at the "
            "same rate.",
            "The direction is right, the length grows with the batch. So the "
            "rate that suits one batch size is far too high for another.",
        ),
        Choice(
            "The weights are right in the end, the bias is not.",
            "Both gradients have the same mistake; where they are 0, they "
            "are rightly 0, for both.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "the step scales with the batch size", Steps, _scales_with_the_batch
    ),
    bench=LINE,
)
