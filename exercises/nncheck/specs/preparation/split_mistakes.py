"""Wrong answers to the exercise prepare_split, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.preparation.sections import SPLIT
from nncheck.specs.preparation.split_answers import prepare_split


def _scaled(part, by):
    return (part - by.mean(axis=0)) / by.std(axis=0)


def _finish(X, y, train, test):
    parts = [_scaled(X[rows], X[train]) for rows in (train, test)]
    return *parts, y[train], y[test]


def _halves(X, n_test, rng):
    order = rng.permutation(len(X))
    return order[n_test:], order[:n_test]


def scaled_before_the_split(X, y, n_test, rng):
    train, test = _halves(X, n_test, rng)
    Z = _scaled(X, X)
    return Z[train], Z[test], y[train], y[test]


def test_by_its_own(X, y, n_test, rng):
    train, test = _halves(X, n_test, rng)
    parts = [_scaled(X[rows], X[rows]) for rows in (train, test)]
    return *parts, y[train], y[test]


def by_the_test_part(X, y, n_test, rng):
    train, test = _halves(X, n_test, rng)
    parts = [_scaled(X[rows], X[test]) for rows in (train, test)]
    return *parts, y[train], y[test]


def one_too_few(X, y, n_test, rng):
    train, test = _halves(X, n_test, rng)
    mean, spread = X[train].mean(axis=0), X[train].std(axis=0, ddof=1)
    parts = [(X[rows] - mean) / spread for rows in (train, test)]
    return *parts, y[train], y[test]


def not_scaled(X, y, n_test, rng):
    train, test = _halves(X, n_test, rng)
    return X[train], X[test], y[train], y[test]


def test_not_scaled(X, y, n_test, rng):
    train, test = _halves(X, n_test, rng)
    return _scaled(X[train], X[train]), X[test], y[train], y[test]


def not_shuffled(X, y, n_test, rng):
    rows = np.arange(len(X))
    return _finish(X, y, rows[:-n_test], rows[-n_test:])


def first_rows(X, y, n_test, rng):
    rows = np.arange(len(X))
    return _finish(X, y, rows[n_test:], rows[:n_test])


def shuffled_apart(X, y, n_test, rng):
    return prepare_split(rng.permutation(X), rng.permutation(y), n_test, rng)


def only_samples_shuffled(X, y, n_test, rng):
    rows = np.arange(len(X))
    return _finish(rng.permutation(X), y, rows[:-n_test], rows[-n_test:])


def drawn_twice(X, y, n_test, rng):
    n = len(X)
    train = rng.choice(n, n - n_test, replace=False)
    return _finish(X, y, train, rng.choice(n, n_test, replace=False))


def put_back(X, y, n_test, rng):
    rows = rng.integers(len(X), size=len(X))
    return _finish(X, y, rows[n_test:], rows[:n_test])


def sizes_swapped(X, y, n_test, rng):
    train, test = _halves(X, n_test, rng)
    return _finish(X, y, test, train)


def own_generator(X, y, n_test, rng):
    return prepare_split(X, y, n_test, np.random.default_rng())


def own_seed(X, y, n_test, rng):
    return prepare_split(X, y, n_test, np.random.default_rng(42))


def pairs_together(X, y, n_test, rng):
    X_train, X_test, y_train, y_test = prepare_split(X, y, n_test, rng)
    return X_train, y_train, X_test, y_test


def _wrong(answer, message, hint):
    return Misconception(answer, message, SPLIT, hint)


MISCONCEPTIONS = (
    _wrong(
        scaled_before_the_split,
        "You standardize before you split. The mean and the spread then "
        "contain the test samples: the test has leaked into the training.",
        "Change one test sample. Do your training data change?",
    ),
    _wrong(
        test_by_its_own,
        "The test part gets a mean and a spread of its own. A test part of "
        "one sample would always be zero.",
        "Which numbers does the model bring along from its training?",
    ),
    _wrong(
        by_the_test_part,
        "You measure the mean and the spread on the test part. Everything "
        "that is learned is learned from the training part.",
        "Change one test sample. Do your training data change?",
    ),
    _wrong(
        one_too_few,
        "Your standard deviation is made with n − 1. In this book the "
        "variance is the mean of the squares, with n.",
        "What does the argument `ddof` of `std` do?",
    ),
    _wrong(
        not_scaled,
        "You split, but you do not standardize.",
        "What is the mean of your training part?",
    ),
    _wrong(
        test_not_scaled,
        "Only the training part is standardized. The model would meet test "
        "samples in units that it has never seen.",
        "What does a sample look like that is in both parts?",
    ),
    _wrong(
        not_shuffled,
        "Your test part is the end of the table. Tables are often sorted, "
        "and then the end is of another kind than the rest.",
        "Which classes are in the test part if the rows are sorted by class?",
    ),
    _wrong(
        first_rows,
        "Your test part is the beginning of the table. Tables are often "
        "sorted, and then the beginning is of another kind than the rest.",
        "Which classes are in the test part if the rows are sorted by class?",
    ),
    _wrong(
        shuffled_apart,
        "You shuffle samples and labels one after the other, each in an "
        "order of its own: the labels now belong to other samples.",
        "How can one order serve two arrays?",
    ),
    _wrong(
        only_samples_shuffled,
        "You shuffle the samples and leave the labels where they are: they "
        "now belong to other samples.",
        "How can one order serve two arrays?",
    ),
    _wrong(
        drawn_twice,
        "You draw the two parts independently of each other, so that some "
        "samples are in both and others in none.",
        "Once the test part is drawn, what is left for training?",
    ),
    _wrong(
        put_back,
        "You draw each sample from all of them, as if it were put back: "
        "some come twice, into both parts even, and others never.",
        "How are cards dealt from a shuffled pack?",
    ),
    _wrong(
        sizes_swapped,
        "The parts have changed places: `n_test` samples are for the test, "
        "the others for training.",
        "Which of your parts is the larger one?",
    ),
    _wrong(
        own_generator,
        "You draw from a generator of your own, not from `rng`: nobody can "
        "repeat your split.",
        "Call it twice with `np.random.default_rng(0)`. Same split?",
    ),
    _wrong(
        own_seed,
        "Your generator has a fixed seed, so `rng` has no effect: the same "
        "split, every time.",
        "Call it twice with the same `rng`. Should the splits be equal?",
    ),
    _wrong(
        pairs_together,
        "The four arrays come in another order: asked for are the samples of "
        "both parts first, then the labels of both.",
        "Read the docstring's last line.",
    ),
)
