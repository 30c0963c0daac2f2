"""whiten(X, mean, U, variances, epsilon): uncorrelated, of variance 1."""

import numpy as np

from nncheck.compare import show
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.preparation.pca import cloud
from nncheck.specs.preparation.pca_answers import pca
from nncheck.specs.preparation.sections import AXES, NOISE, SPLIT


def whiten(X, mean, U, variances, epsilon):
    """The samples along the axes, each axis over its spread."""
    return (X - mean) @ U / np.sqrt(variances + epsilon)


# ------------------------------------------------------- other right answers


def stretched_axes_first(X, mean, U, variances, epsilon):
    stretched = np.asarray(U) @ np.diag((variances + epsilon) ** -0.5)
    return np.dot(X, stretched) - np.dot(mean, stretched)


def with_loops(X, mean, U, variances, epsilon):
    d, k = U.shape
    rows = []
    for x in X:
        row = []
        for j in range(k):
            along = sum((x[i] - mean[i]) * U[i, j] for i in range(d))
            row.append(along / (variances[j] + epsilon) ** 0.5)
        rows.append(row)
    return np.array(rows)


def single_precision(X, mean, U, variances, epsilon):
    centered = (X - mean).astype(np.float32)
    rotated = np.einsum("nd,dk->nk", centered, U.astype(np.float32))
    rotated /= np.sqrt(variances[None, :] + epsilon, dtype=np.float32)
    return rotated


# --------------------------------------------------------------- wrong answers


def only_rotated(X, mean, U, variances, epsilon):
    return (X - mean) @ U


def over_variance(X, mean, U, variances, epsilon):
    return (X - mean) @ U / (variances + epsilon)


def multiplied(X, mean, U, variances, epsilon):
    return (X - mean) @ U * np.sqrt(variances + epsilon)


def not_centered(X, mean, U, variances, epsilon):
    return X @ U / np.sqrt(variances + epsilon)


def own_mean(X, mean, U, variances, epsilon):
    return (X - X.mean(axis=0)) @ U / np.sqrt(variances + epsilon)


def own_spread(X, mean, U, variances, epsilon):
    rotated = (X - mean) @ U
    return rotated / np.sqrt(rotated.var(axis=0) + epsilon)


def transposed_axes(X, mean, U, variances, epsilon):
    return (X - mean) @ U.T / np.sqrt(variances + epsilon)


def epsilon_outside(X, mean, U, variances, epsilon):
    return (X - mean) @ U / (np.sqrt(variances) + epsilon)


def epsilon_forgotten(X, mean, U, variances, epsilon):
    return (X - mean) @ U / np.sqrt(variances)


def epsilon_added_after(X, mean, U, variances, epsilon):
    return (X - mean) @ U / np.sqrt(variances) + epsilon


def turned_back(X, mean, U, variances, epsilon):
    return (X - mean) @ U / np.sqrt(variances + epsilon) @ U.T


def divided_before_turning(X, mean, U, variances, epsilon):
    return (X - mean) / np.sqrt(variances + epsilon) @ U


# --------------------------------------------------------------------- probes


def _probe(train, X, k, epsilon, what):
    mean, U, variances = pca(train, k)
    words = f"whiten(X, mean, U, variances, {epsilon:g}) with {what}"
    if X.size <= 12:
        words += (
            f" X = {show(X)}, mean = {show(mean)}, U = {show(U)}, "
            f"variances = {show(variances)}"
        )
    return Probe((X, mean, U, variances, epsilon), words=words)


def _training(rng):
    flat, space = cloud(rng, 5, [3, 0.7]), cloud(rng, 9, [4, 2, 0.5])
    return [
        _probe(flat, flat, 2, 1e-5, "the training data"),
        _probe(space, space, 3, 1e-5, "the training data"),
    ]


def _new(rng):
    flat, space = cloud(rng, 6, [3, 0.7]), cloud(rng, 9, [4, 2, 0.5])
    return [
        _probe(flat, np.round(flat[:2] + 1.5, 3), 2, 1e-5, "new data"),
        _probe(space, space[:3] - 1, 2, 1e-5, "new data and two of 3 axes"),
    ]


def _noise(rng):
    flat = cloud(rng, 5, [3, 0.2])
    epsilon = round(float(rng.uniform(0.3, 0.9)), 2)
    return [_probe(flat, flat, 2, epsilon, "a thin cloud,")]


def _wrong(answer, message, hint, section=AXES):
    return Misconception(answer, message, section, hint)


EXERCISE = Exercise(
    page="preparation",
    name="whiten",
    title="Whitening",
    minutes=4,
    section=AXES,
    reference=whiten,
    alternatives=(stretched_axes_first, with_loops, single_precision),
    arguments=("X", "mean", "U", "variances", "epsilon"),
    parts=(
        Part("the training data", 1, _training),
        Part("new data", 1, _new),
        Part("a large ε", 1, _noise),
    ),
    hints=(
        "Three steps, one after the other: move the cloud to the origin, "
        "turn it, squeeze each new axis. Which argument serves which step?",
        "After turning, the standard deviation along axis i is the root of "
        "variances[i]. By what must the column be divided to give 1?",
        "The small number belongs to the variance, under the root.",
    ),
    misconceptions=(
        _wrong(
            only_rotated,
            "Your data are uncorrelated, but their variances are what they "
            "were.",
            "What is the standard deviation of each of your columns?",
        ),
        _wrong(
            over_variance,
            "You divide by the variances; dividing by the standard "
            "deviations gives variance 1.",
            "If all numbers are halved, what becomes of their variance?",
        ),
        _wrong(
            multiplied,
            "You multiply by the spreads: the long direction gets longer "
            "still.",
            "What is the variance of each of your columns?",
        ),
        _wrong(
            not_centered,
            "You turn the samples about the origin without moving the cloud "
            "there first.",
            "Where should a sample go that equals the mean?",
        ),
        _wrong(
            own_mean,
            "You subtract the mean of the data that come in. On the training "
            "data it is the same; on new data it hides where they are.",
            "Whose mean is the argument `mean`?",
            SPLIT,
        ),
        _wrong(
            own_spread,
            "You divide by the spread of the data that come in. New data are "
            "measured with the variances of the training data.",
            "Whose variances is the argument `variances`?",
            SPLIT,
        ),
        _wrong(
            transposed_axes,
            "You multiply by U transposed. The axes are the columns of U, "
            "and its transposed turns the other way.",
            "With k axes of d, which shape must the result have?",
        ),
        _wrong(
            epsilon_outside,
            "You add ε to the standard deviation. In the book it is added to "
            "the variance, under the root.",
            "Which variance does ε = 1 leave where λ is 0?",
        ),
        _wrong(
            epsilon_forgotten,
            "You leave ε out: directions that hold nothing but noise are "
            "blown up like the others.",
            "What becomes of a direction whose variance is 0?",
            NOISE,
        ),
        _wrong(
            epsilon_added_after,
            "You add ε to the result, not to what you divide by.",
            "Which number is ε to keep away from 0?",
        ),
        _wrong(
            turned_back,
            "You turn the data back at the end. Their variances are 1 all "
            "the same, but asked for are the coordinates along the axes.",
            "With k axes of d, which shape must the result have?",
        ),
        _wrong(
            divided_before_turning,
            "You divide before you turn. The variances belong to the new "
            "axes, not to the features.",
            "Along which directions were `variances` measured?",
        ),
    ),
)
