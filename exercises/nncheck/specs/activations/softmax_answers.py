"""Right answers to the exercise softmax."""

import math

import numpy as np

import nnlib


def softmax(Z, axis=-1):
    """Probabilities exp(z_i) / sum_k exp(z_k) along an axis."""
    E = np.exp(Z - np.max(Z, axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


# ------------------------------------------------------- other right answers


def one_row(row):
    largest = max(row)
    powers = [math.exp(score - largest) for score in row]
    return np.array([power / sum(powers) for power in powers])


def row_by_row(Z, axis=-1):
    return np.apply_along_axis(one_row, axis, Z)


def by_logarithm(Z, axis=-1):
    total = np.logaddexp.reduce(Z, axis=axis)
    return np.exp(Z - np.expand_dims(total, axis))


def classes_to_the_front(Z, axis=-1):
    moved = np.moveaxis(np.asarray(Z, dtype=float), axis, 0)
    powers = np.exp(moved - moved.max(axis=0))
    return np.moveaxis(powers / powers.sum(axis=0), 0, axis)


def in_single_precision(Z, axis=-1):
    Z = np.array(Z, dtype=np.float32)
    Z -= Z.max(axis, keepdims=True)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis, keepdims=True)
    return Z


def with_nnlib(Z, axis=-1):
    return nnlib.activations.softmax(Z, axis)


ALTERNATIVES = (
    row_by_row,
    by_logarithm,
    classes_to_the_front,
    in_single_precision,
    with_nnlib,
)
