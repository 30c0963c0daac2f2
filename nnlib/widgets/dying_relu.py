"""How many ReLU units die while a 1-16-1 network learns |x|."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets

from nnlib._validation import Array
from nnlib.initializers import HeNormal
from nnlib.layers import Dense, ReLU
from nnlib.losses import MeanSquaredError
from nnlib.models import Sequential
from nnlib.optimizers import SGD
from nnlib.widgets._base import Explorable, Number, View, float_slider

UNITS, POINTS, MAX_STEPS, SEEDS = 16, 500, 300, 20


class DyingReLU(View):
    """A network that learns |x| with full-batch steps, and its dead units.

    Book: Activations.
    """

    _module = Path(__file__).with_name("dying_relu.mjs")
    _style = Path(__file__).with_name("dying_relu.css")
    _shown = ("learning_rate", "bias", "seed", "steps")

    learning_rate = Number(0.05, min=0.01, max=2.0)
    bias = Number(0.0, min=-2.0, max=1.0)
    seed = traitlets.Int(0, min=0, max=SEEDS - 1).tag(sync=True)
    steps = traitlets.Int(MAX_STEPS, min=0, max=MAX_STEPS).tag(sync=True)
    _weights: traitlets.List = traitlets.List().tag(sync=True)
    _points = traitlets.Int(POINTS).tag(sync=True)
    _max_steps = traitlets.Int(MAX_STEPS).tag(sync=True)

    def __init__(self, **values: Any) -> None:
        drawn = [_draw(seed) for seed in range(SEEDS)]
        super().__init__(_weights=drawn, **values)

    def network(self) -> Sequential:
        """The network of nnlib in the state before the first step."""
        hidden, out = Dense(1, UNITS), Dense(UNITS, 1)
        model = Sequential([hidden, ReLU(), out], rng=0)
        incoming, outgoing = self._weights[self.seed]
        hidden.params["W"][:] = [incoming]
        hidden.params["b"][:] = self.bias
        out.params["W"][:, 0] = outgoing
        return model

    def train(self) -> tuple[Sequential, list[int]]:
        """The network after `steps` steps, and its dead units after each."""
        X = np.linspace(-1, 1, POINTS)[:, None]
        y, model = np.abs(X), self.network()
        loss, optimizer = MeanSquaredError(), SGD(self.learning_rate)
        dead = [dead_units(model, X)]
        for _ in range(self.steps):
            y_pred = model.forward(X, training=True)
            model.backward(loss.gradient(y, y_pred))
            optimizer.step(model.params, model.grads)
            dead.append(dead_units(model, X))
        return model, dead

    def summary(self) -> str:
        model, dead = self.train()
        X = np.linspace(-1, 1, POINTS)[:, None]
        loss = MeanSquaredError()(np.abs(X), model.predict(X))
        verb = "is" if dead[-1] == 1 else "are"
        return f"{dead[-1]} of {UNITS} units {verb} dead, loss {loss:.4g}"

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        figure = ax.figure
        ax.remove()  # two panels take its place
        left, right = figure.subplots(1, 2)
        model, dead = self.train()
        X = np.linspace(-1, 1, 201)[:, None]
        left.plot(X[:, 0], np.abs(X[:, 0]), "--", color=COLORS["ink"])
        left.plot(X[:, 0], model.predict(X)[:, 0], color=COLORS["model"])
        left.set(xlabel="x", title="|x| and the network", ylim=(-0.25, 1.25))
        right.plot(dead, color=COLORS["highlight"])
        right.set(xlabel="step", title=f"dead units of {UNITS}")
        right.set(ylim=(-0.5, UNITS + 0.5))


def dead_units(model: Sequential, X: Array) -> int:
    """The number of units of the first layer with z <= 0 on every sample.

    >>> X = np.linspace(-1, 1, 500)[:, None]
    >>> dead_units(DyingReLU(bias=-2.0).network(), X)
    15
    """
    Z = model.layers[0].forward(X)  # (n, units)
    return int((Z <= 0).all(axis=0).sum())


def dying_relu(
    learning_rate: float = 0.05,
    bias: float = 0.0,
    seed: int = 0,
    steps: int = MAX_STEPS,
) -> Explorable:
    """A 1-16-1 ReLU network learns |x|: how many of its units die?

    What to try: raise the learning rate in small steps until units begin to
    die, and go back with the slider `step` to see when it happens. At 0.05
    let all units start with a bias of -2, then with +0.5. Does the number
    ever go down again by training on?

    Args:
        learning_rate: of full-batch gradient descent, from 0.01 to 2.
        bias: of every hidden unit before the first step, from -2 to 1.
        seed: which of 20 draws of the weights (He normal) it starts from.
        steps: the step that is shown, from 0 to 300.

    Raises:
        TraitError: for values out of their range.

    >>> dying_relu(learning_rate=0.5)
    dying_relu(learning_rate=0.5, bias=0.0, seed=0, steps=300)
    12 of 16 units are dead, loss 0.05743

    Book: Activations.
    """
    view = DyingReLU(
        learning_rate=learning_rate, bias=bias, seed=seed, steps=steps
    )
    controls = {
        "learning_rate": float_slider(
            "learning rate", view, "learning_rate", 0.01, 1.0, 0.01
        ),
        "bias": float_slider("first bias", view, "bias", -2.0, 1.0, 0.1),
        "seed": _int_slider("weights no.", view.seed, SEEDS - 1),
        "steps": _int_slider("step", view.steps, MAX_STEPS),
    }
    return Explorable("dying_relu", view, controls)


def _draw(seed: int) -> list[list[float]]:
    rng, he_normal = np.random.default_rng(seed), HeNormal()
    incoming = he_normal((1, UNITS), rng)[0]
    return [incoming.tolist(), he_normal((UNITS, 1), rng)[:, 0].tolist()]


def _int_slider(label: str, value: int, high: int) -> ipywidgets.IntSlider:
    return ipywidgets.IntSlider(
        value=value,
        min=0,
        max=high,
        description=label,
        style={"description_width": "6.5em"},
    )
