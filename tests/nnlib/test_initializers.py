"""Initializers: the variances that their papers prescribe."""

import numpy as np
import pytest

from nnlib import initializers
from nnlib.initializers import (
    Constant,
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LecunNormal,
    RandomNormal,
    SparseNormal,
    Zeros,
)

# fan-in 400, fan-out 300
STDDEV = [
    (RandomNormal(), 0.01),
    (RandomNormal(stddev=2.0), 2.0),
    (LecunNormal(), np.sqrt(1 / 400)),
    (GlorotNormal(), np.sqrt(2 / 700)),
    (GlorotUniform(), np.sqrt(2 / 700)),
    (HeNormal(), np.sqrt(2 / 400)),
    (HeUniform(), np.sqrt(2 / 400)),
]


@pytest.mark.parametrize(("initializer", "expected"), STDDEV, ids=repr)
def test_mean_and_standard_deviation(initializer, expected):
    W = initializer((400, 300), rng=0)
    assert W.shape == (400, 300)
    assert W.dtype == np.float64
    assert W.std() == pytest.approx(expected, rel=0.03)
    assert abs(W.mean()) < 0.02 * expected


@pytest.mark.parametrize(
    ("initializer", "limit"),
    [
        (GlorotUniform(), 0.06804),  # sqrt(6 / (784 + 512))
        (HeUniform(), 0.08748),  # sqrt(6 / 784)
    ],
)
def test_uniform_limits(initializer, limit):
    W = initializer((784, 512), rng=0)
    assert np.abs(W).max() == pytest.approx(limit, abs=1e-5)


@pytest.mark.parametrize("initializer", [i for i, _ in STDDEV], ids=repr)
def test_same_rng_same_weights(initializer):
    A, B = initializer((5, 4), rng=3), initializer((5, 4), rng=3)
    np.testing.assert_array_equal(A, B)
    generator = np.random.default_rng(3)
    np.testing.assert_array_equal(A, initializer((5, 4), generator))
    # the generator has moved on
    assert not np.array_equal(A, initializer((5, 4), generator))


def test_sparse_normal_may_take_all_inputs():
    assert (SparseNormal(3)((3, 5), rng=0) != 0).all()


def test_sparse_normal_has_k_inputs_for_each_unit():
    W = SparseNormal(10)((300, 50), rng=0)
    np.testing.assert_array_equal(np.count_nonzero(W, axis=0), 10)
    assert len(np.unique(np.nonzero(W)[0])) > 100  # not always the same rows
    assert W[W != 0].std() == pytest.approx(1, rel=0.1)


def test_constants():
    np.testing.assert_array_equal(Zeros()((2, 2), rng=None), np.zeros((2, 2)))
    np.testing.assert_array_equal(Constant(-1.5)((3,), rng=None), [-1.5] * 3)


def test_a_bias_vector_and_a_scalar_have_fans():
    assert initializers.fans((7,)) == (7, 7)
    assert initializers.fans(()) == (1, 1)


@pytest.mark.parametrize(
    ("name", "initializer"), list(initializers.ALIASES.items())
)
def test_aliases(name, initializer):
    assert type(initializers.get(name)) is initializer


def test_an_object_or_a_function_stands_for_itself():
    he = HeNormal()
    assert initializers.get(he) is he
    assert initializers.get(np.zeros) is np.zeros
    assert initializers.get(min) is min  # does not say what it takes


def test_repr():
    assert repr(RandomNormal(0.5)) == "RandomNormal(stddev=0.5)"
    assert repr(SparseNormal(3)) == "SparseNormal(k=3, stddev=1.0)"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: initializers.get("he_norml"),
            ValueError,
            r"unknown initializer 'he_norml'. Did you mean 'he_normal'\?",
        ),
        (
            lambda: initializers.get(HeNormal),
            TypeError,
            r"initializer must be a name or .* a class. Write HeNormal\(\)",
        ),
        (
            lambda: initializers.get(lambda shape: np.ones(shape)),
            TypeError,
            r"called with \(shape, rng\), and <.*Write lambda shape, rng: np",
        ),
        (
            lambda: RandomNormal(-1),
            ValueError,
            r"RandomNormal: stddev must be in \[0, inf\), got -1",
        ),
        (
            lambda: Constant("a"),
            TypeError,
            "Constant: value must be a number, got 'a'",
        ),
        (
            lambda: SparseNormal(4)((3, 2), rng=0),
            ValueError,
            r"at least 4 rows \(inputs\), got shape \(3, 2\). Lower k.",
        ),
        (
            lambda: SparseNormal(0),
            ValueError,
            "SparseNormal: k must be at least 1, got 0",
        ),
        (
            lambda: Zeros()((2,), rng="0"),
            TypeError,
            "rng must be an int, a numpy Generator or None, got str. Use rng=",
        ),
        (
            lambda: initializers.Initializer()((2,), rng=0),
            NotImplementedError,
            "Initializer needs a draw method",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
