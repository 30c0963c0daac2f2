"""Wrong answers to the exercise Perceptron."""

import numpy as np

from nncheck.observe import TimeUp
from nncheck.specs.perceptron.learning_answers import Perceptron

PATIENCE = 2_000  # epochs after which an endless loop counts as endless


class _Rule(Perceptron):
    """The same loops with the pieces that the wrong answers change."""

    def fit(self, X, y):
        self.weights, self.bias, self.history = np.zeros(X.shape[1]), 0.0, []
        while not self.done():
            self.history.append(0)
            for x_i, y_i in zip(X, y, strict=True):
                self.visit(x_i, y_i)
        return self

    def visit(self, x, y):
        error = self.error(x, y)
        self.move(error, x)
        self.history[-1] += self.mistake(error)

    def error(self, x, y):
        return y - int(x @ self.weights + self.bias > 0)

    def move(self, error, x):
        self.weights = self.weights + self.learning_rate * error * x
        self.bias += self.learning_rate * error

    def mistake(self, error):
        return abs(error)

    def done(self):
        if self.history and self.history[-1] == 0:
            return True
        return len(self.history) >= self.max_epochs


class SignFlipped(_Rule):
    def move(self, error, x):
        super().move(-error, x)


class BiasNotLearned(_Rule):
    def move(self, error, x):
        self.weights = self.weights + self.learning_rate * error * x


class BiasWithoutError(_Rule):
    def move(self, error, x):
        self.weights = self.weights + self.learning_rate * error * x
        self.bias += self.learning_rate


class SumInsteadOfOutput(_Rule):
    def error(self, x, y):
        return y - (x @ self.weights + self.bias)

    def mistake(self, error):
        return int(error != 0)

    def move(self, error, x):
        with np.errstate(all="ignore"):
            super().move(error, x)


class MovesAlways(_Rule):
    def visit(self, x, y):
        self.history[-1] += abs(self.error(x, y))
        self.move(2 * y - 1, x)


class MovesOnPositives(_Rule):
    def visit(self, x, y):
        self.history[-1] += abs(self.error(x, y))
        self.move(y, x)


class PlusMinusLabels(_Rule):
    def visit(self, x, y):
        if y * (x @ self.weights + self.bias) <= 0:
            self.move(y, x)
            self.history[-1] += 1


class FiresAtZero(_Rule):
    def error(self, x, y):
        return y - int(x @ self.weights + self.bias >= 0)

    def predict(self, X):
        return (X @ self.weights + self.bias >= 0).astype(int)


class PredictsAtZero(_Rule):
    def predict(self, X):
        return (X @ self.weights + self.bias >= 0).astype(int)


class ReturnsSums(_Rule):
    def predict(self, X):
        return X @ self.weights + self.bias

    def score(self, X, y):
        return np.mean((self.predict(X) > 0) == y)


class NeverEarly(_Rule):
    def done(self):
        return len(self.history) >= self.max_epochs


class Endless(_Rule):
    def done(self):
        if len(self.history) > PATIENCE:
            raise TimeUp
        return bool(self.history) and self.history[-1] == 0


class OneEpoch(_Rule):
    def done(self):
        return len(self.history) >= 1


class WholeEpochAtOnce(_Rule):
    def visit(self, x, y):
        if not hasattr(self, "waiting"):
            self.waiting = []
        self.waiting.append((self.error(x, y), x))
        self.history[-1] += abs(self.waiting[-1][0])

    def done(self):
        for error, x in getattr(self, "waiting", []):
            self.move(error, x)
        self.waiting = []
        return super().done()


class NoLearningRate(_Rule):
    def move(self, error, x):
        self.weights = self.weights + error * x
        self.bias += error


class SignedCount(_Rule):
    def mistake(self, error):
        return error


class CountsRight(_Rule):
    def mistake(self, error):
        return 1 - abs(error)

    def done(self):
        return len(self.history) >= self.max_epochs


class ScoreCounts(_Rule):
    def score(self, X, y):
        return np.sum(self.predict(X) == y)


class ScoreIsErrorRate(_Rule):
    def score(self, X, y):
        return np.mean(self.predict(X) != y)
