"""Every operation of nnlib that has a gradient, and data to try it on.

The keys of the tables become the names of the tests; the part before a
parenthesis is the name of the operation in nnlib, which is how
tools/gradient_coverage.py finds out what has been tried, and by which method.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib import activations, layers, losses, regularizers
from nnlib.layers import Layer

TOLERANCE = 1e-7  # relative, for differences in float64
ROUNDING = 1e-9  # absolute: what is left of differences of equal numbers

# (in_features, out_features) -> layer; in training unless "in use"
LAYERS: dict[str, Callable[[int, int], Layer]] = {
    "Dense": layers.Dense,
    "Dense(use_bias=False)": lambda d, m: layers.Dense(d, m, use_bias=False),
    "Dense(kernel_regularizer)": lambda d, m: layers.Dense(
        d, m, kernel_regularizer=regularizers.L1L2(l1=0.1, l2=0.2)
    ),
    "Dense(max_norm)": lambda d, m: layers.Dense(d, m, max_norm=0.5),
    "Identity": lambda d, m: layers.Identity(),
    "Step": lambda d, m: layers.Step(),
    "Sigmoid": lambda d, m: layers.Sigmoid(),
    "Tanh": lambda d, m: layers.Tanh(),
    "ReLU": lambda d, m: layers.ReLU(),
    "LeakyReLU": lambda d, m: layers.LeakyReLU(),
    "LeakyReLU(1.7)": lambda d, m: layers.LeakyReLU(negative_slope=1.7),
    "ELU": lambda d, m: layers.ELU(),
    "ELU(0.5)": lambda d, m: layers.ELU(alpha=0.5),
    "Absolute": lambda d, m: layers.Absolute(),
    "Softmax": lambda d, m: layers.Softmax(),
    "Dropout": lambda d, m: layers.Dropout(0.4),
    "Dropout(0)": lambda d, m: layers.Dropout(0),
    "Dropout(in use)": lambda d, m: layers.Dropout(0.4),
    "BatchNormalization": lambda d, m: layers.BatchNormalization(d),
    "BatchNormalization(in use)": lambda d, m: layers.BatchNormalization(d),
}


class Trial:
    """One layer, built, whose passes can be repeated: equal masks each time.

    Its cost is the sum of its outputs, weighted by `above`, and its penalty.
    """

    def __init__(self, name: str, d: int, m: int):
        self.layer = LAYERS[name](d, m)
        self.layer.build(rng=3)
        self.training = "in use" not in name
        rng = np.random.default_rng(4)
        for w in (*self.layer.params.values(), *self.layer.state.values()):
            w[...] = rng.uniform(0.3, 1.5, size=w.shape)

    def forward(self, X: np.ndarray) -> np.ndarray:
        if self.layer.rng is not None:
            self.layer.rng = np.random.default_rng(5)
        state = {name: a.copy() for name, a in self.layer.state.items()}
        out = self.layer.forward(X, training=self.training)
        for name, values in state.items():
            self.layer.state[name] = values
        return out

    def cost(self, X: np.ndarray, above: np.ndarray) -> float:
        return float(np.sum(above * self.forward(X))) + self.layer.penalty()

    def gradients(
        self, X: np.ndarray, above: np.ndarray
    ) -> dict[str, np.ndarray]:
        """dcost/dX under "X", and those by the parameters."""
        self.forward(X)
        dX = self.layer.backward(above)
        grads = {name: g.copy() for name, g in self.layer.grads.items()}
        return {"X": dX, **grads}


# functions of an array, each with what nnlib says its derivative is: an array
# of the same shape, or for functions of a whole row its Jacobian
ELEMENTWISE = {
    name: (
        getattr(activations, name),
        getattr(activations, f"{name}_prime"),
    )
    for name in activations.__all__
    if f"{name}_prime" in activations.__all__
}
ROWWISE = {
    "softmax": (
        activations.softmax,
        lambda z: activations.softmax_jacobian(activations.softmax(z)),
    ),
    # d log s_i / dz_j = delta_ij - s_j
    "log_softmax": (
        activations.log_softmax,
        lambda z: np.eye(len(z)) - activations.softmax(z),
    ),
    "logsumexp": (activations.logsumexp, activations.softmax),
}

REGULARIZERS = {
    "L1": regularizers.L1(0.3),
    "L2": regularizers.L2(0.2),
    "L1L2": regularizers.L1L2(l1=0.3, l2=0.2),
}


# targets and predictions for n rows of k outputs


def reals(rng: Any, n: int, k: int) -> np.ndarray:
    return rng.normal(size=(n, k))


def signs(rng: Any, n: int, k: int) -> np.ndarray:
    return rng.choice([-1.0, 1.0], size=(n, k))


def bits(rng: Any, n: int, k: int) -> np.ndarray:
    return rng.choice([0.0, 1.0], size=(n, k))


def one_hots(rng: Any, n: int, k: int) -> np.ndarray:
    return np.eye(k)[labels(rng, n, k)]


def shares(rng: Any, n: int, k: int) -> np.ndarray:
    # none so small that -log of it is curved within a step
    return activations.softmax(rng.uniform(-1, 1, size=(n, k)))


def labels(rng: Any, n: int, k: int) -> np.ndarray:
    return rng.integers(k, size=n)


def between(rng: Any, n: int, k: int) -> np.ndarray:
    return rng.uniform(0.05, 0.95, size=(n, k))


# (loss, its targets, its predictions)
LOSSES = {
    "MeanSquaredError": (losses.MeanSquaredError(), reals, reals),
    "QuadraticCost": (losses.QuadraticCost(), reals, reals),
    "MeanAbsoluteError": (losses.MeanAbsoluteError(), reals, reals),
    "Huber": (losses.Huber(), reals, reals),
    "Huber(0.3)": (losses.Huber(delta=0.3), reals, reals),
    "Hinge": (losses.Hinge(), signs, reals),
    "BinaryCrossentropy": (losses.BinaryCrossentropy(), bits, between),
    "BinaryCrossentropy(soft targets)": (
        losses.BinaryCrossentropy(),
        between,
        between,
    ),
    "BinaryCrossentropy(from_logits)": (
        losses.BinaryCrossentropy(from_logits=True),
        bits,
        reals,
    ),
    "CategoricalCrossentropy": (
        losses.CategoricalCrossentropy(),
        one_hots,
        shares,
    ),
    "CategoricalCrossentropy(soft targets)": (
        losses.CategoricalCrossentropy(from_logits=True),
        shares,
        reals,
    ),
    "CategoricalCrossentropy(from_logits)": (
        losses.CategoricalCrossentropy(from_logits=True),
        one_hots,
        reals,
    ),
    "SparseCategoricalCrossentropy": (
        losses.SparseCategoricalCrossentropy(),
        labels,
        shares,
    ),
    "SparseCategoricalCrossentropy(from_logits)": (
        losses.SparseCategoricalCrossentropy(from_logits=True),
        labels,
        reals,
    ),
}

# ends of a network: a last layer, a loss, its targets
ENDS = {
    "Identity-MeanSquaredError": (layers.Identity, "mse", reals),
    "Tanh-QuadraticCost": (layers.Tanh, "quadratic_cost", reals),
    "Sigmoid-QuadraticCost": (layers.Sigmoid, "quadratic_cost", bits),
    "Identity-MeanAbsoluteError": (layers.Identity, "mae", reals),
    "Identity-Huber": (layers.Identity, "huber", reals),
    "Identity-Hinge": (layers.Identity, "hinge", signs),
    "Sigmoid-BinaryCrossentropy": (
        layers.Sigmoid,
        "binary_crossentropy",
        bits,
    ),
    "Softmax-CategoricalCrossentropy": (
        layers.Softmax,
        "categorical_crossentropy",
        one_hots,
    ),
    "Softmax-SparseCategoricalCrossentropy": (
        layers.Softmax,
        "sparse_categorical_crossentropy",
        labels,
    ),
}


def off_the_kinks(rng: Any, *shape: int) -> np.ndarray:
    """Numbers of either sign, none near 0."""
    return rng.uniform(0.1, 2, size=shape) * rng.choice([-1, 1], size=shape)


def spread(X: np.ndarray) -> np.ndarray:
    """The rows moved apart, so that no feature is nearly constant."""
    return X + 5 * np.arange(len(X))[:, None]


def assert_same_slope(
    mine: np.ndarray, numerical: np.ndarray, what: str
) -> None:
    """Refuse a relative error above 1e-7 of a whole array of gradients."""
    numerical = np.asarray(numerical)
    if mine.shape != numerical.shape:
        raise AssertionError(f"{what}: {mine.shape} and {numerical.shape}")
    difference = np.linalg.norm(mine - numerical)
    size = np.linalg.norm(mine) + np.linalg.norm(numerical)
    if not difference <= TOLERANCE * size + ROUNDING:
        raise AssertionError(f"{what}: relative error {difference / size:.1e}")
