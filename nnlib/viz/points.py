"""Points in the plane with their classes, and the regions of a classifier."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nnlib.viz.style import (
    CLASS_COLORS,
    CLASS_MARKERS,
    COLORS,
    axes_or_new,
    tint,
)


def plot_data(
    X: np.ndarray,
    y: np.ndarray | None = None,
    *,
    class_names: Sequence[str] | None = None,
    feature_names: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Points in the plane; each class has its color and its marker.

    Args:
        X: the points.
        y: their labels, at most six classes; all points alike without it.
        class_names: for the legend: the names of class 0, 1, … (or of the
            labels in order, when they are others).
        feature_names: what to write on the two axes.
        ax: where to draw; a new figure without it.

    Shapes:
        X ``(n, 2)``, y ``(n,)`` or ``(n, 1)``.

    Raises:
        ValueError: when a shape is wrong or there are too many classes.

    Example:
        >>> ax = plot_data(np.eye(2), [0, 1], class_names=["no", "yes"])
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['no', 'yes']

    Book: Perceptron.
    """
    X = _plane(X, "plot_data")
    ax = axes_or_new(ax)
    size = np.clip(6000 / max(len(X), 1), 16, 60)
    if y is None:
        ax.scatter(
            X[:, 0], X[:, 1], s=size, color=COLORS["data"], linewidths=0
        )
    else:
        _scatter_classes(ax, X, _labels(y, X), class_names, size)
    for axis in (ax.xaxis, ax.yaxis):  # few ticks, at round numbers
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    if feature_names is not None:
        ax.set(xlabel=feature_names[0], ylabel=feature_names[1])
    return ax


def _scatter_classes(ax, X, y, class_names, size) -> None:
    classes = np.unique(y)
    if len(classes) > len(CLASS_COLORS):
        raise ValueError(
            f"plot_data: y has {len(classes)} different values; at most "
            f"{len(CLASS_COLORS)} classes can be told apart. Are these "
            "labels, and not numbers to predict?"
        )
    numbers = _numbers(classes)
    if class_names is not None and len(class_names) <= max(numbers):
        raise ValueError(
            f"plot_data: class_names has only {len(class_names)} names, y "
            f"the labels {classes.tolist()}. Give one name per class."
        )
    for k, label in zip(numbers, classes, strict=True):
        members = X[y == label]
        ax.scatter(
            members[:, 0],
            members[:, 1],
            s=size,
            color=CLASS_COLORS[k],
            marker=CLASS_MARKERS[k],
            edgecolors=COLORS["paper"],
            linewidths=0.6,
            label=f"class {label}" if class_names is None else class_names[k],
            zorder=3,
        )
    _legend_above(ax, size)


def _legend_above(ax, size) -> None:
    """The names of the classes in one line above the axes."""
    _, names = ax.get_legend_handles_labels()
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(-0.02, 1.0),
        ncols=len(names),
        handletextpad=0.2,
        markerscale=np.sqrt(44 / size),
        columnspacing=1.2,
    )


def _numbers(classes: np.ndarray) -> list[int]:
    """The place of each class in the list of colors.

    Labels 0, 1, … are their own place, so a class looks the same when
    another one is absent; other labels (-1 and 1, words) go by their order.
    """
    if np.all(np.isin(classes, range(len(CLASS_COLORS)))):
        return [int(label) for label in classes]
    return list(range(len(classes)))


