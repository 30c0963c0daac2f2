"""Right answers to the exercise cross_entropy."""

import numpy as np

from nnlib import CategoricalCrossentropy, SparseCategoricalCrossentropy


def cross_entropy(y_true, y_pred):
    """The mean of -log p over the samples, p given to the true class."""
    y_true = np.asarray(y_true)
    labels = y_true if y_true.ndim == 1 else y_true.argmax(axis=1)
    p = y_pred[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.maximum(p, 1e-12)))


# ------------------------------------------------------- other right answers


def as_a_product_of_tables(y_true, y_pred):
    if y_true.ndim == 1:
        y_true = np.eye(y_pred.shape[1])[y_true]
    logs = np.log(np.clip(y_pred, 1e-15, 1))
    return -(y_true * logs).sum() / len(y_pred)


def with_loops(y_true, y_pred):
    total = 0.0
    for target, row in zip(y_true, y_pred, strict=True):
        one_hot = np.ndim(target) > 0
        for k, p in enumerate(row):
            if target[k] == 1 if one_hot else k == target:
                total -= np.log(p) if p > 0 else -20.0
    return total / len(y_pred)


def in_single_precision(y_true, y_pred):
    p = np.array(y_pred, dtype=np.float32)
    if y_true.ndim == 2:
        p = p[y_true == 1]
    else:
        p = np.take_along_axis(p, y_true[:, None], axis=1)
    with np.errstate(divide="ignore"):
        logs = np.log(p)  # a warning on the way does no harm
    return np.float32(-np.maximum(logs, -30).mean())


def like_keras(y_true, y_pred):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    if y_true.ndim == 1:
        y_true = (y_true[:, None] == np.arange(p.shape[1])).astype(float)
    return np.mean(np.sum(-y_true * np.log(p), axis=1))


def by_the_library(y_true, y_pred):
    if np.ndim(y_true) == 1:
        return SparseCategoricalCrossentropy()(y_true, y_pred)
    return CategoricalCrossentropy()(y_true, y_pred)


ALTERNATIVES = (
    as_a_product_of_tables,
    with_loops,
    in_single_precision,
    like_keras,
    by_the_library,
)
