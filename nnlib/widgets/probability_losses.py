"""Four probabilities, and what cross-entropy, Brier and accuracy say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib.losses import BinaryCrossentropy, MeanSquaredError
from nnlib.widgets._base import Explorable, Number, View, float_slider

_NAMES = ("dog", "dog", "cat", "fish")
_LABELS = (1, 1, 0, 0)
HIGH = 5.0  # the top of the picture; a loss beyond stays at the rim


class ProbabilityLosses(View):
    """The probability of "dog" that each of four photos got.

    Book: Losses.
    """

    _module = Path(__file__).with_name("probability_losses.mjs")
    _style = Path(__file__).with_name("probability_losses.css")
    _shown = ("p1", "p2", "p3", "p4")

    p1 = Number(0.5, min=0.0, max=1.0)
    p2 = Number(0.5, min=0.0, max=1.0)
    p3 = Number(0.5, min=0.0, max=1.0)
    p4 = Number(0.5, min=0.0, max=1.0)
    _names: traitlets.List = traitlets.List(list(_NAMES)).tag(sync=True)
    _labels: traitlets.List = traitlets.List(list(_LABELS)).tag(sync=True)

    @property
    def probabilities(self) -> np.ndarray:
        """The four probabilities, one row each."""
        return np.array([[self.p1], [self.p2], [self.p3], [self.p4]])

    @property
    def measures(self) -> dict[str, float]:
        """Mean cross-entropy, Brier score and accuracy of the four."""
        y, p = np.array(self._labels)[:, None], self.probabilities
        return {
            "cross-entropy": BinaryCrossentropy()(y, p),
            "Brier score": MeanSquaredError()(y, p),
            "accuracy": float(np.mean((p >= 0.5) == y)),
        }

    def summary(self) -> str:
        return ", ".join(f"{k} {v:.3f}" for k, v in self.measures.items())

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import CLASS_COLORS, CLASS_MARKERS, COLORS

        grid = np.linspace(0, 1, 401)[1:-1]
        for label, name in enumerate(("no dog", "a dog")):
            given = grid if label else 1 - grid  # to what is true
            look = {"color": CLASS_COLORS[label]}
            ax.plot(grid, -np.log(given), "-", label=name, **look)
            ax.plot(grid, (1 - given) ** 2, ":", lw=1.5, **look)
        for i, (label, p) in enumerate(
            zip(self._labels, self.probabilities[:, 0], strict=True), 1
        ):
            loss = min(BinaryCrossentropy()([label], [p]), HIGH)
            color = CLASS_COLORS[label]
            ax.plot(p, loss, CLASS_MARKERS[label], color=color, ms=9)
            ax.annotate(str(i), (p, loss), (p, loss + 0.2), ha="center")
        ax.axvline(0.5, color=COLORS["muted"], ls=":", lw=1)
        ax.set(xlabel='probability given to "dog"', ylabel="loss")
        ax.set(xlim=(0, 1), ylim=(0, HIGH))
        ax.set_title(self.summary(), fontsize=11)
        ax.legend(title="the photo shows", loc="upper center")


def probability_losses(
    p1: float = 0.8, p2: float = 0.7, p3: float = 0.4, p4: float = 0.1
) -> Explorable:
    """Four photos, the probability of "dog" for each, and three measures.

    What to try: make the accuracy perfect and the cross-entropy as small as
    you can. Then find probabilities that are right on three photos of four
    and cost more than one half for every photo, which is right on fewer.
    What does it cost to give a truth the probability 0.01, and 0?

    Args:
        p1: the probability of "dog" for photo 1, a dog.
        p2: for photo 2, a dog.
        p3: for photo 3, a cat.
        p4: for photo 4, a fish.

    Raises:
        TraitError: for values that are not from 0 to 1.

    >>> probability_losses(0.5, 0.5, 0.5, 0.5)
    probability_losses(p1=0.5, p2=0.5, p3=0.5, p4=0.5)
    cross-entropy 0.693, Brier score 0.250, accuracy 0.500

    Book: Losses.
    """
    view = ProbabilityLosses(p1=p1, p2=p2, p3=p3, p4=p4)
    controls = {
        f"p{i}": float_slider(f"{i}: {name}", view, f"p{i}", 0.0, 1.0, 0.01)
        for i, name in enumerate(_NAMES, 1)
    }
    return Explorable("probability_losses", view, controls)