def plot_decision_boundary(
    model: Any,
    X: np.ndarray,
    y: np.ndarray | None = None,
    *,
    threshold: float = 0.5,
    resolution: int = 300,
    class_names: Sequence[str] | None = None,
    feature_names: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The regions a classifier gives to each class, under the points.

    Args:
        model: an object with ``predict``, or a function of a batch. It
            returns for each row an integer label, one score, or a score
            per class.
        X: the points, which set the limits of the plot.
        y: their labels.
        threshold: a single score from here on means class 1. Use 0 for a
            weighted sum ``z``.
        resolution: points per axis at which the model is asked.
        class_names: for the legend.
        feature_names: what to write on the two axes.
        ax: where to draw; a new figure without it.

    Shapes:
        X ``(n, 2)``, y ``(n,)``; model ``(m, 2)`` to ``(m,)``, ``(m, 1)``
        or ``(m, k)``.

    Raises:
        TypeError: when model is neither.
        ValueError: when a shape is wrong.

    Example:
        >>> X = np.array([[0.0, 0.0], [1.0, 1.0]])
        >>> ax = plot_decision_boundary(
        ...     lambda X: X.sum(axis=1), X, [0, 1], threshold=1
        ... )
        >>> len(ax.collections)  # two regions, one line each, two classes
        6

    Book: Perceptron.
    """
    X = _plane(X, "plot_decision_boundary")
    predict = getattr(model, "predict", model)
    if not callable(predict):
        raise TypeError(
            f"plot_decision_boundary: model is a {type(model).__name__}; "
            "expected an object with a predict method, or a function."
        )
    ax = axes_or_new(ax)
    pad = 0.08 * np.ptp(X, axis=0) + 1e-9
    sides = np.linspace(X.min(axis=0) - pad, X.max(axis=0) + pad, resolution)
    grid = np.meshgrid(*sides.T)
    answers = _answers(predict, np.column_stack([g.ravel() for g in grid]))
    for k, margin in enumerate(_margins(answers, threshold)):
        _fill(ax, grid, margin.reshape(grid[0].shape), CLASS_COLORS[k])
    ax.set(xlim=sides[[0, -1], 0], ylim=sides[[0, -1], 1])
    return plot_data(
        X,
        y,
        class_names=class_names,
        feature_names=feature_names,
        ax=ax,
    )


def _answers(predict: Any, batch: np.ndarray) -> np.ndarray:
    answers = np.asarray(predict(batch))
    if answers.ndim not in (1, 2) or len(answers) != len(batch):
        raise ValueError(
            f"plot_decision_boundary: the model turned {batch.shape} into "
            f"{answers.shape}; expected one answer per row."
        )
    return answers


def _margins(answers: np.ndarray, threshold: float) -> list[np.ndarray]:
    """Per class: by how much it wins (above 0) or loses (below)."""
    if answers.ndim == 2 and answers.shape[1] == 1:
        answers = answers[:, 0]
    if np.issubdtype(answers.dtype, np.integer):  # labels become one-hot
        answers = np.eye(max(2, answers.max() + 1))[answers]
    if answers.ndim == 1:
        return [threshold - answers, answers - threshold]
    if not 2 <= answers.shape[1] <= len(CLASS_COLORS):
        raise ValueError(
            f"plot_decision_boundary: the model gave {answers.shape[1]} "
            f"scores per row; between 2 and {len(CLASS_COLORS)} classes can "
            "be drawn."
        )
    second, best = np.sort(answers, axis=1)[:, -2:].T[:, :, None]
    rivals = np.where(answers == best, second, best)
    return list((answers - rivals).T)


def _fill(ax, grid, margin, color) -> None:
    if margin.max() <= 0:
        return
    ax.contourf(*grid, margin, [0, margin.max()], colors=[tint(color, 0.22)])
    if margin.min() < 0:
        ink = {"colors": COLORS["ink"], "linewidths": 1.6}
        ax.contour(*grid, margin, [0], **ink)


def _plane(X: np.ndarray, name: str) -> np.ndarray:
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or X.shape[1] != 2 or len(X) == 0:
        raise ValueError(
            f"{name} expects points of shape (n, 2), got {X.shape}. Choose "
            "two columns, for example X[:, :2]."
        )
    return X


def _labels(y: np.ndarray, X: np.ndarray) -> np.ndarray:
    y = np.asarray(y)
    if y.size != len(X) or y.shape not in {(y.size,), (y.size, 1)}:
        raise ValueError(
            f"plot_data: y has shape {y.shape}; expected one label for each "
            f"of the {len(X)} points, shape ({len(X)},). From one-hot rows: "
            "y.argmax(axis=1)."
        )
    return y.ravel()
