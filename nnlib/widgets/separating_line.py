"""Two weights and a bias move the line that a perceptron draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from nnlib.perceptron import step
from nnlib.widgets._base import Explorable, Number, View, float_slider
from nnlib.widgets._plane import box_around, checked_points, draw_plane

# twelve points that a line separates, but not one through the origin
_X = (
    (0.5, 2.5), (1.5, 1.5), (2.5, 2.0), (2.0, 0.5), (1.0, 3.0), (3.0, -0.5),
    (-2.0, 1.5), (-1.0, -0.5), (0.5, -1.0), (-0.5, 0.5), (1.5, -2.0),
    (-2.5, -1.5),
)  # fmt: skip
_Y = (1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0)


class SeparatingLine(View):
    """The plane cut by `w1*x1 + w2*x2 + b = 0`, over labeled points.

    Book: Perceptron.
    """

    _module = Path(__file__).with_name("separating_line.mjs")
    _shown = ("w1", "w2", "b")

    w1 = Number()
    w2 = Number()
    b = Number()
    _points: traitlets.List = traitlets.List().tag(sync=True)
    _labels: traitlets.List = traitlets.List().tag(sync=True)
    _box: traitlets.List = traitlets.List().tag(sync=True)
    _square = traitlets.Bool().tag(sync=True)
    _xlabel = traitlets.Unicode().tag(sync=True)
    _ylabel = traitlets.Unicode().tag(sync=True)
    _limits: traitlets.List = traitlets.List().tag(sync=True)

    @property
    def mistakes(self) -> int:
        """How many points lie on the wrong side."""
        z = np.array(self._points) @ [self.w1, self.w2] + self.b
        return int((step(z) != self._labels).sum())

    def summary(self) -> str:
        return (
            f"{self.mistakes} of {len(self._labels)} points on the wrong side"
        )

    def draw(self, ax: Any) -> None:
        w = (self.w1, self.w2)
        draw_plane(ax, w, self.b, self._box, self._points, self._labels)
        ax.set(xlabel=self._xlabel, ylabel=self._ylabel)
        ax.set_title(self.summary())
        if self._square:
            ax.set_aspect("equal")


def separating_line(
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
    *,
    w1: float = 1.0,
    w2: float = -0.5,
    b: float = 0.0,
    w_max: float = 3.0,
    b_max: float = 5.0,
    xlabel: str = "x₁",
    ylabel: str = "x₂",
) -> Explorable:
    """A perceptron's line with three sliders: its weights and its bias.

    What to try: bring the mistakes to zero. Move one slider alone: which one
    turns the line, which one shifts it? Make `b` zero and find the point that
    the line cannot leave. Then double all three: nothing moves. On the
    picture, drag the line to shift it, the arrow's tip to turn it.

    Args:
        X: points; without them, twelve that a line can separate.
        y: their classes, 0 or 1.
        w1: the weight of the first feature.
        w2: the weight of the second feature.
        b: the bias.
        w_max: how far the sliders of the weights reach, both ways.
        b_max: how far the slider of the bias reaches, both ways.
        xlabel: the name of the first feature.
        ylabel: the name of the second feature.

    Shapes:
        X: (n, 2). y: (n,).

    Raises:
        ValueError: for data that are not n points with n classes 0 or 1.

    >>> separating_line(w1=1.0, w2=1.0, b=-1.5)
    separating_line(w1=1.0, w2=1.0, b=-1.5)
    0 of 12 points on the wrong side

    Book: Perceptron.
    """
    if (X is None) != (y is None):
        raise ValueError("separating_line needs both X and y, or neither")
    points, labels = checked_points(
        "separating_line", _X if X is None else X, _Y if y is None else y
    )
    box, square = box_around(points)
    view = SeparatingLine(
        w1=w1,
        w2=w2,
        b=b,
        _points=points.tolist(),
        _labels=labels.tolist(),
        _box=box,
        _square=square,
        _xlabel=xlabel,
        _ylabel=ylabel,
        _limits=[w_max, b_max],
    )
    controls = {
        "w1": float_slider("weight w₁", view, "w1", -w_max, w_max, 0.05),
        "w2": float_slider("weight w₂", view, "w2", -w_max, w_max, 0.05),
        "b": float_slider("bias b", view, "b", -b_max, b_max, 0.05),
    }
    return Explorable("separating_line", view, controls)
