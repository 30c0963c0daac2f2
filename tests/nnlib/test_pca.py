"""PCA and whitening: by hand, by their definitions, and scikit-learn's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import decomposition

from nnlib import PCA, Whitening
from nnlib.datasets import load_mnist

tables = arrays(np.float64, (7, 3), elements=st.floats(-100, 100))

CROSS = np.array([[-2.0, -2], [2, 2], [-1, 1], [1, -1]])


def correlated(n=200, d=5, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 3


def test_four_points_by_hand():
    # mean 0; covariance 1/4 [[4+4+1+1, 4+4-1-1], [.., 10]] = [[2.5, 1.5],
    # [1.5, 2.5]]: eigenvalue 4 along (1, 1), 1 along (1, -1)
    pca = PCA().fit(CROSS + [5, 7])
    root = 0.5**0.5
    np.testing.assert_allclose(pca.mean, [5, 7])
    np.testing.assert_allclose(pca.explained_variance, [4, 1])
    np.testing.assert_allclose(pca.explained_variance_ratio, [0.8, 0.2])
    np.testing.assert_allclose(pca.components, [[root, root], [root, -root]])
    # (2, 2) is 2 sqrt(2) along the first; (-1, 1) is -sqrt(2) on the second
    expected = np.array([[-4, 0], [4, 0], [0, -2], [0, 2]]) * root
    np.testing.assert_allclose(pca.transform(CROSS + [5, 7]), expected)


def test_the_covariance_divides_by_n():
    # 0 and 2: variance ((0 - 1)^2 + (2 - 1)^2) / 2 = 1; n - 1 would give 2
    assert PCA().fit([[0.0], [2.0]]).explained_variance == [1]


@given(X=tables)
def test_what_pca_is(X):
    pca = PCA().fit(X)
    U, variance = pca.components, pca.explained_variance
    np.testing.assert_allclose(U.T @ U, np.eye(3), atol=1e-12)
    assert (np.diff(variance) <= 0).all() and variance.min() >= 0
    rotated = pca.transform(X)
    scale = max(variance[0], 1e-300)
    np.testing.assert_allclose(
        rotated.T @ rotated / len(X) / scale,
        np.diag(variance) / scale,
        atol=1e-12,
    )
    np.testing.assert_allclose(rotated.mean(axis=0), 0, atol=1e-10)
    np.testing.assert_allclose(pca.inverse_transform(rotated), X, atol=1e-9)
    # the sign: in every column the largest entry is positive
    for column in U.T:
        assert column.max() >= -column.min() * (1 - 1e-6)


@pytest.mark.parametrize("k", [1, 3, 5])
@pytest.mark.parametrize("seed", range(3))
def test_the_same_as_scikit_learn(k, seed):
    X, new = correlated(seed=seed), correlated(20, seed=seed + 9)
    mine, theirs = PCA(k).fit(X), decomposition.PCA(k).fit(X)
    signs = np.sign(np.sum(mine.components * theirs.components_.T, axis=0))
    np.testing.assert_allclose(
        mine.components * signs, theirs.components_.T, atol=1e-9
    )
    n = len(X)  # they divide by n - 1
    np.testing.assert_allclose(
        mine.explained_variance * n / (n - 1),
        theirs.explained_variance_,
        rtol=1e-9,
    )
    np.testing.assert_allclose(
        mine.explained_variance_ratio,
        theirs.explained_variance_ratio_,
        rtol=1e-9,
    )
    np.testing.assert_allclose(
        mine.transform(new) * signs, theirs.transform(new), atol=1e-9
    )
    np.testing.assert_allclose(
        mine.inverse_transform(mine.transform(new)),
        theirs.inverse_transform(theirs.transform(new)),
        atol=1e-9,
    )


@pytest.mark.parametrize("k", [2, 5])
def test_whitening_is_the_same_as_scikit_learn(k):
    X, new = correlated(), correlated(20, seed=9)
    mine = Whitening(0, n_components=k).fit(X)
    theirs = decomposition.PCA(k, whiten=True).fit(X)
    signs = np.sign(np.sum(mine.components * theirs.components_.T, axis=0))
    n = len(X)
    np.testing.assert_allclose(
        mine.transform(new) * signs * ((n - 1) / n) ** 0.5,
        theirs.transform(new),
        atol=1e-9,
    )


def test_fewer_components_are_the_nearest_points():
    X = correlated()
    pca = PCA(2).fit(X)
    flat = pca.inverse_transform(pca.transform(X))
    lost = ((X - flat) ** 2).sum(axis=1).mean()
    full = PCA().fit(X).explained_variance
    assert lost == pytest.approx(full[2:].sum())
    assert pca.transform(X).shape == (200, 2)
    np.testing.assert_allclose(pca.transform(flat), pca.transform(X))


def test_whitening_gives_the_identity():
    # eigenvalues 5.506 and .389: with epsilon 1e-5 the variances become
    # 5.506 / 5.50601 = .999998 and .389 / .38901 = .999974
    Z = CROSS @ (np.array([[1.0, 1], [1, -1]]) / 2**0.5)  # variances 4, 1
    X = Z / [2, 1] * np.sqrt([5.506, 0.389])
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    white = Whitening().fit(X @ turn + [10, -3])
    np.testing.assert_allclose(white.explained_variance, [5.506, 0.389])
    out = white.transform(X @ turn + [10, -3])
    covariance = out.T @ out / 4
    np.testing.assert_allclose(covariance, np.eye(2), atol=1e-4)
    np.testing.assert_allclose(
        np.diag(covariance), [0.999998, 0.999974], atol=5e-7
    )


@given(X=tables)
def test_whitening_is_undone(X):
    white = Whitening().fit(X)
    out = white.inverse_transform(white.transform(X))
    np.testing.assert_allclose(out, X, atol=1e-9)
    assert np.abs(white.transform(X)).max() < 7**0.5 + 1e-9


def test_a_constant_feature_is_no_direction():
    X = np.column_stack([CROSS, np.full(4, 0.1)])
    pca = PCA().fit(X)
    np.testing.assert_allclose(pca.explained_variance[:2], [4, 1])
    assert pca.explained_variance[2] == 0
    np.testing.assert_allclose(pca.transform(X)[:, 2], 0, atol=1e-12)
    white = Whitening().fit(X)
    np.testing.assert_allclose(white.transform(X)[:, 2], 0, atol=1e-9)
    np.testing.assert_allclose(
        white.inverse_transform(white.transform(X)), X, atol=1e-9
    )
    # nothing but constants
    flat = PCA().fit(np.full((3, 2), 7.0))
    assert flat.explained_variance.tolist() == [0, 0]
    assert flat.explained_variance_ratio.tolist() == [0, 0]


def test_more_features_than_examples():
    X = correlated(4, 9)
    pca = PCA().fit(X)
    assert (pca.explained_variance > 0).sum() == 3  # n - 1
    np.testing.assert_allclose(
        pca.inverse_transform(pca.transform(X)), X, atol=1e-9
    )


def test_new_data_are_measured_with_the_old_numbers():
    pca = PCA().fit(CROSS)
    one = pca.transform([[3.0, 3.0]])
    np.testing.assert_allclose(one, [[18**0.5, 0]], atol=1e-12)


def test_data_stay_what_they_were():
    X = correlated()
    before = X.copy()
    for rotation in (PCA(), Whitening()):
        out = rotation.fit_transform(X)
        out += 1
        rotation.inverse_transform(out)
    np.testing.assert_array_equal(X, before)


def test_repr():
    assert repr(PCA()) == "PCA()" and repr(PCA(3)) == "PCA(n_components=3)"
    assert repr(Whitening()) == "Whitening(epsilon=1e-05)"
    white = Whitening(0.1, n_components=2)
    assert repr(white) == "Whitening(epsilon=0.1, n_components=2)"


@pytest.fixture(scope="module")
def digits():
    """The first 10,000 training images of the full MNIST."""
    (x_train, _), _ = load_mnist("full", cache=False)
    return x_train[:10_000]


@pytest.mark.mnist
def test_components_of_the_digits(digits):
    share = np.cumsum(PCA().fit(digits).explained_variance_ratio)
    assert 0.91 < share[99] < 0.925  # 100 components keep 91.7 %
    assert 0.82 < share[49] < 0.835  # 50 keep 82.8 %
    assert 145 <= np.searchsorted(share, 0.95) + 1 <= 155
    assert (digits == digits[0]).all(axis=0).sum() == 111  # never change


@pytest.mark.mnist
def test_whitening_blows_up_noise(digits):
    white = Whitening().fit(digits)
    assert 200 < white.scale[0] / white.scale[600] < 350


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: PCA(3).fit(CROSS),
            ValueError,
            "PCA: n_components=3, but X has only 2 features. Use at most 2",
        ),
        (lambda: PCA(0), ValueError, "PCA: n_components must be at least 1"),
        (lambda: PCA(0.95), TypeError, "must be a whole number, got 0.95"),
        (
            lambda: Whitening(n_components=0),
            ValueError,
            "Whitening: n_components must be at least 1",
        ),
        (lambda: Whitening(-1), ValueError, r"epsilon must be in \[0, inf\)"),
        (
            lambda: Whitening(0).fit([[1.0, 2.0], [2.0, 2.0]]),
            ValueError,
            "1 of 2 components have no variance, and epsilon=0 would divide",
        ),
        (
            lambda: PCA().fit([[1.0, np.nan]]),
            ValueError,
            "PCA: X contains 1 NaN value, first at row 0, column 1",
        ),
        (
            lambda: PCA().fit(CROSS).transform([[np.nan, 0]]),
            ValueError,
            "PCA: X contains 1 NaN value",
        ),
        (
            lambda: Whitening().fit([1.0, 2.0]),
            ValueError,
            r"Whitening expects a batch of shape \(n, d\), got one example",
        ),
        (lambda: PCA().fit(np.zeros((0, 2))), ValueError, "X has no rows"),
        (lambda: PCA().fit(np.zeros((2, 0))), ValueError, "has no columns"),
        (
            lambda: PCA().transform(CROSS),
            RuntimeError,
            r"this PCA is not fitted. Call fit\(X_train\) first",
        ),
        (
            lambda: Whitening().inverse_transform(CROSS),
            RuntimeError,
            "this Whitening is not fitted",
        ),
        (
            lambda: PCA(1).fit(CROSS).inverse_transform(CROSS),
            ValueError,
            r"PCA expects a batch of shape \(n, 1\), got \(4, 2\)",
        ),
        (
            lambda: (
                Whitening(n_components=1).fit(CROSS).inverse_transform(CROSS)
            ),
            ValueError,
            r"Whitening expects a batch of shape \(n, 1\), got \(4, 2\)",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
