"""A drawing made into a digit as MNIST has them: 28 by 28, centered."""

import numpy as np
from numpy.typing import ArrayLike

SIDE = 28  # pixels of the whole image
BOX = 20  # pixels of the longer side of the digit
TIE = 1e-9  # rounding errors must not decide between two equal places


def normalize_digit(image: ArrayLike) -> np.ndarray:
    """A drawn digit as an MNIST image: scaled to 20 × 20, centered in 28 × 28.

    As the makers of MNIST did it: the smallest box around the ink is scaled,
    its proportions kept, until the longer side has 20 pixels; each new pixel
    is the mean of the area that it covers (*anti-aliasing*, which makes grays
    of black and white). Then the digit is moved by whole pixels until its
    center of mass comes to the center of the 28 × 28 image, to row 14 and
    column 14 within half a pixel. So where and how large one draws makes no
    difference. No ink is pushed over the edge: a digit stays inside even if
    its center of mass would want it outside. An empty image stays empty.

    Args:
        image: the ink, from 0 (paper) to 1. For a scan, dark on white, pass
            ``1 - gray``, and remove the gray of the paper: every pixel
            above 0 counts as ink.

    Shapes:
        image: any (rows, columns), the result (28, 28).

    Raises:
        ValueError: for an image that is not a table of numbers from 0 to 1.

    >>> scan = np.zeros((100, 100))
    >>> scan[60:100, 5:15] = 1.0  # a tall bar in a corner
    >>> digit = normalize_digit(scan)
    >>> rows, columns = np.nonzero(digit)
    >>> print(rows.min(), rows.max(), columns.min(), columns.max())
    4 23 12 16

    Book: MNIST.
    Source: LeCun, Bottou, Bengio and Haffner, Gradient-based learning
    applied to document recognition, Proceedings of the IEEE 86 (1998),
    section III.
    """
    ink = _checked(image)
    rows, columns = np.nonzero(ink)
    field = np.zeros((SIDE, SIDE))
    if len(rows) == 0:
        return field
    box = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    digit = _shrink(box)
    h, w = digit.shape
    mass = digit.sum()
    top = _start(np.arange(h) @ digit.sum(axis=1) / mass, h)
    left = _start(np.arange(w) @ digit.sum(axis=0) / mass, w)
    field[top : top + h, left : left + w] = digit
    return field


def _checked(image: ArrayLike) -> np.ndarray:
    ink = np.asarray(image, dtype=float)
    if ink.ndim != 2 or ink.size == 0:
        raise ValueError(
            "normalize_digit expects one image, a table of shape (rows, "
            f"columns), got shape {ink.shape}. A row of 784 pixels is a table "
            "after x.reshape(28, 28)."
        )
    if not (ink.min() >= 0 and ink.max() <= 1):  # also false for NaN
        raise ValueError(
            "normalize_digit expects ink from 0 (paper) to 1, got values "
            f"from {ink.min():g} to {ink.max():g}. Bytes become numbers from "
            "0 to 1 by image / 255; dark ink on white paper by 1 - image."
        )
    return ink


def _shrink(box: np.ndarray) -> np.ndarray:
    """The box with its longer side scaled to 20 pixels."""
    longest = max(box.shape)
    h, w = (max(1, int(BOX * side / longest + 0.5)) for side in box.shape)
    return _area_means(box.shape[0], h) @ box @ _area_means(box.shape[1], w).T


def _area_means(n: int, m: int) -> np.ndarray:
    """The matrix that turns n pixels in a row into m: means of their areas.

    >>> _area_means(3, 2).round(3)
    array([[0.667, 0.333, 0.   ],
           [0.   , 0.333, 0.667]])
    """
    edge = np.arange(m + 1) * n / m
    pixel = np.arange(n)
    upper = np.minimum(edge[1:, None], pixel + 1)
    lower = np.maximum(edge[:-1, None], pixel)
    return np.maximum(0, upper - lower) * m / n


def _start(center: float, length: int) -> int:
    """Where a digit begins so that its center of mass comes to pixel 14."""
    start = int(np.floor(SIDE / 2 - center + 0.5 - TIE))
    return min(max(start, 0), SIDE - length)
