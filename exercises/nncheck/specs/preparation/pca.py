"""pca(X, k): the axes of a cloud and the variances along them."""

import numpy as np

from nncheck.compare import Complaint, as_array, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.preparation.pca_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    pca,
)
from nncheck.specs.preparation.sections import AXES

RESULTS = ("the mean", "U", "the variances")


def cloud(rng, n, spreads):
    """A tilted cloud away from the origin, wide along one axis."""
    d = len(spreads)
    round_cloud = rng.normal(size=(n, d))
    round_cloud -= round_cloud.mean(axis=0)
    turn, _ = np.linalg.qr(rng.normal(size=(d, d)))
    U, _, V = np.linalg.svd(round_cloud, full_matrices=False)
    X = np.sqrt(n) * U @ V * np.asarray(spreads) @ turn
    return np.round(X + rng.uniform(2, 6, d), 3)


def turned(U):
    """The columns with their largest entries positive."""
    U = np.asarray(U, dtype=float)
    largest = np.abs(U).argmax(axis=0)
    return U * np.sign(U[largest, np.arange(U.shape[1])])


def _triple(value):
    return value if isinstance(value, list) and len(value) == 3 else None


def _judge(X, k, place):
    want = pca(X, k)[place]

    def judge(observation):
        triple = _triple(observation.value)
        if triple is None:
            came = f"gave {show(observation.value)}"
            return Complaint(came, "the triple mean, U, variances")
        got = as_array(triple[place])
        if place == 1:
            return _judge_axes(want, got)
        wrong = compare(want, got)
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} for {RESULTS[place]}", wrong.expected)

    return judge


def _judge_axes(want, got):
    if np.shape(got) != want.shape:
        shape = np.shape(got) or "none"
        return Complaint(
            f"gave a U of shape {shape}", f"one of shape {want.shape}"
        )
    overlap = got.T @ got
    if compare(np.eye(want.shape[1]), overlap):
        return Complaint(
            f"gave columns of U whose products are {show(overlap)}",
            "orthonormal columns, whose products are 1 and 0",
        )
    wrong = compare(turned(want), turned(got))
    if wrong is None:
        return None
    return Complaint(
        f"gave U = {show(got)}", f"{show(turned(want))}, but for the signs"
    )


def _symptom(place):
    def symptom(value):
        triple = _triple(value)
        if triple is None:
            return "no triple"
        return turned(triple[1]) if place == 1 else triple[place]

    return symptom


def _probes(place):
    def probes(rng):
        small = cloud(rng, 5, [3, 1])
        wide = cloud(rng, 9, [4, 2, 1, 0.4])
        made = []
        for X, k in ((small, 2), (wide, 2), (wide, 4)):
            words = f"pca(X, {k}) with X of shape {X.shape}"
            if X.size <= 10:
                words = f"pca(X, {k}) with X = {show(X)}"
            made.append(
                Probe(
                    (X, k),
                    words=words,
                    judge=_judge(X, k, place),
                    expects=f"{RESULTS[place]} of shape "
                    f"{pca(X, k)[place].shape}",
                    symptom=_symptom(place),
                )
            )
        return made

    return probes


EXERCISE = Exercise(
    page="preparation",
    name="pca",
    title="The axes of a cloud",
    minutes=7,
    section=AXES,
    reference=pca,
    alternatives=ALTERNATIVES,
    arguments=("X", "k"),
    parts=(
        Part("the mean", 0.5, _probes(0)),
        Part("the axes", 2, _probes(1)),
        Part("the variances", 1.5, _probes(2)),
    ),
    hints=(
        "Three steps: center, multiply to get the covariance matrix (d, d), "
        "ask NumPy for its eigenvectors. Print the shape after each.",
        "`np.linalg.eigh` takes a symmetric matrix and gives eigenvalues "
        "and eigenvectors, the eigenvectors in columns. In which order?",
        "`[::-1]` turns an array round; `[:, ::-1]` turns the order of the "
        "columns. Values and columns must stay together.",
    ),
    misconceptions=MISCONCEPTIONS,
)
