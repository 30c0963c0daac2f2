"""How the answers of the exercises on backpropagation are tried."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal

FUNCTIONS: dict[str, Callable[[np.ndarray], Any]] = {
    "the sum of x³": lambda x: np.sum(x**3),
    "the sum of exp(x) sin(x)": lambda x: np.sum(np.exp(x) * np.sin(x)),
    "the square of the sum of sin(x)": lambda x: np.sum(np.sin(x)) ** 2,
}


@driver
def differentiate(target: Any, name: str, x: np.ndarray, h: float) -> Any:
    """Differentiate a function that takes arrays of the shape of x only."""
    need_callable(target)
    shape = x.shape

    def f(point: Any) -> float:
        if np.shape(point) != shape:
            raise Refusal(
                f"called f with an array of shape {np.shape(point)}; f takes "
                f"arrays of the shape of x, {shape}"
            )
        return float(FUNCTIONS[name](np.asarray(point)))

    return target(f, x, h)


@driver
def check_network(
    target: Any, network: dict, X: np.ndarray, Y: np.ndarray
) -> dict:
    """Check the gradients of a network in which a bug may be planted."""
    from nnlib import CategoricalCrossentropy

    need_callable(target)
    model = planted(network)
    errors = target(model, CategoricalCrossentropy(), X, Y)
    return {"errors": errors, "weights": [w.copy() for w in model.params]}


def planted(network: dict) -> Any:
    """The network that a description asks for, bug and all.

    The description holds the sizes of three layers, the arrays of weights
    and biases, the hidden activation, the rate of dropout and the bug.
    """
    from nnlib import Dense, Dropout, ReLU, Sequential, Softmax, Tanh

    d, m, k = (int(size) for size in network["sizes"])
    hidden = {"tanh": Tanh, "relu": ReLU}[network["activation"]]()
    layers = [Dense(d, m), hidden, Dropout(network["dropout"])]
    model = Sequential([*layers, Dense(m, k), Softmax()], rng=0)
    model.set_weights(network["weights"])
    if network["bug"]:
        BUGS[network["bug"]](model.layers)
    return model


def _mean_bias(layers: list) -> None:
    _after_fill(layers[3], lambda grads, n: {"b": grads["b"] / n})


def _half_weights(layers: list) -> None:
    _after_fill(layers[0], lambda grads, n: {"W": grads["W"] / 2})


def _flipped_sign(layers: list) -> None:
    _after_fill(layers[3], lambda grads, n: {"W": -grads["W"]})


def _no_slope(layers: list) -> None:
    layers[1].derivative = lambda Z, A: np.ones_like(Z)


def _after_fill(layer: Any, change: Callable[[dict, int], dict]) -> None:
    """Let a layer spoil its gradients after it has computed them."""
    fill = layer.fill_grads

    def fill_and_spoil(grad_output: np.ndarray) -> None:
        fill(grad_output)
        for name, values in change(layer.grads, len(grad_output)).items():
            layer.grads[name][...] = values

    layer.fill_grads = fill_and_spoil


BUGS = {
    "bias mean": _mean_bias,
    "half the weights": _half_weights,
    "sign": _flipped_sign,
    "no slope": _no_slope,
}


@driver
def train_steps(
    target: Any,
    params: dict,
    X: np.ndarray,
    Y: np.ndarray,
    learning_rate: float,
    steps: int,
) -> Any:
    """Take some steps, each with the parameters that the last one gave."""
    need_callable(target)
    params = copy.deepcopy(params)  # may be changed in place
    for _ in range(steps):
        params = target(params, X, Y, learning_rate)
        if not isinstance(params, dict) or set(params) != PARAMS:
            return params
    return params


PARAMS = {"W1", "b1", "W2", "b2"}
