"""Right answers to the exercise sgd."""

import numpy as np


def sgd(X, y, w, learning_rate, batch_size, epochs, rng):
    """The weights before and after every update of mini-batch descent."""
    path = [w]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), batch_size):
            rows = order[first : first + batch_size]
            error = X[rows] @ path[-1] - y[rows]
            gradient = 2 * error @ X[rows] / len(rows)
            path.append(path[-1] - learning_rate * gradient)
    return np.array(path)


# ------------------------------------------------------- other right answers


def with_loops(X, y, w, learning_rate, batch_size, epochs, rng):
    samples = list(zip(X, y, strict=True))
    w = [float(v) for v in w]
    path = [list(w)]
    for _ in range(epochs):
        rng.shuffle(samples)
        start = 0
        while start < len(samples):
            batch = samples[start : start + batch_size]
            slopes = [0.0] * len(w)
            for x_i, y_i in batch:
                error = sum(a * b for a, b in zip(w, x_i, strict=True)) - y_i
                for j in range(len(w)):
                    slopes[j] += 2 * error * x_i[j]
            for j in range(len(w)):
                w[j] -= learning_rate * slopes[j] / len(batch)
            path.append(list(w))
            start += batch_size
    return path


def in_place_with_copies(X, y, w, learning_rate, batch_size, epochs, rng):
    w, path = np.array(w, dtype=np.float32), [np.array(w)]
    for _ in range(epochs):
        order = np.argsort(rng.random(len(y)))
        cuts = range(batch_size, len(y), batch_size)
        for rows in np.split(order, cuts):
            A, b = X[rows].astype(np.float32), y[rows]
            w -= learning_rate * 2 * np.mean((A @ w - b)[:, None] * A, axis=0)
            path.append(w.copy())
    return np.stack(path)


def with_nnlib(X, y, w, learning_rate, batch_size, epochs, rng):
    from nnlib import SGD, minibatches

    w, rule = w.copy(), SGD(learning_rate)
    path = [w.copy()]
    for _ in range(epochs):
        for A, b in minibatches(X, y, batch_size, rng=rng):
            rule.step([w], [2 * A.T @ (A @ w - b) / len(b)])
            path.append(w.copy())
    return np.array(path)


def shuffled_tables(X, y, w, learning_rate, batch_size, epochs, rng):
    table = np.column_stack([X, y])
    path = np.array([w], dtype=float)
    for _ in range(epochs):
        table = rng.permutation(table)
        for i in range(0, len(table), batch_size):
            A, b = (
                table[i : i + batch_size, :-1],
                table[i : i + batch_size, -1],
            )
            now = path[-1]
            slope = sum(
                2 * (x @ now - t) * x for x, t in zip(A, b, strict=True)
            )
            path = np.vstack([path, now - learning_rate * slope / len(b)])
    return path


ALTERNATIVES = (with_loops, in_place_with_copies, with_nnlib, shuffled_tables)
