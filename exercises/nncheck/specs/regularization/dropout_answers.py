"""Right answers to the exercise Dropout."""

import numpy as np


class Dropout:
    """Inverted dropout: drops the fraction `rate` of all entries."""

    def __init__(self, rate, rng):
        self.rate, self.rng = rate, rng

    def forward(self, X, training=False):
        self.mask = np.ones(X.shape)
        if training:
            kept = self.rng.random(X.shape) >= self.rate
            self.mask = kept / (1 - self.rate)
        return X * self.mask

    def backward(self, grad_output):
        return grad_output * self.mask


# ------------------------------------------------------- other right answers


class BooleanMask:
    def __init__(self, rate, rng):
        self.keep, self.rng = 1 - rate, rng

    def forward(self, X, training=False):
        self.kept = None
        if not training:
            return X
        self.kept = self.rng.binomial(1, self.keep, size=X.shape) == 1
        return np.where(self.kept, X / self.keep, 0)

    def backward(self, grad_output):
        if self.kept is None:
            return grad_output
        return np.where(self.kept, grad_output / self.keep, 0)


class EntryByEntry:
    def __init__(self, rate, rng):
        self.rate, self.rng = rate, rng

    def _apply(self, A):
        pairs = zip(A, self.factors, strict=True)
        return np.array(
            [[a * f for a, f in zip(*p, strict=True)] for p in pairs]
        )

    def forward(self, X, training=False):
        self.factors = []
        for row in X:
            factors = []
            for _ in row:
                dropped = training and self.rng.uniform() < self.rate
                scale = 1 / (1 - self.rate) if training else 1
                factors.append(0.0 if dropped else scale)
            self.factors.append(factors)
        return self._apply(X)

    def backward(self, grad_output):
        return self._apply(grad_output)


class SinglePrecision:
    def __init__(self, rate, rng):
        self.p = np.float32(1 - rate)
        self.rng = rng
        self.mask = np.float32(1)

    def forward(self, X, training=False):
        self.mask = np.float32(1)
        if training:
            zero_one = self.rng.choice([0, 1], X.shape, p=[1 - self.p, self.p])
            self.mask = zero_one.astype(np.float32) / self.p
        return np.multiply(X, self.mask, dtype=np.float32)

    def backward(self, grad_output):
        return (self.mask * grad_output).astype(np.float32)


class FromTheLibrary:
    def __init__(self, rate, rng):
        from nnlib import Dropout as Library

        self.layer = Library(rate)
        self.layer.build(rng)

    def forward(self, X, training=False):
        return self.layer.forward(X, training=training)

    def backward(self, grad_output):
        return self.layer.backward(grad_output)


ALTERNATIVES = (BooleanMask, EntryByEntry, SinglePrecision, FromTheLibrary)
