"""Data to learn from: points from formulas, flowers, handwritten digits.

Generators (``make_*``) return ``(X, y)``; loaders (``load_*``) read real
data. No data set is part of this package.
"""

from nnlib.datasets.digits import normalize_digit
from nnlib.datasets.idx import read_idx
from nnlib.datasets.iris import load_iris
from nnlib.datasets.mnist import load_mnist
from nnlib.datasets.regression import (
    make_house,
    make_multi_gaussian,
    make_outliers,
    make_plane,
)
from nnlib.datasets.squad import make_squad
from nnlib.datasets.synthetic import (
    make_blobs,
    make_circles,
    make_moons,
    make_spirals,
    make_triangle,
    make_xor,
)

__all__ = [
    "load_iris",
    "load_mnist",
    "make_blobs",
    "make_circles",
    "make_house",
    "make_moons",
    "make_multi_gaussian",
    "make_outliers",
    "make_plane",
    "make_spirals",
    "make_squad",
    "make_triangle",
    "make_xor",
    "normalize_digit",
    "read_idx",
]
