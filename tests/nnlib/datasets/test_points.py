"""The generators draw what their formulas say, the same for the same rng."""

import numpy as np
import pytest

from nnlib import datasets

GENERATORS = [
    datasets.make_blobs,
    datasets.make_circles,
    datasets.make_moons,
    datasets.make_spirals,
    datasets.make_triangle,
    datasets.make_squad,
    datasets.make_xor,
]


@pytest.mark.parametrize("make", GENERATORS)
def test_shapes_and_dtypes(make):
    X, y = make(50, rng=1)
    assert X.shape == (len(y), 2)
    assert X.dtype == np.float64
    assert y.dtype.kind == "i"
    assert set(y) <= {0, 1}


@pytest.mark.parametrize("make", GENERATORS)
def test_same_seed_same_points_and_other_seed_others(make):
    X, y = make(50, rng=3)
    again = make(50, rng=np.random.default_rng(3))
    assert np.array_equal(X, again[0])
    assert np.array_equal(y, again[1])
    assert not np.array_equal(X[:10], make(50, rng=4)[0][:10])


@pytest.mark.parametrize("make", GENERATORS)
def test_global_random_state_is_left_alone(make):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    make(50, rng=0)
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


@pytest.mark.parametrize("make", GENERATORS)
@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"n_samples": 0}, ValueError, "n_samples must be at least 1"),
        ({"n_samples": 2.5}, TypeError, "n_samples must be a whole number"),
        ({"noise": -1}, ValueError, "noise must be in"),
        ({"rng": "seed"}, TypeError, "rng must be an int"),
    ],
)
def test_bad_arguments_are_explained(make, arguments, error, text):
    with pytest.raises(error, match=text):
        make(**arguments)


@pytest.mark.parametrize("make", GENERATORS[:5])
def test_classes_are_balanced_and_not_sorted(make):
    _, y = make(101, rng=0)
    assert sorted(np.bincount(y)) == [50, 51]
    assert np.any(np.diff(y) < 0)


def test_squad_of_the_book():
    X, y = datasets.make_squad(rng=0)
    assert len(y) == 163
    assert y.sum() == 110


def test_squad_draws_heights_then_ages():
    X, _ = datasets.make_squad(margin=0, rng=0)
    normal = np.random.default_rng(0).normal(size=400)
    assert X[:, 0] == pytest.approx(175 + 12 * normal[:200])
    assert X[:, 1] == pytest.approx(17 + 2.5 * normal[200:])


def test_squad_label_is_the_sign_of_the_score():
    X, y = datasets.make_squad(500, rng=5)
    score = (X[:, 0] - 170) / 12 + (X[:, 1] - 16.5) / 2.5
    assert np.array_equal(y, score > 0)
    assert np.abs(score).min() > 0.3


def test_squad_margin_and_noise():
    X, _ = datasets.make_squad(500, margin=0, rng=5)
    assert len(X) == 500
    clean = datasets.make_squad(500, rng=5)
    moody = datasets.make_squad(500, noise=1.0, rng=5)
    assert np.array_equal(clean[0], moody[0])
    assert 0.02 < np.mean(clean[1] != moody[1]) < 0.3


def test_blobs_stand_around_their_centers():
    centers = [[0, 0, 9], [5, 5, 5], [-9, 0, 0]]
    X, y = datasets.make_blobs(600, centers=centers, noise=0.5, rng=0)
    assert X.shape == (600, 3)
    for k, center in enumerate(centers):
        assert X[y == k].mean(axis=0) == pytest.approx(center, abs=0.15)
        assert X[y == k].std(axis=0) == pytest.approx(0.5, abs=0.1)


def test_blobs_by_number_stand_on_a_circle():
    X, y = datasets.make_blobs(8, centers=4, noise=0, rng=0)
    assert np.hypot(*X.T) == pytest.approx(3)
    assert len(np.unique(X.round(6), axis=0)) == 4
    assert np.all(datasets.make_blobs(8, noise=0, rng=0)[0][:, 0] != 0)


@pytest.mark.parametrize("centers", [0, [1, 2, 3], []])
def test_blobs_centers_must_be_a_table(centers):
    with pytest.raises(ValueError, match="make_blobs: .*one row per class"):
        datasets.make_blobs(centers=centers)


def test_xor_is_the_exclusive_or_of_the_signs():
    X, y = datasets.make_xor(400, padding=0.5, rng=0)
    assert np.array_equal(y, np.prod(X, axis=1) < 0)
    assert np.abs(X).min() >= 0.5
    assert np.abs(X).max() <= 5.5


def test_circles_and_moons_and_spirals_follow_their_formulas():
    X, y = datasets.make_circles(300, rng=0)
    radius = np.hypot(*X.T)
    assert radius[y == 1].max() <= 2.5
    assert radius[y == 0].min() >= 3.5
    X, y = datasets.make_moons(300, rng=0)
    assert np.hypot(*(X[y == 1] - [1, 0.5]).T) == pytest.approx(1)
    assert X[y == 1][:, 1].max() <= 0.5
    X, y = datasets.make_spirals(300, rng=0)
    radius = np.hypot(*X.T)
    angle = 1.75 * 2 * np.pi * radius / 5 + np.pi * y
    spiral = np.column_stack([np.cos(angle), np.sin(angle)])
    assert np.allclose(X, radius[:, None] * spiral)


def test_triangle_of_three_lines():
    X, y = datasets.make_triangle(5000, rng=0)
    # h = [x > 0, y > 0, x + y < 1], all three for a point inside
    h = np.column_stack([X[:, 0] > 0, X[:, 1] > 0, X.sum(axis=1) < 1])
    assert np.array_equal(y, h.sum(axis=1) > 2.5)
    # uniform: the center of the triangle is (0 + 1 + 0) / 3 either way
    assert X[y == 1].mean(axis=0) == pytest.approx(1 / 3, abs=0.02)
    # the square without it: (4 * 0.5 - 0.5 * 1 / 3) / 3.5 = 0.5238
    assert X[y == 0].mean(axis=0) == pytest.approx(0.5238, abs=0.03)
    assert X.min() >= -0.5 and X.max() <= 1.5


def test_noise_moves_points_and_keeps_labels():
    X, y = datasets.make_circles(300, rng=0)
    moved, same = datasets.make_circles(300, noise=0.2, rng=0)
    assert np.array_equal(y, same)
    assert (moved - X).std() == pytest.approx(0.2, abs=0.03)
