"""Masked arrays: a mask that would be forgotten is refused, everywhere."""

import numpy as np
import pytest

from nnlib import (
    Perceptron,
    accuracy,
    one_hot,
    relu,
    softmax,
    train_test_split,
)

X = np.arange(8.0).reshape(4, 2)
y = np.array([0, 1, 0, 1])
HIDDEN_X = np.ma.masked_less(X, 1)
HIDDEN_Y = np.ma.masked_equal(y, 0)
RAGGED = [[0, 1], [1], [0], [1]]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: relu(HIDDEN_X), "input"),
        (lambda: softmax(HIDDEN_X), "softmax"),
        (lambda: Perceptron().fit(HIDDEN_X, y), "X"),
        (lambda: Perceptron().fit(X, HIDDEN_Y), "y"),
        (lambda: accuracy(HIDDEN_Y, y), "accuracy: y_true"),
        (lambda: accuracy(y, HIDDEN_Y), "accuracy: y_pred"),
        (lambda: one_hot(HIDDEN_Y), "y"),
        (lambda: train_test_split(HIDDEN_X, y, rng=0), "X"),
        (lambda: train_test_split(X, HIDDEN_Y, rng=0), "y"),
    ],
)
def test_a_mask_is_not_forgotten(call, name):
    with pytest.raises(TypeError, match=f"^{name} is a masked array, and it"):
        call()


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: Perceptron().fit(X, RAGGED), "y"),
        (lambda: accuracy(RAGGED, y), "accuracy: y_true"),
        (lambda: one_hot(RAGGED), "y"),
        (lambda: train_test_split(X, RAGGED, rng=0), "y"),
    ],
)
def test_rows_of_different_lengths_are_refused(call, name):
    with pytest.raises(ValueError, match=f"^{name} has rows of different le"):
        call()
