"""iter_minibatches: one epoch of batches, shuffled."""

import numpy as np

from nncheck.compare import Complaint
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.tensors.batches_answers import (
    ALTERNATIVES,
    iter_minibatches,
)
from nncheck.specs.tensors.batches_mistakes import MISCONCEPTIONS
from nncheck.specs.tensors.sections import CUTTING


class Epochs:
    """What three epochs of batches show about the function that made them.

    Row i of X and entry i of y are found again by their values, which all
    differ.
    """

    def __init__(self, value, X, y, batch_size):
        self.n, self.batch_size = len(X), batch_size
        self.wanted_shape = X.shape[1:]
        self.batches = value["first"]
        pairs = {name: self.rows(value[name], X, y) for name in value}
        self.rows_x, self.rows_y = pairs["first"]
        self.second, self.again = pairs["second"][0], pairs["again"][0]

    @staticmethod
    def rows(batches, X, y):
        """The indices of the samples, from X and from y; -1 if unknown."""
        place_x = {row.tobytes(): i for i, row in enumerate(X)}
        place_y = {float(label): i for i, label in enumerate(y)}
        from_x, from_y = [], []
        for X_batch, y_batch in batches:
            rows = np.ascontiguousarray(X_batch, X.dtype)
            from_x += [place_x.get(row.tobytes(), -1) for row in rows]
            labels = np.ravel(y_batch)
            from_y += [place_y.get(float(label), -1) for label in labels]
        return from_x, from_y

    @property
    def sizes(self):
        return [len(X_batch) for X_batch, _ in self.batches]

    @property
    def shapes_kept(self):
        return all(
            X_batch.shape[1:] == self.wanted_shape and y_batch.ndim == 1
            for X_batch, y_batch in self.batches
        )

    @property
    def together(self):
        return self.rows_x == self.rows_y

    @property
    def repeated(self):
        return len(self.rows_x) - len(set(self.rows_x))

    @property
    def known(self):
        return -1 not in self.rows_x + self.rows_y

    @property
    def shuffled(self):
        return self.rows_x != sorted(self.rows_x)

    @property
    def neighbors(self):
        """Whether every batch is a piece of the data as they came."""
        start, pieces = 0, []
        for size in self.sizes:
            piece = self.rows_x[start : start + size]
            pieces.append(np.all(np.diff(piece) == 1))
            start += size
        return bool(all(pieces))

    def symptom(self):
        """All of it, for the comparison with known mistakes."""
        return {
            "sizes": self.sizes,
            "shapes": self.shapes_kept,
            "together": self.together,
            "labels in order": self.rows_y == sorted(self.rows_y),
            "known": self.known,
            "repeated": bool(self.repeated),
            "shuffled": self.shuffled,
            "neighbors": self.neighbors,
            "new order": self.second != self.rows_x,
            "repeatable": self.again == self.rows_x,
        }


