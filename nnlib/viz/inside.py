"""Plots of what happens inside a network: layer by layer."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib.viz.style import (
    CLASS_MARKERS,
    COLORS,
    axes_or_new,
    say_if_empty,
    tint,
)

COLOR_CYCLE = 6  # colors of the style, each with its own dashes
TAIL = 0.005  # of the values on either side may lie outside of the plot


def plot_layer_curves(
    values: Mapping[str, Sequence[float]],
    *,
    ylabel: str = "",
    ax: Axes | None = None,
) -> Axes:
    """One line for each layer over the epochs, on a logarithmic scale.

    Lines differ by color, dashes and markers. What is not a positive number
    (a zero, a NaN) leaves a gap.

    Args:
        values: for the name of each layer one number an epoch, such as
            ``LayerStatistics.gradient_norms``.
        ylabel: what the numbers are.
        ax: where to draw; a new figure without it.

    Raises:
        ValueError: when there is no layer.

    Example:
        >>> ax = plot_layer_curves({"1 Dense": [0.1, 0.01], "3 Dense": [1, 1]})
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['1 Dense', '3 Dense']
        >>> ax.get_yscale()
        'log'

    Book: Training.
    """
    if not values:
        raise ValueError("plot_layer_curves: there is no layer to draw.")
    ax = axes_or_new(ax)
    shown = []
    for i, (name, numbers) in enumerate(values.items()):
        y = np.asarray(numbers, dtype=float)
        y = np.where(np.isfinite(y) & (y > 0), y, np.nan)
        shown.append(y)
        ax.plot(
            np.arange(1, len(y) + 1),
            y,
            marker=CLASS_MARKERS[i // COLOR_CYCLE % len(CLASS_MARKERS)],
            markevery=max(1, len(y) // 10),
            label=name,
        )
    if np.isfinite(np.concatenate(shown)).any():
        ax.set_yscale("log")
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    ax.set(xlabel="epoch", ylabel=ylabel)
    ax.legend(
        loc="center left",
        bbox_to_anchor=(1, 0.5),
        ncols=1 + (len(values) - 1) // 10,
    )
    say_if_empty(ax, "no positive value (0, NaN or ∞)")
    return ax


def plot_layer_histograms(
    arrays: Mapping[str, ArrayLike],
    *,
    xlabel: str = "",
    ax: Axes | None = None,
) -> Axes:
    """One histogram for each layer, one below the other on a common axis.

    Each is as high as its row. Values that are exactly 0, as behind a ReLU,
    are left out of it and counted beside it; so are values that are not
    finite.

    Args:
        arrays: for the name of each layer an array of any shape, such as
            ``LayerStatistics.outputs``.
        xlabel: what the values are.
        ax: where to draw; a new figure without it.

    Raises:
        ValueError: when there is no layer.

    Example:
        >>> ax = plot_layer_histograms({"1 ReLU": [0, 0, 1, 2], "2": [3, 4]})
        >>> [text.get_text() for text in ax.texts]
        ['50 % are 0']
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['1 ReLU', '2']

    Book: Data and initialization.
    """
    if not arrays:
        raise ValueError("plot_layer_histograms: there is no layer to draw.")
    ax = axes_or_new(ax)
    flat = [np.asarray(a, dtype=float).ravel() for a in arrays.values()]
    kept = [a[np.isfinite(a) & (a != 0)] for a in flat]
    low, high = _ends(kept)
    for row, (values, drawn) in enumerate(zip(flat, kept, strict=True)):
        _draw_row(ax, row, drawn, low, high)
        note = _left_out(values)
        if note:
            ax.annotate(
                note,
                (1, row),
                xycoords=("axes fraction", "data"),
                xytext=(6, 2),
                textcoords="offset points",
                fontsize=10,
                color=COLORS["ink"],
            )
    ax.set_yticks(range(len(flat)), list(arrays))
    ax.set_ylim(len(flat) - 0.9, -1)  # the first layer on top
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ax.set(xlabel=xlabel, xlim=(low, high))
    return ax


def _ends(arrays: list[np.ndarray]) -> tuple[float, float]:
    """The common axis: all but the tails of every layer lie on it."""
    ends = [np.quantile(a, [TAIL, 1 - TAIL]) for a in arrays if a.size]
    low, high = (np.min(ends), np.max(ends)) if ends else (-0.5, 0.5)
    if not high - low > 1e-9 * max(abs(low), abs(high)):
        low, high = low - 0.5, high + 0.5
    return float(low), float(high)


def _draw_row(
    ax: Axes, row: int, values: np.ndarray, low: float, high: float
) -> None:
    # bins that end where the values end: a histogram of ReLU begins at 0
    least = (high - low) / 100
    first, last = (
        np.clip([values.min(), values.max()], low, high)
        if values.size
        else (low, high)
    )
    if last - first < least:
        first, last = first - least, last + least
    bins = int(np.clip(2 * np.cbrt(values.size), 8, 60))
    counts, edges = np.histogram(values, bins=bins, range=(first, last))
    heights = 0.85 * counts / max(counts.max(), 1)
    ax.axhline(row, color=COLORS["line"], linewidth=0.8)
    ax.stairs(
        row - heights,
        edges,
        baseline=row,
        fill=True,
        facecolor=tint(COLORS["model"], 0.45),
        edgecolor=COLORS["model"],
        linewidth=1,
    )


def _left_out(values: np.ndarray) -> str:
    """What the histogram does not show, in words."""
    zeros, bad = np.mean(values == 0), np.mean(~np.isfinite(values))
    notes = [f"{zeros:.0%} are 0"] if zeros else []
    notes += [f"{bad:.0%} NaN or ∞"] if bad else []
    return ", ".join(notes).replace("%", " %")
