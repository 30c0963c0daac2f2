"""Numbers to predict, from formulas: a price, a line, heights over a plane.

Every generator returns ``(X, y)``: ``X`` of shape ``(n, d)`` and ``y`` of
numbers, shape ``(n,)``. A network with one output wants ``y[:, None]``.
"""

import numpy as np

from nnlib._validation import as_generator, check_number
from nnlib.datasets._points import Points, Rng, check, jitter

# six bumps, three above three: center and sign
BUMPS = np.array(
    [
        [-4.0, 2.5, +1],
        [0.0, 2.5, -1],
        [4.0, 2.5, +1],
        [-4.0, -2.5, -1],
        [0.0, -2.5, +1],
        [4.0, -2.5, -1],
    ]
)


def make_house(
    n_samples: int = 200, *, noise: float = 10.0, rng: Rng = None
) -> Points:
    """Houses: bedrooms, size in square feet, neighborhood; and their price.

    The price in thousand dollars is ``20 + 15 bedrooms + size (6 + 4
    neighborhood) / 100``: a square foot costs more in a better place, which
    no weighted sum of the three can say.

    Columns: bedrooms, 1 to 5 and equally frequent; size, 500 for each
    bedroom and 200 to 800 for the rest; neighborhood, 1 (plain), 2 or 3
    (sought after).

    Args:
        n_samples: how many houses.
        noise: standard deviation of the price around the formula.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 3)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1 or a negative noise.

    Example:
        >>> X, y = make_house(3, noise=0, rng=0)
        >>> X.round().tolist()
        [[5.0, 2725.0, 1.0], [4.0, 2210.0, 2.0], [3.0, 2188.0, 3.0]]
        >>> y.round().tolist()
        [367.0, 389.0, 459.0]

    Book: Multi-layer perceptron.
    """
    check("make_house", n_samples, noise=noise)
    rng = as_generator(rng)
    bedrooms = rng.integers(1, 6, n_samples)
    size = 500 * bedrooms + rng.uniform(200, 800, n_samples)
    neighborhood = rng.integers(1, 4, n_samples)
    price = 20 + 15 * bedrooms + size * (6 + 4 * neighborhood) / 100
    X = np.column_stack([bedrooms, size, neighborhood])
    return X, jitter(price, noise, rng)


def make_outliers(
    n_samples: int = 50,
    *,
    fraction: float = 0.1,
    shift: float = 20.0,
    noise: float = 0.5,
    rng: Rng = None,
) -> Points:
    """Points along the line ``y = 1 + 0.5 x``, a few of them far above it.

    Args:
        n_samples: how many points; x is uniform from 0 to 10.
        fraction: the share of outliers, rounded to whole points.
        shift: how far an outlier stands above its place; below, if negative.
        noise: standard deviation of all y around the line.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 1)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1, a negative noise, a fraction
            below 0 or not below 1.

    Example:
        >>> X, y = make_outliers(20, noise=0, rng=0)
        >>> above = y - (1 + 0.5 * X[:, 0])
        >>> sorted(above.round(6).tolist(), reverse=True)[:4]
        [20.0, 20.0, 0.0, 0.0]

    Book: Losses.
    """
    check("make_outliers", n_samples, noise=noise)
    check_number(fraction, "make_outliers", "fraction", low=0, high=1)
    check_number(shift, "make_outliers", "shift")
    rng = as_generator(rng)
    X = rng.uniform(0, 10, size=(n_samples, 1))
    y = jitter(1 + 0.5 * X[:, 0], noise, rng)
    far = rng.choice(n_samples, round(fraction * n_samples), replace=False)
    y[far] += shift
    return X, y


def make_plane(
    n_samples: int = 200, *, noise: float = 0.0, rng: Rng = None
) -> Points:
    """A tilted plane, ``y = (x_1 + x_2) / 10``, over a square.

    Args:
        n_samples: how many points, uniform on the square from -6 to 6.
        noise: standard deviation of the jitter; y stays that of the place
            before.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 2)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1 or a negative noise.

    Example:
        >>> X, y = make_plane(100, rng=0)
        >>> np.allclose(y, X.sum(axis=1) / 10)
        True

    Book: Multi-layer perceptron.
    Source: Smilkov et al., Direct-manipulation visualization of deep
    networks (2017), where the playground is described.
    """
    check("make_plane", n_samples, noise=noise)
    rng = as_generator(rng)
    X = rng.uniform(-6, 6, size=(n_samples, 2))
    return jitter(X, noise, rng), X.sum(axis=1) / 10


def make_multi_gaussian(
    n_samples: int = 200, *, noise: float = 0.0, rng: Rng = None
) -> Points:
    """Six bumps over a square, three up and three down, zero between them.

    The centers are at -4, 0 and 4 across and at 2.5 and -2.5 up; the signs
    alternate. At the distance r from a center the height is ``1 - r / 2``,
    and 0 from r = 2 on: cones, in spite of the name.

    Args:
        n_samples: how many points, uniform on the square from -6 to 6.
        noise: standard deviation of the jitter; y stays that of the place
            before.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 2)``, y ``(n_samples,)`` from -1 to 1.

    Raises:
        ValueError: for a count below 1 or a negative noise.

    Example:
        >>> X, y = make_multi_gaussian(500, rng=0)
        >>> upper_left = np.hypot(X[:, 0] + 4, X[:, 1] - 2.5) < 2
        >>> bool((y[upper_left] > 0).all())
        True

    Book: Multi-layer perceptron.
    Source: Smilkov et al., Direct-manipulation visualization of deep
    networks (2017), where the playground is described.
    """
    check("make_multi_gaussian", n_samples, noise=noise)
    rng = as_generator(rng)
    X = rng.uniform(-6, 6, size=(n_samples, 2))
    distance = np.linalg.norm(X[:, None] - BUMPS[:, :2], axis=2)
    # no two bumps overlap, so that a point is on one of them at most
    y = np.maximum(1 - distance / 2, 0) @ BUMPS[:, 2]
    return jitter(X, noise, rng), y
