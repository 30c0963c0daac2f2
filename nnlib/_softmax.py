"""Softmax and its kin: activations of a whole layer, not of one unit.

Each entry of the result depends on all scores along an axis.
"""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array, as_float_array


def softmax(Z: ArrayLike, axis: int = -1) -> Array:
    """Probabilities `exp(z_i) / sum_k exp(z_k)` along an axis.

    Args:
        Z: scores, of any shape with at least one axis.
        axis: the axis that holds the classes.

    Shapes:
        Z and the result alike, usually (n, k); every row sums to 1.

    >>> softmax([1001, 1002, 1003]).round(4)
    array([0.09  , 0.2447, 0.6652])

    Book: Activations.
    """
    Z = _scores(Z, axis, "softmax")
    # a shift of all scores changes nothing; after this one exp cannot overflow
    E = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


def softmax_jacobian(s: ArrayLike) -> Array:
    """The matrix `ds_i/dz_j = s_i (delta_ij - s_j)`, from the output `s`.

    Args:
        s: probabilities that `softmax` returned.

    Shapes:
        s: (k,) gives (k, k); a batch (n, k) gives (n, k, k).

    >>> softmax_jacobian([0.25, 0.75])
    array([[ 0.1875, -0.1875],
           [-0.1875,  0.1875]])

    Book: Activations.
    """
    s = _scores(s, -1, "softmax_jacobian")
    diagonal = s[..., :, None] * np.eye(s.shape[-1], dtype=s.dtype)
    return diagonal - s[..., :, None] * s[..., None, :]


def logsumexp(Z: ArrayLike, axis: int = -1, keepdims: bool = False) -> Array:
    """`log(sum_k exp(z_k))` along an axis: a smooth maximum.

    >>> logsumexp([1, 2, 3]).round(6)
    np.float64(3.407606)
    >>> logsumexp([1000, 1000]).round(4)
    np.float64(1000.6931)

    Book: Activations.
    """
    Z = _scores(Z, axis, "logsumexp")
    largest = Z.max(axis=axis, keepdims=True)
    total = np.exp(Z - largest).sum(axis=axis, keepdims=True)
    result = largest + np.log(total)
    return result if keepdims else np.squeeze(result, axis=axis)[()]


def log_softmax(Z: ArrayLike, axis: int = -1) -> Array:
    """The logarithm of `softmax`, exact where the probability is tiny.

    >>> log_softmax([0, 1000])
    array([-1000.,     0.])

    Book: Losses.
    """
    Z = _scores(Z, axis, "log_softmax")
    return Z - logsumexp(Z, axis=axis, keepdims=True)


def _scores(Z: ArrayLike, axis: int, who: str) -> Array:
    """Z as an array with something to compare along this axis."""
    Z = as_float_array(Z, who)
    if not isinstance(axis, int) or not -Z.ndim <= axis < Z.ndim:
        raise ValueError(
            f"{who} works along an axis, and an array of shape {Z.shape} has "
            f"no axis {axis!r}. Pass at least [z1, z2], and axis=-1 for rows."
        )
    if Z.shape[axis] == 0:
        raise ValueError(
            f"{who}: shape {Z.shape} has no scores along axis {axis}. Pass "
            "one for each class, for example [0.0, 1.0]."
        )
    return Z
