"""Sixty points in three classes, and networks that learn them."""

import numpy as np

from nnlib import (
    Dense,
    Sequential,
    Softmax,
    Tanh,
    one_hot,
)

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 4))
LABELS = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0)
TARGETS = one_hot(LABELS, 3)
BITS = (X[:, :1] * X[:, 1:2] > 0).astype(float)


def classifier(seed=0, dtype=np.float64, last=True):
    layers = [Dense(4, 8), Tanh(), Dense(8, 3)]
    return Sequential(
        [*layers, Softmax()] if last else layers, rng=seed, dtype=dtype
    )


def compiled(seed=0, dtype=np.float64):
    model = classifier(seed, dtype)
    loss = "sparse_categorical_crossentropy"
    model.compile("rmsprop", loss, ["accuracy"])
    return model
