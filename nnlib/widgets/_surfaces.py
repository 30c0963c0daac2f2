"""The losses that the descent explorables walk on, of one or two weights.

Each is given by its formula, its gradient and its matrix of second
derivatives (the Hessian); `surfaces.mjs` has the same for the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib._validation import Array

Guesses = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Surface:
    """A loss of one or two weights, and where to look at it.

    Attributes:
        key: its name in `surfaces.mjs`.
        name: its name for the reader.
        formula: how it is written.
        box: the limits (low, high) of each weight.
        start: where the explorables begin.
        value: w -> the loss.
        gradient: w -> its gradient.
        hessian: w -> its second derivatives.
        guesses: a point near each of its minima.
    """

    key: str
    name: str
    formula: str
    box: tuple[tuple[float, float], ...]
    start: tuple[float, ...]
    value: Callable[[Array], Any]
    gradient: Callable[[Array], Any]
    hessian: Callable[[Array], Any]
    guesses: Guesses

    def minima(self) -> list[Array]:
        """The minima, the lowest first: Newton's method from the guesses."""
        found = []
        for guess in self.guesses:
            w = np.array(guess)
            for _ in range(30):
                slope = np.asarray(self.gradient(w))
                w = w - np.linalg.solve(np.asarray(self.hessian(w)), slope)
            found.append(w)
        return sorted(found, key=lambda w: float(self.value(w)))

    def curvature(self, w: Array) -> float:
        """κ, the largest curvature at w: the Hessian's top eigenvalue."""
        return float(np.linalg.eigvalsh(np.asarray(self.hessian(w)))[-1])

    def packed(self) -> dict[str, Any]:
        """What the browser must know beside the formulas."""
        minima = [
            {
                "w": w.tolist(),
                "value": float(self.value(w)),
                "curvature": self.curvature(w),
            }
            for w in self.minima()
        ]
        return {
            "key": self.key,
            "name": self.name,
            "formula": self.formula,
            "box": [list(limits) for limits in self.box],
            "start": list(self.start),
            "minima": minima,
        }


def _dip(w: Array) -> Any:
    return np.exp(-(w @ w) / 2)


def _rough(w: Array) -> Any:
    waves = np.cos(2 * w).sum() / 2
    return (w @ w) / 10 - waves + 0.3 * np.sin(w[0] + w[1])


def _rough_gradient(w: Array) -> Any:
    return w / 5 + np.sin(2 * w) + 0.3 * np.cos(w[0] + w[1])


def _rough_hessian(w: Array) -> Any:
    bend = np.full((2, 2), -0.3 * np.sin(w[0] + w[1]))
    return bend + np.diag(0.2 + 2 * np.cos(2 * w))


_SQUARE = ((-3.0, 3.0), (-3.0, 3.0))
_ROUGH_MINIMA = tuple(
    (a, b) for a in (-2.8, -0.1, 2.9) for b in (-2.8, -0.1, 2.9)
)

SURFACES = (
    Surface(
        "parabola",
        "parabola",
        "w²",
        ((-3.0, 3.0),),
        (1.0,),
        lambda w: w[0] ** 2,
        lambda w: 2 * w,
        lambda w: [[2.0]],
        ((0.1,),),
    ),
    Surface(
        "doubleWell",
        "double well",
        "w⁴ − 4w² + w",
        ((-2.4, 2.4),),
        (2.0,),
        lambda w: w[0] ** 4 - 4 * w[0] ** 2 + w[0],
        lambda w: 4 * w**3 - 8 * w + 1,
        lambda w: [[12 * w[0] ** 2 - 8]],
        ((-1.5,), (1.3,)),
    ),
    Surface(
        "bowl",
        "round bowl",
        "w₁² + w₂²",
        _SQUARE,
        (-2.0, 2.2),
        lambda w: w @ w,
        lambda w: 2 * w,
        lambda w: [[2.0, 0.0], [0.0, 2.0]],
        ((0.1, 0.1),),
    ),
    Surface(
        "ravine",
        "ravine",
        "½(w₁² + 100 w₂²)",
        ((-12.0, 12.0), (-1.8, 1.8)),
        (10.0, 1.0),
        lambda w: (w[0] ** 2 + 100 * w[1] ** 2) / 2,
        lambda w: np.array([1.0, 100.0]) * w,
        lambda w: [[1.0, 0.0], [0.0, 100.0]],
        ((0.1, 0.1),),
    ),
    Surface(
        "saddle",
        "saddle",
        "½w₁² − ½w₂² + ⅛w₂⁴",
        ((-2.5, 2.5), (-2.5, 2.5)),
        (2.0, 0.01),
        lambda w: (w[0] ** 2 - w[1] ** 2) / 2 + w[1] ** 4 / 8,
        lambda w: np.array([w[0], w[1] ** 3 / 2 - w[1]]),
        lambda w: [[1.0, 0.0], [0.0, 1.5 * w[1] ** 2 - 1]],
        ((0.0, 1.4), (0.0, -1.4)),
    ),
    Surface(
        "plateau",
        "plateau",
        "1 − exp(−½(w₁² + w₂²))",
        ((-4.0, 4.0), (-4.0, 4.0)),
        (-3.0, 1.5),
        lambda w: 1 - _dip(w),
        lambda w: w * _dip(w),
        lambda w: (np.eye(2) - np.outer(w, w)) * _dip(w),
        ((0.1, 0.1),),
    ),
    Surface(
        "rough",
        "rough surface",
        "(w₁² + w₂²)/10 − ½(cos 2w₁ + cos 2w₂) + 0.3 sin(w₁ + w₂)",
        ((-4.0, 4.0), (-4.0, 4.0)),
        (3.6, 2.2),
        _rough,
        _rough_gradient,
        _rough_hessian,
        _ROUGH_MINIMA,
    ),
)
NAMES = [surface.name for surface in SURFACES]


def surface_named(who: str, name: str, names: list[str]) -> int:
    """The place of a surface in `names`; an unknown name is refused."""
    if name not in names:
        raise ValueError(
            f"{who} knows no surface {name!r}; choose one of "
            f"{', '.join(map(repr, names))}."
        )
    return names.index(name)
