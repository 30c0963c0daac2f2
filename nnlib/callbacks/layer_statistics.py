"""LayerStatistics: what happens inside a network while it learns."""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array, as_float_array
from nnlib.callbacks.base import Callback, Logs
from nnlib.layers.base import Layer, Parameters

__all__ = ["LayerStatistics"]

ROWS = 256  # of a batch are enough for a histogram


class LayerStatistics(Callback):
    """Measures gradients, updates and outputs of the layers, once an epoch.

    The gradients and the update are those of the last batch of the epoch.
    Layers are called by their place and class, as "1 Dense". The model and
    its training stay as they would be without.

    Args:
        sample: inputs whose way up is looked at, such as some validation
            data; without it, the last batch of the epoch.

    Shapes:
        sample: (n, d).

    Attributes:
        gradient_norms: for each layer with weights, one number an epoch:
            the length of the gradient of all its weights.
        update_ratios: for the same layers, the length of the update by that
            of the weights. About 1/1000 is healthy; much more is a leap,
            much less a standstill.
        learning_rates: the rate of the last update, one number an epoch.
        outputs: for each layer its outputs for the sample, from the last
            epoch. Dropout is off here, and batch normalization uses its
            running averages.
        weights: for each array of weights, as "1 Dense W", a copy.

    >>> from nnlib import Dense, ReLU, Sequential
    >>> model = Sequential([Dense(2, 3), ReLU(), Dense(3, 1)], rng=0)
    >>> model.compile("sgd", "mse")
    >>> inside, X = LayerStatistics(), np.ones((8, 2))
    >>> _ = model.fit(X, X[:, :1], epochs=5, callbacks=[inside])
    >>> {name: len(norms) for name, norms in inside.gradient_norms.items()}
    {'1 Dense': 5, '3 Dense': 5}
    >>> inside.outputs["2 ReLU"].shape
    (8, 3)

    Book: Training.
    """

    def __init__(self, sample: ArrayLike | None = None):
        self.sample = None if sample is None else self._checked(sample)
        self._forget()

    def _forget(self) -> None:
        self.gradient_norms: dict[str, list[float]] = {}
        self.update_ratios: dict[str, list[float]] = {}
        self.learning_rates: list[float] = []
        self.outputs: dict[str, Array] = {}
        self.weights: dict[str, Array] = {}

    def _checked(self, sample: ArrayLike) -> Array:
        who = f"{type(self).__name__}: sample"
        rows = as_float_array(sample, who)
        if rows.ndim == 0 or len(rows) == 0:
            raise ValueError(
                f"{who} holds some inputs, one a row, got an array of shape "
                f"{rows.shape}. Use some validation data: X_val[:100]."
            )
        return rows[:ROWS]

    def on_train_begin(self) -> None:
        self._forget()
        if self.sample is not None:
            self.model.predict(self.sample)  # refuses another width

    def on_epoch_begin(self, epoch: int) -> None:
        self._look_before_update(next_batch=0)

    def on_batch_end(self, batch: int, logs: Logs) -> None:
        if batch == self.params["steps"] - 1:
            self._measure_update()
        else:
            self._look_before_update(next_batch=batch + 1)

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        A = np.asarray(self._rows, dtype=self.model.dtype)
        for name, layer in self._layers().items():
            A = layer.forward(A, training=False)
            self.outputs[name] = A.copy()
            for key, values in layer.params.items():
                self.weights[f"{name} {key}"] = values.copy()

    def _layers(self) -> dict[str, Layer]:
        return {
            f"{number} {type(layer).__name__}": layer
            for number, layer in enumerate(self.model.layers, start=1)
        }

    def _look_before_update(self, next_batch: int) -> None:
        """Keep the weights as they are before the last update."""
        if next_batch == self.params["steps"] - 1:
            self._before = {
                name: _joined(layer.params)
                for name, layer in self._layers().items()
                if layer.params
            }
            self._rate = self.model.optimizer.current_learning_rate()

    def _measure_update(self) -> None:
        self._rows = self.sample
        if self._rows is None:
            self._rows = self.model.layers[0].saved_inputs()[:ROWS]
        self.learning_rates.append(self._rate)
        layers = self._layers()
        for name, before in self._before.items():
            gradient = _norm(_joined(layers[name].grads))
            update = _norm(_joined(layers[name].params) - before)
            ratio = update / max(_norm(before), TINY)
            self.gradient_norms.setdefault(name, []).append(gradient)
            self.update_ratios.setdefault(name, []).append(ratio)


TINY = 1e-12  # stands for the length of weights that are all zero


def _joined(arrays: Parameters) -> Array:
    return np.concatenate([a.ravel() for a in arrays.values()])


def _norm(values: Array) -> float:
    return float(np.linalg.norm(values))
