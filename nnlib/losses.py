"""Loss functions: how far predictions are from the truth, and the gradient.

`loss(y_true, y_pred)` is a number, the mean over the n examples of the batch;
`loss.gradient(y_true, y_pred)` has the shape of `y_pred` and contains the
1/n. The order (y_true, y_pred) is Keras's and scikit-learn's; PyTorch's is the
other way round.

Regression first, then classification. A cross-entropy takes probabilities,
or with `from_logits=True` the scores before softmax or sigmoid, where it is
exact for any score.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._loss_checks import (
    check_classes,
    check_labels,
    check_probabilities,
    check_some,
    refuse_shapes,
)
from nnlib._validation import Array, as_float_array, check_number, lookup
from nnlib.activations import log_softmax, sigmoid, softmax

__all__ = [
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Hinge",
    "Huber",
    "Loss",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "QuadraticCost",
    "SparseCategoricalCrossentropy",
]


class Loss:
    """Base of all losses. A subclass gives `__call__` and `gradient`."""

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        """The mean loss over the batch."""
        raise NotImplementedError(f"{type(self).__name__} needs a __call__")

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """The derivative of the mean loss by each entry of `y_pred`."""
        raise NotImplementedError(f"{type(self).__name__} needs a gradient")

    def with_gradient(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[float, Array]:
        """The loss and its gradient, which training needs together.

        >>> MeanSquaredError().with_gradient([0.0, 0.0], [1.0, -1.0])
        (1.0, array([ 1., -1.]))
        """
        return self.value_and_gradient(*self.check(y_true, y_pred))

    def value_and_gradient(
        self, y_true: Array, y_pred: Array
    ) -> tuple[float, Array]:
        """`with_gradient` for arrays that `check` has returned.

        A subclass may compute at once what both are made of; the numbers are
        those of `__call__` and `gradient`, to the last bit.
        """
        return self(y_true, y_pred), self.gradient(y_true, y_pred)

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        """Both as arrays of one shape, or an error that says what to do."""
        if (
            isinstance(y_true, np.ndarray)
            and isinstance(y_pred, np.ndarray)
            and _alike(y_true, y_pred)
        ):
            return y_true, y_pred
        y_pred = as_float_array(y_pred, "y_pred")
        check_some(type(self).__name__, y_pred)
        # whole-number targets take the precision of the predictions
        y_true = as_float_array(y_true, "y_true").astype(
            y_pred.dtype, copy=False
        )
        if y_true.shape != y_pred.shape:
            refuse_shapes(type(self).__name__, y_true, y_pred)
        return y_true, y_pred

    def targets(self, y_true: Array, dtype: Any) -> Array:
        """The targets as `check` returns them, for predictions of `dtype`."""
        return y_true.astype(dtype, copy=False)

    def config(self) -> dict[str, Any]:
        """The constructor's arguments, for `repr` and for saving."""
        return dict(vars(self))

    def __repr__(self) -> str:
        arguments = ", ".join(f"{k}={v}" for k, v in self.config().items())
        return f"{type(self).__name__}({arguments})"


class MeanSquaredError(Loss):
    """The mean of `(y_pred - y_true)**2` over all entries.

    >>> MeanSquaredError()([0, 0], [10, -10])
    100.0

    Book: Losses.
    """

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        return self.with_gradient(y_true, y_pred)[0]

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`2 (y_pred - y_true) / (number of entries)`."""
        return self.with_gradient(y_true, y_pred)[1]

    def value_and_gradient(
        self, y_true: Array, y_pred: Array
    ) -> tuple[float, Array]:
        difference = y_pred - y_true
        loss = float(np.vdot(difference, difference) / y_pred.size)
        return loss, difference * (2 / y_pred.size)


class QuadraticCost(Loss):
    """Half the squared distance `|y_pred - y_true|**2 / 2`, mean over n.

    Sums over the outputs of one example, where `MeanSquaredError` takes
    their mean; the 1/2 cancels the 2 of the derivative.

    >>> QuadraticCost()([[0, 0]], [[3, 4]])
    12.5

    Book: Losses.
    """

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        return self.with_gradient(y_true, y_pred)[0]

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`(y_pred - y_true) / n`."""
        return self.with_gradient(y_true, y_pred)[1]

    def value_and_gradient(
        self, y_true: Array, y_pred: Array
    ) -> tuple[float, Array]:
        difference = y_pred - y_true
        loss = float(0.5 * np.vdot(difference, difference) / len(y_pred))
        return loss, difference / len(y_pred)


