"""The ROC curve of a score."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nnlib.metrics import roc_auc, roc_curve
from nnlib.viz.style import COLORS, new_axes


def plot_roc(
    y_true: ArrayLike,
    y_score: ArrayLike,
    *,
    label: str | None = None,
    threshold: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """True against false positive rate, over all thresholds of a score.

    The dashed diagonal is chance; the higher above it, the better. The
    legend gives the area below the curve. Call it again with the same axes
    to compare scores.

    Args:
        y_true: labels 0 and 1.
        y_score: a score for each example, higher for class 1.
        label: the name of the score, in the legend.
        threshold: mark the point of this threshold.
        ax: where to draw; a new figure without it.

    Shapes:
        y_true ``(n,)``, y_score ``(n,)`` or ``(n, 1)``.

    Raises:
        ValueError: when a class is missing or the lengths differ.

    Example:
        >>> ax = plot_roc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['area 0.750', 'chance, area 0.5']

    Book: Evaluation.
    """
    fpr, tpr, thresholds = roc_curve(y_true, y_score)
    name = f"{label}, area" if label else "area"
    ax = new_axes(height=5.0) if ax is None else ax
    chance = [line for line in ax.lines if line.get_gid() == "chance"]
    (curve,) = ax.plot(
        fpr,
        tpr,
        label=f"{name} {roc_auc(y_true, y_score):.3f}",
        clip_on=False,
        zorder=3,
    )
    if not chance:
        chance = _draw_chance(ax)
    if threshold is not None:
        _mark(ax, fpr, tpr, thresholds, threshold, curve.get_color())
    lines = [
        line for line in ax.lines if not str(line.get_label()).startswith("_")
    ]
    lines.sort(key=lambda line: line in chance)  # chance comes last
    ax.legend(handles=lines, loc="lower right")
    return ax


def _draw_chance(ax):
    ticks = np.linspace(0, 1, 6)
    ax.set(
        xlim=(-0.02, 1.02),
        ylim=(-0.02, 1.02),
        xticks=ticks,
        yticks=ticks,
        xlabel="false positive rate",
        ylabel="true positive rate",
    )
    ax.set_aspect("equal")
    return ax.plot(
        [0, 1],
        [0, 1],
        color=COLORS["muted"],
        linestyle=(0, (4, 3)),
        linewidth=1.2,
        label="chance, area 0.5",
        gid="chance",
    )


def _mark(ax, fpr, tpr, thresholds, threshold, color) -> None:
    """A dot where all scores from the threshold on are called positive."""
    # the thresholds fall: the last one that is not below it counts
    i = int(np.sum(thresholds >= threshold)) - 1
    ax.plot(
        fpr[i], tpr[i], "o", color=color, markersize=9, clip_on=False, zorder=4
    )
    ax.annotate(
        f"threshold {threshold:g}",
        (fpr[i], tpr[i]),
        xytext=(9, -9),
        textcoords="offset points",
        va="top",
        color=color,
    )
