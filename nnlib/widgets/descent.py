"""Gradient descent on a curve, on a map and in a landscape, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib._validation import Array
from nnlib.optimizers import SGD
from nnlib.widgets._base import Explorable, Number, dropdown
from nnlib.widgets._surface_view import SurfaceView
from nnlib.widgets._surfaces import NAMES, SURFACES, Surface, surface_named
from nnlib.widgets._walks import (
    draw_map,
    drawable,
    momentum_slider,
    rate_slider,
    rates_with,
    walk,
)

MAX_STEPS = 200


class Descent(SurfaceView):
    """The path of gradient descent after `seen` steps from the start.

    Book: Gradient descent.
    """

    _module = Path(__file__).with_name("descent.mjs")
    _name = "descent"
    _offered = SURFACES
    _shown = ("surface", "learning_rate", "momentum", "start", "seen")

    momentum = Number(0.0, min=0.0, max=0.99)
    seen = traitlets.Int(0, min=0, max=MAX_STEPS).tag(sync=True)

    @property
    def path(self) -> Array:
        """The weights after each step, computed by `nnlib.SGD`."""
        rule = SGD(self.learning_rate, momentum=self.momentum)
        return walk(self._surface, self.start, rule, self.seen)

    def summary(self) -> str:
        path = self.path
        where = ", ".join(f"{v:.4g}" for v in path[-1])
        loss = float(self._surface.value(path[-1]))
        return f"after {len(path) - 1} steps at ({where}), loss {loss:.4g}"

    def draw(self, ax: Any) -> None:
        surface, path = self._surface, drawable(self.path, self._surface)
        if len(surface.box) == 1:
            _draw_curve(ax, surface, path)
        else:
            draw_map(ax, surface.value, surface.box, {"path": path})
        ax.set_title(f"{surface.name}, η = {self.learning_rate:g}")


def _draw_curve(ax: Any, surface: Surface, path: Array) -> None:
    from nnlib.viz.style import COLORS

    w = np.linspace(*surface.box[0], 201)
    heights = [surface.value(np.array([each])) for each in w]
    ax.plot(w, heights, "-", color=COLORS["ink"])
    steps = [surface.value(each) for each in path]
    ax.plot(path[:, 0], steps, "o-", color=COLORS["negative"])
    ax.set(xlim=surface.box[0], xlabel="w", ylabel="loss")
    ax.set_ylim(min(heights) - 0.5, max(heights))


def descent(
    surface: str = "parabola",
    *,
    learning_rate: float = 0.1,
    momentum: float = 0.0,
    start: Sequence[float] | None = None,
    seen: int = 0,
) -> Explorable:
    """Gradient descent, `w ← w - η ∇C`, on surfaces of one or two weights.

    What to try: on the parabola, predict five steps for η = 0.1, 0.5, 0.9,
    1.0 and 1.1 before you press *Step*. Put η just below and just above the
    limit on the ravine. Choose the double well, start at 2, and raise the
    momentum until the ball gets over the hill. On the rough surface, click
    on the map until you know which starts lead to the lowest point.

    Args:
        surface: "parabola", "double well" (both of one weight), "round
            bowl", "ravine", "saddle", "plateau" or "rough surface".
        learning_rate: η.
        momentum: μ, from 0 to 0.99.
        start: the first weights, one number or two; each surface has its
            own without it.
        seen: how many steps are already done, at most 200.

    Raises:
        ValueError: for an unknown surface, or a start of the wrong length.

    >>> descent("parabola", learning_rate=0.1, seen=5)
    descent(surface='parabola', learning_rate=0.1, momentum=0.0, \
start=(1.0,), seen=5)
    after 5 steps at (0.3277), loss 0.1074

    Book: Gradient descent.
    """
    chosen = surface_named("descent", surface, NAMES)
    rates = rates_with("descent", learning_rate)
    view = Descent(
        momentum=momentum,
        seen=seen,
        _chosen=chosen,
        _surfaces=[each.packed() for each in SURFACES],
        _rates=rates,
        _rate=rates.index(learning_rate),
    )
    view.start = SURFACES[chosen].start if start is None else start
    controls = {
        "_chosen": dropdown("surface", NAMES, chosen),
        "_rate": rate_slider("rate η", view, "_rate"),
        "momentum": momentum_slider(view),
    }
    return Explorable("descent", view, controls)
