"""What the contenders have to do: networks, data, settings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnlib.datasets import load_mnist


class Unsupported(Exception):
    """A contender cannot do this workload."""


@dataclass(frozen=True)
class Workload:
    """One network and the work that is timed.

    Attributes:
        kind: "train" or "predict".
        sizes: units, layer by layer, input first.
        activation: of the hidden layers.
        output: "softmax" (with cross-entropy), "sigmoid" or "linear" (both
            with the squared error).
        optimizer: "rmsprop" or "sgd".
        rows: examples.
        epochs: passes over them.
        threads: cores a contender may use.
    """

    name: str
    title: str
    kind: str
    sizes: tuple[int, ...]
    activation: str
    output: str
    optimizer: str
    learning_rate: float
    batch_size: int
    rows: int
    epochs: int
    threads: int

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """The examples as float32 rows, and their labels or targets."""
        if self.sizes[0] == 784:
            return _digits(self.rows)
        rng = np.random.default_rng(0)
        X = rng.uniform(-1, 1, (self.rows, self.sizes[0]))
        y = (X[:, :1] * X[:, 1:] > 0).astype(np.float32)
        return X.astype(np.float32), y

    def one_hot(self, y: np.ndarray) -> np.ndarray:
        """Labels as float32 rows; targets stay what they are."""
        return y if y.ndim == 2 else np.eye(10, dtype=np.float32)[y]


def _digits(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """That many digits: the bundled ones, again and again.

    How long a product of matrices takes does not depend on which digits are
    in them, so nothing needs to be downloaded.
    """
    (X, y), _ = load_mnist()
    again = -(-rows // len(X))
    return np.tile(X.astype(np.float32), (again, 1))[:rows], np.tile(y, again)[
        :rows
    ]


BIG = (784, 512, 10)
WORKLOADS = {
    w.name: w
    for w in (
        Workload(
            "W1", "784-512-10, one epoch of 60,000 digits", "train", BIG,
            "relu", "softmax", "rmsprop", 0.001, 128, 60_000, 1, 2,
        ),
        Workload(
            "W2", "784-30-10, batch 10, 50,000 digits", "train",
            (784, 30, 10), "sigmoid", "sigmoid", "sgd", 3.0, 10, 50_000, 1, 1,
        ),
        Workload(
            "W2-100", "784-100-10, batch 10, 50,000 digits", "train",
            (784, 100, 10), "sigmoid", "sigmoid", "sgd", 3.0, 10, 50_000, 1, 1,
        ),
        Workload(
            "W3", "2-8-1, 2,000 steps on 500 points", "train", (2, 8, 1),
            "tanh", "linear", "sgd", 0.03, 500, 500, 2_000, 1,
        ),
        Workload(
            "W4", "784-512-10, prediction of 10,000 digits", "predict", BIG,
            "relu", "softmax", "rmsprop", 0.001, 10_000, 10_000, 1, 2,
        ),
    )
}  # fmt: skip
