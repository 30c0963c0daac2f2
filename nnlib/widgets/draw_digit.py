"""Draw a digit, and a network reads it while you draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets
import numpy as np

from nnlib.models import Sequential
from nnlib.widgets._base import Explorable, float_slider
from nnlib.widgets._digit_network import dense_layers, pack_float, shipped
from nnlib.widgets._digit_view import DrawDigit
from nnlib.widgets._drawings import PEN, stored_drawings

Predict = Callable[[np.ndarray], Any]


def draw_digit(
    digit: int | None = None,
    *,
    strokes: Sequence[Sequence[Sequence[float]]] | None = None,
    pen: float = PEN,
    meant: int | None = None,
    model: Any = None,
) -> Explorable:
    """A pad to draw a digit on, and what a network says to it.

    The drawing is scaled and centered as MNIST's digits were; a network of
    nnlib, trained on all of MNIST, then gives each digit its probability. In
    a notebook `box.view.pixels()` hands the drawing to Python, ready for a
    model's `predict`, and `box.view.image()` as 28 by 28 pixels.

    What to try: draw a 4 with an open top, then close it bit by bit: where
    does it turn into a 9? Draw small, in a corner: does it matter? Turn a
    digit until the network gets it wrong, tell it what you meant, and find
    the ink that misled it.

    Args:
        digit: one of the ten stored drawings to begin with.
        strokes: another drawing to begin with: for each stroke its points
            (x, y) on a pad of 112 by 112, y downward.
        pen: half the breadth of a stroke, from 2 to 12.
        meant: the digit that the drawing is meant to be.
        model: a network of your own that takes 784 pixels and has ten
            outputs. A `Sequential` of Dense layers and activations is sent
            to the browser; any other object with a method `predict`, or a
            function, answers in Python, as long as a kernel runs.

    Raises:
        ValueError: for a digit that is none, or a model of other shape.
        traitlets.TraitError: for strokes outside the pad.

    >>> box = draw_digit(7)
    >>> box.view.pixels().shape
    (1, 784)
    >>> int(box.view.answer().argmax())
    7

    Book: MNIST.
    """
    if digit is not None and strokes is not None:
        raise ValueError(
            "draw_digit: give digit or strokes, not both; each is a drawing."
        )
    drawing = strokes or []
    if digit is not None:
        drawing = stored_drawings()[_digit("digit", digit)]
    view = DrawDigit(
        strokes=[[list(point) for point in stroke] for stroke in drawing],
        pen=pen,
        meant=-1 if meant is None else _digit("meant", meant),
    )
    controls = {"pen": float_slider("pen", view, "pen", 2, 12, 0.5)}
    _give_network(view, model)
    if view.hidden_units:
        controls["unit"] = ipywidgets.IntSlider(
            value=0,
            min=0,
            max=view.hidden_units - 1,
            description="hidden unit",
            style={"description_width": "6.5em"},
        )
    return Explorable("draw_digit", view, controls)


def _digit(name: str, value: Any) -> int:
    if isinstance(value, bool) or value not in range(10):
        raise ValueError(
            f"draw_digit: {name} must be a whole number from 0 to 9, got "
            f"{value!r}."
        )
    return int(value)


def _give_network(view: DrawDigit, model: Any) -> None:
    """Send the network to the browser, or let it answer in Python."""
    if model is None:
        view.set_network(shipped()["layers"])
        return
    if isinstance(model, Sequential) and (layers := dense_layers(model)):
        ends = layers[0].W.shape[0], layers[-1].W.shape[1]
        if ends != (784, 10):
            raise ValueError(
                "draw_digit: the model must take 784 pixels and have ten "
                f"outputs, got {ends[0]} inputs and {ends[1]} outputs."
            )
        view.set_network([pack_float(layer) for layer in layers])
        return
    predict = getattr(model, "predict", model)
    if not callable(predict):
        raise ValueError(
            "draw_digit: model must be a Sequential, an object with a method "
            f"predict, or a function, got {type(model).__name__}."
        )
    view.set_predict(predict)
