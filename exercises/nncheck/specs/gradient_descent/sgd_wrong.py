"""The wrong answers to the exercise sgd; their messages: sgd_mistakes."""

import numpy as np


def _run(
    order=lambda rng, n, epoch: rng.permutation(n),
    gradient=None,
    batches=None,
    partners=lambda rows, rng: rows,
    sign=1,
):
    """Mini-batch descent with one piece exchanged."""

    def mean(A, error, m):
        return 2 * A.T @ error / len(A)

    def cut(rows, m):
        return [rows[i : i + m] for i in range(0, len(rows), m)]

    gradient, batches = gradient or mean, batches or cut

    def sgd(X, y, w, learning_rate, batch_size, epochs, rng):
        path = [w]
        for epoch in range(epochs):
            rows = order(rng, len(X), epoch)
            labels = partners(rows, rng)
            for pick, other in zip(
                batches(rows, batch_size),
                batches(labels, batch_size),
                strict=True,
            ):
                error = X[pick] @ path[-1] - y[other]
                slope = gradient(X[pick], error, batch_size)
                path.append(path[-1] - sign * learning_rate * slope)
        return np.array(path)

    return sgd


_sum = _run(gradient=lambda A, error, m: 2 * A.T @ error)
_rest = _run(gradient=lambda A, error, m: 2 * A.T @ error / m)
_half = _run(gradient=lambda A, error, m: A.T @ error / len(A))
_up = _run(sign=-1)
_file_order = _run(order=lambda rng, n, epoch: np.arange(n))
_drawn = _run(order=lambda rng, n, epoch: rng.integers(n, size=n))
_torn = _run(partners=lambda rows, rng: np.sort(rows))
_whole = _run(
    batches=lambda rows, m: [
        rows[i : i + m] for i in range(0, len(rows) - m + 1, m)
    ]
)


def sum_for_mean(X, y, w, learning_rate, batch_size, epochs, rng):
    return _sum(X, y, w, learning_rate, batch_size, epochs, rng)


def rest_by_batch_size(X, y, w, learning_rate, batch_size, epochs, rng):
    m = min(batch_size, len(X))
    return _rest(X, y, w, learning_rate, m, epochs, rng)


def any_rest_by_batch_size(X, y, w, learning_rate, batch_size, epochs, rng):
    return _rest(X, y, w, learning_rate, batch_size, epochs, rng)


def factor_two_forgotten(X, y, w, learning_rate, batch_size, epochs, rng):
    return _half(X, y, w, learning_rate, batch_size, epochs, rng)


def uphill(X, y, w, learning_rate, batch_size, epochs, rng):
    return _up(X, y, w, learning_rate, batch_size, epochs, rng)


def not_shuffled(X, y, w, learning_rate, batch_size, epochs, rng):
    return _file_order(X, y, w, learning_rate, batch_size, epochs, rng)


def shuffled_once(X, y, w, learning_rate, batch_size, epochs, rng):
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    return _file_order(X, y, w, learning_rate, batch_size, epochs, rng)


def fixed_batches(X, y, w, learning_rate, batch_size, epochs, rng):
    def order(rng, n, epoch):
        whole = n - n % batch_size
        table = np.arange(whole).reshape(-1, min(batch_size, whole) or 1)
        return np.append(rng.permutation(table).ravel(), np.arange(whole, n))

    run = _run(order=order)
    return run(X, y, w, learning_rate, batch_size, epochs, rng)


def drawn_with_repeats(X, y, w, learning_rate, batch_size, epochs, rng):
    return _drawn(X, y, w, learning_rate, batch_size, epochs, rng)


def targets_left_behind(X, y, w, learning_rate, batch_size, epochs, rng):
    return _torn(X, y, w, learning_rate, batch_size, epochs, rng)


def rest_left_out(X, y, w, learning_rate, batch_size, epochs, rng):
    m = min(batch_size, len(X))
    return _whole(X, y, w, learning_rate, m, epochs, rng)


def generator_of_its_own(X, y, w, learning_rate, batch_size, epochs, rng):
    own = np.random.default_rng()
    return _run()(X, y, w, learning_rate, batch_size, epochs, own)


def one_point_per_epoch(X, y, w, learning_rate, batch_size, epochs, rng):
    path = _run()(X, y, w, learning_rate, batch_size, epochs, rng)
    return path[:: -(-len(X) // batch_size)]


def start_left_out(X, y, w, learning_rate, batch_size, epochs, rng):
    return _run()(X, y, w, learning_rate, batch_size, epochs, rng)[1:]


def end_alone(X, y, w, learning_rate, batch_size, epochs, rng):
    return _run()(X, y, w, learning_rate, batch_size, epochs, rng)[-1]


def one_array_for_all(X, y, w, learning_rate, batch_size, epochs, rng):
    path = _run()(X, y, w, learning_rate, batch_size, epochs, rng)
    return np.array([path[-1]] * len(path))


def start_in_place(X, y, w, learning_rate, batch_size, epochs, rng):
    path = _run()(X, y, w.copy(), learning_rate, batch_size, epochs, rng)
    w[:] = path[-1]
    return path


def caller_moves_along(X, y, w, learning_rate, batch_size, epochs, rng):
    path = _run()(X, y, w.copy(), learning_rate, batch_size, epochs, rng)
    w[:] = path[-1]
    return np.array([w] * len(path))


def slope_of_the_start(X, y, w, learning_rate, batch_size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            rows = order[i : i + batch_size]
            slope = 2 * X[rows].T @ (X[rows] @ w - y[rows]) / len(rows)
            path.append(path[-1] - learning_rate * slope)
    return np.array(path)


def samples_shuffled_alone(X, y, w, learning_rate, batch_size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        rng.shuffle(X)
        one = _file_order(X, y, path[-1], learning_rate, batch_size, 1, rng)
        path += list(one[1:])
    return np.array(path)


def data_shuffled_in_place(X, y, w, learning_rate, batch_size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
        one = _file_order(X, y, path[-1], learning_rate, batch_size, 1, rng)
        path += list(one[1:])
    return np.array(path)
