"""Mini-batches, and the loop that `Sequential.fit` runs."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import (
    Array,
    as_array,
    as_generator,
    check_positive_int,
    check_same_length,
)
from nnlib.callbacks import Callback, Logs, listens, tell

if TYPE_CHECKING:
    from nnlib.models import Sequential

__all__ = ["minibatches", "updates_per_run"]

GATHERED = 512  # rows that are fetched together: they stay in cache

Batches = Iterator[tuple[Array, Array]]


def updates_per_run(n: int, batch_size: int, epochs: int) -> int:
    """The number of parameter updates: `epochs * ceil(n / batch_size)`.

    >>> updates_per_run(60_000, batch_size=128, epochs=5)
    2345

    Book: Gradient descent.
    """
    who = "updates_per_run"
    n = check_positive_int(n, who, "n")
    batch_size = check_positive_int(batch_size, who, "batch_size")
    return check_positive_int(epochs, who, "epochs") * math.ceil(
        n / batch_size
    )


def minibatches(
    X: ArrayLike,
    y: ArrayLike,
    batch_size: int,
    *,
    rng: int | np.random.Generator | None,
    drop_last: bool = False,
) -> Batches:
    """One epoch: all rows in a new random order, a few at a time.

    Args:
        X: samples, one a row.
        y: their targets, in the same order.
        batch_size: rows in a batch; the last one may be smaller.
        rng: an int, a Generator, or None for fresh entropy. Hand the same
            Generator to every epoch, or all will have the same order.
        drop_last: leave a smaller last batch out.

    Shapes:
        X: (n, ...). y: (n, ...). Each batch: (m, ...) and (m, ...), copies.

    >>> X = np.arange(5)
    >>> [len(x) for x, _ in minibatches(X, X, 2, rng=0)]
    [2, 2, 1]

    Book: Gradient descent.
    """
    X, y = as_array(X, "X"), as_array(y, "y")
    check_same_length(X, y, "minibatches")
    m = check_positive_int(batch_size, "minibatches", "batch_size")
    order = as_generator(rng).permutation(len(X))
    stop = len(X) - len(X) % m if drop_last else len(X)
    return _gathered(X, y, order[:stop], m)


def _gathered(X: Array, y: Array, order: Array, m: int) -> Batches:
    # fetching the rows of several small batches at once takes less time
    many = m * max(1, GATHERED // m)
    for i in range(0, len(order), many):
        rows = order[i : i + many]
        yield from slices(X[rows], y[rows], m)


def slices(X: Array, y: Array, batch_size: int) -> Batches:
    """One epoch in the given order: views, nothing is copied."""
    for i in range(0, len(X), batch_size):
        yield X[i : i + batch_size], y[i : i + batch_size]


class PlannedEpoch:
    """Epochs of updates by plans, one for each size of batch."""

    def __init__(self, model: "Sequential", X: Array, y: Array, m: int):
        self.model, self.X, self.y, self.m = model, X, y, m
        self.targets = model.targets(y)
        self.plans = {
            # a batch of all rows is X itself, others are fetched from it
            n: model.plan(X if n == len(X) else np.empty_like(X[:n]))
            for n in {min(m, len(X)), len(X) % m} - {0}
        }

    def run(self, rng: np.random.Generator | None) -> Logs:
        """One update for each batch; the running means at the end."""
        means, n = RunningMeans(), len(self.X)
        if self.m >= n:
            plan = self.plans[n]
            logs = self.model.train_by_plan(plan, self.targets, self.y)
            means.add(logs, n)
            return means.logs()
        order = np.arange(n) if rng is None else rng.permutation(n)
        targets, given = self.targets[order], None
        for i in range(0, n, self.m):
            rows = order[i : i + self.m]
            plan = self.plans[len(rows)]
            # the rows exist, and without a check they need no other buffer
            self.X.take(rows, 0, plan.inputs, "clip")
            if self.model.metrics:
                given = self.y[rows]
            y = targets[i : i + self.m]
            logs = self.model.train_by_plan(plan, y, given)
            means.add(logs, len(rows))
        return means.logs()


class RunningMeans:
    """The means of loss and metrics over the examples seen so far."""

    def __init__(self) -> None:
        self.sums: Logs = {}
        self.seen = 0

    def add(self, values: Logs, n: int) -> None:
        """Take in the means over n more examples."""
        self.seen += n
        sums = self.sums
        for name, value in values.items():
            sums[name] = sums.get(name, 0.0) + n * value

    def logs(self) -> Logs:
        """The means over all of them."""
        return {name: s / self.seen for name, s in self.sums.items()}


def run(
    model: "Sequential",
    X: Array,
    y: Array,
    *,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator | None,
    validation_data: tuple[Array, Array] | None,
    callbacks: Sequence[Callback],
) -> None:
    """The training loop: epoch after epoch, until the last or a stop.

    Args:
        rng: shuffles the rows in each epoch; None leaves their order.
    """
    _check_last_batch(model, len(X), batch_size)
    steps = updates_per_run(len(X), batch_size, epochs=1)
    for callback in callbacks:
        callback.model = model
        callback.params = {"epochs": epochs, "steps": steps}
    model.stop_training = False
    begun: list[Callback] = []
    try:
        for callback in callbacks:
            callback.on_train_begin()
            begun.append(callback)
        model.trust(True)
        # only those who listen are told: an epoch may be a single short step
        hooks = ("on_epoch_begin", "on_batch_end", "on_epoch_end")
        beginners, watchers, enders = (
            [c for c in callbacks if listens(c, hook)] for hook in hooks
        )
        train = _one_epoch(model, X, y, batch_size, rng, watchers)
        for epoch in range(epochs):
            tell(beginners, "on_epoch_begin", epoch)
            logs = train()
            if validation_data is not None:
                validation = model.evaluate(*validation_data)
                logs |= {f"val_{name}": v for name, v in validation.items()}
            tell(enders, "on_epoch_end", epoch, logs)
            if model.stop_training:
                break
    finally:
        model.trust(False)
        tell(begun, "on_train_end")


def _one_epoch(
    model: "Sequential",
    X: Array,
    y: Array,
    batch_size: int,
    rng: np.random.Generator | None,
    watchers: Sequence[Callback],
) -> Callable[[], Logs]:
    """What trains for an epoch: by a plan, or by the layers."""
    # whoever listens to each batch may look into the layers
    if model.can_be_planned() and not watchers:
        return partial(PlannedEpoch(model, X, y, batch_size).run, rng)
    return partial(run_epoch, model, X, y, batch_size, rng, watchers)


def _check_last_batch(model: "Sequential", n: int, batch_size: int) -> None:
    """Refuse batches that are too small for a layer, before any update."""
    needy = max(model.layers, key=lambda layer: layer.min_batch)
    smallest = n % batch_size or batch_size
    if smallest >= needy.min_batch:
        return
    fitting = (
        b
        for b in (*range(batch_size, 1, -1), n)
        if (n % b or b) >= needy.min_batch
    )
    raise ValueError(
        f"fit: {n} rows in batches of {batch_size} leave a batch of "
        f"{smallest}, and {needy!r} learns from {needy.min_batch} or more. "
        f"Use batch_size={next(fitting, 'another')}."
    )


def run_epoch(
    model: "Sequential",
    X: Array,
    y: Array,
    batch_size: int,
    rng: np.random.Generator | None,
    watchers: Sequence[Callback],
) -> Logs:
    """One update for each batch; the running means at the end."""
    if rng is None or batch_size >= len(X):
        # one batch of all rows has the same mean in any order
        batches = slices(X, y, batch_size)
    else:
        batches = minibatches(X, y, batch_size, rng=rng)
    means = RunningMeans()
    for i, (X_batch, y_batch) in enumerate(batches):
        means.add(model.train_on_batch(X_batch, y_batch), len(X_batch))
        if watchers:
            tell(watchers, "on_batch_end", i, means.logs())
    return means.logs()
