"""Right answers to the exercise precision_recall_f1."""

import numpy as np


def precision_recall_f1(y_true, y_pred):
    """What a list of answers is worth: precision, recall, F1."""
    tp = np.sum((y_true == 1) & (y_pred == 1))
    fp = np.sum((y_true == 0) & (y_pred == 1))
    fn = np.sum((y_true == 1) & (y_pred == 0))
    if tp == 0:
        return 0.0, 0.0, 0.0
    return tp / (tp + fp), tp / (tp + fn), tp / (tp + (fp + fn) / 2)


# ------------------------------------------------------- other right answers


def with_loop(y_true, y_pred):
    found, called, sought = 0, 0, 0
    for true, said in zip(y_true, y_pred, strict=True):
        found += int(true and said)
        called += int(said)
        sought += int(true)
    p = found / called if called else 0
    r = found / sought if sought else 0
    f1 = 2 * p * r / (p + r) if p + r else 0
    return [p, r, f1]


def products_and_sums(y_true, y_pred):
    hits = np.float32(y_true @ y_pred)
    sizes = np.array([y_pred.sum(), y_true.sum()], dtype=np.float32)
    p, r = hits / np.maximum(sizes, 1)
    return np.array([p, r, 2 * hits / max(sizes.sum(), 1)])


def nan_to_zero(y_true, y_pred):
    # the division by 0 warns, and that is allowed
    hits = (y_true * y_pred).sum()
    p, r = hits / y_pred.sum(), hits / y_true.sum()
    f1 = 2 / (1 / p + 1 / r)
    return tuple(np.nan_to_num([p, r, f1]))


def with_nnlib(y_true, y_pred):
    from nnlib import metrics

    return (
        metrics.precision(y_true, y_pred),
        metrics.recall(y_true, y_pred),
        metrics.f1_score(y_true, y_pred),
    )


ALTERNATIVES = (with_loop, products_and_sums, nan_to_zero, with_nnlib)
