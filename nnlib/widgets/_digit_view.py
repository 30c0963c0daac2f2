"""The view of *draw a digit*: drawing, pixels, network, evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib.datasets.digits import normalize_digit
from nnlib.widgets._base import Number, View
from nnlib.widgets._digit_network import (
    Layer,
    evidence,
    forward,
    probabilities,
    shipped,
    unpack,
)
from nnlib.widgets._drawings import PAD, PEN, rasterize, stored_drawings

_HERE = Path(__file__).parent


class DrawDigit(View):
    """A drawn digit and what a network makes of it.

    Book: MNIST.
    """

    _module = _HERE / "draw_digit.mjs"
    _style = _HERE / "draw_digit.css"
    _shown = ("pen", "meant")

    strokes: traitlets.List = traitlets.List().tag(sync=True)
    pen = Number(PEN, min=2.0, max=12.0)
    meant = traitlets.Int(-1, min=-1, max=9).tag(sync=True)
    unit = traitlets.Int(0, min=0).tag(sync=True)
    _layers: traitlets.List = traitlets.List().tag(sync=True)
    _means = traitlets.Unicode().tag(sync=True)
    _stored: traitlets.List = traitlets.List().tag(sync=True)
    _answer: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(
            _means=shipped()["means"], _stored=stored_drawings(), **traits
        )

    @traitlets.validate("strokes")
    def _on_the_pad(self, proposal: Any) -> list:
        for stroke in proposal["value"]:
            try:
                points = np.asarray(stroke, dtype=float)
            except (TypeError, ValueError):
                points = np.zeros(0)
            shape_fits = points.ndim == 2 and points.shape[1:] == (2,)
            # the second comparison is false for NaN, too
            if not (shape_fits and ((points >= 0) & (points <= PAD)).all()):
                raise traitlets.TraitError(
                    "each stroke must be a list of at least one point "
                    f"[x, y], with x and y from 0 to {PAD}, got {stroke!r}"
                )
        return proposal["value"]

    # --- the network ------------------------------------------------------

    @property
    def hidden_units(self) -> int:
        """How many units the first hidden layer has; 0 without one."""
        return self._layers[0]["shape"][1] if len(self._layers) > 1 else 0

    def set_network(self, packed_layers: list[dict[str, Any]]) -> None:
        """The network that reads the drawing, here and in the browser."""
        self._network = unpack({"layers": packed_layers})
        self._layers = packed_layers

    def set_predict(self, predict: Callable[[np.ndarray], Any]) -> None:
        """A function of (1, 784) pixels that reads the drawing in Python."""
        self._predict = predict
        self._ask()
        self.observe(self._ask, ["strokes", "pen"])

    def _ask(self, change: Any = None) -> None:
        answer = np.asarray(self._predict(self.pixels()), dtype=float)
        if answer.size != 10:
            raise ValueError(
                "draw_digit: the model must answer 784 pixels with ten "
                f"probabilities, got an array of shape {answer.shape}."
            )
        self._answer = answer.ravel().tolist()

    # --- what Python gets -------------------------------------------------

    def image(self) -> np.ndarray:
        """The drawing as MNIST would have it.

        Shapes:
            the result (28, 28), from 0 (paper) to 1 (ink).
        """
        return normalize_digit(rasterize(self.strokes, self.pen))

    def pixels(self) -> np.ndarray:
        """The drawing as one row for a model's `predict`.

        Shapes:
            the result (1, 784).
        """
        return self.image().reshape(1, -1)

    def answer(self) -> np.ndarray:
        """The probabilities of the ten digits.

        Shapes:
            the result (10,).
        """
        if not self._layers:
            return np.array(self._answer)
        return probabilities(self._network, self.pixels())[0]

    def hidden(self) -> np.ndarray:
        """The activations of the first hidden layer.

        Shapes:
            the result (units,).

        Raises:
            ValueError: when the model answers in Python: then its layers
                are not here.
        """
        return forward(self._own_network(), self.pixels())[0][0]

    def evidence(self, digit: int, other: int) -> np.ndarray:
        """What each pixel's ink adds to the score of digit over the other's.

        Shapes:
            the result (28, 28).

        Raises:
            ValueError: when the model answers in Python: then its layers
                are not here.
        """
        shares = evidence(self._own_network(), self.pixels()[0], digit, other)
        return shares.reshape(28, 28)

    def _own_network(self) -> list[Layer]:
        if self._layers:
            return self._network
        raise ValueError(
            "draw_digit: the model answers in Python and its layers are not "
            "known here. Ask the model itself, with box.view.pixels()."
        )

    # --- words and picture ------------------------------------------------

    def summary(self) -> str:
        return describe(self.answer(), bool(self.strokes), self.meant)

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        figure = ax.figure
        ax.remove()  # three panels take its place
        pad, saw, bars = figure.subplots(1, 3)
        ink = rasterize(self.strokes, self.pen)
        for each, image in ((pad, ink), (saw, self.image())):
            each.imshow(image, cmap="gray_r", vmin=0, vmax=1)
            each.set(xticks=[], yticks=[])
            each.spines[:].set_visible(True)
        pad.set_title("drawn")
        saw.set_title("28 × 28 pixels")
        answer = self.answer() if self.strokes else np.zeros(10)
        bars.barh(range(10), answer, color=COLORS["model"])
        bars.set(xlim=(0, 1), ylim=(9.5, -0.5), yticks=range(10))
        bars.set_box_aspect(1)
        bars.set_title("probability")
        figure.suptitle(self.summary(), fontsize="medium", wrap=True)


def describe(answer: np.ndarray, drawn: bool, meant: int = -1) -> str:
    """The answer in words; the view says the same.

    >>> p = np.array([0, 0, 0.125, 0.875, 0, 0, 0, 0, 0, 0])
    >>> describe(p, drawn=True, meant=2)
    'The network reads a 3 (87.5 %), next a 2 (12.5 %). You meant a 2.'
    """
    if not drawn:
        return "The pad is empty: draw a digit."
    if len(answer) < 10:
        return "The answer comes from Python, which does not run here."
    first, second = np.argsort(-answer, kind="stable")[:2]
    text = (
        f"The network reads {_a(first)} ({_percent(answer[first])}), "
        f"next {_a(second)} ({_percent(answer[second])})."
    )
    if meant < 0:
        return text
    if meant == first:
        return f"{text} That is what you meant."
    return f"{text} You meant {_a(meant)}."


def _a(digit: int) -> str:
    return f"an {digit}" if digit == 8 else f"a {digit}"


def _percent(p: float) -> str:
    return f"{np.floor(1000 * p + 0.5) / 10:.1f} %"
