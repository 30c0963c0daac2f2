"""The playground's data: points, features of them, targets, first weights.

The mirror of ``playground_data.mjs``, where the same functions run in the
browser. A point is a triple of x1, x2 and its label.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import (
    Array,
    as_float_array,
    check_batch,
    check_finite,
    check_same_length,
)
from nnlib.datasets.regression import BUMPS
from nnlib.widgets._playground_state import MOST_POINTS, Point
from nnlib.widgets._random import Mulberry32

SAMPLES = 500
_TURN = 2 * math.pi


def _on_circle(radius: float, angle: float, label: float) -> Point:
    return radius * math.cos(angle), radius * math.sin(angle), label


def _circle(i: int, random: Mulberry32) -> Point:
    radius = 2.5 * random() if i % 2 else 3.5 + 1.5 * random()
    return _on_circle(radius, _TURN * random(), i % 2)


def _padded(random: Mulberry32) -> float:
    x = 10 * random() - 5
    return x + (0.3 if x > 0 else -0.3)


def _xor(i: int, random: Mulberry32) -> Point:
    x1, x2 = _padded(random), _padded(random)
    return x1, x2, int((x1 > 0) != (x2 > 0))


def _gaussian(i: int, random: Mulberry32) -> Point:
    return (2, 2, 1) if i % 2 else (-2, -2, 0)


def _spiral(i: int, random: Mulberry32) -> Point:
    share = (i // 2) / (SAMPLES / 2)
    angle = 1.75 * _TURN * share + (_TURN / 2) * (i % 2)
    return _on_circle(5 * share, angle, i % 2)


def _clouds(i: int, random: Mulberry32) -> Point:
    return _on_circle(3, _TURN * (0.25 + (i % 3) / 3), i % 3)


def _arms(i: int, random: Mulberry32) -> Point:
    share = (i // 3) / (SAMPLES / 3)
    angle = _TURN * (0.6 * share + (i % 3) / 3)
    return _on_circle(0.5 + 4.5 * share, angle, i % 3)


def _plane(i: int, random: Mulberry32) -> Point:
    x1, x2 = 12 * random() - 6, 12 * random() - 6
    return x1, x2, (x1 + x2) / 10


def _multi_gaussian(i: int, random: Mulberry32) -> Point:
    x1, x2 = 12 * random() - 6, 12 * random() - 6
    heights = (
        sign * max(0.0, 1 - math.sqrt((x1 - c1) ** 2 + (x2 - c2) ** 2) / 2)
        for c1, c2, sign in BUMPS
    )
    return x1, x2, float(sum(heights))


# the formula, the spread of the jitter at noise 0, and what 100 % add to it
_FORMULAS: dict[str, tuple[Callable, float, float]] = {
    "circle": (_circle, 0, 2),
    "xor": (_xor, 0, 2),
    "gaussian": (_gaussian, 0.7, 2.6),
    "spiral": (_spiral, 0, 0.8),
    "clouds": (_clouds, 0.7, 2.6),
    "arms": (_arms, 0, 0.8),
    "plane": (_plane, 0, 2),
    "multi_gaussian": (_multi_gaussian, 0, 1),
}


def split_points(state: Mapping[str, Any]) -> tuple[list, list]:
    """The points to train on and those to test on."""
    if state["data"] == "yours":
        return _split_own(state["points"], state["share"], state["seed"])
    formula, least, more = _FORMULAS[state["data"]]
    random = Mulberry32(state["seed"])
    spread = least + more * state["noise"] / 100
    points = []
    for i in range(SAMPLES):
        x1, x2, label = formula(i, random)
        x1 += spread * random.normal()
        points.append((x1, x2 + spread * random.normal(), label))
    points = [points[i] for i in random.order(SAMPLES)]
    cut = SAMPLES * state["share"] // 100
    return points[:cut], points[cut:]


def _split_own(
    points: Sequence[Point], share: int, seed: int
) -> tuple[list, list]:
    random = Mulberry32(seed)
    trained = [100 * random() < share for _ in points]
    if trained and not any(trained):
        trained[0] = True
    sets: tuple[list, list] = ([], [])
    for point, train in zip(points, trained, strict=True):
        sets[0 if train else 1].append(point)
    return sets


FEATURES: dict[str, Callable[[Array, Array], Array]] = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1sq": lambda x1, x2: x1 * x1,
    "x2sq": lambda x1, x2: x2 * x2,
    "x1x2": lambda x1, x2: x1 * x2,
    "sinx1": lambda x1, x2: np.sin(x1),
    "sinx2": lambda x1, x2: np.sin(x2),
}


def feature_batch(X: Array, names: Sequence[str]) -> Array:
    """The chosen features of points: a batch, one column for each.

    Shapes:
        X: (n, 2). Returns (n, len(names)).
    """
    return np.column_stack(
        [FEATURES[name](X[:, 0], X[:, 1]) for name in names]
    )


def targets(labels: Array, kind: str, width: int) -> Array:
    """The labels as the loss wants them.

    >>> targets(np.array([0, 2]), "one-hot", 3)
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    if width == 3:
        hot = (labels[:, None] == np.arange(3)).astype(float)
        return 2 * hot - 1 if kind == "signs" else hot
    column = labels[:, None].astype(float)
    return 2 * column - 1 if kind == "signs" else column


def start_weights(sizes: Sequence[int], start: int) -> list[float]:
    """The weights that training starts from: within ±0.5, all biases 0.1."""
    random, weights = Mulberry32(start), []
    for d, m in pairwise(sizes):
        weights += [random() - 0.5 for _ in range(d * m)]
        weights += [0.1] * m
    return weights


def epoch_order(n: int, seed: int, epoch: int) -> list[int]:
    """The order of n points in an epoch: the same whatever came before."""
    return Mulberry32(seed * 1_000_003 + epoch).order(n)


def own_points(X: ArrayLike, y: ArrayLike) -> tuple[list[list[float]], str]:
    """The reader's arrays as points that fit the picture, and their kind.

    Up to three different whole numbers are classes; anything else is a
    number to predict. What reaches beyond ±6 is scaled to ±5.
    """
    points, labels = as_float_array(X, "X"), as_float_array(y, "y")
    check_batch(points, "playground", features=2)
    check_same_length(points, labels, "playground")
    check_finite(points, "playground", "X")
    check_finite(labels, "playground", "y")
    if labels.ndim != 1 or not 2 <= len(points) <= MOST_POINTS:
        raise ValueError(
            f"playground expects 2 to {MOST_POINTS} points and y of shape "
            f"(n,), got X of shape {points.shape} and y of {labels.shape}."
        )
    distinct = np.unique(labels)
    if len(distinct) == 1:
        raise ValueError(
            f"playground: all labels are {distinct[0]:g}. A network learns "
            "from the difference: give points of two or three classes."
        )
    if len(distinct) > 3 or (labels % 1).any():
        kind, low, high = "numbers", labels.min(), labels.max()
        if low < -1 or high > 1:
            labels = 2 * (labels - low) / (high - low) - 1
    else:
        kind, labels = "classes", np.searchsorted(distinct, labels)
    columns = [_fitted(points[:, 0]), _fitted(points[:, 1]), labels]
    return (np.column_stack(columns).round(3) + 0.0).tolist(), kind


def _fitted(x: Array) -> Array:
    low, high = x.min(), x.max()
    if low >= -6 and high <= 6:
        return x
    if low == high:
        return np.zeros_like(x)
    return 10 * (x - low) / (high - low) - 5
