"""Right answers to the exercise naive_matmul."""

import numpy as np


def check_shapes(X, Y):
    if X.shape[1] != Y.shape[0]:
        raise ValueError(f"shapes {X.shape} and {Y.shape}")


def naive_matmul(X, Y):
    """The product of two matrices, sum by sum."""
    check_shapes(X, Y)
    Z = np.zeros((X.shape[0], Y.shape[1]))
    for i in range(X.shape[0]):
        for j in range(Y.shape[1]):
            for k in range(X.shape[1]):
                Z[i, j] += X[i, k] * Y[k, j]
    return Z


# ------------------------------------------------------- other right answers


def rows_with_columns(X, Y):
    if len(X[0]) != len(Y):
        raise ValueError
    return [
        [
            sum(a * b for a, b in zip(row, column, strict=True))
            for column in Y.T
        ]
        for row in X
    ]


def sum_of_outer_products(X, Y):
    check_shapes(X, Y)
    total = np.zeros((len(X), Y.shape[1]), dtype=np.float32)
    for column, row in zip(X.T, Y, strict=True):
        total += np.outer(column, row)
    return total


def row_by_row(X, Y):
    check_shapes(X, Y)
    rows = []
    for x in X:
        mixed = 0 * Y[0]
        for weight, y in zip(x, Y, strict=True):
            mixed = mixed + weight * y
        rows.append(mixed)
    return np.stack(rows)


def by_broadcasting(X, Y):
    check_shapes(X, Y)
    return (X[:, :, None] * Y[None, :, :]).sum(axis=1)


def on_plain_lists(X, Y):
    X, Y = np.asarray(X).tolist(), np.asarray(Y).tolist()
    if any(len(row) != len(Y) for row in X):
        raise ValueError("rows and columns differ in length")
    Z = [[0.0] * len(Y[0]) for _ in X]
    for k, y in enumerate(Y):
        for i, x in enumerate(X):
            for j, value in enumerate(y):
                Z[i][j] += x[k] * value
    return np.array(Z)


ALTERNATIVES = (
    rows_with_columns,
    sum_of_outer_products,
    row_by_row,
    by_broadcasting,
    on_plain_lists,
)
