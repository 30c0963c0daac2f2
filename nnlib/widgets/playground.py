"""The playground: a whole network, its data and its training, in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets
from numpy.typing import ArrayLike

from nnlib.widgets._base import Explorable, dropdown
from nnlib.widgets._playground_data import own_points
from nnlib.widgets._playground_link import read_link
from nnlib.widgets._playground_state import LIMITS
from nnlib.widgets._playground_view import LABELS, Playground

_CAPTIONS = {
    "rate": "rate η",
    "activation": "activation",
    "loss": "loss",
    "optimizer": "optimizer",
    "regularization": "penalty",
    "strength": "strength λ",
}
_SLIDERS = {
    "noise": ("noise", 5, " %"),
    "share": ("train on", 10, " %"),
    "batch": ("batch size", 1, ""),
}


def playground(
    data: str = "circle",
    *,
    noise: int = 0,
    train_share: int = 50,
    batch_size: int = 10,
    features: Sequence[str] = ("x1", "x2"),
    hidden: Sequence[int] = (4, 2),
    activation: str = "tanh",
    learning_rate: float = 0.03,
    optimizer: str = "sgd",
    loss: str = "auto",
    regularization: str = "none",
    strength: float = 0,
    seed: int = 0,
    start: int = 0,
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
    link: str | None = None,
    name: str = "playground",
) -> Explorable:
    """A network that learns before your eyes: its data, units and weights.

    What to try: press *Train*. How many hidden units does the circle need at
    least? Which one feature makes the hidden layers needless? Let the spiral
    defeat a single layer, then help it: more units, more layers, sines,
    another optimizer. Choose an edge and follow its updates number by
    number; set a weight by hand and watch training undo it. Draw points of
    your own that no network of three units can part.

    In a notebook `box.view.model()` is the nnlib model with the picture's
    weights, `box.view.data_set()` its arrays, `box.view.train(20)` trains on
    and `box.view.show(model)` shows a model that you trained yourself.

    Args:
        data: "circle", "xor", "gaussian", "spiral"; three classes "clouds",
            "arms"; numbers to predict "plane", "multi_gaussian"; "yours".
        noise: from 0 to 50 percent.
        train_share: the percentage of the points to train on, 10 to 90.
        batch_size: points for one update, 1 to 30.
        features: some of "x1", "x2", "x1sq", "x2sq", "x1x2", "sinx1",
            "sinx2".
        hidden: the units of each hidden layer, at most 6 layers of 1 to 8.
        activation: of the hidden units: "tanh", "relu", "sigmoid",
            "identity", "leaky_relu", "elu".
        learning_rate: one of 1e-5, 1e-4, 0.001, 0.003, 0.01, …, 10.
        optimizer: "sgd", "momentum", "nesterov", "adagrad", "rmsprop",
            "adam".
        loss: "auto" (by the task: the quadratic cost for two classes
            and for numbers, cross-entropy for three), "quadratic_cost",
            "mean_squared_error", "mean_absolute_error", "huber",
            "crossentropy", "hinge".
        regularization: "none", "l1" or "l2".
        strength: its λ, one of 0, 0.001, 0.003, 0.01, …, 10.
        seed: of the points. start: of the first weights.
        X: points of your own. y: up to three classes, or numbers.
        link: a link that the page copied; it holds all of these.
        name: the word after "#" in links to this playground.

    Shapes:
        X: (n, 2). y: (n,).

    Raises:
        ValueError: for a value that is not offered, malformed points, or a
            damaged link.

    >>> box = playground("circle", hidden=(4, 2))
    >>> losses = box.view.train(300)
    >>> losses["test"] < 0.01
    True

    Book: Multi-layer perceptron.
    Source: Smilkov et al. (2017), Direct-manipulation visualization of deep
        networks, which describes the original playground.
    """
    if (X is None) != (y is None):
        raise ValueError("playground needs both X and y, or neither")
    state: dict[str, Any] = {
        "data": data,
        "noise": noise,
        "share": train_share,
        "batch": batch_size,
        "features": features,
        "hidden": hidden,
        "activation": activation,
        "rate": learning_rate,
        "optimizer": optimizer,
        "loss": loss,
        "regularization": regularization,
        "strength": strength,
        "seed": seed,
        "start": start,
    }
    if X is not None and y is not None:
        points, kind = own_points(X, y)
        state |= {"data": "yours", "points": points, "kind": kind}
    view = Playground(name=_checked_name(name))
    view.set_state(read_link(link, name) if link is not None else state)
    box = Explorable("playground", view, _controls(view))
    box.add_class("nn-playground-box")
    return box


def _checked_name(name: str) -> str:
    if not (isinstance(name, str) and name.isascii() and name.isidentifier()):
        raise ValueError(
            f"playground: name must be one word of letters, got {name!r}. "
            'For example name="playground2".'
        )
    return name


def _controls(view: Playground) -> dict[str, ipywidgets.Widget]:
    controls: dict[str, ipywidgets.Widget] = {
        f"_{name}": dropdown(caption, LABELS[name], getattr(view, f"_{name}"))
        for name, caption in _CAPTIONS.items()
    }
    for name, (caption, step, unit) in _SLIDERS.items():
        low, high = LIMITS[name]
        controls[name] = ipywidgets.IntSlider(
            value=getattr(view, name),
            min=low,
            max=high,
            step=step,
            description=caption + (" %" if unit else ""),
            style={"description_width": "6.5em"},
        )
    return controls
