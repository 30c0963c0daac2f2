"""Scale, shear, turn, shift, bend: what a dense layer does to the plane."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets
from numpy.typing import ArrayLike

from nnlib.activations import relu as relu_of
from nnlib.datasets import make_spirals
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)
from nnlib.widgets._plane import checked_points

_SHAPES = ("the unit square", "a cloud of points")
_CORNERS = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)


class PlaneMap(View):
    """The plane after `X @ W + b`, and after relu of it.

    Book: Tensors.
    """

    _module = Path(__file__).with_name("plane_map.mjs")
    _style = Path(__file__).with_name("plane_map.css")
    _shown = ("angle", "scale_x", "scale_y", "shear")

    angle = Number(0.0, min=-180.0, max=180.0)
    scale_x = Number(1.0)
    scale_y = Number(1.0)
    shear = Number()
    shift_x = Number()
    shift_y = Number()
    relu = traitlets.Bool(False).tag(sync=True)
    _shape = traitlets.Int(0, min=0, max=1).tag(sync=True)
    _points: traitlets.List = traitlets.List().tag(sync=True)
    _labels: traitlets.List = traitlets.List().tag(sync=True)

    @property
    def W(self) -> np.ndarray:
        """The matrix: scale, then shear along x, then turn; rows as points."""
        theta = np.deg2rad(self.angle)
        cos, sin = np.cos(theta), np.sin(theta)
        scaling = np.diag([self.scale_x, self.scale_y])
        shearing = np.array([[1.0, 0.0], [self.shear, 1.0]])
        turning = np.array([[cos, sin], [-sin, cos]])
        return scaling @ shearing @ turning

    @property
    def b(self) -> np.ndarray:
        """The shift."""
        return np.array([self.shift_x, self.shift_y])

    def __call__(self, X: ArrayLike) -> np.ndarray:
        """The points after the map, one per row."""
        Z = np.asarray(X, dtype=float) @ self.W + self.b
        return relu_of(Z) if self.relu else Z

    def summary(self) -> str:
        area = self.W[0, 0] * self.W[1, 1] - self.W[0, 1] * self.W[1, 0]
        rows = ", ".join(f"({x:.2f}, {y:.2f})" for x, y in self.W + 0.0)
        then = ", then relu" if self.relu else ""
        return f"rows of W: {rows}; areas times {area + 0.0:.2f}{then}"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.points import plot_data
        from nnlib.viz.style import COLORS

        t = np.linspace(-3, 3, 121)
        for v in range(-3, 4):
            for line in (np.c_[0 * t + v, t], np.c_[t, 0 * t + v]):
                ax.plot(*self(line).T, color=COLORS["muted"], lw=0.8, ls="-")
        if self._shape == 0:
            square = np.vstack([_CORNERS, _CORNERS[:1]])
            ends = np.linspace(square[:-1], square[1:], 25, axis=1)
            ax.fill(*square.T, fill=False, ls="--", ec=COLORS["muted"])
            ax.fill(*self(ends.reshape(-1, 2)).T, fc="#009E7355", ec="#00664B")
        else:
            points, labels = np.array(self._points), np.array(self._labels)
            plot_data(self(points), labels, ax=ax)
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
        ax.set_title(self.summary(), fontsize=9)


def plane_map(
    angle: float = 0.0,
    scale_x: float = 1.0,
    scale_y: float = 1.0,
    shear: float = 0.0,
    *,
    shift_x: float = 0.0,
    shift_y: float = 0.0,
    relu: bool = False,
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
) -> Explorable:
    """The plane under a 2-by-2 matrix, a shift and relu.

    What to try: turn by 90° and read the rows of W. Make one scale negative,
    then 0: which of the two can be undone? Shear, and watch the area. Then
    choose the cloud, switch relu on, and try to get the two arms apart.

    Args:
        angle: degrees, counterclockwise, from -180 to 180.
        scale_x: the factor along x, applied first.
        scale_y: the factor along y.
        shear: how far a point one unit up is pushed along x, after scaling.
        shift_x: the first entry of b.
        shift_y: the second entry of b.
        relu: whether negative coordinates become 0 at the end.
        X: points for the cloud; two spiral arms without them.
        y: their classes, 0 or 1.

    Shapes:
        X: (n, 2). y: (n,).

    Raises:
        ValueError: for data that are not n points with n classes 0 or 1.

    >>> plane_map(angle=90)
    plane_map(angle=90.0, scale_x=1.0, scale_y=1.0, shear=0.0)
    rows of W: (0.00, 1.00), (-1.00, 0.00); areas times 1.00

    Book: Tensors.
    """
    if (X is None) != (y is None):
        raise ValueError("plane_map needs both X and y, or neither")
    if X is None or y is None:
        X, y = make_spirals(80, rng=2)
        X = (X / 2.6).round(3)
    points, labels = checked_points("plane_map", X, y)
    view = PlaneMap(
        angle=angle,
        scale_x=scale_x,
        scale_y=scale_y,
        shear=shear,
        shift_x=shift_x,
        shift_y=shift_y,
        relu=relu,
        _points=points.tolist(),
        _labels=labels.tolist(),
    )
    controls: dict[str, ipywidgets.Widget] = {
        "angle": float_slider("turn by °", view, "angle", -180, 180, 5),
        "shear": float_slider("shear", view, "shear", -2.0, 2.0, 0.1),
        "scale_x": float_slider("scale x", view, "scale_x", -2.0, 2.0, 0.1),
        "scale_y": float_slider("scale y", view, "scale_y", -2.0, 2.0, 0.1),
        "shift_x": float_slider("shift x", view, "shift_x", -2.0, 2.0, 0.1),
        "shift_y": float_slider("shift y", view, "shift_y", -2.0, 2.0, 0.1),
        "_shape": dropdown("show", _SHAPES, view._shape),
        "relu": ipywidgets.Checkbox(
            value=view.relu, description="then relu", indent=False
        ),
    }
    return Explorable("plane_map", view, controls)
