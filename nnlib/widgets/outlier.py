"""One number drifts away: which of three fits follows it?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib._validation import as_float_array, check_finite
from nnlib.losses import Huber, Loss, MeanAbsoluteError, MeanSquaredError
from nnlib.widgets._base import Explorable, Number, View, float_slider

LOW, HIGH = 0.0, 105.0


class Outlier(View):
    """Some numbers, one of them movable, and the three best constants.

    Book: Losses.
    """

    _module = Path(__file__).with_name("outlier.mjs")
    _style = Path(__file__).with_name("outlier.css")
    _shown = ("value", "delta")

    value = Number(5.0, min=LOW, max=HIGH)
    delta = Number(20.0, min=0.1, max=200.0)
    _others: traitlets.List = traitlets.List().tag(sync=True)
    _limits: traitlets.List = traitlets.List([LOW, HIGH]).tag(sync=True)

    @property
    def values(self) -> list[float]:
        """All the numbers, the movable one last."""
        return [*self._others, self.value]

    @property
    def fits(self) -> dict[str, float]:
        """The constant of least squared, absolute and Huber loss."""
        return {
            "mean": float(np.mean(self.values)),
            "median": float(np.median(self.values)),
            "Huber": huber_fit(self.values, self.delta),
        }

    def summary(self) -> str:
        return ", ".join(f"{name} {c:.2f}" for name, c in self.fits.items())

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        grid = np.unique([*np.linspace(LOW, HIGH, 401), *self.values])
        looks = (("class_1", "-"), ("class_0", "--"), ("class_2", "-."))
        losses = MeanSquaredError(), MeanAbsoluteError(), Huber(self.delta)
        for loss, (name, c), (role, line) in zip(
            losses, self.fits.items(), looks, strict=True
        ):
            look = {"color": COLORS[role], "linestyle": line}
            costs = [self._cost(loss, v) for v in grid]
            text = f"{name} {c:.2f}"
            ax.plot(grid, np.array(costs) / max(costs), label=text, **look)
            ax.axvline(c, lw=1, **look)
        street = np.full(len(self._others), 1.1)
        ax.plot(self._others, street, "o", color=COLORS["data"])
        ax.plot(self.value, 1.1, "s", color=COLORS["highlight"], ms=9)
        ax.set(xlabel="price, in 100,000", ylabel="loss, each on its scale")
        ax.set(ylim=(0, 1.2), yticks=[])
        ax.legend(loc="center left", bbox_to_anchor=(0.2, 0.7))

    def _cost(self, loss: Loss, c: float) -> float:
        return loss(self.values, np.full(len(self.values), c))


def outlier(
    value: float = 5.0,
    delta: float = 20.0,
    *,
    others: Sequence[float] = (1.0, 2.0, 3.0, 4.0),
) -> Explorable:
    """Mean, median and Huber fit of a few prices, one of which you move.

    What to try: drag the last price from 5 to 100. Which fit follows it all
    the way, which does not move, which follows for a while? Then leave the
    price at 100 and move δ: between which two numbers does the Huber fit
    travel? Last, drag the price in among the others.

    Args:
        value: the price that moves, from 0 to 105.
        delta: where Huber's loss turns from quadratic to linear.
        others: the prices that stay, from 0 to 105.

    Raises:
        ValueError: for other prices that are missing or out of the picture.
        TraitError: for a value or a delta out of its range.

    >>> outlier(value=100.0, delta=10.0)
    outlier(value=100.0, delta=10.0)
    mean 22.00, median 3.00, Huber 5.00

    Book: Losses.
    """
    fixed = as_float_array(others, "others")
    if fixed.ndim != 1 or len(fixed) == 0:
        raise ValueError(
            "outlier expects others as a list of at least one number, got "
            f"shape {fixed.shape}. For example: others=[1, 2, 3, 4]."
        )
    check_finite(fixed, "outlier", "others")
    if fixed.min() < LOW or fixed.max() > HIGH:
        raise ValueError(
            f"outlier shows numbers from {LOW:g} to {HIGH:g}, got others "
            f"from {fixed.min():g} to {fixed.max():g}. Choose another unit."
        )
    view = Outlier(value=value, delta=delta, _others=fixed.tolist())
    controls = {
        "value": float_slider("last price", view, "value", 0.0, 100.0, 0.5),
        "delta": float_slider("Huber's δ", view, "delta", 0.5, 80.0, 0.5),
    }
    return Explorable("outlier", view, controls)


def huber_fit(values: Sequence[float], delta: float) -> float:
    """The constant c of least Huber loss over the values.

    The values pull at c, each by its residual but no more than delta. The
    pull falls as c grows, in straight pieces between the corners v ± delta,
    and is 0 at the minimum; along a flat piece the middle is taken, as with
    the median.

    >>> huber_fit([1, 2, 3, 4, 100], delta=10)
    5.0
    """
    loss, n = Huber(delta), len(values)
    corners = np.sort([v + side for v in values for side in (-delta, delta)])
    pulls = np.array(
        [-n * loss.gradient(values, np.full(n, c)).sum() for c in corners]
    )
    last = int(np.flatnonzero(pulls > 1e-12)[-1])
    first = int(np.flatnonzero(pulls < -1e-12)[0])
    ends = [(last, last + 1), (first - 1, first)]
    zeros = [
        corners[i]
        + (corners[k] - corners[i]) * pulls[i] / (pulls[i] - pulls[k])
        for i, k in ends
    ]
    return float(np.mean(zeros))
