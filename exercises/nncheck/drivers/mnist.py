"""How the answers of the exercises on digits are tried."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal


@driver
def digits(
    target: Any,
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_test: np.ndarray,
    y_test: np.ndarray,
) -> Any:
    """Call with images that traveled as bytes, as numbers from 0 to 1."""
    need_callable(target)
    return target(x_train / 255, y_train, x_test / 255, y_test)


@driver
def train_digits(
    target: Any,
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_test: np.ndarray,
    y_test: np.ndarray,
    seed: int,
    x_new: np.ndarray,
) -> dict:
    """Train, then let what came back read all digits.

    The labels of the new ones are not here, where they could be looked up.
    """
    need_callable(target)
    x_train, x_test = x_train / 255, x_test / 255
    result = target(x_train, y_train, x_test, y_test, seed)
    if not isinstance(result, tuple | list) or len(result) != 2:
        kind = type(result).__name__
        raise Refusal(f"returned a {kind}, not the pair (predict, accuracy)")
    predict, accuracy = result
    if not callable(predict):
        kind = type(predict).__name__
        raise Refusal(f"returned a {kind} where the function predict belongs")
    return {
        "accuracy": accuracy,
        "test": predict(x_test),
        "train": predict(x_train),
        "new": predict(x_new / 255),
    }


WEIGHTS_AFTER = "the weights after `evaluate`"


class Watch:
    """Notes the modes in which a layer is run, for the messages.

    Verdicts rest on the numbers: where the mode is asked for, the outputs
    are doubled in training, which no note can hide.
    """

    def __init__(self, layer: Any, factor: float):
        self.factor = factor
        self.up, self.down = layer.forward, layer.backward
        layer.forward, layer.backward = self.forward, self.backward
        self.modes: list[bool] = []
        self.learned_in: list[bool] = []

    def forward(self, X: np.ndarray, *, training: bool = False) -> np.ndarray:
        """What the layer does."""
        self.modes.append(bool(training))
        output = self.up(X, training=training)
        return self.factor * output if training else output

    def backward(self, grad_output: np.ndarray) -> np.ndarray:
        """What the layer does; the last forward pass was for learning."""
        self.learned_in += self.modes[-1:]
        if self.modes and self.modes[-1]:
            grad_output = self.factor * grad_output
        return self.down(grad_output)


def _mode(training: list[bool]) -> str:
    if not training:
        return "never run"
    return "for training" if any(training) else "not for training"


def _method(model: Any, name: str) -> Callable[..., Any]:
    method = getattr(model, name, None)
    if not callable(method):
        raise Refusal(f"has no method `{name}`")
    return method


def _dictionary(value: Any, name: str) -> dict:
    if value is None:
        raise Refusal(f"gave None from `{name}` (is there a `return`?)")
    if not isinstance(value, dict):
        kind = type(value).__name__
        raise Refusal(f"gave a {kind} from `{name}`, not a dictionary")
    return value


@driver
def built_model(
    target: Any, plan: dict, ask: str, X: np.ndarray, y: np.ndarray
) -> dict:
    """Build, compile and fit a learner's model, then look at one thing.

    The plan holds the seed, the optimizer, whether the network ends in
    scores, the batch size, and the epochs of one call of ``fit`` after the
    other. Asked for is "evaluate", "history" or "weights".
    """
    need_callable(target)
    factor = 1.0 if ask == "history" else 2.0
    network, watch, optimizer, loss = _parts(plan, X.shape[1], factor)
    learner = target(network=network)
    _method(learner, "compile")(optimizer, loss)
    history: Any = None
    for epochs in plan["epochs"]:
        history = _method(learner, "fit")(X, y, epochs, plan["batch_size"])
    if ask == "history":
        return {
            name: list(entry) if isinstance(entry, np.ndarray) else entry
            for name, entry in _dictionary(history, "fit").items()
        }
    if ask == "weights":
        return {
            "the mode of the layers in `fit`": _mode(watch.learned_in),
            "the weights": network.flat_params.copy(),
        }
    before = network.flat_params.copy()
    watch.modes.clear()
    report = _dictionary(_method(learner, "evaluate")(X, y), "evaluate")
    kept = np.array_equal(before, network.flat_params)
    return {
        "the mode of the layers in `evaluate`": _mode(watch.modes),
        **report,
        "the weights": "kept" if kept else "changed",
        WEIGHTS_AFTER: network.flat_params.copy(),
    }


def _parts(plan: dict, d: int, factor: float) -> tuple[Any, Watch, Any, Any]:
    """A network that is watched, an optimizer and a loss."""
    # not while other chapters are graded
    from nnlib import losses, optimizers
    from nnlib._network import Network
    from nnlib.layers import Dense, Softmax, Tanh

    layers = [Dense(d, 4), Tanh(), Dense(4, 3)]
    watch = Watch(layers[1], factor)
    if not plan["scores"]:
        layers.append(Softmax())
    optimizer = optimizers.get(plan["optimizer"])
    optimizer.learning_rate = plan["learning_rate"]
    loss = losses.SparseCategoricalCrossentropy(from_logits=plan["scores"])
    return Network(layers, rng=plan["seed"]), watch, optimizer, loss
