"""Points in the plane drawn from formulas: the data of a first network.

Every generator returns ``(X, y)``: ``X`` of shape ``(n, 2)`` and ``y`` of
integer labels. ``noise`` is the standard deviation of the normal jitter
that is added at the end, so ``noise=0`` leaves the pure formula.
"""

from collections.abc import Sequence

import numpy as np

from nnlib._validation import as_float_array, as_generator, check_finite
from nnlib.datasets._points import Points, Rng, check, jitter, labels, polar


def make_blobs(
    n_samples: int = 200,
    *,
    centers: int | Sequence[Sequence[float]] | np.ndarray = 2,
    noise: float = 1.0,
    rng: Rng = None,
) -> Points:
    """Round clouds, one per class: a center plus normal noise.

    Args:
        n_samples: how many points, shared out as evenly as possible.
        centers: one row per class; or the number of classes, whose centers
            then stand evenly on a circle of radius 3.
        noise: standard deviation of each cloud.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, d)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1, a negative noise, or centers that
            are not a table.

    Example:
        >>> X, y = make_blobs(6, centers=[[0, 0], [9, 9]], rng=0)
        >>> X.shape, np.bincount(y).tolist()
        ((6, 2), [3, 3])

    Book: Perceptron.
    """
    check("make_blobs", n_samples, noise=noise)
    rng = as_generator(rng)
    means = _centers(centers)
    y = labels(n_samples, len(means), rng)
    return jitter(means[y], noise, rng), y


def make_xor(
    n_samples: int = 200,
    *,
    padding: float = 0.3,
    noise: float = 0.0,
    rng: Rng = None,
) -> Points:
    """Four quadrants of a square; class 1 where exactly one sign is plus.

    Args:
        n_samples: how many points, uniform on the square from -5 to 5.
        padding: points are pushed this far away from both axes.
        noise: standard deviation of the jitter added afterwards; the label
            stays that of the place before.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 2)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1, a negative padding or noise.

    Example:
        >>> X, y = make_xor(100, rng=0)
        >>> bool(np.all(y == (X[:, 0] > 0) ^ (X[:, 1] > 0)))
        True

    Book: Multi-layer perceptron.
    """
    check("make_xor", n_samples, noise=noise, padding=padding)
    rng = as_generator(rng)
    X = rng.uniform(-5, 5, size=(n_samples, 2))
    X += padding * np.where(X > 0, 1, -1)
    y = np.logical_xor(X[:, 0] > 0, X[:, 1] > 0).astype(int)
    return jitter(X, noise, rng), y


def make_triangle(
    n_samples: int = 200, *, noise: float = 0.0, rng: Rng = None
) -> Points:
    """Points inside (1) and around (0) the triangle of three lines.

    Its corners are (0, 0), (1, 0) and (0, 1); inside means ``x_1 > 0`` and
    ``x_2 > 0`` and ``x_1 + x_2 < 1``. The points around it are uniform on
    the rest of the square from -0.5 to 1.5.

    Args:
        n_samples: how many points, half of them in each class.
        noise: standard deviation of the jitter.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 2)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1 or a negative noise.

    Example:
        >>> X, y = make_triangle(100, rng=0)
        >>> inside = (X.min(axis=1) > 0) & (X.sum(axis=1) < 1)
        >>> bool(np.all(y == inside))
        True

    Book: Multi-layer perceptron.
    """
    check("make_triangle", n_samples, noise=noise)
    rng = as_generator(rng)
    y = labels(n_samples, 2, rng)
    # shares of the three corners that sum to 1: uniform over the triangle
    X = rng.dirichlet([1, 1, 1], n_samples)[:, 1:]
    outside = y == 0
    while outside.any():
        X[outside] = rng.uniform(-0.5, 1.5, size=(outside.sum(), 2))
        outside &= (X.min(axis=1) > 0) & (X.sum(axis=1) < 1)  # draw again
    return jitter(X, noise, rng), y


def make_circles(
    n_samples: int = 200, *, noise: float = 0.0, rng: Rng = None
) -> Points:
    """A disk inside a ring: class 1 within radius 2.5, class 0 from 3.5 to 5.

    Args:
        n_samples: how many points, half of them in each class.
        noise: standard deviation of the jitter.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 2)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1 or a negative noise.

    Example:
        >>> X, y = make_circles(100, rng=0)
        >>> bool(np.all(y == (np.hypot(*X.T) < 3)))
        True

    Book: Multi-layer perceptron.
    """
    check("make_circles", n_samples, noise=noise)
    rng = as_generator(rng)
    y = labels(n_samples, 2, rng)
    share = rng.uniform(size=n_samples)
    radius = np.where(y == 1, 2.5 * share, 3.5 + 1.5 * share)
    angle = rng.uniform(0, 2 * np.pi, n_samples)
    return jitter(polar(radius, angle), noise, rng), y


def make_spirals(
    n_samples: int = 200, *, noise: float = 0.0, rng: Rng = None
) -> Points:
    """Two spiral arms wound into each other, one class each.

    A point at the share ``s`` of its arm has radius ``5 s`` and angle
    ``1.75 * 2 pi s``; the arm of class 1 is turned by half a circle.

    Args:
        n_samples: how many points, half of them on each arm.
        noise: standard deviation of the jitter.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 2)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1 or a negative noise.

    Example:
        >>> X, y = make_spirals(100, rng=0)
        >>> bool(np.hypot(*X.T).max() <= 5)
        True

    Book: Multi-layer perceptron.
    """
    check("make_spirals", n_samples, noise=noise)
    rng = as_generator(rng)
    y = labels(n_samples, 2, rng)
    share = rng.uniform(size=n_samples)
    angle = 1.75 * 2 * np.pi * share + np.pi * y
    return jitter(polar(5 * share, angle), noise, rng), y


def make_moons(
    n_samples: int = 200, *, noise: float = 0.0, rng: Rng = None
) -> Points:
    """Two half circles that reach into each other, one class each.

    Args:
        n_samples: how many points, half of them on each moon.
        noise: standard deviation of the jitter.
        rng: seed or Generator.

    Shapes:
        X ``(n_samples, 2)``, y ``(n_samples,)``.

    Raises:
        ValueError: for a count below 1 or a negative noise.

    Example:
        >>> X, y = make_moons(100, rng=0)
        >>> np.allclose(np.hypot(*X[y == 0].T), 1)
        True

    Book: Multi-layer perceptron.
    """
    check("make_moons", n_samples, noise=noise)
    rng = as_generator(rng)
    y = labels(n_samples, 2, rng)
    upper = polar(1.0, rng.uniform(0, np.pi, n_samples))
    lower = np.array([1.0, 0.5]) - upper
    return jitter(np.where(y[:, None] == 0, upper, lower), noise, rng), y


def _centers(
    centers: int | Sequence[Sequence[float]] | np.ndarray,
) -> np.ndarray:
    if isinstance(centers, int | np.integer) and centers >= 1:
        # the first of two centers is at the lower left
        angle = 2 * np.pi * np.arange(centers) / centers + 1.25 * np.pi
        return polar(3.0, angle)
    means = as_float_array(centers, "make_blobs: centers")
    check_finite(means, "make_blobs", "centers")
    if means.ndim != 2 or means.size == 0:
        raise ValueError(
            f"make_blobs: centers={centers!r}; expected the number of "
            "classes or one row per class, for example [[-2, -2], [2, 2]]."
        )
    return means
