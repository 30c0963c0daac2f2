"""Several optimizers race over one surface, from the same start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import traitlets

from nnlib._validation import Array
from nnlib.optimizers import SGD, Adagrad, Adam, Optimizer, RMSprop
from nnlib.widgets._base import Explorable, Number, dropdown
from nnlib.widgets._surface_view import SurfaceView
from nnlib.widgets._surfaces import SURFACES, surface_named
from nnlib.widgets._walks import (
    controls_of_view,
    draw_map,
    drawable,
    momentum_slider,
    rate_slider,
    rates_with,
    walk,
)

MAX_STEPS = 300
RUNNERS = {
    "sgd": "SGD",
    "momentum": "momentum",
    "nesterov": "Nesterov",
    "adagrad": "Adagrad",
    "rmsprop": "RMSprop",
    "adam": "Adam",
}
TRACKS = [surface for surface in SURFACES if len(surface.box) == 2]
_NAMES = [surface.name for surface in TRACKS]


class OptimizerRace(SurfaceView):
    """The paths of the running optimizers after `seen` steps.

    Book: Gradient descent.
    """

    _module = Path(__file__).with_name("optimizer_race.mjs")
    _name = "optimizer_race"
    _offered = TRACKS
    _shown = (
        *("surface", "learning_rate", "adaptive_learning_rate", "momentum"),
        *("start", "seen"),
    )

    momentum = Number(0.9, min=0.0, max=0.99)
    w1 = Number(10.0, min=-100.0, max=100.0)
    w2 = Number(1.0, min=-100.0, max=100.0)
    seen = traitlets.Int(0, min=0, max=MAX_STEPS).tag(sync=True)
    _adaptive_rate = traitlets.Int(0, min=0).tag(sync=True)
    _running: traitlets.List = traitlets.List().tag(sync=True)

    @property
    def adaptive_learning_rate(self) -> float:
        """η of Adagrad, RMSprop and Adam."""
        return self._rates[self._adaptive_rate]

    def rule(self, runner: str) -> Optimizer:
        """A fresh optimizer for the runner, with the chosen settings."""
        adaptive = {"adagrad": Adagrad, "rmsprop": RMSprop, "adam": Adam}
        if runner in adaptive:
            return adaptive[runner](self.adaptive_learning_rate)
        momentum = 0.0 if runner == "sgd" else self.momentum
        nesterov = runner == "nesterov" and momentum > 0
        return SGD(self.learning_rate, momentum=momentum, nesterov=nesterov)

    @property
    def paths(self) -> dict[str, Array]:
        """The weights after each step, by runner."""
        return {
            runner: walk(
                self._surface, self.start, self.rule(runner), self.seen
            )
            for runner in RUNNERS
            if runner in self._running
        }

    def summary(self) -> str:
        losses = [
            f"{RUNNERS[runner]} {float(self._surface.value(path[-1])):.3g}"
            for runner, path in self.paths.items()
        ]
        return f"after {self.seen} steps: {', '.join(losses) or 'nobody runs'}"

    def draw(self, ax: Any) -> None:
        surface = self._surface
        paths = {
            RUNNERS[runner]: drawable(path, surface)
            for runner, path in self.paths.items()
        }
        draw_map(ax, surface.value, surface.box, paths)
        ax.set_title(f"{surface.name}, {self.seen} steps")


def optimizer_race(
    surface: str = "ravine",
    *,
    learning_rate: float = 0.01,
    adaptive_learning_rate: float = 0.1,
    momentum: float = 0.9,
    start: Sequence[float] | None = None,
    seen: int = 0,
    runners: Sequence[str] = tuple(RUNNERS),
) -> Explorable:
    """SGD, momentum, Nesterov, Adagrad, RMSprop and Adam in one race.

    The first three share one learning rate, the last three another: these
    divide the gradient by its own size, so that their η is a length.

    What to try: who is lowest after 50 steps in the ravine, and who after
    300? Raise the learning rate of the first three to 0.021: which of them
    survives? On the saddle, who gets away from the ridge first? Click on the
    rough surface for another start: does the same one always win?

    Args:
        surface: "round bowl", "ravine", "saddle", "plateau" or "rough
            surface".
        learning_rate: η of SGD, momentum and Nesterov.
        adaptive_learning_rate: η of Adagrad, RMSprop and Adam.
        momentum: μ.
        start: the first weights; each surface has its own without it.
        seen: how many steps are already done, at most 300.
        runners: who runs: names out of "sgd", "momentum", "nesterov",
            "adagrad", "rmsprop", "adam".

    Raises:
        ValueError: for an unknown surface or runner, or a wrong start.

    >>> optimizer_race(seen=50, runners=["sgd", "momentum"])
    optimizer_race(surface='ravine', learning_rate=0.01, \
adaptive_learning_rate=0.1, momentum=0.9, start=(10.0, 1.0), seen=50)
    after 50 steps: SGD 18.3, momentum 0.294

    Book: Gradient descent.
    """
    unknown = [name for name in runners if name not in RUNNERS]
    if unknown:
        raise ValueError(
            f"optimizer_race knows no runner {unknown[0]!r}; choose from "
            f"{', '.join(map(repr, RUNNERS))}."
        )
    chosen = surface_named("optimizer_race", surface, _NAMES)
    rates = rates_with("optimizer_race", learning_rate, adaptive_learning_rate)
    view = OptimizerRace(
        momentum=momentum,
        seen=seen,
        _chosen=chosen,
        _surfaces=[each.packed() for each in TRACKS],
        _rates=rates,
        _rate=rates.index(learning_rate),
        _adaptive_rate=rates.index(adaptive_learning_rate),
        _running=list(runners),
    )
    view.start = TRACKS[chosen].start if start is None else start
    controls = {
        "_chosen": dropdown("surface", _NAMES, chosen),
        "_rate": rate_slider("η, first three", view, "_rate"),
        "_adaptive_rate": rate_slider("η, last three", view, "_adaptive_rate"),
        "momentum": momentum_slider(view),
        **controls_of_view(view),
    }
    return Explorable("optimizer_race", view, controls)
