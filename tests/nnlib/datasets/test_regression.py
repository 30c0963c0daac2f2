"""The data for regression follow their formulas, worked out by hand."""

import numpy as np
import pytest

from nnlib import datasets

GENERATORS = [
    datasets.make_house,
    datasets.make_multi_gaussian,
    datasets.make_outliers,
    datasets.make_plane,
]
everywhere = pytest.mark.parametrize("make", GENERATORS)


@everywhere
def test_shapes_dtypes_and_seeds(make):
    X, y = make(50, rng=3)
    assert X.shape == (
        50,
        {"make_house": 3, "make_outliers": 1}.get(make.__name__, 2),
    )
    assert y.shape == (50,)
    assert X.dtype == y.dtype == np.float64
    again = make(50, rng=np.random.default_rng(3))
    assert np.array_equal(X, again[0]) and np.array_equal(y, again[1])
    assert not np.array_equal(X, make(50, rng=4)[0])


@everywhere
def test_global_random_state_is_left_alone(make):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    make(50, rng=0)
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


@everywhere
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


def test_the_price_of_a_house():
    X, y = datasets.make_house(2000, noise=0, rng=0)
    bedrooms, size, neighborhood = X.T
    assert np.array_equal(np.unique(bedrooms), [1, 2, 3, 4, 5])
    assert np.array_equal(np.unique(neighborhood), [1, 2, 3])
    rest = size - 500 * bedrooms
    assert rest.min() >= 200 and rest.max() <= 800
    # 3 bedrooms, 2,000 square feet, neighborhood 1:
    # 20 + 15 * 3 + 2000 * (6 + 4) / 100 = 20 + 45 + 200 = 265
    same = np.flatnonzero((bedrooms == 3) & (neighborhood == 1))
    near = same[np.argmin(np.abs(size[same] - 2000))]
    assert y[near] == pytest.approx(265 + (size[near] - 2000) / 10)
    # the same house in neighborhood 3 costs 2000 * 8 / 100 = 160 more
    per_foot = (y - 20 - 15 * bedrooms) / size
    assert per_foot == pytest.approx(0.06 + 0.04 * neighborhood)


def test_the_noise_is_in_the_price_alone():
    X, y = datasets.make_house(2000, noise=0, rng=0)
    noisy_X, noisy = datasets.make_house(2000, noise=25, rng=0)
    assert np.array_equal(X, noisy_X)
    assert (noisy - y).std() == pytest.approx(25, rel=0.05)


def test_no_line_through_a_house_price():
    """The best weighted sum of the three columns is off: a net can gain."""
    X, y = datasets.make_house(500, noise=0, rng=0)
    A = np.column_stack([X, np.ones(len(X))])
    residual = y - A @ np.linalg.lstsq(A, y)[0]
    assert np.abs(residual).max() > 20


def test_one_point_in_ten_is_an_outlier():
    X, y = datasets.make_outliers(200, noise=0, rng=0)
    above = y - (1 + 0.5 * X[:, 0])
    assert X.min() >= 0 and X.max() <= 10
    assert np.isclose(above, 20).sum() == 20
    assert np.isclose(above, 0).sum() == 180
    # the squared error of the true line comes from the outliers alone
    assert np.mean(above**2) == pytest.approx(0.1 * 20**2)


def test_outliers_may_be_below_or_absent():
    X, y = datasets.make_outliers(10, fraction=0, noise=0, rng=0)
    assert y == pytest.approx(1 + 0.5 * X[:, 0])
    X, y = datasets.make_outliers(10, fraction=0.3, shift=-5, noise=0, rng=0)
    assert np.isclose(y - 1 - 0.5 * X[:, 0], -5).sum() == 3


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"fraction": 1.5}, r"fraction must be in \[0, 1\), got 1.5"),
        ({"fraction": -0.1}, "fraction must be in"),
        ({"shift": np.inf}, "shift must be in"),
    ],
)
def test_outliers_errors(arguments, text):
    with pytest.raises(ValueError, match=f"make_outliers: {text}"):
        datasets.make_outliers(**arguments)


def test_the_plane_rises_by_a_tenth():
    X, y = datasets.make_plane(500, rng=0)
    assert y == pytest.approx(0.1 * X[:, 0] + 0.1 * X[:, 1])
    assert np.abs(X).max() <= 6 and np.abs(X).max() > 5.8


def test_six_bumps_by_a_slow_loop():
    X, y = datasets.make_multi_gaussian(500, rng=0)
    up = [(-4, 2.5), (4, 2.5), (0, -2.5)]
    down = [(0, 2.5), (-4, -2.5), (4, -2.5)]
    for (x_1, x_2), height in zip(X, y, strict=True):
        expected = 0.0
        for sign, centers in ((1, up), (-1, down)):
            for a, b in centers:
                r = ((x_1 - a) ** 2 + (x_2 - b) ** 2) ** 0.5
                if r < 2:  # one unit away from a center: 1 - 1/2 = 1/2
                    expected = sign * (1 - r / 2)
        assert height == pytest.approx(expected)
    assert np.sum(y == 0) > 100 and y.max() > 0.8 and y.min() < -0.8


@pytest.mark.parametrize(
    "make", [datasets.make_plane, datasets.make_multi_gaussian]
)
def test_noise_moves_points_and_keeps_heights(make):
    X, y = make(1000, rng=0)
    moved, same = make(1000, noise=0.2, rng=0)
    assert np.array_equal(y, same)
    assert (moved - X).std() == pytest.approx(0.2, rel=0.05)
