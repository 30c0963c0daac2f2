"""The exponentially weighted average: numbers by hand, limits, errors."""

import numpy as np
import pytest

import nnlib
from nnlib import ewma


def test_a_constant_by_hand():
    # v = 0.9 v + 0.1 * 10, from 0: 1, then 0.9 + 1, then 1.71 + 1, ...
    raw = ewma([10] * 5, beta=0.9, bias_correction=False)
    np.testing.assert_allclose(raw, [1.0, 1.9, 2.71, 3.439, 4.0951])
    np.testing.assert_allclose(ewma([10] * 5, beta=0.9), [10] * 5)


def test_it_is_the_weighted_sum_that_it_stands_for():
    values, beta = np.random.default_rng(0).normal(size=40), 0.8
    raw = ewma(values, beta, bias_correction=False)
    corrected = ewma(values, beta)
    for t in range(1, 41):
        weights = (1 - beta) * beta ** np.arange(t - 1, -1, -1)
        assert raw[t - 1] == pytest.approx(weights @ values[:t])
        mean = np.average(values[:t], weights=weights)
        assert corrected[t - 1] == pytest.approx(mean)
        assert weights.sum() == pytest.approx(1 - beta**t)


def test_without_memory_nothing_is_averaged():
    values = [3.0, -1.0, 4.0]
    np.testing.assert_array_equal(ewma(values, 0), values)
    np.testing.assert_array_equal(
        ewma(values, 0, bias_correction=False), values
    )


def test_a_very_long_memory_is_the_plain_mean():
    values = np.random.default_rng(1).normal(size=50)
    means = np.cumsum(values) / np.arange(1, 51)
    np.testing.assert_allclose(ewma(values, 1 - 1e-12), means, rtol=1e-6)


def test_columns_are_averaged_each_by_itself():
    table = np.random.default_rng(2).normal(size=(30, 3))
    got = ewma(table, 0.9)
    assert got.shape == (30, 3)
    for j in range(3):
        np.testing.assert_allclose(got[:, j], ewma(table[:, j], 0.9))


def test_the_values_stay_and_the_type_is_kept():
    values = np.ones(4, dtype=np.float32)
    got = ewma(values, 0.5)
    assert got.dtype == np.float32
    assert values.tolist() == [1, 1, 1, 1]
    assert ewma([], 0.5).shape == (0,)
    assert "ewma" in nnlib.__all__


@pytest.mark.parametrize(
    ("values", "beta", "error", "message"),
    [
        ([1, 2], 1, ValueError, r"ewma: beta must be .* got 1"),
        ([1, 2], -0.1, ValueError, r"ewma: beta must be .* got -0.1"),
        ([1, 2], "much", TypeError, "ewma: beta must be a number"),
        (3.0, 0.9, ValueError, r"Put the values in a list: ewma\(\[1.0"),
        ([1.0, np.nan], 0.9, ValueError, "ewma: .*NaN"),
        (["a"], 0.9, TypeError, "values"),
        ([[1, 2], [3]], 0.9, ValueError, "values has rows of different"),
    ],
)
def test_wrong_calls(values, beta, error, message):
    with pytest.raises(error, match=message):
        ewma(values, beta)
