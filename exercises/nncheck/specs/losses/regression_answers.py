"""Right answers to the exercise regression_loss."""

import numpy as np

from nnlib import losses

MSE, QUADRATIC = "mean_squared_error", "quadratic_cost"
MAE = "mean_absolute_error"


def regression_loss(kind, y_true, y_pred):
    """The loss and its gradient by the predictions."""
    if y_true.shape != y_pred.shape:
        raise ValueError(f"{y_true.shape} is not {y_pred.shape}")
    r = y_pred - y_true
    if kind == "mean_squared_error":
        return np.mean(r**2), 2 * r / r.size
    if kind == "quadratic_cost":
        return np.sum(r**2) / (2 * len(r)), r / len(r)
    return np.mean(np.abs(r)), np.sign(r) / r.size


# ------------------------------------------------------- other right answers


def with_loops(kind, y_true, y_pred):
    if np.shape(y_true) != np.shape(y_pred):
        raise ValueError("shapes differ")
    n, m = y_pred.shape
    total, gradient = 0.0, np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            r = float(y_pred[i, j]) - float(y_true[i, j])
            if kind == "mean_squared_error":
                total += r * r / (n * m)
                gradient[i, j] = 2 * r / (n * m)
            elif kind == "quadratic_cost":
                total += r * r / 2 / n
                gradient[i, j] = r / n
            else:
                total += abs(r) / (n * m)
                side = 0 if r == 0 else r / abs(r)
                gradient[i, j] = side / (n * m)
    return total, gradient


def by_the_library(kind, y_true, y_pred):
    loss = losses.get(kind)
    return loss(y_true, y_pred), loss.gradient(y_true, y_pred)


def from_a_table(kind, y_true, y_pred):
    y_true = np.array(y_true, dtype=np.float32)
    y_pred = np.array(y_pred, dtype=np.float32)
    if y_true.shape != y_pred.shape:
        raise ValueError
    r = y_pred - y_true
    each, slope, count = {
        "mean_squared_error": (r**2, 2 * r, r.size),
        "quadratic_cost": (0.5 * r**2, r, r.shape[0]),
        "mean_absolute_error": (
            abs(r),
            (r > 0).astype(np.float32) - (r < 0),
            r.size,
        ),
    }[kind]
    return [each.sum() / count, slope / count]


ALTERNATIVES = (with_loops, by_the_library, from_a_table)
