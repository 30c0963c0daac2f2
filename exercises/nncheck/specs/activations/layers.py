"""What the exercises on activation layers share: probes and mistakes."""

import numpy as np

from nncheck.compare import show
from nncheck.engine import Probe


def words(name, settings, Z, dA=None):
    """The calls as the learner would write them.

    >>> words("ELU", {"alpha": 2}, np.array([1.0]))
    'ELU(alpha=2).forward([1])'
    """
    made = ", ".join(f"{key}={show(v)}" for key, v in settings.items())
    if dA is None:
        return f"{name}({made}).forward({show(Z)})"
    return f"{name}({made}), forward({show(Z)}), then backward({show(dA)})"


def probe(name, settings, Z, dA=None):
    """A layer's output, or with dA what it sends back."""
    args = (settings, Z) if dA is None else (settings, Z, dA)
    return Probe(args, words=words(name, settings, Z, dA))


def batch(rng, n, k):
    """Sums on both sides of 0 and clearly away from it, shape (n, k)."""
    Z = np.round(rng.uniform(0.2, 2.5, n * k), 2)
    Z[::2] *= -1
    return rng.permutation(Z).reshape(n, k)


def gradient(rng, n, k):
    """What comes from the next layer: both signs, never 0."""
    return batch(rng, n, k)
