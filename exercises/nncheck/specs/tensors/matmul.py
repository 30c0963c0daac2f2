"""naive_matmul(X, Y): the product of two matrices, written as loops."""

from nncheck.engine import Exercise, Part
from nncheck.specs.tensors.arrays import array_probe, must_refuse
from nncheck.specs.tensors.matmul_answers import ALTERNATIVES, naive_matmul
from nncheck.specs.tensors.matmul_mistakes import MISCONCEPTIONS
from nncheck.specs.tensors.sections import DOT


def _whole(rng, *shape):
    """Integers without a zero, so that no term is lost."""
    return rng.choice([-1, 1], shape) * rng.integers(1, 6, shape)


def _halves(rng, *shape):
    return _whole(rng, *shape) / 2 + 0.25


def _small(rng):
    p, r = int(rng.integers(4, 6)), int(rng.integers(2, 4))
    return [
        array_probe(naive_matmul, _whole(rng, 2, 2), _whole(rng, 2, 2)),
        array_probe(naive_matmul, _whole(rng, 2, 3), _whole(rng, 3, 4)),
        array_probe(naive_matmul, _whole(rng, p, 3), _whole(rng, 3, r)),
    ]


def _thin(rng):
    k = int(rng.integers(3, 6))
    return [
        array_probe(naive_matmul, _whole(rng, 1, k), _whole(rng, k, 1)),
        array_probe(naive_matmul, _whole(rng, k, 1), _whole(rng, 1, k)),
    ]


def _fractions(rng):
    return [
        array_probe(naive_matmul, _halves(rng, 2, 3), _halves(rng, 3, 2)),
        array_probe(naive_matmul, _whole(rng, 3, 2), _halves(rng, 2, 3)),
        array_probe(naive_matmul, _halves(rng, 3, 2), _whole(rng, 2, 3)),
        array_probe(
            naive_matmul, rng.normal(size=(7, 9)), rng.normal(size=(9, 5))
        ),
    ]


def _refuses(X, Y):
    words = f"naive_matmul(X, Y) with shapes {X.shape} and {Y.shape}"
    return must_refuse(X, Y, words=words)


def _mismatch(rng):
    return [
        _refuses(_whole(rng, 2, 3), _whole(rng, 2, 3)),
        _refuses(_whole(rng, 2, 3), _whole(rng, 4, 2)),
    ]


EXERCISE = Exercise(
    page="tensors",
    name="naive_matmul",
    title="A product of matrices in loops",
    minutes=5,
    section=DOT,
    reference=naive_matmul,
    alternatives=ALTERNATIVES,
    arguments=("X", "Y"),
    driver="by_hand",
    parts=(
        Part("products of small matrices", 1, _small),
        Part("a single row, a single column", 0.5, _thin),
        Part("fractions", 0.5, _fractions),
        Part("shapes that do not fit", 0.5, _mismatch),
    ),
    hints=(
        "How many entries has the result, and how many products go into "
        "each of them? That tells how many loops there are.",
        "Three sizes occur: p rows of X, r columns of Y, and q, which both "
        "share. The loops over i and j visit the entries; which size belongs "
        "to the loop over k?",
        "Compare the shared size first and raise the error if it differs. "
        "Then begin with a table of zeros, in floats, and add one product at "
        "a time.",
    ),
    misconceptions=MISCONCEPTIONS,
)