class MeanAbsoluteError(Loss):
    """The mean of `|y_pred - y_true|` over all entries.

    >>> MeanAbsoluteError()([0, 0], [10, -10])
    10.0

    Book: Losses.
    """

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        return float(np.mean(np.abs(y_pred - y_true)))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`sign(y_pred - y_true) / (number of entries)`, 0 at the kink."""
        y_true, y_pred = self.check(y_true, y_pred)
        return np.sign(y_pred - y_true) / y_pred.size


class Huber(Loss):
    """Quadratic for errors up to `delta`, linear beyond: mean of all entries.

    >>> Huber(delta=1.0)([0, 0], [0.5, 3])
    1.3125

    Book: Losses.
    Source: Huber (1964), Robust estimation of a location parameter.
    """

    def __init__(self, delta: float = 1.0):
        self.delta = check_number(
            delta, "Huber", "delta", low=0, include_low=False
        )

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        error = np.abs(y_pred - y_true)
        inside = np.minimum(error, self.delta)  # the quadratic part
        return float(np.mean(inside**2 / 2 + self.delta * (error - inside)))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """The residual clipped to ±delta, over the number of entries."""
        y_true, y_pred = self.check(y_true, y_pred)
        clipped = np.clip(y_pred - y_true, -self.delta, self.delta)
        return clipped / y_pred.size


class Hinge(Loss):
    """`max(0, 1 - y f)` for targets y of -1 or 1, summed over the outputs.

    >>> round(Hinge()([[1, -1], [-1, 1]], [[1.2, -0.4], [0.3, 0.8]]), 4)
    1.05

    Book: Losses.
    """

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        y_true, y_pred = super().check(y_true, y_pred)
        if not (np.abs(y_true) == 1).all():
            raise ValueError(
                "Hinge expects targets -1 and 1, got "
                f"{np.unique(y_true)[:5].tolist()}. Use 2 * y_true - 1 for "
                "targets 0 and 1."
            )
        return y_true, y_pred

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        return float(np.maximum(0, 1 - y_true * y_pred).sum() / len(y_pred))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`-y / n` where `y f < 1`, else 0."""
        y_true, y_pred = self.check(y_true, y_pred)
        return np.where(y_true * y_pred < 1, -y_true, 0) / len(y_pred)


class Crossentropy(Loss):
    """Base of the cross-entropies: losses of probabilities, or of scores.

    Args:
        from_logits: True if y_pred holds scores, which `activation` turns
            into probabilities.
    """

    activation: Callable[[ArrayLike], Array]

    def __init__(self, from_logits: bool = False):
        if not isinstance(from_logits, bool | np.bool_):
            raise TypeError(
                f"{type(self).__name__}: from_logits must be True (y_pred "
                f"holds scores) or False (probabilities), got {from_logits!r}."
                " Write from_logits=True."
            )
        self.from_logits = bool(from_logits)


class BinaryCrossentropy(Crossentropy):
    """`-(y log p + (1 - y) log(1 - p))`, summed over outputs, mean over n.

    With several outputs each is a yes-or-no question of its own. (Keras
    takes the mean over the outputs, not the sum.)

    Args:
        from_logits: True if y_pred holds scores f, with p = sigmoid(f).

    >>> BinaryCrossentropy()([[1], [0]], [[0.5], [0.5]])
    0.6931471805599453
    >>> BinaryCrossentropy(from_logits=True)([[0]], [[1000]])
    1000.0

    Book: Losses.
    """

    activation = staticmethod(sigmoid)

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        y_true, y_pred = super().check(y_true, y_pred)
        check_probabilities(type(self).__name__, y_true, "y_true")
        if not self.from_logits:
            check_probabilities(type(self).__name__, y_pred, "y_pred")
        return y_true, y_pred

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        if self.from_logits:
            f = y_pred
            # -log sigmoid(f) = max(-f, 0) + log(1 + exp(-|f|)), and so on
            losses = np.maximum(f, 0) - f * y_true
            losses += np.log1p(np.exp(-np.abs(f)))
            return float(losses.sum() / len(f))
        p, q = _positive(y_pred), _positive(1 - y_pred)
        logs = y_true * np.log(p) + (1 - y_true) * np.log(q)
        return float(-logs.sum() / len(p))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`(p - y) / n` by the logits; by p, that over `p (1 - p)`."""
        y_true, y_pred = self.check(y_true, y_pred)
        if self.from_logits:
            return (sigmoid(y_pred) - y_true) / len(y_pred)
        p, q = _positive(y_pred), _positive(1 - y_pred)
        return ((1 - y_true) / q - y_true / p) / len(p)


class CategoricalCrossentropy(Crossentropy):
    """`-sum_k y_k log p_k` for one-hot targets, mean over n.

    Args:
        from_logits: True if y_pred holds scores z, with p = softmax(z).

    Shapes:
        y_true and y_pred: (n, k). Each row of y_true sums to 1.

    >>> round(CategoricalCrossentropy()([[0, 1, 0]], [[0.2, 0.3, 0.5]]), 4)
    1.204

    Book: Losses.
    """

    activation = staticmethod(softmax)

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        y_true, y_pred = np.asarray(y_true), as_float_array(y_pred, "y_pred")
        check_classes(type(self).__name__, y_pred, self.from_logits)
        if y_true.ndim == 1 and len(y_true) == len(y_pred):
            raise ValueError(
                f"CategoricalCrossentropy expects one-hot targets of shape "
                f"{y_pred.shape}, got labels of shape {y_true.shape}. Use "
                "SparseCategoricalCrossentropy, or "
                f"one_hot(y_true, {y_pred.shape[1]})."
            )
        y_true, y_pred = super().check(y_true, y_pred)
        if np.abs(y_true.sum(axis=1) - 1).max(initial=0) > 1e-5:
            raise ValueError(
                "CategoricalCrossentropy: each row of y_true must sum to 1. "
                "Use BinaryCrossentropy for several labels at once."
            )
        return y_true, y_pred

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        log_p = _log_probabilities(y_pred, self.from_logits)
        return float(-np.vdot(y_true, log_p) / len(y_pred))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`(p - y) / n` by the logits; `-y / p / n` by the probabilities."""
        y_true, y_pred = self.check(y_true, y_pred)
        if self.from_logits:
            return (softmax(y_pred) - y_true) / len(y_pred)
        return -y_true / _positive(y_pred) / len(y_pred)

    def value_and_gradient(
        self, y_true: Array, y_pred: Array
    ) -> tuple[float, Array]:
        if not self.from_logits:
            return super().value_and_gradient(y_true, y_pred)
        p, log_p = _softmax_and_log(y_pred)
        loss = float(-np.vdot(y_true, log_p) / len(p))
        return loss, (p - y_true) / len(p)


