"""The graph of a function of one number."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib._validation import Array
from nnlib.viz.style import COLORS, axes_or_new

Function = Callable[[Array], Array]


def plot_function(
    f: Function,
    xlim: tuple[float, float] = (-5.0, 5.0),
    *,
    label: str | None = None,
    label_at: float | None = None,
    jumps: Sequence[float] = (),
    n_points: int = 400,
    ax: Axes | None = None,
    **line: Any,
) -> Axes:
    """The graph of a function of one number, its label at the line's end.

    Args:
        f: takes an array, returns an array of the same shape.
        xlim: the interval.
        label: what to write beside the line, in its color.
        label_at: where along x; at the right end without it.
        jumps: where f jumps. The line is broken there; a closed dot marks
            the value, an open dot a limit that is not taken.
        n_points: how many points are evaluated.
        ax: where to draw; a new figure without it.
        line: color, linestyle and the like, for the line.

    Raises:
        ValueError: when xlim is empty or f changes the shape.

    Example:
        >>> ax = plot_function(np.tanh, (-3, 3), label="tanh")
        >>> [text.get_text() for text in ax.texts]
        ['tanh']

    Book: Perceptron.
    """
    if not callable(f):
        raise TypeError(
            f"plot_function draws a function, got {f!r}. Hand over the "
            "function itself: plot_function(np.tanh)."
        )
    left, right = xlim
    if not left < right:
        raise ValueError(
            f"plot_function: xlim={xlim!r}; expected (left, right) with "
            "left < right, for example (-5, 5)."
        )
    ax = axes_or_new(ax)
    at = np.array(sorted(x for x in jumps if left < x < right))
    tiny = 1e-9 * (right - left)
    x = np.linspace(left, right, n_points)
    # each jump becomes a point just before, a gap, and a point just after
    x = np.union1d(np.setdiff1d(x, at), [*at - tiny, *at, *at + tiny])
    y = _values(f, x)
    gaps = np.isin(x, at)
    (drawn,) = ax.plot(x, np.where(gaps, np.nan, y), **line)
    color = drawn.get_color()
    for place, value in zip(x[gaps], y[gaps], strict=True):
        _mark_jump(ax, f, place, value, tiny, color)
    if label:
        _label_line(ax, f, right, label, label_at, color)
    return ax


def _label_line(ax, f, right, label, label_at, color) -> None:
    """Write at the right end, or above the line, beside a slope."""
    x = right if label_at is None else float(label_at)
    before, y, after = _values(f, x + np.array([-1e-4, 0, 1e-4]))
    side = ("left", "center", "right")[int(np.sign(after - before)) + 1]
    ax.annotate(
        label,
        (x, y),
        xytext=(6, 0) if label_at is None else (0, 6),
        textcoords="offset points",
        ha="left" if label_at is None else side,
        va="center" if label_at is None else "bottom",
        color=color,
    )


def _values(f: Function, x: Array) -> Array:
    y = np.asarray(f(x), dtype=float)
    if y.shape != x.shape:
        raise ValueError(
            f"plot_function: f turned an array of shape {x.shape} into "
            f"{y.shape}; it must work entry by entry. Try np.vectorize(f)."
        )
    return y


def _mark_jump(ax, f, x, value, tiny, color) -> None:
    dot = {"marker": "o", "s": 44, "edgecolors": color, "linewidths": 1.6}
    for limit in _values(f, np.array([x - tiny, x + tiny])):
        if not np.isclose(limit, value):
            ax.scatter(x, limit, color=COLORS["paper"], zorder=3, **dot)
    ax.scatter(x, value, color=color, zorder=3, **dot)
