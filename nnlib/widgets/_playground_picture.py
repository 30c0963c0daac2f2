"""The playground's still picture, for print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnlib._validation import Array
from nnlib.widgets._playground_data import feature_batch, split_points
from nnlib.widgets._playground_state import network_end, task_of

if TYPE_CHECKING:
    from nnlib.widgets._playground_view import Playground

_SIDE = 120


def draw_playground(view: Playground, ax: Any) -> None:
    """Draw the network's output over the plane, and the training points."""
    from nnlib.viz.style import CLASS_COLORS, CLASS_MARKERS, DIVERGING

    state = view.state()
    task = task_of(state)
    frame = {"extent": (-6, 6, -6, 6), "origin": "lower", "alpha": 0.6}
    shown = _outputs(view)
    if task == "three":
        ax.imshow(_blend(shown), **frame)
    else:
        ax.imshow(shown[..., 0], cmap=DIVERGING, vmin=-1, vmax=1, **frame)
    train, _ = split_points(state)
    points = np.array(train, dtype=float).reshape(-1, 3)
    look = {"s": 18, "edgecolors": "white", "linewidths": 0.6}
    if task == "numbers":
        color = {"c": points[:, 2], "cmap": DIVERGING, "vmin": -1, "vmax": 1}
        ax.scatter(points[:, 0], points[:, 1], **color, **look)
    else:
        for k in range(3 if task == "three" else 2):
            x1, x2 = points[points[:, 2] == k, :2].T
            style = {"color": CLASS_COLORS[k], "marker": CLASS_MARKERS[k]}
            ax.scatter(x1, x2, label=f"class {k}", **style, **look)
        ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    ax.set(xlim=(-6, 6), ylim=(-6, 6), xlabel="$x_1$", ylabel="$x_2$")
    ax.set_title(view.summary(), fontsize="small")


def _outputs(view: Playground) -> Array:
    """The outputs over the plane: for one unit from -1 to 1."""
    state = view.state()
    at = (np.arange(_SIDE) + 0.5) / _SIDE * 12 - 6
    x1, x2 = np.meshgrid(at, at)
    X = np.column_stack([x1.ravel(), x2.ravel()])
    out = view.model().predict(feature_batch(X, state["features"]))
    _, last, _ = network_end(task_of(state), state["loss"])
    if last == "sigmoid" or (last == "identity" and out.shape[1] == 3):
        out = 2 * out - 1 if last == "sigmoid" else (out + 1) / 2
    return out.reshape(_SIDE, _SIDE, -1)


def _blend(shares: Array) -> Array:
    """The three classes' colors, mixed by their shares over white."""
    from matplotlib.colors import to_rgb

    from nnlib.viz.style import CLASS_COLORS

    colors = np.array([to_rgb(color) for color in CLASS_COLORS[:3]])
    shares = np.clip(shares, 0, 1)
    total = np.maximum(shares.sum(axis=-1, keepdims=True), 1)
    shares = shares / total
    return np.clip(1 + shares @ (colors - 1), 0, 1)
