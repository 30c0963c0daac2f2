"""Drawings as strokes: ten digits of our own, and strokes made into pixels.

A stroke is a list of points ``[x, y]`` on a pad of 112 by 112, x to the right
and y downward; a drawing is a list of strokes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

PAD = 112  # the pad's side, in its units; one pixel is 1 by 1
PEN = 6.0  # half the breadth of a stroke, about that of the pens of MNIST

Stroke = list[list[float]]

# control points; `smooth` leads a curve through each list
_DRAWN = [
    [[(62, 16), (38, 26), (28, 56), (38, 90), (60, 98), (80, 82),
      (84, 50), (76, 24), (58, 17)]],
    [[(66, 14), (60, 54), (52, 98)]],
    [[(32, 36), (44, 18), (66, 16), (76, 32), (66, 54), (46, 76),
      (30, 94), (46, 92), (64, 94), (84, 92)]],
    [[(34, 24), (52, 15), (72, 22), (72, 40), (50, 52), (74, 62),
      (78, 82), (60, 97), (34, 92)]],
    [[(40, 16), (34, 38), (30, 56), (54, 56), (82, 52)],
     [(74, 18), (70, 56), (66, 98)]],
    [[(44, 18), (40, 36), (37, 52), (56, 47), (74, 58), (76, 78),
      (60, 95), (34, 92)],
     [(44, 18), (62, 17), (80, 15)]],
    [[(70, 14), (48, 32), (34, 60), (36, 86), (54, 98), (72, 88),
      (72, 68), (56, 60), (40, 72)]],
    [[(28, 22), (54, 21), (82, 18)],
     [(82, 18), (66, 46), (54, 72), (46, 98)]],
    [[(74, 26), (56, 15), (38, 26), (46, 44), (66, 60), (74, 82),
      (56, 98), (38, 84), (50, 60), (70, 42), (75, 27)]],
    [[(76, 34), (60, 18), (40, 26), (36, 46), (52, 56), (72, 46),
      (76, 32), (74, 60), (66, 98)]],
]  # fmt: skip


def smooth(points: Sequence[tuple[float, float]]) -> Stroke:
    """A smooth stroke through the points: a Catmull-Rom spline.

    >>> smooth([(0, 0), (6, 0), (12, 0)])[:3]
    [[0.0, 0.0], [0.65, 0.0], [1.56, 0.0]]
    """
    P = np.array([points[0], *points, points[-1]], dtype=float)
    t = np.arange(6)[:, None] / 6
    stroke = []
    for a, b, c, d in zip(P[:-3], P[1:-2], P[2:-1], P[3:], strict=True):
        cubic = (3 * (b - c) + d - a) * t**3
        square = (2 * a - 5 * b + 4 * c - d) * t**2
        stroke.append(b + ((c - a) * t + square + cubic) / 2)
    stroke.append(P[-1:])
    return np.vstack(stroke).round(2).tolist()


@cache
def stored_drawings() -> list[list[Stroke]]:
    """Ten drawings, 0 to 9, for where drawing is impossible."""
    return [[smooth(points) for points in drawing] for drawing in _DRAWN]


def rasterize(
    strokes: Sequence[Sequence[Sequence[float]]], pen: float = PEN
) -> np.ndarray:
    """The ink of a drawing, from 0 to 1, on the pad's 112 by 112 pixels.

    A pixel is inked if its center is within ``pen`` of a stroke; at the rim
    the ink fades within one pixel.

    Shapes:
        the result (112, 112): row r and column c show what is drawn around
        the point ``x = c + 0.5, y = r + 0.5``.

    >>> int(rasterize([[[50.5, 20.5]]], pen=1.0).sum().round(3))
    3
    """
    middle = np.arange(PAD) + 0.5
    x, y = middle[None, :], middle[:, None]
    nearest = np.full((PAD, PAD), np.inf)  # squared distance from a stroke
    for stroke in strokes:
        points = np.asarray(stroke, dtype=float)
        ends = points[1:] if len(points) > 1 else points
        for (x0, y0), (x1, y1) in zip(points, ends, strict=False):
            dx, dy = x1 - x0, y1 - y0
            length = dx * dx + dy * dy
            along = (x - x0) * dx + (y - y0) * dy
            t = np.clip(along / length, 0, 1) if length > 0 else 0.0
            off_x, off_y = x - (x0 + t * dx), y - (y0 + t * dy)
            distance = off_x * off_x + off_y * off_y
            np.minimum(nearest, distance, out=nearest)
    return np.clip(pen + 0.5 - np.sqrt(nearest), 0, 1)