def expected_sizes(n, batch_size, drop_last):
    """The sizes of the batches."""
    tail = [] if drop_last or n % batch_size == 0 else [n % batch_size]
    return [batch_size] * (n // batch_size) + tail


def _in_words(sizes):
    if not sizes:
        return "no batch"
    many = "1 batch" if len(sizes) == 1 else f"{len(sizes)} batches"
    return many if len(sizes) > 8 else f"{many} of {_joined(sizes)} samples"


def _joined(sizes):
    return ", ".join(map(str, sizes))


def _judge_sizes(epochs, drop_last):
    want = expected_sizes(epochs.n, epochs.batch_size, drop_last)
    if epochs.sizes != want:
        return Complaint(f"gave {_in_words(epochs.sizes)}", _in_words(want))
    if not epochs.shapes_kept:
        shape = epochs.batches[0][0].shape
        rest = ", ".join(map(str, epochs.wanted_shape))
        return Complaint(
            f"gave X_batch of shape {shape}", f"(batch_size, {rest})"
        )
    return None


def _judge_samples(epochs, drop_last):
    if not epochs.rows_x:
        return Complaint("gave no sample at all", f"{epochs.n} of them")
    if not epochs.known:
        return Complaint("gave samples that are not in X or y", "rows of X")
    if epochs.repeated:
        seen = len(set(epochs.rows_x))
        return Complaint(
            f"gave {seen} of {epochs.n} samples, some of them twice",
            "each sample once in an epoch",
        )
    if len(epochs.rows_x) < epochs.n and not drop_last:
        return Complaint(
            f"gave {len(epochs.rows_x)} of {epochs.n} samples",
            "each sample once in an epoch",
        )
    if not epochs.together:
        return Complaint(
            "gave samples with the labels of others",
            "the label that belongs to each sample",
        )
    return None


def _judge_orders(epochs, drop_last):
    del drop_last
    if not epochs.shuffled:
        return Complaint("gave the samples as they came", "a random order")
    if epochs.neighbors:
        return Complaint(
            "gave batches of samples that stood together before",
            "batches drawn from all samples",
        )
    if epochs.second == epochs.rows_x:
        return Complaint(
            "gave the same order in two epochs", "a new order in each"
        )
    if epochs.again != epochs.rows_x:
        return Complaint(
            "gave two orders for two generators of the same seed",
            "the same order: all chance comes from `rng`",
        )
    return None


def _probe(rng, n, batch_size, judgment, *, shape=(2,), drop_last=False):
    width = int(np.prod(shape))
    X = np.round(rng.normal(size=(n, width)), 3)
    X[:, 0] += 10 * np.arange(n)  # so all rows differ
    X, y = X.reshape(n, *shape), np.arange(n) + int(rng.integers(100))

    def judge(observation):
        epochs = Epochs(observation.value, X, y, batch_size)
        return judgment(epochs, drop_last)

    def symptom(value):
        return Epochs(value, X, y, batch_size).symptom()

    more = ", drop_last=True" if drop_last else ""
    sizes = expected_sizes(n, batch_size, drop_last)
    return Probe(
        (X, y, batch_size, int(rng.integers(10_000)), drop_last),
        f"iter_minibatches(X, y, {batch_size}, rng{more}) with {n} samples",
        judge,
        f"pairs (X_batch, y_batch): {_in_words(sizes)}",
        symptom=symptom,
    )


def _sizes(rng):
    k = int(rng.integers(3, 5))
    return [
        _probe(rng, 4 * k, k, _judge_sizes),
        _probe(rng, 5 * k + 1, k, _judge_sizes),
        _probe(rng, 14, 5, _judge_sizes, shape=(2, 3)),
        _probe(rng, 12, 20, _judge_sizes),
        _probe(rng, 1000, 256, _judge_sizes),
    ]


def _samples(rng):
    n = int(rng.integers(17, 23))
    return [
        _probe(rng, n, 4, _judge_samples),
        _probe(rng, n, 6, _judge_samples, shape=(3,)),
    ]


def _orders(rng):
    n = int(rng.integers(20, 30))
    return [
        _probe(rng, n, 3, _judge_orders),
        _probe(rng, 2 * n, 4, _judge_orders),
    ]


def _drop_last(rng):
    k = int(rng.integers(4, 7))
    return [
        _probe(rng, 4 * k, k, _judge_sizes, drop_last=True),
        _probe(rng, 4 * k - 1, k, _judge_sizes, drop_last=True),
        _probe(rng, 4 * k + 3, k, _judge_samples, drop_last=True),
    ]


EXERCISE = Exercise(
    page="tensors",
    name="iter_minibatches",
    title="One epoch in batches",
    minutes=9,
    section=CUTTING,
    reference=iter_minibatches,
    alternatives=ALTERNATIVES,
    arguments=("X", "y", "batch_size", "rng", "drop_last"),
    driver="epochs",
    parts=(
        Part("the sizes of the batches", 1, _sizes),
        Part("each sample once, with its label", 1, _samples),
        Part("a new order in each epoch", 1, _orders),
        Part("`drop_last`", 0.5, _drop_last),
    ),
    hints=(
        "Without any shuffling first: how do you cut 10 samples into batches "
        "of 4? A slice that reaches beyond the end is no error.",
        "Shuffle the *numbers* of the samples, not the samples: "
        "`rng.permutation(5)` gives 0 to 4 in random order. What do you get "
        "if you index X and y with the same piece of it?",
        "`range(0, 10, 4)` gives the places where batches begin. For "
        "`drop_last`, where must the last full batch end?",
    ),
    misconceptions=MISCONCEPTIONS,
)
