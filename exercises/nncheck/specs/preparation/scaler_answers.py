"""Right answers to the exercise StandardScaler."""

import numpy as np


class StandardScaler:
    """Each feature minus its mean, over its standard deviation."""

    def fit(self, X):
        self.mean = X.mean(axis=0)
        spread = X.std(axis=0)
        self.scale = np.where(spread == 0, 1, spread)
        return self

    def transform(self, X):
        return (X - self.mean) / self.scale


# ------------------------------------------------------- other right answers


class ColumnByColumn:
    def fit(self, X):
        self.means, self.spreads = [], []
        n = len(X)
        for column in zip(*X.tolist(), strict=True):
            mean = sum(column) / n
            variance = sum((x - mean) ** 2 for x in column) / n
            self.means.append(mean)
            self.spreads.append(variance**0.5 or 1.0)

    def transform(self, X):
        rows = []
        for row in X:
            cells = zip(row, self.means, self.spreads, strict=True)
            rows.append([(x - mean) / spread for x, mean, spread in cells])
        return np.array(rows)


class KeepsTheData:
    def fit(self, X):
        self.seen = np.array(X)

    def transform(self, X):
        centered = self.seen - np.mean(self.seen, axis=0)
        variance = np.mean(centered**2, axis=0)
        variance[variance == 0] = 1
        return (X - np.mean(self.seen, axis=0)) * variance**-0.5


class SinglePrecision:
    def fit(self, X):
        X = np.asarray(X, dtype=np.float32)
        self.mu, self.s = X.mean(0), X.std(0)
        self.s[X.max(0) == X.min(0)] = 1

    def transform(self, X):
        return ((X - self.mu) / self.s).astype(np.float32)


class FromTheLibrary:
    def fit(self, X):
        from nnlib.preprocessing import StandardScaler as Library

        self.inner = Library().fit(X)

    def transform(self, X):
        return self.inner.transform(X)


ALTERNATIVES = (ColumnByColumn, KeepsTheData, SinglePrecision, FromTheLibrary)
