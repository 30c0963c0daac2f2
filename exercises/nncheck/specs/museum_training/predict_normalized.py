"""predict_normalized: a sample is measured against its batch."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Rows
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_training.sections import BATCHNORM


def predict_normalized(X, mean, variance, gamma, beta, w, b):
    """The answers of a trained network to new samples, shape (n,).

    Batch normalization, then a linear neuron. mean and variance, of shape
    (d,), are the running ones that were collected in training.
    """
    center = X.mean(axis=0)
    spread = X.var(axis=0)
    normalized = (X - center) / np.sqrt(spread + 1e-5)
    Z = gamma * normalized + beta
    return Z @ w + b


CENTER, SPREAD = "center = X.mean(axis=0)", "spread = X.var(axis=0)"
ROOT = "np.sqrt(spread + 1e-5)"
GOOD = [(CENTER, "center = mean"), (SPREAD, "spread = variance")]
right = edit(predict_normalized, "right", *GOOD)


# ------------------------------------------------------- other right answers


def with_loops(X, mean, variance, gamma, beta, w, b):
    answers = []
    for x in X:
        z = b
        for j in range(len(w)):
            unit = (x[j] - mean[j]) / (variance[j] + 1e-5) ** 0.5
            z += w[j] * (gamma[j] * unit + beta[j])
        answers.append(z)
    return np.array(answers)


def folded(X, mean, variance, gamma, beta, w, b):
    slope = np.float32(gamma / np.sqrt(variance + 1e-5))
    return X @ (slope * w) + ((beta - mean * slope) @ w + b)


def through_nnlib(X, mean, variance, gamma, beta, w, b):
    from nnlib import BatchNormalization

    layer = BatchNormalization(len(w))
    layer.build(np.random.default_rng(0), np.float64)
    layer.params["gamma"], layer.params["beta"] = gamma, beta
    layer.state["running_mean"][:] = mean
    layer.state["running_variance"][:] = variance
    return layer.forward(X, training=False) @ w + b


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint):
    return wrong(predict_normalized, name, changes, message, BATCHNORM, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: new samples are measured by the mean and "
        "the variance of the batch they happen to come in.",
        "Ask about one sample alone. What is left of it after its own mean "
        "is subtracted?",
    ),
    _wrong(
        "only_the_mean",
        [(CENTER, "center = mean")],
        "The mean is that of training now; the variance is still that of "
        "the batch.",
        "What is the variance of a batch of one sample?",
    ),
    _wrong(
        "only_the_variance",
        [(SPREAD, "spread = variance")],
        "The variance is that of training now; the mean is still that of "
        "the batch.",
        "What is left of one sample after its own mean is subtracted?",
    ),
    _wrong(
        "root_left_out",
        [*GOOD, (ROOT, "(spread + 1e-5)")],
        "You divide by the variance. The spread that makes units of equal "
        "size is its root.",
        "In which unit is the variance of lengths in meters?",
    ),
    _wrong(
        "mixed",
        [
            (CENTER, "center = 0.9 * mean + 0.1 * X.mean(axis=0)"),
            (SPREAD, "spread = 0.9 * variance + 0.1 * X.var(axis=0)"),
        ],
        "You let the batch move the running values. That is done in "
        "training; an answer must not depend on its neighbors.",
        "Which of the arguments may the answer to a sample depend on?",
    ),
    _wrong(
        "not_normalized",
        [("(X - center) / " + ROOT, "X")],
        "You left the normalization out. The weights that follow were "
        "trained on normalized numbers.",
        "What does the neuron expect as input: lengths or deviations?",
    ),
    _wrong(
        "scale_forgotten",
        [*GOOD, ("gamma * normalized + beta", "normalized")],
        "The statistics are right now, but gamma and beta have gone. They "
        "were learned together with the weights.",
        "Which arguments does your program not use?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _blind_to_scale_and_place(program, bench):
    X = np.random.default_rng(0).normal(size=(6, bench.columns))
    here = np.asarray(bench.call(program, X, 0))
    there = np.asarray(bench.call(program, 100 + 3 * X, 0))
    spread = np.ptp(here)
    return spread > 1e-3 and np.allclose(here, there, atol=1e-3 * spread)


SETTINGS = (
    np.array([5.0, -2.0]),
    np.array([4.0, 1.0]),
    np.array([1.5, 0.5]),
    np.array([0.0, 1.0]),
    np.array([2.0, -1.0]),
    0.5,
)


def _call(program, X, seed):
    return program(X, *SETTINGS)


def measured():
    x, y = np.array([[9.0, -1.0]]), np.array([[1.0, -4.0]])
    alone = [predict_normalized(v, *SETTINGS)[0] for v in (x, y)]
    pair = predict_normalized(np.concatenate([x, y]), *SETTINGS)[0]
    true = [right(v, *SETTINGS)[0] for v in (x, y)]
    return (
        f"two very different samples, each asked about alone, get the "
        f"answers {alone[0]:.2f} and {alone[1]:.2f}; together with the other "
        f"one the first gets {pair:.2f}. The repaired program says "
        f"{true[0]:.2f} and {true[1]:.2f}."
    )


def _probes(rng):
    probes = []
    for n, d in ((1, 2), (2, 2), (4, 3)):
        mean, beta, w = rng.normal(size=(3, d)).round(1)
        variance, gamma = rng.uniform(0.5, 3, size=(2, d)).round(1)
        X = (mean + rng.normal(size=(n, d)) * 2).round(1)
        args = X, mean, variance, gamma, beta, w, float(rng.normal())
        words = f"predict_normalized for {n} samples of {d} features"
        probes.append(Probe(args, words=words))
    return probes


EXERCISE = Exhibit(
    page="museum_training",
    name="predict_normalized",
    title="Answers of a normalized network",
    minutes=4,
    section=BATCHNORM,
    reference=right,
    alternatives=(with_loops, folded, through_nnlib),
    arguments=("X", "mean", "variance", "gamma", "beta", "w", "b"),
    parts=(Part("the repaired answers", 2, _probes),),
    hints=(
        "Ask about a sample alone, then about the same sample in a batch.",
        "Which of the seven arguments does the program never use?",
    ),
    misconceptions=MISCONCEPTIONS,
    program=predict_normalized,
    bug="batch statistics at test time",
    symptom="d",
    choices=(
        Choice(
            "The same sample gets another answer every time it is asked.",
            "No dice are thrown: the same batch gets the same answers.",
        ),
        Choice(
            "A division by zero when a batch has one sample.",
            "The variance is 0 then, but the small number below the root "
            "keeps the division alive. What comes out is worse than an "
            "error.",
        ),
        Choice(
            "All answers are a bit too small.",
            "They are not shifted alike; each depends on its batch.",
        ),
        Choice(
            "A sample that is asked about alone always gets the same answer, "
            "whatever it is.",
            "It is compared with itself. In company, the answer depends on "
            "the others, and shifting all of them changes nothing.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "scaling and shifting all samples changes nothing",
        Rows,
        _blind_to_scale_and_place,
    ),
    bench=Rows(_call, columns=2),
)
