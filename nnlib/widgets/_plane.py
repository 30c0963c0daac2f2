"""Points in the plane for the views: checks, limits, the still picture."""

from __future__ import annotations

from collections.abc import Sequence
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


def checked_points(
    who: str, X: ArrayLike, y: ArrayLike
) -> tuple[Array, Array]:
    """`X` and `y` as arrays, if they are points with classes 0 and 1.

    Raises:
        ValueError: for other shapes, NaN, or other classes.
    """
    points, labels = as_float_array(X, "X"), np.asarray(y)
    check_batch(points, who, features=2)
    check_same_length(points, labels, who)
    check_finite(points, who, "X")
    if labels.ndim != 1 or not np.isin(labels, [0, 1]).all():
        raise ValueError(
            f"{who} expects y of shape ({len(points)},) with the classes 0 "
            f"and 1, got shape {labels.shape} with the values "
            f"{np.unique(labels)[:5].tolist()}. For -1 and 1 use "
            "(y > 0).astype(int)."
        )
    return points, labels.astype(int)


def box_around(points: Array) -> tuple[list[float], bool]:
    """Limits [x_low, x_high, y_low, y_high] with room, and: one scale?

    Where the two features spread alike, the box is a square in the data's
    own units, so that a normal vector looks perpendicular to its line.

    >>> box_around(np.array([[0.0, 0.0], [1.0, 1.0]]))
    ([-0.25, 1.25, -0.25, 1.25], True)
    """
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    square = bool(span.max() / span.min() <= 3)
    half = (span.max() if square else span) * 0.75
    middle = (low + high) / 2
    (x0, y0), (x1, y1) = middle - half, middle + half
    return [float(v) for v in (x0, x1, y0, y1)], square


def draw_plane(
    ax: Any,
    w: Sequence[float],
    b: float,
    box: Sequence[float],
    points: Sequence[Sequence[float]],
    labels: Sequence[int],
    names: Sequence[str] = ("class 0", "class 1"),
) -> None:
    """Draw the two sides of `w·x + b = 0`, the line and the points."""
    from nnlib.viz.style import CLASS_COLORS, CLASS_MARKERS, COLORS, tint

    (x0, x1, y0, y1), n = box, 200
    x, y = np.meshgrid(np.linspace(x0, x1, n), np.linspace(y0, y1, n))
    z = w[0] * x + w[1] * y + b
    most = np.abs(z).max() + 1
    sides = [tint(color, 0.15) for color in CLASS_COLORS[:2]]
    ax.contourf(x, y, z, levels=[-most, 0, most], colors=sides)
    if z.min() < 0 < z.max():
        ax.contour(x, y, z, levels=[0], colors=COLORS["ink"])
    where, classes = np.asarray(points), np.asarray(labels)
    for k, name in enumerate(names):
        look = {"color": CLASS_COLORS[k], "marker": CLASS_MARKERS[k]}
        ax.scatter(*where[classes == k].T, label=name, **look)
    wrong = (where @ w + b > 0) != (classes == 1)
    ring = {"facecolors": "none", "edgecolors": COLORS["highlight"]}
    if wrong.any():
        ax.scatter(*where[wrong].T, s=160, label="wrong side", **ring)
    ax.set(xlim=(x0, x1), ylim=(y0, y1))
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
