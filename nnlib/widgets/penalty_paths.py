"""How a penalty on two weights moves the optimum of a loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib._validation import Array
from nnlib.regularizers import L1, L2, Regularizer
from nnlib.widgets._base import (
    Explorable,
    Number,
    View,
    dropdown,
    float_slider,
)

#: The curvature of the loss, and the first weight of its minimum.
CURVATURE = ((1.0, 0.3), (0.3, 0.8))
FIRST = 2.0
STRONGEST = 2.0
KINDS: dict[str, Callable[[float], Regularizer]] = {"L1": L1, "L2": L2}


class PenaltyPaths(View):
    """Contours of a loss and of a penalty, and the optimum of their sum.

    Book: Regularization.
    """

    _module = Path(__file__).with_name("penalty_paths.mjs")
    _style = Path(__file__).with_name("penalty_paths.css")
    _shown = ("kind", "strength", "second")

    strength = Number(0.5, min=0.0, max=STRONGEST)
    second = Number(0.7, min=-1.0, max=1.5)
    _kind = traitlets.Int(0, min=0, max=len(KINDS) - 1).tag(sync=True)
    _first = traitlets.Float(FIRST).tag(sync=True)
    _curvature: traitlets.List = traitlets.List(
        [list(row) for row in CURVATURE]
    ).tag(sync=True)

    @property
    def kind(self) -> str:
        """The penalty, "L1" or "L2"; may be set."""
        return list(KINDS)[self._kind]

    @kind.setter
    def kind(self, name: str) -> None:
        self._kind = _index(name)

    @property
    def regularizer(self) -> Regularizer:
        """The penalty as nnlib's object."""
        return KINDS[self.kind](self.strength)

    @property
    def minimum(self) -> Array:
        """The weights of least loss, without a penalty."""
        return np.array([self._first, self.second])

    def loss(self, w: Array) -> float:
        """The loss alone, `½ (w - c)ᵀ H (w - c)`."""
        away = np.asarray(w) - self.minimum
        return float(away @ np.array(self._curvature) @ away / 2)

    def optimum(self, strength: float | None = None) -> Array:
        """The weights of least loss plus penalty, shape (2,)."""
        H = np.array(self._curvature)
        lam = self.strength if strength is None else strength
        target, w = H @ self.minimum, self.minimum
        for _ in range(60):  # one weight after the other, until they rest
            for i in (0, 1):
                pull = target[i] - H[i, 1 - i] * w[1 - i]
                if self.kind == "L1":
                    shrunk = np.sign(pull) * max(abs(pull) - lam, 0.0)
                    w[i] = shrunk / H[i, i]
                else:
                    w[i] = pull / (H[i, i] + lam)
        return w

    def summary(self) -> str:
        w = self.optimum()
        zeros = [n for n, v in zip("₁₂", w, strict=True) if v == 0]
        which = " and ".join(f"w{n} = 0 exactly" for n in zeros)
        return f"optimum ({w[0]:.3f}, {w[1]:.3f}), {which or 'no weight is 0'}"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        grid = np.linspace(-0.8, 2.8, 121), np.linspace(-1.45, 1.8, 121)
        U, V = np.meshgrid(*grid)
        points = np.stack([U, V], axis=-1)
        away = points - self.minimum
        H = np.array(self._curvature)
        loss = np.einsum("...i,ij,...j->...", away, H, away) / 2
        w, one = self.optimum(), self.kind == "L1"
        size = np.abs(points).sum(-1) if one else np.hypot(U, V)
        there = np.abs(w).sum() if one else np.hypot(*w)
        ax.contour(U, V, loss, 8, colors=COLORS["muted"], linewidths=1)
        if (level := self.loss(w)) > 0:
            ax.contour(U, V, loss, [level], colors=COLORS["ink"])
        if there > 0:
            ax.contour(U, V, size, [there], colors=COLORS["class_2"])
        way = [self.optimum(s) for s in np.linspace(0, self.strength, 60)]
        ax.plot(*np.transpose(way), color=COLORS["model"])
        ax.plot(*self.minimum, "+", color=COLORS["ink"], markersize=12)
        ax.plot(*w, "o", color=COLORS["highlight"])
        ax.axhline(0, color=COLORS["muted"], lw=0.8)
        ax.axvline(0, color=COLORS["muted"], lw=0.8)
        ax.set(xlabel="$w_1$", ylabel="$w_2$", aspect="equal")
        ax.set_title(f"{self.kind}, λ = {self.strength:g}\n{self.summary()}")


def penalty_paths(
    kind: str = "L1", strength: float = 0.5, *, second: float = 0.7
) -> Explorable:
    """The way of the optimum when a penalty on two weights grows.

    What to try: move λ up from 0 under L1 and watch the moment at which the
    second weight becomes 0; go on. Do the same under L2: is there such a
    moment? Then move the minimum of the loss nearer to the axis, and find
    the least λ that switches the second weight off.

    Args:
        kind: "L1" or "L2".
        strength: λ, from 0 to 2.
        second: the second weight of the loss's minimum, from -1 to 1.5.

    Raises:
        TraitError: for values out of their range.
        ValueError: for an unknown kind.

    >>> penalty_paths("L2", 1.0)
    penalty_paths(kind='L2', strength=1.0, second=0.7)
    optimum (1.034, 0.472), no weight is 0

    Book: Regularization.
    """
    view = PenaltyPaths(_kind=_index(kind), strength=strength, second=second)
    controls = {
        "_kind": dropdown("penalty", list(KINDS), view._kind),
        "strength": float_slider("λ", view, "strength", 0.0, STRONGEST, 0.05),
        "second": float_slider("least loss w₂", view, "second", -1, 1.5, 0.1),
    }
    return Explorable("penalty_paths", view, controls)


def _index(name: str) -> int:
    if name not in KINDS:
        raise ValueError(
            f"penalty_paths knows no kind {name!r}; "
            f"choose one of {', '.join(KINDS)}"
        )
    return list(KINDS).index(name)
