"""Which logic gate do two weights and a bias make?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib.perceptron import step
from nnlib.widgets._base import Explorable, Number, View, float_slider
from nnlib.widgets._plane import draw_plane

_ROWS = [[0, 0], [0, 1], [1, 0], [1, 1]]

#: The sixteen gates of two inputs, by their outputs on 00, 01, 10, 11.
GATES = {
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "NAND": (1, 1, 1, 0),
    "NOR": (1, 0, 0, 0),
    "XOR": (0, 1, 1, 0),
    "XNOR": (1, 0, 0, 1),
    "x₁": (0, 0, 1, 1),
    "x₂": (0, 1, 0, 1),
    "NOT x₁": (1, 1, 0, 0),
    "NOT x₂": (1, 0, 1, 0),
    "x₁ AND NOT x₂": (0, 0, 1, 0),
    "x₂ AND NOT x₁": (0, 1, 0, 0),
    "x₁ OR NOT x₂": (1, 0, 1, 1),
    "x₂ OR NOT x₁": (1, 1, 0, 1),
    "always 0": (0, 0, 0, 0),
    "always 1": (1, 1, 1, 1),
}


class GateBuilder(View):
    """The truth table of one perceptron with two inputs.

    `found` lists the gates that the reader has built so far.

    Book: Perceptron.
    """

    _module = Path(__file__).with_name("gate_builder.mjs")
    _shown = ("w1", "w2", "b")

    w1 = Number()
    w2 = Number()
    b = Number()
    found = traitlets.List(traitlets.Unicode()).tag(sync=True)

    @property
    def outputs(self) -> tuple[int, ...]:
        """The outputs on 00, 01, 10 and 11."""
        z = np.array(_ROWS) @ [self.w1, self.w2] + self.b
        return tuple(int(v) for v in step(z))

    @property
    def gate(self) -> str:
        """The name of the gate."""
        return next(n for n, out in GATES.items() if out == self.outputs)

    def summary(self) -> str:
        out = "".join(map(str, self.outputs))
        return f"{self.gate}: 00, 01, 10, 11 give {', '.join(out)}"

    def draw(self, ax: Any) -> None:
        w, box = (self.w1, self.w2), [-0.5, 1.5, -0.5, 1.5]
        says = ("says 0", "says 1")
        draw_plane(ax, w, self.b, box, _ROWS, self.outputs, says)
        ax.set(xlabel="x₁", ylabel="x₂", aspect="equal")
        ax.set_title(self.summary())


def gate_builder(
    w1: float = 0.0, w2: float = 0.0, b: float = 0.0
) -> Explorable:
    """A perceptron with two binary inputs, its truth table and its gate.

    What to try: build AND, then turn it into OR with one slider, then into
    NAND. Look for a setting where a row has z = 0: would you trust such a
    gate? Fourteen of the sixteen gates can be found; which two never come,
    and why?

    Args:
        w1: the weight of the first input.
        w2: the weight of the second input.
        b: the bias.

    >>> gate_builder(w1=-2.0, w2=-2.0, b=3.0)
    gate_builder(w1=-2.0, w2=-2.0, b=3.0)
    NAND: 00, 01, 10, 11 give 1, 1, 1, 0

    Book: Perceptron.
    """
    view = GateBuilder(w1=w1, w2=w2, b=b)
    controls = {
        "w1": float_slider("weight w₁", view, "w1", -3.0, 3.0, 0.25),
        "w2": float_slider("weight w₂", view, "w2", -3.0, 3.0, 0.25),
        "b": float_slider("bias b", view, "b", -4.0, 4.0, 0.25),
    }
    return Explorable("gate_builder", view, controls)
