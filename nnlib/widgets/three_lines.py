"""Three movable lines and a fourth neuron that counts their votes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib.datasets import make_triangle
from nnlib.layers import Dense, Step
from nnlib.models import Sequential
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)

_BOX = (-0.5, 1.5, -0.5, 1.5)
_LINES = (1, 2, 3)


def _points() -> list[dict[str, Any]]:
    # the triangle with room along its edges, so that a hand can hit it
    X, y = make_triangle(90, rng=4)
    gap = np.column_stack([X, (1 - X.sum(axis=1)) / np.sqrt(2)]).min(axis=1)
    X, y = X[abs(gap) > 0.07].round(2), y[abs(gap) > 0.07]
    corners = [[0, 0], [0, 1], [1, 0], [1, 1]]
    return [
        {"name": "triangle", "X": X.tolist(), "y": y.tolist()},
        {"name": "outside", "X": X.tolist(), "y": (1 - y).tolist()},
        {"name": "XOR", "X": corners, "y": [0, 1, 1, 0]},
    ]


class ThreeLines(View):
    """A 2-3-1 network of perceptrons, drawn as three lines in the plane.

    Book: Multi-layer perceptron.
    """

    _module = Path(__file__).with_name("three_lines.mjs")
    _style = Path(__file__).with_name("three_lines.css")
    _shown = ("data", "threshold")

    angle1 = Number(min=-180.0, max=180.0)
    angle2 = Number(min=-180.0, max=180.0)
    angle3 = Number(min=-180.0, max=180.0)
    shift1 = Number(min=-2.0, max=2.0)
    shift2 = Number(min=-2.0, max=2.0)
    shift3 = Number(min=-2.0, max=2.0)
    threshold = Number(min=0.0, max=3.0)
    _chosen = traitlets.Int(0, min=0, max=2).tag(sync=True)
    _sets: traitlets.List = traitlets.List().tag(sync=True)
    _box: traitlets.List = traitlets.List(list(_BOX)).tag(sync=True)

    @property
    def data(self) -> str:
        """The name of the data set."""
        return self._sets[self._chosen]["name"]

    @data.setter
    def data(self, name: str) -> None:
        self._chosen = _index(name, [each["name"] for each in self._sets])

    @property
    def model(self) -> Sequential:
        """The network that the lines are, with the library's layers."""
        layers = [Dense(2, 3), Step(), Dense(3, 1), Step()]
        made = Sequential(layers, rng=0)
        angles = [np.deg2rad(getattr(self, f"angle{k}")) for k in _LINES]
        shifts = [getattr(self, f"shift{k}") for k in _LINES]
        # rounded, so that a right angle gives exactly 0 and 1
        W1 = np.round([np.cos(angles), np.sin(angles)], 12)
        ones = np.ones((3, 1))
        made.set_weights([W1, -np.array(shifts), ones, [-self.threshold]])
        return made

    @property
    def mistakes(self) -> int:
        """How many points get the wrong answer."""
        chosen = self._sets[self._chosen]
        answers = self.model.predict(np.array(chosen["X"], dtype=float))
        return int((answers[:, 0] != chosen["y"]).sum())

    def summary(self) -> str:
        n = len(self._sets[self._chosen]["y"])
        return f"{self.mistakes} of {n} points wrong"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import CLASS_COLORS, CLASS_MARKERS, COLORS, tint

        x0, x1, y0, y1 = self._box
        x, y = np.meshgrid(np.linspace(x0, x1, 241), np.linspace(y0, y1, 241))
        grid = np.column_stack([x.ravel(), y.ravel()])
        sides = [tint(color, 0.15) for color in CLASS_COLORS[:2]]
        says = self.model.predict(grid).reshape(x.shape)
        ax.contourf(x, y, says, levels=[-1, 0.5, 2], colors=sides)
        sums = grid @ self.model.params[0] + self.model.params[1]
        for k in range(3):
            z = sums[:, k].reshape(x.shape)
            if z.min() < 0 < z.max():
                ax.contour(x, y, z, levels=[0], colors=COLORS["ink"])
        chosen = self._sets[self._chosen]
        X, labels = np.array(chosen["X"]), np.array(chosen["y"])
        for k in (0, 1):
            look = {"color": CLASS_COLORS[k], "marker": CLASS_MARKERS[k]}
            ax.scatter(*X[labels == k].T, label=f"class {k}", zorder=3, **look)
        ax.set(xlim=(x0, x1), ylim=(y0, y1), xlabel="x₁", ylabel="x₂")
        ax.set_aspect("equal")
        ax.set_title(f"{self.data}, {self.summary()}")
        ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def three_lines(
    data: str = "triangle",
    *,
    angles: Sequence[float] = (25.0, 120.0, -80.0),
    shifts: Sequence[float] = (0.9, -0.1, -1.1),
    threshold: float = 1.5,
) -> Explorable:
    """Three neurons draw lines, and a fourth fires above a number of votes.

    Line k belongs to the neuron with the weights (cos angle, sin angle) and
    the bias -shift: the angle turns it, the shift moves it along its arrow.
    The output neuron has three weights of 1 and the bias -threshold.

    What to try: enclose the triangle. Which threshold means "all three",
    which "at least one"? Then choose *outside*, the same points with the
    classes exchanged: what must change, and what may stay? At last solve
    XOR, for which two lines would do: where does the third one go? On the
    picture, drag a line to shift it, the tip of an arrow to turn it.

    Args:
        data: "triangle", "outside" or "XOR".
        angles: the directions of the three arrows, in degrees.
        shifts: how far along its arrow each line stands from the origin.
        threshold: the output fires for more votes than this.

    Raises:
        ValueError: for an unknown name, or not three angles and shifts.
        TraitError: for values out of their range.

    >>> three_lines(angles=(0, 90, -135), shifts=(0, 0, -0.7), threshold=2.5)
    three_lines(data='triangle', threshold=2.5)
    0 of 67 points wrong

    Book: Multi-layer perceptron.
    """
    sets = _points()
    names = [each["name"] for each in sets]
    for what, given in (("angles", angles), ("shifts", shifts)):
        if np.shape(given) != (3,):
            raise ValueError(
                f"three_lines expects three {what}, one for each line, "
                f"got {given!r}"
            )
    lines = {f"angle{k}": a for k, a in zip(_LINES, angles, strict=True)}
    lines |= {f"shift{k}": s for k, s in zip(_LINES, shifts, strict=True)}
    view = ThreeLines(
        threshold=threshold,
        _sets=sets,
        _chosen=_index(data, names),
        **lines,
    )
    return Explorable("three_lines", view, _controls(view, names))


def _controls(view: ThreeLines, names: list[str]) -> dict[str, Any]:
    controls: dict[str, Any] = {}
    for k, sub in zip(_LINES, "₁₂₃", strict=True):
        a, s = f"angle{k}", f"shift{k}"
        controls[a] = float_slider(f"angle of h{sub}", view, a, -180, 180, 5)
        controls[a].readout_format = ".0f"  # whole degrees
        controls[s] = float_slider(f"shift of h{sub}", view, s, -2, 2, 0.05)
    controls["threshold"] = float_slider(
        "threshold", view, "threshold", 0, 3, 0.25
    )
    controls["_chosen"] = dropdown("data", names, view._chosen)
    return controls


def _index(name: str, names: list[str]) -> int:
    if name not in names:
        raise ValueError(
            f"three_lines knows no data {name!r}; "
            f"choose one of {', '.join(names)}"
        )
    return names.index(name)
