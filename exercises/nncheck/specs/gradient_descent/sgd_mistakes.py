"""Known wrong answers to the exercise sgd."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.gradient_descent.sections import BATCHES, DOWN, RATE


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


def _wrong(answer, message, hint, section=BATCHES):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        sum_for_mean,
        "You add up the gradients of a batch; the mean is asked for. With a "
        "sum, a batch twice as large makes a step twice as long, so that "
        "every batch size would need a learning rate of its own.",
        "Write every sample down twice and double the batch. Should the "
        "step change?",
    ),
    _wrong(
        rest_by_batch_size,
        "The last, smaller batch of an epoch makes too small a step: you "
        "divide by `batch_size`, but fewer samples are in it.",
        "Five samples, batches of two: how many are in the third batch?",
    ),
    _wrong(
        any_rest_by_batch_size,
        "You always divide by `batch_size`. A batch may hold fewer samples: "
        "the last one of an epoch, or all there are.",
        "Five samples, batches of two: how many are in the third batch?",
    ),
    _wrong(
        factor_two_forgotten,
        "Your steps have half the length: the derivative of a square has a "
        "factor 2.",
        "What is the slope of (w − 3)² at w = 4?",
        DOWN,
    ),
    _wrong(
        uphill,
        "You walk uphill: the gradient points to where the loss *grows*.",
        "With which sign does the error enter: expected minus predicted, or "
        "the other way round?",
        DOWN,
    ),
    _wrong(
        not_shuffled,
        "Your batches take the samples in the order of the file, in every "
        "epoch. If the file is sorted, a batch sees one kind only.",
        "What is `rng` for?",
    ),
    _wrong(
        shuffled_once,
        "You shuffle once, and all epochs use that order. Draw a new one for "
        "each epoch.",
        "In which of your loops does the shuffling stand?",
    ),
    _wrong(
        fixed_batches,
        "You shuffle the batches, but not what is in them: the same samples "
        "always travel together.",
        "Which comes first, dealing the cards or shuffling them?",
    ),
    _wrong(
        drawn_with_repeats,
        "You draw the samples at random, so that some come twice in an epoch "
        "and others not at all. An epoch is *one* pass over all of them.",
        "What is the difference between drawing cards with and without "
        "putting them back?",
    ),
    _wrong(
        targets_left_behind,
        "You shuffle the samples, but their targets stay where they were: "
        "each sample gets the answer of another one.",
        "Which two arrays have to be shuffled alike?",
    ),
    _wrong(
        rest_left_out,
        "You leave out the last, smaller batch of an epoch, so that some "
        "samples are not used in it.",
        "Five samples, batches of two: how many updates does an epoch make?",
    ),
    _wrong(
        generator_of_its_own,
        "Two runs with the same `rng` take different paths: the order of "
        "your samples does not come from it, so nobody can repeat your run.",
        "Where does the randomness in your code come from?",
    ),
    _wrong(
        one_point_per_epoch,
        "You keep the weights once an epoch. Asked for is every update.",
        "In which of your loops does `append` stand?",
    ),
    _wrong(
        start_left_out,
        "Your path begins after the first update; the start belongs to it.",
        "What should come back for no epoch at all?",
    ),
    _wrong(
        end_alone,
        "You give the last weights only; asked for is the whole path.",
        "Where could you keep the weights on the way?",
    ),
    _wrong(
        one_array_for_all,
        "All points of your path are one and the same array: it is changed "
        "in place, and the list holds it many times.",
        "Append an array to a list, change the array, print the list.",
        RATE,
    ),
    _wrong(
        start_in_place,
        "The path is right, but the caller's `w` has moved to its end: your "
        "step changes that array in place.",
        "What is the difference between `w = w - 1` and `w -= 1`, if w is an "
        "array?",
        RATE,
    ),
    _wrong(
        caller_moves_along,
        "Your step changes the caller's `w` in place, and the path holds "
        "this one array again and again.",
        "What is the difference between `w = w - 1` and `w -= 1`, if w is an "
        "array?",
        RATE,
    ),
    _wrong(
        slope_of_the_start,
        "All your gradients are taken at the start. Each update needs the "
        "gradient where the last one has led.",
        "With which weights is the second batch predicted?",
        DOWN,
    ),
    _wrong(
        samples_shuffled_alone,
        "You shuffle the rows of the caller's own `X`, and the targets stay "
        "where they were: each sample gets the answer of another one.",
        "Can you shuffle the numbers of the rows instead of the rows?",
    ),
    _wrong(
        data_shuffled_in_place,
        "You shuffle the caller's own `X` and `y`; after your run their rows "
        "are in another order.",
        "Can you shuffle the numbers of the rows instead of the rows?",
    ),
)
