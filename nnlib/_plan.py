"""Plan: a training step written down once, as a list of NumPy calls.

The layers compute what a plan computes, to the last bit, and they are the
text to read. But at every step they ask again what `fit` knows beforehand:
is this a batch, where are the weights, is there room for the result? A plan
asks once, keeps an array for each result, and lists the calls that remain.
"""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from nnlib._validation import Array
from nnlib.layers import Dense, Layer, ReLU, Sigmoid, Tanh

# for the gradient by the output: the calls, and the gradient by the input
WayDown = Callable[[Array], tuple[list[partial], Array]]


class Plan:
    """The way up and the way down of a batch through some layers.

    Each call writes into its last argument, an array that stays. (Named as
    `out=` it would say so itself, but a named argument is a dict at each
    call, and a small network feels that.)

    Attributes:
        inputs: where `go_up` finds the batch.
        scores: where it leaves the outputs of the last layer.
        gradient: where `go_down` finds the gradient of the loss by them.
        up: the calls from there to the scores.
        down: the calls from the gradient by the scores to those by all
            weights.

    Shapes:
        inputs: (n, d); n is the same for all batches.

    >>> layers = [Dense(2, 3), Tanh(), Dense(3, 1)]
    >>> for layer in layers:
    ...     layer.build(rng=0)
    >>> plan = Plan(layers, np.zeros((4, 2)))
    >>> [call.func.__name__ for call in plan.up]
    ['dot', 'add', 'tanh', 'dot', 'add']
    >>> plan.go_up().shape
    (4, 1)
    """

    def __init__(self, layers: Sequence[Layer], inputs: Array):
        self.inputs = A = inputs
        self.up: list[partial] = []
        self.down: list[partial] = []
        ways_down: list[WayDown] = []
        for layer in layers:
            calls, way_down, A = PLANNED[type(layer)](layer, A)
            self.up += calls
            ways_down.append(way_down)
        self.scores, self.gradient = A, np.empty_like(A)
        gradient = self.gradient
        for way_down in reversed(ways_down):
            calls, gradient = way_down(gradient)
            self.down += calls
        self.down.pop()  # nobody asks for the gradient by the data

    def go_up(self) -> Array:
        """The scores of the batch in `inputs`; the next call overwrites it."""
        for call in self.up:
            call()
        return self.scores

    def go_down(self) -> None:
        """From `gradient` to the `grads` of the layers.

        On the way the outputs of the layers become slopes, the scores too.
        """
        for call in self.down:
            call()


def possible(layers: Sequence[Layer]) -> bool:
    """Whether a plan can say all that these layers do in training.

    An activation changes the scores of its Dense in place, so each must have
    one of its own.
    """
    kinds = [type(layer) for layer in layers]
    pairs = zip([None, *kinds], kinds, strict=False)
    return all(
        kind in PLANNED and (kind is Dense or before is Dense)
        for before, kind in pairs
    ) and not any(
        layer.kernel_regularizer or layer.max_norm
        for layer in layers
        if isinstance(layer, Dense)
    )


def dense(layer: Dense, X: Array) -> tuple[list[partial], WayDown, Array]:
    """`Z = X @ W + b` and its three gradients."""
    W, dW = layer.params["W"], layer.grads["W"]
    Z = np.empty((len(X), layer.out_features), W.dtype)
    up: list[partial] = [partial(np.dot, X, W, Z)]
    if layer.use_bias:
        up.append(partial(np.add, Z, layer.params["b"], Z))

    def way_down(dZ: Array) -> tuple[list[partial], Array]:
        dX = np.empty(X.shape, W.dtype)
        calls: list[partial] = [partial(np.dot, X.T, dZ, dW)]
        if layer.use_bias:
            ones = np.ones(len(X), W.dtype)
            calls.append(partial(np.dot, ones, dZ, layer.grads["b"]))
        return [*calls, partial(np.dot, dZ, W.T, dX)], dX

    return up, way_down, Z


def tanh(layer: Tanh, Z: Array) -> tuple[list[partial], WayDown, Array]:
    """`A = tanh(Z)` in the place of Z, and on the way down `1 - A²`."""
    one = np.ones((), Z.dtype)

    def way_down(d: Array) -> tuple[list[partial], Array]:
        return [
            partial(np.multiply, Z, Z, Z),
            partial(np.subtract, one, Z, Z),
            partial(np.multiply, d, Z, d),
        ], d

    return [partial(np.tanh, Z, Z)], way_down, Z


def sigmoid(layer: Sigmoid, Z: Array) -> tuple[list[partial], WayDown, Array]:
    """`A = exp(min(Z, 0)) / (1 + exp(-|Z|))`; the slope is `A (1 - A)`."""
    t, zeros, one = np.empty_like(Z), np.zeros_like(Z), np.ones((), Z.dtype)
    up: list[partial] = [
        partial(np.abs, Z, t),
        partial(np.negative, t, t),
        partial(np.exp, t, t),
        partial(np.add, one, t, t),
        partial(np.minimum, Z, zeros, out=Z),
        partial(np.exp, Z, Z),
        partial(np.divide, Z, t, Z),
    ]

    def way_down(d: Array) -> tuple[list[partial], Array]:
        return [
            partial(np.subtract, one, Z, t),
            partial(np.multiply, Z, t, Z),
            partial(np.multiply, d, Z, d),
        ], d

    return up, way_down, Z


def relu(layer: ReLU, Z: Array) -> tuple[list[partial], WayDown, Array]:
    """`A = max(0, Z)` in the place of Z; the slope is 1 where A > 0."""
    slope = np.empty(Z.shape, bool)
    zeros = np.zeros_like(Z)

    def way_down(d: Array) -> tuple[list[partial], Array]:
        return [
            partial(np.greater, Z, 0, slope),
            partial(np.multiply, d, slope, d),
        ], d

    return [partial(np.maximum, Z, zeros, out=Z)], way_down, Z


PLANNED: dict[type, Callable] = {
    Dense: dense,
    Tanh: tanh,
    Sigmoid: sigmoid,
    ReLU: relu,
}
