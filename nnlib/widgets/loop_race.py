"""One product of matrices, four ways, timed in the reader's browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import traitlets

from nnlib.widgets._base import Explorable, View

_WAYS = ("column by column", "along the rows", "rows in blocks")
_LINES = (
    [((j, 0), (j, 5)) for j in range(6)],
    [((0, k), (5, k)) for k in range(6)],
    [
        ((j, k + i), (j + 2, k + i))
        for k in (0, 3)
        for j in (0, 3)
        for i in range(3)
    ],
)


class LoopRace(View):
    """A race of four loops for the product of two n by n matrices.

    The times are measured in the browser when the reader asks for them, and
    kept nowhere.

    Book: Tensors.
    """

    _module = Path(__file__).with_name("loop_race.mjs")
    _style = Path(__file__).with_name("loop_race.css")
    _shown = ("n",)

    n = traitlets.Int(192, min=16, max=512).tag(sync=True)

    def summary(self) -> str:
        return (
            f"{self.n**3:,} products to add up: {', '.join(_WAYS)}; "
            "the times are your browser's"
        )

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        for p, (name, lines) in enumerate(zip(_WAYS, _LINES, strict=True)):
            for (j0, k0), (j1, k1) in lines:
                ax.annotate(
                    "",
                    (9 * p + j1, -k1),
                    (9 * p + j0, -k0),
                    arrowprops={"arrowstyle": "->", "color": COLORS["ink"]},
                )
            ax.text(9 * p + 2.5, -6.4, name, ha="center")
        ax.set(xlim=(-1, 25), ylim=(-7.5, 1), aspect="equal")
        ax.set_title("Three ways through the memory of a matrix")
        ax.set_axis_off()


def loop_race(n: int = 192) -> Explorable:
    """Four loops for the product of two n by n matrices, timed on demand.

    What to try: predict the order of the four, then press *Measure here*.
    Press again: which digits stay? Double n: the work grows eightfold, do
    the times?

    Args:
        n: rows and columns of both matrices, from 16 to 512.

    Raises:
        TraitError: for an n out of this range.

    >>> loop_race(64)  # doctest: +ELLIPSIS
    loop_race(n=64)
    262,144 products to add up: column by column, along the rows, ...

    Book: Tensors.
    """
    view = LoopRace(n=n)
    size = ipywidgets.IntSlider(
        value=view.n,
        min=16,
        max=512,
        step=16,
        description="size n",
        style={"description_width": "6.5em"},
    )
    return Explorable("loop_race", view, {"n": size})
