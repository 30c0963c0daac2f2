"""Wrong answers to the exercise StandardScaler, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.preparation.sections import DATA, SPLIT


class _Pieces:
    """The same class with the pieces that the wrong answers change."""

    def fit(self, X):
        self.mean, self.scale = self.center(X), self.width(X)
        return self

    def center(self, X):
        return X.mean(axis=0)

    def width(self, X):
        return self.guard(X.std(axis=0))

    def guard(self, spread):
        return np.where(spread == 0, 1, spread)

    def transform(self, X):
        return (X - self.mean) / self.scale


class FitsAgain(_Pieces):
    def transform(self, X):
        self.fit(X)
        return super().transform(X)


class OwnMean(_Pieces):
    def transform(self, X):
        return (X - X.mean(axis=0)) / self.scale


class OwnSpread(_Pieces):
    def transform(self, X):
        return (X - self.mean) / self.width(X)


class DividesByZero(_Pieces):
    def guard(self, spread):
        with np.errstate(all="ignore"):
            return np.array(spread)


class TinyAdded(_Pieces):
    def guard(self, spread):
        return spread + 1e-8


class ConstantDropped(_Pieces):
    def transform(self, X):
        Z = super().transform(X)
        return Z[:, self.varies]

    def guard(self, spread):
        self.varies = spread != 0
        return super().guard(spread)


class OneTooFew(_Pieces):
    def width(self, X):
        return self.guard(X.std(axis=0, ddof=1))


class Variance(_Pieces):
    def width(self, X):
        return self.guard(X.var(axis=0))


class OneForAll(_Pieces):
    def center(self, X):
        return X.mean()

    def width(self, X):
        return X.std()


class ByRow(_Pieces):
    def transform(self, X):
        spread = self.guard(X.std(axis=1, keepdims=True))
        return (X - X.mean(axis=1, keepdims=True)) / spread


class OnlyCentered(_Pieces):
    def guard(self, spread):
        return np.ones_like(spread)


class NotCentered(_Pieces):
    def center(self, X):
        return np.zeros(X.shape[1])


class DividesFirst(_Pieces):
    def transform(self, X):
        return X / self.scale - self.mean


class MinMax(_Pieces):
    def center(self, X):
        return X.min(axis=0)

    def width(self, X):
        return self.guard(np.ptp(X, axis=0))


class InPlace(_Pieces):
    def transform(self, X):
        X -= self.mean
        X /= self.scale
        return X


def _wrong(answer, message, hint, section=DATA):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        FitsAgain,
        "Your `transform` measures the data that it is given. New data must "
        "be changed with the mean and the spread of the training data.",
        "What does your `transform` make of a single new sample?",
        SPLIT,
    ),
    _wrong(
        OwnMean,
        "Your `transform` subtracts the mean of the data that it is given. "
        "The mean, too, is learned in `fit` and only used later.",
        "What does your `transform` make of a single new sample?",
        SPLIT,
    ),
    _wrong(
        OwnSpread,
        "Your `transform` divides by the spread of the data that it is "
        "given. The spread, too, is learned in `fit` and only used later.",
        "What does your `transform` make of a single new sample?",
        SPLIT,
    ),
    _wrong(
        DividesByZero,
        "A feature that never changes has the spread 0, and you divide by it.",
        "What should a feature become that says nothing?",
    ),
    _wrong(
        TinyAdded,
        "You keep the spread away from 0 with a tiny number. On the training "
        "data that works; but a new value that differs by 1 becomes a "
        "hundred million.",
        "By what is a feature of spread 0 to be divided?",
    ),
    _wrong(
        ConstantDropped,
        "You leave out the features that never change. The table must keep "
        "its columns, or the network's inputs change their meaning.",
        "How many columns has the data that comes in?",
    ),
    _wrong(
        OneTooFew,
        "You divide the sum of squares by n − 1. In this book the variance "
        "is the mean of the squares, with n, so that the training data get "
        "the standard deviation 1 exactly.",
        "What does the argument `ddof` of `std` do?",
    ),
    _wrong(
        Variance,
        "You divide by the variance. Its unit is the square of the "
        "feature's: centimeters would become 1/cm, not plain numbers.",
        "What is the standard deviation of your result?",
    ),
    _wrong(
        OneForAll,
        "You take one mean and one spread for the whole table. Heights and "
        "ages would still have their own sizes.",
        "How many means does a table with d features have?",
    ),
    _wrong(
        ByRow,
        "You standardize each sample by itself, across its features: a "
        "height and an age are averaged.",
        "Which axis counts the samples?",
    ),
    _wrong(
        OnlyCentered,
        "Your data are centered, but their spread is what it was.",
        "Which standard deviation should each feature have?",
    ),
    _wrong(
        NotCentered,
        "You divide by the spread but do not subtract the mean. In the "
        "chapter it was the mean that did most of the harm.",
        "Which mean should each feature have?",
    ),
    _wrong(
        DividesFirst,
        "You divide first and subtract the mean afterwards: by then the data "
        "have another scale than the mean.",
        "In which order are the two steps undone?",
    ),
    _wrong(
        MinMax,
        "Your features run from 0 to 1. That is min–max scaling; asked for "
        "is mean 0 and standard deviation 1.",
        "Which two numbers describe a feature here?",
    ),
    _wrong(
        InPlace,
        "Your result is right, but you write it over the caller's data.",
        "What is the difference between `X -= m` and `X - m`?",
    ),
)
