"""The loss over two weights, as a map or as a landscape, with a path on it."""

from collections.abc import Callable, Mapping
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib._validation import Array
from nnlib.viz.style import CLASS_COLORS, CLASS_MARKERS, COLORS, new_axes

Limits = tuple[float, float]

# low is dark, like deep water; light enough that paths stay readable
DEPTH = LinearSegmentedColormap.from_list(
    "nnlib_depth", ["#9DC3DA", "#D3E5EF", "#FFFFFF"]
)
LEVELS = 15
LEVEL = "#2F6A8C"  # dark enough for the lines of the deepest places too
LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)))


def plot_loss_surface(
    f: Callable[[Array], Any],
    xlim: Limits,
    ylim: Limits,
    *,
    path: ArrayLike | Mapping[str, ArrayLike] | None = None,
    projection: str = "contour",
    resolution: int = 81,
    labels: tuple[str, str] = ("$w_1$", "$w_2$"),
    ax: Axes | None = None,
) -> Axes:
    """A loss of two weights, and the path that an optimizer took over it.

    The contour map is darker where the loss is lower. Its lines are not at
    equal steps of the loss but leave equal areas between them, so that a
    narrow valley shows its floor.

    Args:
        f: takes an array of the two weights, returns the loss: as for
            `numerical_gradient`.
        xlim: the range of the first weight.
        ylim: the range of the second weight.
        path: the weights after each step, the start first; or several paths
            by name.
        projection: "contour" for the map, "3d" for the landscape.
        resolution: how many points are evaluated along each side.
        labels: what to write on the two axes.
        ax: where to draw; a new figure without it.

    Shapes:
        f: ``(2,)`` to a number. path ``(steps + 1, 2)``.

    Raises:
        ValueError: when a range is empty, the path has another shape, f
            returns something else, or the axes do not fit the projection.

    Example:
        >>> def bowl(w):
        ...     return w[0] ** 2 + 3 * w[1] ** 2
        >>> steps = [[2, 1], [1, 0.4], [0.5, 0.1]]
        >>> ax = plot_loss_surface(bowl, (-3, 3), (-2, 2), path=steps)
        >>> ax.lines[0].get_xydata().tolist()
        [[2.0, 1.0], [1.0, 0.4], [0.5, 0.1]]

    Book: Gradient descent.
    """
    if projection not in ("contour", "3d"):
        raise ValueError(
            f"plot_loss_surface: projection={projection!r}; expected "
            '"contour" or "3d".'
        )
    paths = _paths(path)
    x, y = (
        np.linspace(*_checked_limits(name, limits), resolution)
        for name, limits in (("xlim", xlim), ("ylim", ylim))
    )
    Z = np.array([[_height(f, a, b) for a in x] for b in y])
    if not np.isfinite(Z).any():
        raise ValueError(
            "plot_loss_surface: f is infinite or NaN everywhere between "
            f"these limits, {xlim} and {ylim}."
        )
    ax = _axes(ax, projection)
    draw = _draw_map if projection == "contour" else _draw_landscape
    draw(ax, x, y, Z)
    for i, (name, points) in enumerate(paths.items()):
        look = {
            "color": COLORS["negative"] if i == 0 else CLASS_COLORS[i],
            "linestyle": LINES[i],
            "marker": CLASS_MARKERS[i],
        }
        heights = [_height(f, a, b) for a, b in points]
        _draw_path(ax, points, heights, name, look, (xlim, ylim), projection)
    if any(paths):
        ax.legend(loc="lower left", bbox_to_anchor=(-0.02, 1), ncols=3)
    ax.set(xlim=xlim, ylim=ylim, xlabel=labels[0], ylabel=labels[1])
    return ax


def _checked_limits(name: str, limits: Limits) -> Limits:
    if len(limits) != 2 or not limits[0] < limits[1]:
        raise ValueError(
            f"plot_loss_surface: {name}={limits!r}; expected (low, high) "
            "with low < high, for example (-5, 5)."
        )
    return limits


def _height(f: Callable[[Array], Any], a: float, b: float) -> float:
    height = np.asarray(f(np.array([a, b])))
    if height.size != 1 or height.dtype.kind not in "iuf":
        raise ValueError(
            "plot_loss_surface: f must return one number for an array of two "
            f"weights, got {height.dtype} of shape {height.shape}."
        )
    return float(height.reshape(()))


def _paths(path: Any) -> dict[str, Array]:
    """The paths by name; a single one has an empty name."""
    if path is None:
        return {}
    given = path if isinstance(path, Mapping) else {"": path}
    if len(given) > len(CLASS_COLORS):
        raise ValueError(
            f"plot_loss_surface: {len(given)} paths; at most "
            f"{len(CLASS_COLORS)} can be told apart."
        )
    paths = {name: np.asarray(p, dtype=float) for name, p in given.items()}
    for points in paths.values():
        if points.ndim != 2 or points.shape[1] != 2 or not len(points):
            raise ValueError(
                "plot_loss_surface: path must have shape (steps + 1, 2), got "
                f"{points.shape}. Collect w.copy() after each step."
            )
    return paths


def _axes(ax: Axes | None, projection: str) -> Axes:
    if ax is None and projection == "contour":
        return new_axes(height=4.6)
    if ax is None:
        figure = plt.figure()
        figure.set_figheight(5.2)
        return figure.add_subplot(projection="3d")
    if (ax.name == "3d") != (projection == "3d"):
        raise ValueError(
            f'plot_loss_surface: projection="{projection}" needs other axes '
            f'than these ("{ax.name}"). For a landscape make them with '
            'plt.subplots(subplot_kw={"projection": "3d"}).'
        )
    return ax


def _draw_map(ax, x, y, Z) -> None:
    levels = np.unique(
        np.quantile(Z[np.isfinite(Z)], np.linspace(0, 1, LEVELS))
    )
    if len(levels) < 3:  # flat, or nearly so
        levels = levels[0] + np.array([-1.0, 0.0, 1.0])
    # the colors follow the lines: each band is one step lighter
    bands = np.linspace(0, 1, len(levels) - 1)
    ax.contourf(x, y, Z, levels=levels, colors=DEPTH(bands))
    ax.contour(
        x, y, Z, levels=levels, colors=LEVEL, linewidths=0.8, zorder=1.5
    )
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))


def _draw_landscape(ax, x, y, Z) -> None:
    ax.plot_surface(
        *np.meshgrid(x, y),
        Z,
        cmap=DEPTH,
        edgecolor=LEVEL,
        linewidth=0.25,
        rcount=40,
        ccount=40,
        alpha=0.85,
    )
    ax.set_zlabel("loss")
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        axis.pane.set_facecolor(COLORS["paper"])


def _draw_path(ax, points, heights, name, look, limits, projection) -> None:
    columns = [*points.T]
    if projection == "3d":
        # a landscape is not clipped at its edges: leave out what is beyond
        outside = np.zeros(len(points), dtype=bool)
        for values, (low, high) in zip(points.T, limits, strict=True):
            outside |= (values < low) | (values > high)
        columns = [np.where(outside, np.nan, c) for c in (*columns, heights)]
    ax.plot(
        *columns,
        **look,
        label=name or "_path",
        linewidth=1.8,
        markersize=4.5,
        markevery=max(1, len(points) // 40),
        zorder=10,
    )
    # the start is hollow
    ax.plot(
        *[column[:1] for column in columns],
        marker=look["marker"],
        color=look["color"],
        markerfacecolor=COLORS["paper"],
        markeredgewidth=2,
        markersize=9,
        linestyle="none",
        zorder=11,
    )
