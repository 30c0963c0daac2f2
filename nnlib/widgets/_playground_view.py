"""The playground's view: its traits, and what nnlib makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import traitlets

from nnlib import layers, losses, optimizers, regularizers
from nnlib._validation import Array, check_positive_int
from nnlib.layers import Dense, Layer
from nnlib.models import Sequential
from nnlib.widgets._base import View
from nnlib.widgets._playground_data import (
    epoch_order,
    feature_batch,
    split_points,
    start_weights,
    targets,
)
from nnlib.widgets._playground_link import shortest, write_link
from nnlib.widgets._playground_state import (
    CHOICES,
    DEFAULTS,
    LIMITS,
    check_state,
    count_parameters,
    network_end,
    network_sizes,
    task_of,
)

_LAYERS: dict[str, type[Layer]] = {
    "tanh": layers.Tanh,
    "relu": layers.ReLU,
    "sigmoid": layers.Sigmoid,
    "identity": layers.Identity,
    "leaky_relu": layers.LeakyReLU,
    "elu": layers.ELU,
    "softmax": layers.Softmax,
}
_MOMENTA = {
    "momentum": {"momentum": 0.9},
    "nesterov": {"momentum": 0.9, "nesterov": True},
}
# what the drop-down lists show, in the order of CHOICES
LABELS = {
    "activation": ["tanh", "ReLU", "sigmoid", "identity", "leaky ReLU", "ELU"],
    "rate": [shortest(rate) for rate in CHOICES["rate"]],
    "optimizer": [
        "SGD",
        "momentum 0.9",
        "Nesterov 0.9",
        "Adagrad",
        "RMSprop",
        "Adam",
    ],
    "loss": [
        "by the task",
        "quadratic cost",
        "mean squared error",
        "mean absolute error",
        "Huber",
        "cross-entropy",
        "hinge",
    ],
    "regularization": ["none", "L1", "L2"],
    "strength": [shortest(strength) for strength in CHOICES["strength"]],
}
_Arrays = tuple[Array, Array]


def _whole(name: str) -> traitlets.Int:
    low, high = LIMITS[name]
    trait = traitlets.Int(DEFAULTS[name], min=low, max=high)
    return trait.tag(sync=True)


def _index(name: str) -> traitlets.Int:
    most = len(CHOICES[name]) - 1
    default = CHOICES[name].index(DEFAULTS[name])
    return traitlets.Int(default, min=0, max=most).tag(sync=True)


class Playground(View):
    """The state of the playground, and what nnlib can do with it.

    Every trait is a field of `state()`; those whose names begin with an
    underscore count the entries of a drop-down list.

    Book: Multi-layer perceptron.
    """

    _module = Path(__file__).with_name("playground.mjs")
    _style = Path(__file__).with_name("playground.css")
    _shown = ("data", "features", "hidden")

    name = traitlets.Unicode("playground").tag(sync=True)
    data = traitlets.Enum(CHOICES["data"], "circle").tag(sync=True)
    features: traitlets.List = traitlets.List(["x1", "x2"]).tag(sync=True)
    hidden: traitlets.List = traitlets.List([4, 2]).tag(sync=True)
    noise = _whole("noise")
    share = _whole("share")
    batch = _whole("batch")
    seed = _whole("seed")
    start = _whole("start")
    epoch = _whole("epoch")
    kind = traitlets.Enum(CHOICES["kind"], "classes").tag(sync=True)
    points: traitlets.List = traitlets.List([]).tag(sync=True)
    weights: traitlets.List = traitlets.List([]).tag(sync=True)
    _activation = _index("activation")
    _rate = _index("rate")
    _optimizer = _index("optimizer")
    _loss = _index("loss")
    _regularization = _index("regularization")
    _strength = _index("strength")

    @traitlets.validate("features", "hidden")
    def _checked(self, proposal: Any) -> Any:
        name = proposal["trait"].name
        return check_state({name: proposal["value"]})[name]

    @traitlets.observe("features", "hidden", "data", "kind", "points")
    def _reshaped(self, change: Any) -> None:
        """Forget weights that no longer fit the network."""
        fitting = count_parameters(network_sizes(self.state()))
        if self.weights and len(self.weights) != fitting:
            self.weights, self.epoch = [], 0

    def state(self) -> dict[str, Any]:
        """All that a link holds, as plain values."""
        state: dict[str, Any] = {}
        for name in DEFAULTS:
            if name in LABELS:
                state[name] = CHOICES[name][getattr(self, f"_{name}")]
            else:
                state[name] = getattr(self, name)
        return state

    @property
    def link(self) -> str:
        """The part after "#" of an address that opens this state."""
        return "#" + write_link(self.state(), self.name)

    def set_state(self, state: dict[str, Any]) -> None:
        """Show a state that `state()` or `read_link` gave."""
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in check_state(state).items():
                if name in LABELS:
                    setattr(self, f"_{name}", CHOICES[name].index(value))
                else:
                    setattr(self, name, value)

    def data_set(self) -> tuple[_Arrays, _Arrays]:
        """The arrays (X_train, y_train), (X_test, y_test) of the picture.

        The columns of X are the ticked features; y has one column for each
        output, as the chosen loss wants it.
        """
        train, test = split_points(self.state())
        return self._arrays(train), self._arrays(test)

    def _arrays(self, points: Sequence[Sequence[float]]) -> _Arrays:
        state = self.state()
        table = np.array(points, dtype=float).reshape(-1, 3)
        *_, kind = network_end(task_of(state), state["loss"])
        X = feature_batch(table[:, :2], state["features"])
        return X, targets(table[:, 2], kind, network_sizes(state)[-1])

    def model(self) -> Sequential:
        """The library's network with the view's weights, compiled."""
        state = self.state()
        sizes = network_sizes(state)
        loss, last, _ = network_end(task_of(state), state["loss"])
        strength = state["strength"]
        penalty = {
            "none": None,
            "l1": regularizers.L1(strength),
            "l2": regularizers.L2(strength),
        }[state["regularization"]]
        stack: list[Layer] = []
        for k, (d, m) in enumerate(zip(sizes[:-1], sizes[1:], strict=True)):
            name = last if k == len(sizes) - 2 else state["activation"]
            dense = Dense(d, m, kernel_regularizer=penalty)
            stack += [dense, _LAYERS[name]()]
        model = Sequential(stack, rng=0)
        start = state["weights"] or start_weights(sizes, state["start"])
        model.flat_params[:] = start
        model.compile(_optimizer(state), losses.get(loss))
        return model

    def train(self, epochs: int = 1) -> dict[str, float]:
        """Train on with nnlib, show the weights, return both losses.

        The mini-batches come in the order in which the page would take
        them. An optimizer with a memory starts with an empty one.
        """
        epochs = check_positive_int(epochs, "train", "epochs")
        model, ((X, y), _) = self.model(), self.data_set()
        if not len(X):
            raise ValueError("playground: there are no points to train on.")
        for epoch in range(self.epoch, self.epoch + epochs):
            order = np.array(epoch_order(len(X), self.seed, epoch))
            for i in range(0, len(X), self.batch):
                rows = order[i : i + self.batch]
                model.train_on_batch(X[rows], y[rows])
        self.show(model, epochs)
        return self.losses()

    def show(self, model: Sequential, epochs: int = 0) -> None:
        """Put a model's weights into the picture: one that `model` made.

        Args:
            model: the model, trained further in any way.
            epochs: how many epochs that took, for the counter.
        """
        size = count_parameters(network_sizes(self.state()))
        values = model.flat_params
        if values.size != size:
            raise ValueError(
                f"show expects a model with {size} parameters, as in the "
                f"picture, got {values.size}. Begin with box.view.model()."
            )
        if not np.isfinite(values).all():
            raise ValueError(
                "show: the model has weights that are not finite. "
                "Train it again with a smaller learning rate."
            )
        with self.hold_sync():
            self.epoch += epochs
            self.weights = values.tolist()

    def losses(self) -> dict[str, float]:
        """The loss on both sets, without the penalty, as the page shows it."""
        model, found = self.model(), {}
        for name, (X, y) in zip(
            ("train", "test"), self.data_set(), strict=True
        ):
            if len(X):
                value = model.evaluate(X, y)["loss"] - model.penalty()
                found[name] = float(value)
        return found

    def summary(self) -> str:
        sizes = "-".join(map(str, network_sizes(self.state())))
        told = [f"{name} loss {v:.3f}" for name, v in self.losses().items()]
        return f"{sizes} network, epoch {self.epoch}: {', '.join(told)}"

    def draw(self, ax: Any) -> None:
        from nnlib.widgets._playground_picture import draw_playground

        draw_playground(self, ax)


def _optimizer(state: dict[str, Any]) -> optimizers.Optimizer:
    name = "sgd" if state["optimizer"] in _MOMENTA else state["optimizer"]
    options = _MOMENTA.get(state["optimizer"], {})
    return optimizers.ALIASES[name](learning_rate=state["rate"], **options)