class SparseCategoricalCrossentropy(Crossentropy):
    """`-log p_c` where c is the integer label, mean over n.

    The same loss as `CategoricalCrossentropy`, told by labels.

    Args:
        from_logits: True if y_pred holds scores z, with p = softmax(z).

    Shapes:
        y_true: (n,), integers from 0 to k - 1. y_pred: (n, k).

    >>> round(SparseCategoricalCrossentropy()([1], [[0.2, 0.3, 0.5]]), 4)
    1.204

    Book: Losses.
    """

    activation = staticmethod(softmax)

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        y_true, y_pred = np.asarray(y_true), as_float_array(y_pred, "y_pred")
        check_classes(type(self).__name__, y_pred, self.from_logits)
        check_labels(type(self).__name__, y_true, y_pred)
        return y_true, y_pred

    def targets(self, y_true: Array, dtype: Any) -> Array:
        return y_true  # labels stay whole numbers

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        log_p = _log_probabilities(y_pred, self.from_logits)
        return float(-log_p[np.arange(len(y_true)), y_true].mean())

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`(p - y) / n` by the logits, with y one-hot; `-y / p / n` by p."""
        y_true, y_pred = self.check(y_true, y_pred)
        rows = np.arange(len(y_true))
        if self.from_logits:
            gradient = softmax(y_pred)
            gradient[rows, y_true] -= 1
        else:
            gradient = np.zeros_like(y_pred)
            gradient[rows, y_true] = -1 / _positive(y_pred[rows, y_true])
        return gradient / len(y_pred)

    def value_and_gradient(
        self, y_true: Array, y_pred: Array
    ) -> tuple[float, Array]:
        if not self.from_logits:
            return super().value_and_gradient(y_true, y_pred)
        p, log_p = _softmax_and_log(y_pred)
        right = np.arange(len(p)), y_true
        p[right] -= 1  # p - y, with y one-hot
        return float(-log_p[right].mean()), p / len(p)


def _alike(a: Array, b: Array) -> bool:
    """Whether these are full arrays of one shape and one floating type."""
    same = a.shape == b.shape and a.dtype == b.dtype
    return same and a.dtype.kind == "f" and a.size > 0 and a.ndim > 0


def _log_probabilities(y_pred: Array, from_logits: bool) -> Array:
    """log p of each class, exact for any score if y_pred holds scores."""
    return log_softmax(y_pred) if from_logits else np.log(_positive(y_pred))


def _softmax_and_log(Z: Array) -> tuple[Array, Array]:
    """softmax(Z) and log_softmax(Z) of each row, from one exp."""
    largest = Z.max(axis=1, keepdims=True)
    E = np.exp(Z - largest)
    total = E.sum(axis=1, keepdims=True)
    return E / total, Z - (largest + np.log(total))


def _positive(p: Array) -> Array:
    """p, with 0 replaced by the least normal number: its log is finite."""
    return np.maximum(p, np.finfo(p.dtype).tiny)


ALIASES: dict[str, type[Loss]] = {
    "mean_squared_error": MeanSquaredError,
    "mse": MeanSquaredError,
    "quadratic_cost": QuadraticCost,
    "mean_absolute_error": MeanAbsoluteError,
    "mae": MeanAbsoluteError,
    "huber": Huber,
    "hinge": Hinge,
    "binary_crossentropy": BinaryCrossentropy,
    "categorical_crossentropy": CategoricalCrossentropy,
    "sparse_categorical_crossentropy": SparseCategoricalCrossentropy,
}


def get(loss: str | Loss) -> Loss:
    """A loss from its name, or the object itself.

    >>> get("mse")
    MeanSquaredError()
    """
    if isinstance(loss, Loss):
        return loss
    return lookup(loss, ALIASES, "loss")()
