"""Right answers to the exercise Perceptron."""

from typing import Any

import numpy as np


class Perceptron:
    """One neuron that learns by the perceptron rule."""

    history: Any

    def __init__(self, learning_rate=1.0, max_epochs=100):
        self.learning_rate = learning_rate
        self.max_epochs = max_epochs

    def fit(self, X, y):
        self.weights, self.bias, self.history = np.zeros(X.shape[1]), 0.0, []
        for _ in range(self.max_epochs):
            mistakes = 0
            for x_i, y_i in zip(X, y, strict=True):
                error = y_i - int(x_i @ self.weights + self.bias > 0)
                self.weights += self.learning_rate * error * x_i
                self.bias += self.learning_rate * error
                mistakes += abs(error)
            self.history.append(mistakes)
            if mistakes == 0:
                break
        return self

    def predict(self, X):
        return (X @ self.weights + self.bias > 0).astype(int)

    def score(self, X, y):
        return np.mean(self.predict(X) == y)


# ------------------------------------------------------- other right answers


class PlainLists(Perceptron):
    def fit(self, X, y):
        w, b = [0.0] * len(X[0]), 0.0
        self.history = []
        while len(self.history) < self.max_epochs:
            self.history.append(0)
            for row, label in zip(X, y, strict=True):
                z = sum(wi * xi for wi, xi in zip(w, row, strict=True)) + b
                fired = 1 if z > 0 else 0
                if fired == label:
                    continue
                sign = 1 if label == 1 else -1
                for i in range(len(w)):
                    w[i] += sign * self.learning_rate * row[i]
                b += sign * self.learning_rate
                self.history[-1] += 1
            if not self.history[-1]:
                break
        self.weights, self.bias = np.array(w), b

    def predict(self, X):
        return np.array(
            [1.0 if x @ self.weights > -self.bias else 0 for x in X]
        )


class BiasAsWeight(Perceptron):
    def fit(self, X, y):
        X = np.column_stack([X, np.ones(len(X))])
        v = np.zeros(X.shape[1], dtype=np.float32)
        history = []
        for _epoch in range(self.max_epochs):
            before = 0
            for i in range(len(X)):
                error = y[i] - np.heaviside(X[i] @ v, 0)
                v = v + self.learning_rate * error * X[i]
                before += error != 0
            history.append(before)
            if before == 0:
                break
        self.weights, self.bias, self.history = v[:-1], v[-1], history
        return self


class OwnPredict(Perceptron):
    def fit(self, X, y):
        self.weights, self.bias = np.zeros(X.shape[1]), 0
        self.history = np.array([], dtype=int)
        for _ in range(self.max_epochs):
            wrong = 0
            for i in range(len(X)):
                if self.predict(X[i : i + 1])[0] != y[i]:
                    direction = 2 * y[i] - 1
                    self.weights += self.learning_rate * direction * X[i]
                    self.bias += self.learning_rate * direction
                    wrong += 1
            self.history = np.append(self.history, wrong)
            if wrong == 0:
                return self
        return self

    def score(self, X, y):
        return 1 - np.abs(self.predict(X) - y).sum() / len(y)


ALTERNATIVES = (PlainLists, BiasAsWeight, OwnPredict)
