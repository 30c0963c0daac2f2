"""Wrong answers to the exercise iter_minibatches."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.tensors.batches_answers import iter_minibatches
from nncheck.specs.tensors.sections import CUTTING


def _cut(X, y, m, drop_last):
    stop = len(X) - len(X) % m if drop_last else len(X)
    for start in range(0, stop, m):
        rows = slice(start, min(start + m, stop))
        yield X[rows], y[rows]


def drops_the_tail(X, y, batch_size, rng, drop_last=False):
    return iter_minibatches(X, y, batch_size, rng, drop_last=True)


def keeps_the_tail(X, y, batch_size, rng, drop_last=False):
    return iter_minibatches(X, y, batch_size, rng)


def one_batch_more(X, y, batch_size, rng, drop_last=False):
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    many = len(X) // batch_size + (not drop_last)
    for k in range(many):
        rows = slice(batch_size * k, batch_size * (k + 1))
        yield X[rows], y[rows]


def equal_parts(X, y, batch_size, rng, drop_last=False):
    order = rng.permutation(len(X))
    many = len(X) // batch_size if drop_last else -(-len(X) // batch_size)
    for rows in np.array_split(order, max(many, 1)):
        yield X[rows], y[rows]


def batch_size_many(X, y, batch_size, rng, drop_last=False):
    order = rng.permutation(len(X))
    size = max(len(X) // batch_size, 1)
    return _cut(X[order], y[order], size, drop_last)


def shuffles_inputs_only(X, y, batch_size, rng, drop_last=False):
    return _cut(X[rng.permutation(len(X))], y, batch_size, drop_last)


def shuffles_apart(X, y, batch_size, rng, drop_last=False):
    X, y = rng.permutation(X), rng.permutation(y)
    return _cut(X, y, batch_size, drop_last)


def always_the_same_order(X, y, batch_size, rng, drop_last=False):
    own = np.random.default_rng(0)
    return iter_minibatches(X, y, batch_size, own, drop_last)


def chance_of_its_own(X, y, batch_size, rng, drop_last=False):
    own = np.random.default_rng()
    return iter_minibatches(X, y, batch_size, own, drop_last)


def with_replacement(X, y, batch_size, rng, drop_last=False):
    order = rng.integers(len(X), size=len(X))
    return _cut(X[order], y[order], batch_size, drop_last)


def shuffles_in_place(X, y, batch_size, rng, drop_last=False):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return _cut(X, y, batch_size, drop_last)


def shuffles_both_in_place(X, y, batch_size, rng, drop_last=False):
    rng.shuffle(X)
    rng.shuffle(y)
    return _cut(X, y, batch_size, drop_last)


def not_shuffled(X, y, batch_size, rng, drop_last=False):
    return _cut(X, y, batch_size, drop_last)


def shuffles_batches_only(X, y, batch_size, rng, drop_last=False):
    batches = list(_cut(X, y, batch_size, drop_last))
    tail = []
    if len(batches[-1][0]) < batch_size:
        tail = [batches.pop()]
    return [batches[k] for k in rng.permutation(len(batches))] + tail


def inputs_alone(X, y, batch_size, rng, drop_last=False):
    batches = iter_minibatches(X, y, batch_size, rng, drop_last)
    return [X_batch for X_batch, _ in batches]


def first_batch_only(X, y, batch_size, rng, drop_last=False):
    rows = rng.permutation(len(X))[:batch_size]
    return X[rows], y[rows]


def _wrong(answer, message, hint):
    return Misconception(answer, message, CUTTING, hint)


MISCONCEPTIONS = (
    _wrong(
        drops_the_tail,
        "You drop the last batch when it is smaller than the others. Unless "
        "`drop_last` says so, these samples belong to the epoch as well.",
        "10 samples in batches of 4: how many batches, and of which sizes?",
    ),
    _wrong(
        keeps_the_tail,
        "`drop_last` has no effect: a smaller last batch comes anyway.",
        "Where does your code look at `drop_last`?",
    ),
    _wrong(
        one_batch_more,
        "When the batches come out even, you append an empty one. The mean "
        "over an empty batch is 0/0.",
        "8 samples in batches of 4: how many batches do you make?",
    ),
    _wrong(
        equal_parts,
        "You cut the epoch into parts of nearly equal size. All batches but "
        "the last have exactly `batch_size` samples.",
        "10 samples in batches of 4: which sizes do you get?",
    ),
    _wrong(
        batch_size_many,
        "You make `batch_size` batches. It says how many samples are in "
        "each of them.",
        "10 samples in batches of 5: how many batches are there?",
    ),
    _wrong(
        shuffles_inputs_only,
        "You shuffle the inputs and leave the labels where they were. From "
        "now on a 7 is called a 2, and nothing warns you.",
        "Which label belongs to row 0 of your first batch?",
    ),
    _wrong(
        shuffles_apart,
        "You shuffle inputs and labels one after the other, and the second "
        "order is not the first. Samples and labels no longer match.",
        "What do two calls of `rng.permutation(5)` give?",
    ),
    _wrong(
        always_the_same_order,
        "Every epoch has the same order: you make a new generator of the "
        "same seed each time. The one that comes as `rng` moves on by "
        "itself.",
        "Call your function twice with one generator and compare.",
    ),
    _wrong(
        chance_of_its_own,
        "You do not use `rng`, so nobody can repeat what you did, not even "
        "you.",
        "Call your function twice with generators of the same seed.",
    ),
    _wrong(
        with_replacement,
        "You draw each sample anew from all of them. Some come twice in an "
        "epoch, and about a third never.",
        "How do you shuffle a deck of cards, and how does that differ from "
        "rolling dice?",
    ),
    _wrong(
        shuffles_in_place,
        "The batches are right, but you reorder the caller's own arrays. "
        "Who else may hold them?",
        "Shuffle numbers instead, and look the samples up.",
    ),
    _wrong(
        shuffles_both_in_place,
        "Two things at once: you shuffle the caller's own arrays, and you "
        "shuffle them one after the other, so that samples and labels no "
        "longer match.",
        "Shuffle numbers instead, once, and look both up with them.",
    ),
    _wrong(
        not_shuffled,
        "You cut the data as they came. If they are sorted by class, each "
        "batch then knows a single class.",
        "What is `rng` for?",
    ),
    _wrong(
        shuffles_batches_only,
        "You shuffle whole batches. Samples that stood together before still "
        "do, so sorted data stay sorted inside each batch.",
        "Can the first and the last sample ever meet in one batch of yours?",
    ),
    _wrong(
        inputs_alone,
        "You give the inputs without their labels. A batch is a pair.",
        "What does `for X_batch, y_batch in …` need to unpack?",
    ),
    _wrong(
        first_batch_only,
        "You give one batch and are done. The caller wants all batches of "
        "the epoch, one after the other.",
        "What is the difference between `return` and `yield`?",
    ),
)
