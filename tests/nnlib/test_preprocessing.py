"""Preprocessing: one-hot rows and scalers that do not peek at the test set."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import preprocessing as sklearn_preprocessing

from nnlib import MinMaxScaler, StandardScaler, one_hot
from nnlib._transformer import Transformer
from nnlib.preprocessing import Scaler

tables = arrays(np.float64, (6, 3), elements=st.floats(-100, 100))
scalers = pytest.mark.parametrize("scaler", [StandardScaler, MinMaxScaler])


def test_one_hot_by_hand():
    np.testing.assert_array_equal(
        one_hot([6], num_classes=10), [[0, 0, 0, 0, 0, 0, 1, 0, 0, 0]]
    )
    np.testing.assert_array_equal(one_hot([True, False]), [[0, 1], [1, 0]])
    assert one_hot(np.array([], dtype=int), num_classes=3).shape == (0, 3)


@given(st.lists(st.integers(0, 9), min_size=1))
def test_one_hot_is_undone_by_argmax(labels):
    rows = one_hot(labels, num_classes=10)
    assert rows.shape == (len(labels), 10)
    assert rows.dtype == np.float64
    np.testing.assert_array_equal(rows.sum(axis=1), 1)
    np.testing.assert_array_equal(rows.argmax(axis=1), labels)


def test_standard_scaler_by_hand():
    # 1, 2, 3: mean 2, variance (1 + 0 + 1) / 3, s.d. .816497
    X = np.array([[1.0, 7.0], [2.0, 7.0], [3.0, 7.0]])
    scaler = StandardScaler().fit(X)
    np.testing.assert_array_equal(scaler.shift, [2, 7])
    np.testing.assert_allclose(scaler.scale, [0.816497, 1], atol=5e-7)
    expected = [[-1.224745, 0], [0, 0], [1.224745, 0]]
    np.testing.assert_allclose(scaler.transform(X), expected, atol=5e-7)
    # new data are measured with the old numbers; the constant is kept as 0
    np.testing.assert_allclose(
        scaler.transform([[5, 8]]), [[3.674235, 1]], atol=5e-7
    )


@scalers
@given(X=tables)
def test_inverse_transform_undoes_it(scaler, X):
    fitted = scaler().fit(X)
    np.testing.assert_allclose(
        fitted.inverse_transform(fitted.transform(X)), X, atol=1e-9
    )


@scalers
def test_a_spread_that_no_float_can_divide_by_counts_as_none(scaler):
    X = np.array([[5e-324], [0.0], [0.0]])  # the least positive float
    fitted = scaler().fit(X)
    assert fitted.scale.tolist() == [1.0]
    assert np.isfinite(fitted.transform([[100.0]])).all()


@scalers
@given(X=tables, new=tables)
def test_the_same_as_scikit_learn(scaler, X, new):
    X[:, 1] = X[0, 1]  # one column is constant
    mine = scaler().fit(X)
    theirs = getattr(sklearn_preprocessing, scaler.__name__)().fit(X)
    # for a column that rounding alone makes vary, either answer is good
    vary = np.ptp(X, axis=0) > 1e-6 * (1 + np.abs(X).max(axis=0))
    vary[1] = True
    for data in (X, new):
        np.testing.assert_allclose(
            mine.transform(data)[:, vary],
            theirs.transform(data)[:, vary],
            rtol=1e-9,
            atol=1e-9,
        )


def test_ranges():
    X = np.random.default_rng(0).normal(3, 5, size=(200, 4))
    standard = StandardScaler().fit_transform(X)
    np.testing.assert_allclose(standard.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(standard.std(axis=0), 1)
    squeezed = MinMaxScaler().fit_transform(X)
    np.testing.assert_array_equal(squeezed.min(axis=0), 0)
    np.testing.assert_array_equal(squeezed.max(axis=0), 1)


@scalers
def test_a_constant_that_rounding_blurs_becomes_zero(scaler):
    # the mean of many 0.1 is not exactly 0.1
    out = scaler().fit_transform(np.full((1000, 1), 0.1))
    np.testing.assert_allclose(out, 0, atol=1e-12)


@scalers
def test_data_stay_what_they_were(scaler):
    X = np.array([[1.0, 2.0], [3.0, 5.0]])
    before = X.copy()
    scaled = scaler().fit_transform(X)
    scaled += 1
    np.testing.assert_array_equal(X, before)
    assert repr(scaler()) == f"{scaler.__name__}()"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: one_hot([[0], [1]]),
            ValueError,
            r"integer labels of shape \(n,\), got int64 of shape \(2, 1\)",
        ),
        (
            lambda: one_hot([0.5]),
            ValueError,
            r"got float64 of shape \(1,\). Use y.ravel\(\).astype\(int\)",
        ),
        (
            lambda: one_hot([0, 3], num_classes=3),
            ValueError,
            "label 3 is out of range; 3 classes have the labels 0 to 2",
        ),
        (
            lambda: one_hot([-1], num_classes=3),
            ValueError,
            "label -1 is out of range",
        ),
        (
            lambda: one_hot(np.array([], dtype=int)),
            ValueError,
            "one_hot of no labels needs num_classes",
        ),
        (
            lambda: StandardScaler().transform([[1.0]]),
            RuntimeError,
            r"this StandardScaler is not fitted. Call fit\(X_train\) first",
        ),
        (
            lambda: MinMaxScaler().fit([1.0, 2.0]),
            ValueError,
            r"MinMaxScaler expects a batch of shape \(n, d\), got one exa",
        ),
        (
            lambda: MinMaxScaler().fit([[np.nan]]),
            ValueError,
            "MinMaxScaler: X contains 1 NaN value, first at row 0, column 0",
        ),
        (
            lambda: StandardScaler().fit(np.zeros((0, 2))),
            ValueError,
            "StandardScaler: X has no rows",
        ),
        (
            lambda: StandardScaler().fit([[1.0]]).transform([[1.0, 2.0]]),
            ValueError,
            r"a batch of shape \(n, 1\), got \(1, 2\)",
        ),
        (
            lambda: Scaler().fit([[1.0]]),
            NotImplementedError,
            "Scaler needs a measure",
        ),
        (
            lambda: Transformer().fit([[1.0]]),
            NotImplementedError,
            "Transformer needs a learn",
        ),
        (
            lambda: Transformer().transform([[1.0]]),
            NotImplementedError,
            "Transformer needs a transform",
        ),
        (
            lambda: StandardScaler().fit([[1.0]]).transform([[np.inf]]),
            ValueError,
            "StandardScaler: X contains 1 infinite value",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
