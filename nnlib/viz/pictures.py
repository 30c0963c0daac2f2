"""Rows of a matrix shown as small pictures: digits, first-layer weights."""

import math
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from nnlib.viz.style import COLORS, DIVERGING

GAP = 0.12  # between pictures, in units of a picture's width
LABEL = 0.34  # height of a label under a picture
LARGEST = 1.3  # inches: the width of a picture when there are few


def plot_images(
    images: np.ndarray,
    labels: Sequence[Any] | None = None,
    *,
    n_columns: int | None = None,
    highlight: Sequence[bool] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A grid of gray pictures, 0 white and the largest value black.

    Args:
        images: the pictures, or flat rows of square ones.
        labels: what to write under each picture.
        n_columns: pictures per row; at most 10, in even rows where
            possible, without it.
        highlight: which pictures get a frame and a bold label.
        ax: where to draw; a new figure without it.

    Shapes:
        images ``(n, height, width)`` or ``(n, side * side)``.

    Raises:
        ValueError: when a shape or a count is wrong.

    Example:
        >>> ax = plot_images(np.zeros((3, 784)), [5, 0, 4])
        >>> [text.get_text() for text in ax.texts]
        ['5', '0', '4']

    Book: MNIST.
    """
    pictures = _pictures(images, "plot_images")
    limits = (min(0.0, pictures.min()), max(pictures.max(), 1e-12))
    return _draw_grid(
        pictures, labels, n_columns, highlight, ax, limits, "gray_r"
    )


def plot_weights(
    W: np.ndarray,
    labels: Sequence[Any] | None = None,
    *,
    n_columns: int | None = None,
    limit: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The weights into each unit as a picture: blue excites, red inhibits.

    All pictures share one symmetric scale, from ``-limit`` to ``limit``,
    with zero in white.

    Args:
        W: the weight matrix of a layer that sees square pictures.
        labels: what to write under each unit's picture.
        n_columns: pictures per row.
        limit: where the scale ends; the largest ``abs(W)`` without it.
        ax: where to draw; a new figure without it.

    Shapes:
        W ``(side * side, m)``: column j holds the weights into unit j.

    Raises:
        ValueError: when a shape or a count is wrong.

    Example:
        >>> ax = plot_weights(np.ones((784, 4)))
        >>> len(ax.images)
        4

    Book: MNIST.
    """
    W = np.asarray(W, dtype=float)
    if W.ndim != 2:
        raise ValueError(
            f"plot_weights expects a matrix of shape (d, m), got {W.shape}. "
            'For a Dense layer type layer.params["W"].'
        )
    pictures = _pictures(W.T, "plot_weights")
    limit = limit or max(np.abs(W).max(), 1e-12)
    scale = (-limit, limit)
    ax = _draw_grid(pictures, labels, n_columns, None, ax, scale, DIVERGING)
    bar = ax.figure.colorbar(ax.images[0], ax=ax, shrink=0.7, aspect=14)
    bar.set_ticks([-limit, 0, limit])
    bar.set_ticklabels([f"−{limit:.2g}", "0", f"+{limit:.2g}"])
    bar.ax.tick_params(length=0)
    bar.outline.set_visible(False)
    return ax


def _pictures(images: np.ndarray, name: str) -> np.ndarray:
    images = np.asarray(images, dtype=float)
    if images.ndim == 3 and images.size:
        return images
    side = math.isqrt(images.shape[-1]) if images.ndim == 2 else 0
    if not images.size or side * side != images.shape[-1]:
        raise ValueError(
            f"{name} expects square pictures, as (n, side, side) or in flat "
            f"rows (n, side * side), got shape {images.shape}. For one "
            "picture type x[None]."
        )
    return images.reshape(len(images), side, side)


def _check_count(n: int, **given: Sequence[Any] | None) -> None:
    for argument, values in given.items():
        if values is not None and len(values) != n:
            raise ValueError(
                f"plot_images: {n} pictures but {len(values)} {argument}; "
                "give one for each."
            )


def _draw_grid(pictures, labels, n_columns, highlight, ax, limits, cmap):
    n = len(pictures)
    _check_count(n, labels=labels, highlight=highlight)
    n_columns = min(n_columns or _columns(n), n)
    rows = math.ceil(n / n_columns)
    height = pictures.shape[1] / pictures.shape[2]
    pitch = height + GAP + (LABEL if labels is not None else 0)
    ax = ax or _fitting_axes(n_columns * (1 + GAP), rows * pitch)
    for i, picture in enumerate(pictures):
        row, column = divmod(i, n_columns)
        x, y = column * (1 + GAP), row * pitch
        ax.imshow(
            picture,
            cmap=cmap,
            vmin=limits[0],
            vmax=limits[1],
            extent=(x, x + 1, y + height, y),
        )
        marked = highlight is not None and bool(highlight[i])
        _frame(ax, x, y, height, marked)
        if labels is not None:
            _label(ax, x + 0.5, y + height, labels[i], marked)
    ax.set(xlim=(-GAP, n_columns * (1 + GAP)), ylim=(rows * pitch, -GAP))
    ax.set_aspect("equal")
    ax.set_axis_off()
    return ax


def _columns(n: int) -> int:
    """Ten at most, and no ragged last row if five or more divide n."""
    if n <= 10:
        return n
    return next((c for c in range(10, 4, -1) if n % c == 0), 10)


def _fitting_axes(width: float, height: float) -> Axes:
    """Axes of a new figure as wide as the page and no higher than needed."""
    figure, ax = plt.subplots()
    inches = min(figure.get_figwidth() / width, LARGEST)
    figure.set_figheight(inches * height + 0.1)
    return ax


def _frame(ax, x, y, height, marked) -> None:
    color = COLORS["negative"] if marked else COLORS["line"]
    corners = [x, x + 1, x + 1, x, x], [y, y, y + height, y + height, y]
    ax.plot(*corners, color=color, linewidth=2.4 if marked else 0.6, ls="-")


def _label(ax, x, y, label, marked) -> None:
    ax.text(
        x,
        y + 0.05,
        str(label),
        ha="center",
        va="top",
        fontweight="bold" if marked else "normal",
        color=COLORS["ink"],
    )
