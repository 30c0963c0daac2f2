"""Network: layers one after the other, their parameters in one vector."""

import copy
import os
from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from nnlib import layers as layers_
from nnlib._network_checks import check_dtype, check_layers
from nnlib._summary import Summary
from nnlib._validation import (
    Array,
    as_dtype,
    as_float_array,
    as_generator,
    check_batch,
)
from nnlib.layers import Layer

CHUNK = 512  # rows that predict sends up at a time: they stay in cache


class Network:
    """What a model is before it learns: a function with parameters.

    All parameters lie in one long vector, `flat_params`, and all gradients in
    another, `flat_grads`; the layers hold views of them.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        *,
        rng: int | np.random.Generator | None = None,
        dtype: Any = np.float64,
    ):
        self.layers = check_layers(layers)
        self.dtype = check_dtype(dtype)
        self.optimizer: Any = None  # until compile
        self.loss: Any = None
        self.metrics: dict[str, Callable] = {}
        generator = as_generator(rng)
        for layer in self.layers:
            layer.build(generator, self.dtype)
        self._adopt()

    def _adopt(self) -> None:
        """Move all parameters into one vector; layers keep views of it."""
        self.flat_params = np.empty(self.count_params(), self.dtype)
        self.flat_grads = np.zeros_like(self.flat_params)
        start = 0
        for layer in self.layers:
            layer.in_model = True
            layer.params.closed = layer.grads.closed = True
            for name, values in layer.params.items():
                place = slice(start, start + values.size)
                start += values.size
                view = self.flat_params[place].reshape(values.shape)
                view[...] = values
                layer.params.bind(name, view)
                view = self.flat_grads[place].reshape(values.shape)
                layer.grads.bind(name, view)

    def forward(self, X: ArrayLike, training: bool = False) -> Array:
        """The outputs for a batch; layers keep what `backward` needs.

        Shapes:
            X: (n, d), the result (n, k).
        """
        return self._up(self.layers, X, training)

    __call__ = forward

    def backward(self, grad_output: ArrayLike) -> None:
        """Fill `grads`, from the gradient of the loss by the outputs.

        Shapes:
            grad_output: (n, k), as `loss.gradient` returns it.
        """
        self._down(self.layers, grad_output)

    def _up(
        self, layers: Sequence[Layer], X: ArrayLike, training: bool
    ) -> Array:
        A = as_dtype(X, self.dtype)
        for layer in layers:
            A = layer.forward(A, training=training)
        return A

    def _down(self, layers: Sequence[Layer], grad_output: ArrayLike) -> None:
        grad = as_dtype(grad_output, self.dtype, "grad_output")
        first, *rest = layers
        for layer in reversed(rest):
            grad = layer.backward(grad)
        first.fill_grads(grad)

    def trust(self, trusting: bool) -> None:
        """Let the layers skip their checks, while `fit` hands them data.

        Only if all are layers of nnlib, which fit each other by their shapes
        and types; a layer of your own is checked at every step.
        """
        own = all(
            getattr(layers_, type(a).__name__, None) is type(a)
            for a in self.layers
        )
        for layer in self.layers:
            layer.trusting = trusting and own

    def penalty(self) -> float:
        """What the regularizers of all layers add to the loss."""
        return sum([layer.penalty() for layer in self.layers])

    def constrain(self) -> None:
        """Bring all parameters back into their bounds (`max_norm`).

        `fit` calls this after each update; a loop of your own should, too.
        """
        for layer in self.layers:
            layer.constrain()

    @property
    def params(self) -> list[Array]:
        """All parameters, layer by layer: views, to be changed in place."""
        return [w for layer in self.layers for w in layer.params.values()]

    @property
    def grads(self) -> list[Array]:
        """Their gradients, in the same order, from the last `backward`."""
        return [g for layer in self.layers for g in layer.grads.values()]

    def count_params(self) -> int:
        """The number of parameters."""
        return sum(w.size for w in self.params)

    def get_weights(self) -> list[Array]:
        """Copies of all parameters and running averages, layer by layer."""
        return [w.copy() for w in self._weights()]

    def _weights(self) -> list[Array]:
        return [
            array
            for layer in self.layers
            for array in (*layer.params.values(), *layer.state.values())
        ]

    def set_weights(self, weights: Sequence[ArrayLike]) -> None:
        """Copy values into the parameters, in the order of `get_weights`.

        Raises:
            ValueError: if the number of arrays or a shape does not fit.
        """
        if not isinstance(weights, list | tuple):
            raise TypeError(
                "set_weights expects a list of arrays, got "
                f"{type(weights).__name__}. Use what get_weights returned."
            )
        arrays = [as_float_array(w, "set_weights: one array") for w in weights]
        shapes = [w.shape for w in self._weights()]
        given = [w.shape for w in arrays]
        if given != shapes:
            raise ValueError(
                f"set_weights expects arrays of the shapes {shapes}, "
                f"got {given}. Use what get_weights of such a model returned."
            )
        for w, values in zip(self._weights(), arrays, strict=True):
            w[...] = values

    def predict(self, X: ArrayLike) -> Array:
        """The model's outputs for the rows of X (probabilities, not labels).

        The label of an example is the position of the largest output:
        `model.predict(X).argmax(axis=1)`.

        Shapes:
            X: (n, d), the result (n, k).
        """
        X = as_dtype(X, self.dtype)
        self._check_rows(X)
        return self._in_chunks(self.layers, X)

    def _check_rows(self, X: Array) -> None:
        """Refuse a wrong X while its whole shape can be told."""
        first = self.layers[0]
        features = getattr(first, "in_features", None)
        if features is not None or X.ndim == 0:
            check_batch(X, type(first).__name__, features)

    def _in_chunks(self, layers: Sequence[Layer], X: Array) -> Array:
        starts = range(0, len(X), CHUNK) if X.ndim > 1 and len(X) else [0]
        outputs = [self._up(layers, X[i : i + CHUNK], False) for i in starts]
        return np.concatenate(outputs)

    def summary(self) -> Summary:
        """A table of the layers, their output shapes and parameters."""
        return Summary(self.layers)

    def save(self, path: str | os.PathLike) -> None:
        """Write the model to a `.npz` file, all or nothing.

        The file holds the architecture, the weights, and whatever training
        needs to go on exactly where it was: running averages, the generators
        of dropout, the optimizer and its memory, the loss and the metrics.
        Functions of your own cannot be kept; a warning names them.
        """
        from nnlib import _saving  # here: few programs save or load

        _saving.save(path, self)

    @classmethod
    def load(cls, path: str | os.PathLike) -> Self:
        """The model in a file that `save` wrote; runs no code from it.

        A model that was compiled comes back compiled.

        Raises:
            ValueError: if the file is damaged or something else.
        """
        from nnlib import _saving

        return _saving.load(path, cls)

    def __setstate__(self, state: dict[str, Any]) -> None:
        # a copied array is not a view of a copied vector: join them again
        self.__dict__.update(state)
        self._adopt()

    def __copy__(self) -> Self:
        # two models cannot share layers: each has its own vector
        return copy.deepcopy(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.layers!r})"
