"""Plots of how training went and of what the trained model gets wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.ticker import MaxNLocator

from nnlib.viz.style import (
    COLORS,
    axes_or_new,
    new_axes,
    say_if_empty,
    tint,
)


def plot_history(
    history: Any, metric: str = "loss", *, ax: Axes | None = None
) -> Axes:
    """One number of a training run, epoch by epoch.

    Training is a solid line with dots, validation a dashed one with
    squares; each bears its name at its end.

    Args:
        history: what ``fit`` returned, or a dict of lists.
        metric: the key to plot; ``"val_" + metric`` is added when there.
            A key with ``val_`` is plotted alone.
        ax: where to draw; a new figure without it.

    Raises:
        KeyError: when there is no such metric.
        TypeError: when history is neither.
        ValueError: when no epoch was recorded.

    Example:
        >>> ax = plot_history({"loss": [0.9, 0.4], "val_loss": [0.8, 0.5]})
        >>> [text.get_text() for text in ax.texts]
        ['training', 'validation']

    Book: MNIST.
    """
    values = _recorded(history, metric)
    ax = axes_or_new(ax)
    lines = []
    if not metric.startswith("val_"):
        lines = [(metric, "training", COLORS["train"], "o-")]
        metric = f"val_{metric}"
    if metric in values:
        lines.append((metric, "validation", COLORS["validation"], "s--"))
    ends = [_last_finite(values[key]) for key, *_ in lines]
    ends = _spread(ends, values, lines)
    for (key, name, color, style), end in zip(lines, ends, strict=True):
        epochs = np.arange(1, len(values[key]) + 1)
        every = max(1, len(epochs) // 10)  # markers, not a string of beads
        ax.plot(epochs, values[key], style, color=color, markevery=every)
        ax.annotate(
            name,
            (epochs[-1], end),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=color,
        )
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ax.set(xlabel="epoch", ylabel=metric.removeprefix("val_"))
    say_if_empty(ax)
    return ax


def _recorded(history: Any, metric: str) -> Mapping[str, Sequence[float]]:
    values = getattr(history, "history", history)
    if not isinstance(values, Mapping):
        raise TypeError(
            f"plot_history: history is a {type(history).__name__}; expected "
            "what fit returned, or a dict of lists."
        )
    if metric not in values:
        known = ", ".join(repr(key) for key in values)
        raise KeyError(
            f"plot_history: there is no {metric!r} in this history, only "
            f"{known or 'nothing'}. Name it in compile(metrics=[…])."
        )
    if len(values[metric]) == 0:
        raise ValueError(
            f"plot_history: no epochs of {metric!r} are recorded yet. Call "
            "fit first."
        )
    return values


def _last_finite(values: Sequence[float]) -> float:
    """Where the name of a line stands, also if the run ended in NaN."""
    finite = [value for value in values if np.isfinite(value)]
    return finite[-1] if finite else np.nan


def _spread(ends, values, lines) -> list[float]:
    """Heights for the names, moved apart when the lines end together."""
    if len(ends) < 2:
        return list(ends)
    drawn = np.concatenate([np.asarray(values[key]) for key, *_ in lines])
    drawn = drawn[np.isfinite(drawn)]
    least = 0.09 * np.ptp(drawn) if drawn.size else 0.0
    gap = ends[0] - ends[1]
    if abs(gap) >= least:
        return list(ends)
    push = (least - abs(gap)) / 2 * (1 if gap >= 0 else -1)
    return [ends[0] + push, ends[1] - push]


def plot_confusion_matrix(
    matrix: np.ndarray,
    *,
    class_names: Sequence[Any] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Counts of true class (row) against predicted class (column).

    Right answers, on the diagonal, are blue; mistakes are vermillion, the
    darker the more. A dot stands for zero.

    Args:
        matrix: the counts, rows true and columns predicted.
        class_names: for rows and columns; 0, 1, … without it.
        ax: where to draw; a new figure without it.

    Shapes:
        matrix ``(k, k)``.

    Raises:
        ValueError: when the matrix is not square or has a negative entry.

    Example:
        >>> ax = plot_confusion_matrix([[8, 2], [0, 10]])
        >>> [text.get_text() for text in ax.texts]
        ['8', '2', '·', '10']

    Book: MNIST.
    """
    matrix = _counts(matrix)
    k = len(matrix)
    names = [
        str(n) for n in (range(k) if class_names is None else class_names)
    ]
    if len(names) != k:
        raise ValueError(
            f"plot_confusion_matrix: {k} classes but {len(names)} "
            "class_names; give one for each."
        )
    ax = new_axes(height=5.8) if ax is None else ax
    ax.imshow(_shades(matrix))
    size = float(np.interp(k, [4, 12], [15, 10.5]))
    for (i, j), count in np.ndenumerate(matrix):
        _write_count(ax, i, j, count, size, matrix)
    ax.set_xticks(range(k), names)
    ax.set_yticks(range(k), names)
    ax.set_xticks(np.arange(0.5, k - 1), minor=True)
    ax.set_yticks(np.arange(0.5, k - 1), minor=True)
    ax.grid(which="minor", color=COLORS["paper"], linewidth=1.5)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    ax.set(xlabel="predicted class", ylabel="true class")
    return ax


def _counts(matrix: np.ndarray) -> np.ndarray:
    matrix = np.asarray(matrix)
    if matrix.ndim != 2 or len(set(matrix.shape)) != 1 or not matrix.size:
        raise ValueError(
            "plot_confusion_matrix expects a square matrix (k, k), got "
            f"shape {matrix.shape}. Type confusion_matrix(y_true, y_pred)."
        )
    if matrix.min() < 0:
        raise ValueError(
            "plot_confusion_matrix expects counts, got the negative value "
            f"{matrix.min()}."
        )
    return matrix


def _shades(matrix: np.ndarray) -> np.ndarray:
    """RGB per cell: diagonal by its largest, mistakes by theirs."""
    diagonal = np.eye(len(matrix), dtype=bool)
    most_right = max(matrix[diagonal].max(), 1)
    most_wrong = max(np.where(diagonal, 0, matrix).max(), 1)
    shades = np.empty((*matrix.shape, 3))
    for (i, j), count in np.ndenumerate(matrix):
        if count == 0:
            shades[i, j] = to_rgb(COLORS["panel"])
        elif i == j:
            share = 0.12 + 0.88 * count / most_right
            shades[i, j] = tint(COLORS["positive"], share)
        else:
            share = 0.12 + 0.63 * count / most_wrong
            shades[i, j] = tint(COLORS["negative"], share)
    return shades


def _write_count(ax, i, j, count, size, matrix) -> None:
    dark = i == j and count > 0.45 * matrix.diagonal().max()
    color = COLORS["paper"] if dark else COLORS["ink"]
    ax.text(
        j,
        i,
        f"{count:g}" if count else "·",
        ha="center",
        va="center",
        fontsize=size,
        color=color if count else COLORS["muted"],
    )
