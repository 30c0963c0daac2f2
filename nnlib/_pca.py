"""Principal components: the data seen along the axes of their spread."""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._transformer import Transformer
from nnlib._validation import Array, check_number, check_positive_int


class PCA(Transformer):
    """The centered data in a rotated frame, `(X - mean) @ U`.

    The columns of U are the eigenvectors of the covariance matrix
    `(X - mean).T @ (X - mean) / n` (divided by n, not n - 1), those of the
    largest eigenvalues first: the new columns are uncorrelated, and the
    first k hold as much of the variance as any k can. An eigenvector may
    point either way; here its largest entry by size is positive (the first,
    if several are).

    Args:
        n_components: how many columns to keep; all without it.

    Attributes:
        mean: of each feature, shape (d,).
        components: U, orthonormal columns, shape (d, k).
        explained_variance: the eigenvalues, the variance along each
            component, shape (k,).
        explained_variance_ratio: the same as shares of the whole variance.

    >>> X = [[-2, -2], [2, 2], [-1, 1], [1, -1]]
    >>> pca = PCA(n_components=1).fit(X)
    >>> pca.explained_variance, pca.explained_variance_ratio
    (array([4.]), array([0.8]))
    >>> pca.transform(X).round(4).ravel() + 0
    array([-2.8284,  2.8284,  0.    ,  0.    ])

    Book: Data and initialization.
    Source: Pearson (1901), On lines and planes of closest fit to systems of
        points in space.
    """

    mean: Array
    components: Array
    explained_variance: Array
    explained_variance_ratio: Array

    def __init__(self, n_components: int | None = None):
        who = type(self).__name__
        if n_components is not None:
            check_positive_int(n_components, who, "n_components")
        self.n_components = n_components

    def learn(self, X: Array) -> None:
        """The mean and the leading eigenvectors of the covariance."""
        n, d = X.shape
        k = d if self.n_components is None else self.n_components
        if k > d:
            raise ValueError(
                f"{type(self).__name__}: n_components={k}, but X has only "
                f"{d} features. Use at most {d}."
            )
        self.mean = X.mean(axis=0, dtype=float)
        centered = X - self.mean
        covariance = centered.T @ centered / n
        variance, U = np.linalg.eigh(covariance)
        variance, U = variance[::-1], U[:, ::-1]  # the largest first
        # what is zero but for rounding; it may even come out negative
        tiny = d * np.finfo(float).eps * variance[0]
        variance = np.where(variance > tiny, variance, 0.0)
        self.components = _with_fixed_signs(U[:, :k])
        self.explained_variance = variance[:k]
        whole = variance.sum() or 1.0  # constant data have no variance
        self.explained_variance_ratio = variance[:k] / whole

    def transform(self, X: ArrayLike) -> Array:
        """`(X - mean) @ U`.

        Shapes:
            X: (n, d), the result (n, k).
        """
        return (self._check(X) - self.mean) @ self.components

    def inverse_transform(self, X: ArrayLike) -> Array:
        """`X @ U.T + mean`: back to the old frame.

        With k < d components the result is the nearest point to the original
        that these components can express.

        Shapes:
            X: (n, k), the result (n, d).
        """
        X = self._check(X, self._width())
        return X @ self.components.T + self.mean

    def _width(self) -> int | None:
        return None if self._features is None else self.components.shape[1]

    def __repr__(self) -> str:
        given = self.n_components
        inside = "" if given is None else f"n_components={given}"
        return f"{type(self).__name__}({inside})"


class Whitening(PCA):
    """PCA, then each new column divided by its standard deviation.

    `(X - mean) @ U / sqrt(variance + epsilon)`: the columns become
    uncorrelated *and* of variance 1, or a little less; where the variance is
    not much larger than epsilon, far less. Without epsilon, directions that
    hold nothing but noise would be blown up to the size of the others.

    Args:
        epsilon: what is added to each variance.
        n_components: how many columns to keep; all without it.

    >>> X = [[-2, -2], [2, 2], [-1, 1], [1, -1]]
    >>> Z = Whitening().fit_transform(X)
    >>> (Z.T @ Z / 4).round(4) + 0
    array([[1., 0.],
           [0., 1.]])

    Book: Data and initialization.
    """

    def __init__(
        self, epsilon: float = 1e-5, *, n_components: int | None = None
    ):
        super().__init__(n_components)
        self.epsilon = check_number(epsilon, "Whitening", "epsilon", low=0)

    def learn(self, X: Array) -> None:
        """As PCA, and the number that divides each column."""
        super().learn(X)
        self.scale = np.sqrt(self.explained_variance + self.epsilon)
        if not self.scale.all():
            empty = int((self.scale == 0).sum())
            raise ValueError(
                f"Whitening: {empty} of {len(self.scale)} components have no "
                "variance, and epsilon=0 would divide by it. Use "
                "epsilon=1e-5, or fewer n_components."
            )

    def transform(self, X: ArrayLike) -> Array:
        """`(X - mean) @ U / sqrt(variance + epsilon)`.

        Shapes:
            X: (n, d), the result (n, k).
        """
        return super().transform(X) / self.scale

    def inverse_transform(self, X: ArrayLike) -> Array:
        """`X * sqrt(variance + epsilon) @ U.T + mean`: undoes `transform`.

        Shapes:
            X: (n, k), the result (n, d).
        """
        X = self._check(X, self._width())
        return super().inverse_transform(X * self.scale)

    def __repr__(self) -> str:
        given = self.n_components
        more = "" if given is None else f", n_components={given}"
        return f"Whitening(epsilon={self.epsilon:g}{more})"


def _with_fixed_signs(U: Array) -> Array:
    """The columns, each turned so that its largest entry is positive."""
    size = np.abs(U)
    # of entries that are equal but for rounding, the first
    first = (size > (1 - 1e-9) * size.max(axis=0)).argmax(axis=0)
    return U * np.sign(U[first, np.arange(U.shape[1])])
