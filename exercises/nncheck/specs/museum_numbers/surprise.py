"""surprise: the logarithm of zero."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Losses
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_numbers.sections import SURE


def surprise(Y, P):
    """The cross-entropy, averaged over n samples: a number.

    Y: one-hot targets, shape (n, k). P: probabilities, shape (n, k).
    A probability below 1e-12 counts as 1e-12.
    """
    logarithms = np.log(P)
    losses = -np.sum(Y * logarithms, axis=1)
    return losses.mean()


LOG, SUM, MEAN = "np.log(P)", "Y * logarithms", "losses.mean()"
right = edit(surprise, "right", (LOG, "np.log(np.maximum(P, 1e-12))"))


# ------------------------------------------------------- other right answers


clipped = edit(surprise, "clipped", (LOG, "np.log(np.clip(P, 1e-12, 1))"))


def picked(Y, P):
    chosen = P[np.arange(len(Y)), Y.argmax(axis=1)]
    return float(np.mean(-np.log(np.where(chosen < 1e-12, 1e-12, chosen))))


def with_loops(Y, P):
    total = 0.0
    for target, row in zip(Y.tolist(), P.tolist(), strict=True):
        for t, p in zip(target, row, strict=True):
            if t:
                total -= t * np.log(p if p > 1e-12 else 1e-12)
    return total / len(Y)


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint):
    return wrong(surprise, name, changes, message, SURE, hint)


FLOOR = "np.log(np.maximum(P, 1e-12))"
MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: where P holds a 0 the logarithm is "
        "−infinity, and 0 times −infinity is not a number.",
        "What is `0 * np.log(0.0)` in NumPy?",
    ),
    _wrong(
        "picked_without_floor",
        [(SUM, "np.where(Y > 0, logarithms, 0)")],
        "The classes that are not meant no longer disturb, but where the "
        "right class itself has the probability 0 the loss is infinite.",
        "What does the docstring say about a probability of 0?",
    ),
    _wrong(
        "zeros_skipped",
        [(LOG, "np.where(P > 0, np.log(np.maximum(P, 1e-12)), 0)")],
        "You skip probabilities of 0. Then being surely wrong costs nothing "
        "at all.",
        "Target class 1, probabilities (1, 0): how large should the loss be?",
    ),
    _wrong(
        "nan_to_zero",
        [(SUM, "np.nan_to_num(Y * logarithms)")],
        "You repair the product after the accident: NaN becomes 0, but the "
        "infinity of a wrong certainty becomes the largest number there is.",
        "Which number should never be the argument of the logarithm?",
    ),
    _wrong(
        "large_floor",
        [(LOG, "np.log(P + 0.01)")],
        "You add so much to the probabilities that ordinary losses change, "
        "and a perfect answer gets a negative one.",
        "What is the loss of a right answer with the probability 1?",
    ),
    _wrong(
        "one_added",
        [(LOG, "np.log1p(P)")],
        "You take the logarithm of 1 + P. It is safe at 0, but it is another "
        "function: the loss of a good answer becomes negative.",
        "What should the loss of a right answer with probability 1 be?",
    ),
    _wrong(
        "averaged_over_classes",
        [(LOG, FLOOR), ("np.sum(", "np.mean(")],
        "Zeros are safe now, but you average over the classes as well; the "
        "loss is k times too small.",
        "How many entries of a row of Y are 1?",
    ),
)


# ---------------------------------------------------------------- the symptom


def one_hot_example(rng):
    Y = np.eye(3)[rng.integers(3, size=4)]
    return Y, Y.copy()


def _not_a_number(program, bench):
    targets, outputs = bench.example(np.random.default_rng(0))
    with np.errstate(all="ignore"):
        return not np.isfinite(program(targets, outputs))


def measured():
    Y, P = np.eye(2), np.array([[0.9, 0.1], [0.2, 0.8]])
    sure = np.array([[1.0, 0.0], [0.2, 0.8]])
    with np.errstate(all="ignore"):
        values = surprise(Y, P), surprise(Y, sure)
    return (
        f"two good answers have the loss {values[0]:.2f}; when one of them "
        f"is perfect, (1, 0), the loss is {values[1]:.2f}. The repaired "
        f"program gives {right(Y, sure):.2f}."
    )


def _probes(rng):
    probes = [Probe((np.array([[1.0, 0.0]]), np.array([[1.0, 0.0]])))]
    probes.append(Probe((np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]]))))
    for n, k in ((2, 2), (2, 3), (3, 3)):
        P = rng.dirichlet(np.ones(k), size=n).round(2)
        P[0] = np.eye(k)[rng.integers(k)]
        Y = np.eye(k)[rng.integers(k, size=n)]
        probes.append(Probe((Y, P)))
    return probes


EXERCISE = Exhibit(
    page="museum_numbers",
    name="surprise",
    title="The price of a prediction",
    minutes=4,
    section=SURE,
    reference=right,
    alternatives=(clipped, picked, with_loops),
    arguments=("Y", "P"),
    parts=(Part("the repaired loss", 2, _probes),),
    hints=(
        "Try the smallest case: one sample, two classes, and a network that "
        "is right and quite sure.",
        "Which argument must the logarithm never get? The docstring says "
        "what to take in its place.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=surprise,
    bug="log(0)",
    symptom="c",
    choices=(
        Choice(
            "Python stops with a `ZeroDivisionError`.",
            "NumPy does not stop: it warns, once, and calculates on with "
            "−infinity.",
        ),
        Choice(
            "The loss of a sure and wrong answer is 0.",
            "The logarithm of a small number is large and negative; it is "
            "the certain ones that matter, but not in this way.",
        ),
        Choice(
            "The better the network becomes, the more likely the loss is "
            "`nan`.",
            "A perfect answer holds zeros for the other classes. There 0 is "
            "multiplied by −infinity, which is not a number, and one `nan` "
            "makes the mean `nan`.",
        ),
        Choice(
            "The loss is k times too large, k the number of classes.",
            "The one-hot rows keep one logarithm each.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "a perfect answer's loss is no number", Losses, _not_a_number
    ),
    bench=Losses(one_hot_example),
)
