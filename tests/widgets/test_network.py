"""The browser's dense network computes what nnlib's does, to 1e-9."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from nnlib import layers, losses
from nnlib.layers import Dense
from nnlib.models import Sequential
from nnlib.optimizers import SGD, Adagrad, Adam, RMSprop
from nnlib.preprocessing import one_hot
from nnlib.regularizers import L1, L2
from tests.widgets.checks import agree
from tests.widgets.node import call

pytestmark = pytest.mark.node

LAYERS = {
    "identity": layers.Identity,
    "step": layers.Step,
    "sigmoid": layers.Sigmoid,
    "tanh": layers.Tanh,
    "relu": layers.ReLU,
    "leaky_relu": layers.LeakyReLU,
    "elu": layers.ELU,
    "absolute": layers.Absolute,
    "softmax": layers.Softmax,
}
OPTIMIZERS = {
    "sgd": (SGD, {}),
    "momentum": (SGD, {"momentum": 0.9}),
    "nesterov": (SGD, {"momentum": 0.9, "nesterov": True}),
    "adagrad": (Adagrad, {}),
    "rmsprop": (RMSprop, {}),
    "adam": (Adam, {}),
}
PENALTIES = {"none": None, "l1": L1(0.01), "l2": L2(0.03)}
# loss: output activation, outputs, what the targets are
ENDS = [
    ("mean_squared_error", "tanh", 2, "signs"),
    ("quadratic_cost", "tanh", 1, "signs"),
    ("quadratic_cost", "softmax", 3, "one-hot"),
    ("mean_absolute_error", "identity", 1, "numbers"),
    ("huber", "identity", 2, "numbers"),
    ("hinge", "identity", 1, "signs"),
    ("binary_crossentropy", "sigmoid", 1, "bits"),
    ("categorical_crossentropy", "softmax", 3, "one-hot"),
]


def build(sizes, activations, regularizer):
    stack = []
    for (d, m), name in zip(pairwise(sizes), activations, strict=True):
        stack += [Dense(d, m, kernel_regularizer=regularizer), LAYERS[name]()]
    model = Sequential(stack, rng=0)
    rng = np.random.default_rng(1)
    model.flat_params[:] = rng.uniform(-1, 1, model.flat_params.size)
    return model


def targets(kind, n, k, rng):
    if kind == "one-hot":
        return one_hot(rng.integers(0, k, n), k)
    if kind == "numbers":
        return rng.normal(size=(n, k))
    bits = rng.integers(0, 2, (n, k)).astype(float)
    return 2 * bits - 1 if kind == "signs" else bits


def check(hidden, activation, end, penalty, rule, steps=50):
    """Outputs, loss, gradients, and every one of the steps of training."""
    loss, last, k, kind = end
    sizes = [3, *hidden, k]
    names = [activation] * len(hidden) + [last]
    model = build(sizes, names, PENALTIES[penalty])
    rng = np.random.default_rng(len(sizes))
    X = rng.normal(size=(12, 3))
    y = targets(kind, 12, k, rng)
    make, options = OPTIMIZERS[rule]
    rate = getattr(PENALTIES[penalty], penalty, 0.0)
    (got,) = call(
        "network",
        "networkRun",
        [
            {
                "sizes": sizes,
                "activations": names,
                "params": model.flat_params.tolist(),
                "loss": loss,
                "regularization": {"kind": penalty, "rate": rate},
                "optimizer": [
                    "sgd" if make is SGD else rule,
                    {"learningRate": 0.02, **options},
                ],
                "X": X.tolist(),
                "y": y.tolist(),
                "steps": steps,
            }
        ],
    )
    model.compile(make(learning_rate=0.02, **options), losses.get(loss))
    agree(got["outputs"], model.predict(X))
    agree(got["loss"], model.evaluate(X, y)["loss"])
    for step in range(steps):
        model.train_on_batch(X, y)
        if step == 0:
            agree(got["grads"], model.flat_grads)
        agree(got["path"][step], model.flat_params)
    assert not np.allclose(got["path"][0], got["path"][-1])


@pytest.mark.parametrize("end", ENDS, ids=lambda end: f"{end[0]}-{end[1]}")
def test_every_loss(end):
    check([4, 3], "tanh", end, "none", "sgd")


@pytest.mark.parametrize("activation", list(LAYERS)[:-1])
def test_every_activation(activation):
    check([5, 4], activation, ENDS[1], "l2", "sgd")


@pytest.mark.parametrize(
    ("rule", "penalty"), list(product(OPTIMIZERS, PENALTIES))
)
def test_every_optimizer_with_every_penalty(rule, penalty):
    check([4], "tanh", ENDS[7], penalty, rule)


@pytest.mark.parametrize("hidden", [[], [1], [8] * 6], ids=str)
def test_from_no_hidden_layer_to_six(hidden):
    check(hidden, "tanh", ENDS[6], "l1", "adam")


def test_a_wrong_number_of_parameters_is_refused():
    task = {
        "sizes": [2, 1],
        "activations": ["tanh"],
        "params": [1.0],
        "loss": "hinge",
        "regularization": {"kind": "none", "rate": 0},
        "optimizer": ["sgd", {}],
        "X": [[0, 0]],
        "y": [[1]],
        "steps": 0,
    }
    with pytest.raises(RuntimeError, match="3 parameters expected, got 1"):
        call("network", "networkRun", [task])
