"""Right answers to the exercise iter_minibatches."""

import numpy as np


def iter_minibatches(X, y, batch_size, rng, drop_last=False):
    """The pairs (X_batch, y_batch) of one epoch, in random order."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        if len(rows) == batch_size or not drop_last:
            yield X[rows], y[rows]


# ------------------------------------------------------- other right answers


def with_shuffled_copies(X, y, batch_size, rng, drop_last=False):
    order = np.arange(len(X))
    rng.shuffle(order)
    X, y = X[order], y[order]
    full = len(X) // batch_size
    batches = [
        (X[batch_size * k : batch_size * (k + 1)], y[batch_size * k :])
        for k in range(full)
    ]
    batches = [(a, b[:batch_size]) for a, b in batches]
    if len(X) % batch_size and not drop_last:
        batches.append((X[full * batch_size :], y[full * batch_size :]))
    return batches


def sample_by_sample(X, y, batch_size, rng, drop_last=False):
    waiting = list(range(len(X)))
    X_batch, y_batch = [], []
    while waiting:
        i = waiting.pop(int(rng.integers(len(waiting))))
        X_batch.append(X[i])
        y_batch.append(y[i])
        if len(y_batch) == batch_size:
            yield np.array(X_batch), np.array(y_batch)
            X_batch, y_batch = [], []
    if y_batch and not drop_last:
        yield [np.stack(X_batch), np.stack(y_batch)]


def through_the_library(X, y, batch_size, rng, drop_last=False):
    from nnlib import minibatches

    return minibatches(
        X.astype(np.float64), y, batch_size, rng=rng, drop_last=drop_last
    )


def by_sorting_random_numbers(X, y, batch_size, rng, drop_last=False):
    order = np.argsort(rng.random(len(X)))
    cuts = np.arange(batch_size, len(X), batch_size)
    pieces = np.split(order, cuts)
    if drop_last:
        pieces = [piece for piece in pieces if len(piece) == batch_size]
    return ((X[piece], y[piece]) for piece in pieces)


ALTERNATIVES = (
    with_shuffled_copies,
    sample_by_sample,
    through_the_library,
    by_sorting_random_numbers,
)
