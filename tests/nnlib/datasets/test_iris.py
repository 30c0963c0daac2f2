"""The iris data is the right copy of the many that circulate."""

import sys

import numpy as np
import pytest

from nnlib.datasets import load_iris


def test_the_two_rows_that_other_copies_have_wrong():
    X, _ = load_iris()
    assert X[34].tolist() == [4.9, 3.1, 1.5, 0.2]  # the 35th flower
    assert X[37].tolist() == [4.9, 3.6, 1.4, 0.1]  # the 38th


def test_means_and_spreads():
    X, y = load_iris()
    assert X.mean(axis=0).round(3).tolist() == [5.843, 3.057, 3.758, 1.199]
    assert X.std(axis=0).round(3).tolist() == [0.825, 0.434, 1.759, 0.76]
    assert np.bincount(y).tolist() == [50, 50, 50]
    assert y.dtype.kind == "i"


def test_one_flower_is_there_twice():
    X, _ = load_iris()
    assert len(np.unique(X, axis=0)) == 149


def test_each_call_gives_its_own_array():
    load_iris()[0][:] = 0
    assert load_iris()[0].min() > 0


def test_without_scikit_learn_the_error_says_what_to_type(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(ModuleNotFoundError, match="pip install scikit-learn"):
        load_iris()
