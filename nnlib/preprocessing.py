"""Preprocessing: data and labels in the form that networks like."""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._class_labels import stray
from nnlib._pca import PCA, Whitening
from nnlib._transformer import Transformer
from nnlib._validation import Array, as_array, check_positive_int

__all__ = ["PCA", "MinMaxScaler", "StandardScaler", "Whitening", "one_hot"]


def one_hot(y: ArrayLike, num_classes: int | None = None) -> Array:
    """Integer labels as rows of zeros with a single 1.

    Args:
        y: labels from 0 to num_classes - 1.
        num_classes: the width; without it, the largest label plus 1. Give it
            whenever a class may be absent from y.

    Shapes:
        y: (n,), the result (n, num_classes), float64.

    >>> one_hot([2, 0], num_classes=3)
    array([[0., 0., 1.],
           [1., 0., 0.]])

    Book: MNIST.
    """
    labels = _integers(as_array(y, "y"))
    if num_classes is None:
        if not len(labels):
            raise ValueError("one_hot of no labels needs num_classes.")
        num_classes = max(int(labels.max()), 0) + 1
    k = check_positive_int(num_classes, "one_hot", "num_classes")
    if (wrong := stray(labels, k)) is not None:
        raise ValueError(
            f"one_hot: label {wrong} is out of range; {k} classes have the "
            f"labels 0 to {k - 1}. Number the classes from 0, and give "
            "num_classes."
        )
    rows = np.zeros((len(labels), k))
    rows[np.arange(len(labels)), labels] = 1
    return rows


def _integers(y: Array) -> Array:
    if y.ndim == 2 and y.shape[1] > 1:
        raise ValueError(
            f"one_hot expects integer labels of shape (n,), got {y.dtype} of "
            f"shape {y.shape}. Are these rows one-hot already? Then use them "
            "as they are; back to labels: y.argmax(axis=1)."
        )
    if y.dtype.kind in "US":
        raise ValueError(
            f"one_hot expects integer labels of shape (n,), got {y.dtype}. "
            "Number the classes first: "
            "np.unique(names, return_inverse=True)[1]."
        )
    if y.ndim != 1 or y.dtype.kind not in "iub":
        raise ValueError(
            "one_hot expects integer labels of shape (n,), got "
            f"{y.dtype} of shape {y.shape}. Use y.ravel().astype(int)."
        )
    return y.astype(int)


SMALLEST = 1e-300  # a spread that still counts as one


class Scaler(Transformer):
    """Base of the scalers: `(X - shift) / scale`, feature by feature.

    Attributes:
        shift: what is subtracted, shape (d,).
        scale: what is divided by, shape (d,); 1 for a constant feature.
    """

    shift: Array
    scale: Array

    def measure(self, X: Array) -> tuple[Array, Array]:
        """The shift and the scale that this scaler takes from X."""
        raise NotImplementedError(f"{type(self).__name__} needs a measure")

    def learn(self, X: Array) -> None:
        """Measure X; a constant feature is not scaled."""
        self.shift, scale = self.measure(X)
        # there is nothing to scale: it becomes 0, not 0 / 0; and dividing by
        # a spread at the edge of what a float can hold would overflow
        constant = (X.max(axis=0) == X.min(axis=0)) | (scale < SMALLEST)
        self.scale = np.where(constant, 1, scale)

    def transform(self, X: ArrayLike) -> Array:
        """`(X - shift) / scale`."""
        X = self._check(X)
        return (X - self.shift) / self.scale

    def inverse_transform(self, X: ArrayLike) -> Array:
        """`X * scale + shift`: undoes `transform`."""
        X = self._check(X)
        return X * self.scale + self.shift


class StandardScaler(Scaler):
    """Each feature minus its mean, over its standard deviation.

    >>> StandardScaler().fit_transform([[1, 5], [3, 5]])
    array([[-1.,  0.],
           [ 1.,  0.]])

    Book: Data and initialization.
    """

    def measure(self, X: Array) -> tuple[Array, Array]:
        return X.mean(axis=0), X.std(axis=0)


class MinMaxScaler(Scaler):
    """Each feature moved and stretched to the range from 0 to 1.

    >>> MinMaxScaler().fit_transform([[1, 5], [3, 5], [2, 5]])
    array([[0. , 0. ],
           [1. , 0. ],
           [0.5, 0. ]])

    Book: Data and initialization.
    """

    def measure(self, X: Array) -> tuple[Array, Array]:
        return X.min(axis=0), X.max(axis=0) - X.min(axis=0)
