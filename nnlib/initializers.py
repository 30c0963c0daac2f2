"""Initializers: callables that draw first weights, `(shape, rng) -> array`.

For a weight matrix of shape (d, m), fan-in is d, the inputs of one unit, and
fan-out is m. The variance of the weights is chosen so that signals keep their
size from layer to layer. In order of increasing refinement.
"""

from collections.abc import Callable

import numpy as np

from nnlib._initializer import Initializer, check_arguments, fans
from nnlib._validation import Array, check_number, check_positive_int, lookup

__all__ = [
    "Constant",
    "GlorotNormal",
    "GlorotUniform",
    "HeNormal",
    "HeUniform",
    "Initializer",
    "LecunNormal",
    "RandomNormal",
    "SparseNormal",
    "Zeros",
]


class Constant(Initializer):
    """Every entry equals `value`.

    >>> Constant(0.1)((2,), rng=0)
    array([0.1, 0.1])

    Book: Data and initialization.
    """

    def __init__(self, value: float):
        self.value = check_number(value, "Constant", "value")

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        return np.full(shape, self.value)


class Zeros(Initializer):
    """Every entry is 0: right for biases, never for hidden weights.

    >>> Zeros()((2,), rng=0)
    array([0., 0.])

    Book: Data and initialization.
    """

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        return np.zeros(shape)


class RandomNormal(Initializer):
    """Normal numbers of a fixed standard deviation, whatever the shape.

    >>> RandomNormal(stddev=0.01)((100, 100), rng=0).std().round(3)
    np.float64(0.01)

    Book: MNIST.
    """

    def __init__(self, stddev: float = 0.01):
        self.stddev = check_number(stddev, "RandomNormal", "stddev", low=0)

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        return self.stddev * rng.standard_normal(shape)


class LecunNormal(Initializer):
    """Normal numbers of variance `1 / fan_in`.

    >>> LecunNormal()((100, 300), rng=0).std().round(2)  # sqrt(1 / 100)
    np.float64(0.1)

    Book: Data and initialization.
    Source: LeCun, Bottou, Orr & Müller (1998), Efficient BackProp.
    """

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        fan_in, _ = fans(shape)
        return rng.standard_normal(shape) * np.sqrt(1 / fan_in)


class GlorotNormal(Initializer):
    """Normal numbers of variance `2 / (fan_in + fan_out)`.

    >>> GlorotNormal()((50, 150), rng=0).std().round(2)  # sqrt(2 / 200)
    np.float64(0.1)

    Book: Data and initialization.
    Source: Glorot & Bengio (2010), Understanding the difficulty of training
        deep feedforward neural networks.
    """

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        return rng.standard_normal(shape) * np.sqrt(2 / sum(fans(shape)))


class GlorotUniform(Initializer):
    """Uniform numbers within `±sqrt(6 / (fan_in + fan_out))`.

    Same variance as `GlorotNormal`, and the default of `Dense`.

    >>> abs(GlorotUniform()((784, 512), rng=0)).max() < 0.06805
    np.True_

    Book: Data and initialization.
    Source: Glorot & Bengio (2010), Understanding the difficulty of training
        deep feedforward neural networks.
    """

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        limit = np.sqrt(6 / sum(fans(shape)))
        return rng.uniform(-limit, limit, shape)


class HeNormal(Initializer):
    """Normal numbers of variance `2 / fan_in`: for ReLU, which halves it.

    >>> HeNormal()((200, 300), rng=0).std().round(2)  # sqrt(2 / 200)
    np.float64(0.1)

    Book: Data and initialization.
    Source: He, Zhang, Ren & Sun (2015), Delving deep into rectifiers.
    """

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        fan_in, _ = fans(shape)
        return rng.standard_normal(shape) * np.sqrt(2 / fan_in)


class HeUniform(Initializer):
    """Uniform numbers within `±sqrt(6 / fan_in)`: variance as `HeNormal`.

    >>> abs(HeUniform()((600, 50), rng=0)).max().round(2)  # sqrt(6 / 600)
    np.float64(0.1)

    Book: Data and initialization.
    Source: He, Zhang, Ren & Sun (2015), Delving deep into rectifiers.
    """

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        fan_in, _ = fans(shape)
        limit = np.sqrt(6 / fan_in)
        return rng.uniform(-limit, limit, shape)


class SparseNormal(Initializer):
    """Each unit gets `k` random normal incoming weights; the rest are 0.

    Args:
        k: how many incoming weights of each unit are not zero.
        stddev: the standard deviation of those.

    >>> np.count_nonzero(SparseNormal(3)((20, 5), rng=0), axis=0)
    array([3, 3, 3, 3, 3])

    Book: Data and initialization.
    Source: Martens (2010), Deep learning via Hessian-free optimization.
    """

    def __init__(self, k: int, stddev: float = 1.0):
        self.k = check_positive_int(k, "SparseNormal", "k")
        self.stddev = check_number(stddev, "SparseNormal", "stddev", low=0)

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        if len(shape) != 2 or shape[0] < self.k:
            raise ValueError(
                f"SparseNormal(k={self.k}) needs a weight matrix with at "
                f"least {self.k} rows (inputs), got shape {shape}. Lower k."
            )
        weights = np.zeros(shape)
        for unit in range(shape[1]):
            chosen = rng.choice(shape[0], size=self.k, replace=False)
            weights[chosen, unit] = self.stddev * rng.standard_normal(self.k)
        return weights


ALIASES: dict[str, type[Initializer]] = {
    "zeros": Zeros,
    "random_normal": RandomNormal,
    "lecun_normal": LecunNormal,
    "glorot_normal": GlorotNormal,
    "glorot_uniform": GlorotUniform,
    "he_normal": HeNormal,
    "he_uniform": HeUniform,
}


def get(initializer: str | Callable) -> Callable:
    """An initializer from its name, or the callable itself.

    >>> get("he_normal")
    HeNormal()
    """
    if isinstance(initializer, type) or not callable(initializer):
        return lookup(initializer, ALIASES, "initializer")()
    if not isinstance(initializer, Initializer):
        check_arguments(initializer)
    return initializer
