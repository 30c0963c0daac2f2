"""Gradient checking: right ones pass, one planted mistake is named."""

import copy

import numpy as np
import pytest

from nnlib import (
    Dense,
    MeanSquaredError,
    Sequential,
    Sigmoid,
    Softmax,
    SparseCategoricalCrossentropy,
    Tanh,
    gradient_check,
    numerical_gradient,
)

rng = np.random.default_rng(0)
X, y = rng.normal(size=(6, 4)), rng.integers(3, size=6)
LOSS = SparseCategoricalCrossentropy()


def model():
    return Sequential([Dense(4, 3), Tanh(), Dense(3, 3), Softmax()], rng=0)


def test_numerical_gradient_by_hand():
    # exp(t) sin(t) at 1 has the slope e (sin 1 + cos 1) = 3.756
    def f(t):
        return np.exp(t) * np.sin(t)

    exact = np.e * (np.sin(1) + np.cos(1))
    gradient = numerical_gradient(f, np.array(1.0))
    assert gradient == pytest.approx(exact, abs=1e-10)
    # the error of a central difference falls with eps²: 2.7e-3 at .1 here
    wide = numerical_gradient(f, np.array(1.0), eps=0.1)
    narrow = numerical_gradient(f, np.array(1.0), eps=0.01)
    ratio = (wide - exact) / (narrow - exact)
    assert ratio == pytest.approx(100, rel=0.01)


def test_numerical_gradient_of_a_matrix_function():
    A = rng.normal(size=(3, 2))
    gradient = numerical_gradient(lambda a: np.sum(a**3), A)
    np.testing.assert_allclose(gradient, 3 * A**2, atol=1e-8)


def test_x_is_restored_to_the_last_bit():
    x = np.array([0.1, 1e10, -3e-7])
    before = x.copy()
    numerical_gradient(lambda v: v.sum(), x)
    np.testing.assert_array_equal(x, before)

    def fails(v):
        if v[1] != before[1]:
            raise ZeroDivisionError
        return v.sum()

    with pytest.raises(ZeroDivisionError):
        numerical_gradient(fails, x, eps=1.0)
    np.testing.assert_array_equal(x, before)


def test_an_array_that_cannot_be_changed_is_copied():
    x = np.array([3.0])
    x.flags.writeable = False
    assert numerical_gradient(lambda v: v[0] ** 2, x) == pytest.approx(6)


def test_a_right_model_passes_and_stays_as_it_was():
    network = model()
    before = network.flat_params.copy()
    report = gradient_check(network, LOSS, X, y)
    assert report.passed
    assert report.worst.error < 1e-8
    assert "gradient check: good, relative error" in repr(report)
    np.testing.assert_array_equal(network.flat_params, before)
    assert [check.name for check in report.checks] == [
        "inputs",
        "layer 0, Dense(4, 3): W",
        "layer 0, Dense(4, 3): b",
        "layer 2, Dense(3, 3): W",
        "layer 2, Dense(3, 3): b",
    ]


class NoTranspose(Dense):
    def backward(self, grad_output):
        super().backward(grad_output)
        return grad_output @ self.params["W"]


class MeanBias(Dense):
    def fill_grads(self, grad_output):
        super().fill_grads(grad_output)
        self.grads["b"] = grad_output.mean(axis=0)


class WrongSigmoid(Sigmoid):
    def derivative(self, Z, A):
        return super().derivative(A, 1 / (1 + np.exp(-A)))


@pytest.mark.parametrize(
    ("layers", "where"),
    [
        ([Dense(4, 3), NoTranspose(3, 3)], "layer 0, Dense(4, 3): "),
        ([Dense(4, 3), MeanBias(3, 3)], "layer 1, Dense(3, 3): b"),
        ([Dense(4, 3), WrongSigmoid()], "inputs"),
    ],
)
def test_a_planted_mistake_is_found_and_named(layers, where):
    layers = [*copy.deepcopy(layers), Softmax()]
    report = gradient_check(Sequential(layers, rng=0), LOSS, X, y)
    assert not report.passed
    assert report.worst.error > 1e-2
    text = repr(report)
    assert "gradient check: suspect" in text
    assert where in text
    wrong = [c.name for c in report.checks if c.error > 1e-4]
    assert any(where in name for name in wrong)
    # the worst entry is one where the two differ
    assert report.worst.backprop != pytest.approx(report.worst.numerical)


def test_a_mistake_of_one_entry_is_pointed_at():
    class OneWrong(Dense):
        def fill_grads(self, grad_output):
            super().fill_grads(grad_output)
            self.grads["W"][2, 1] *= 1.001

    report = gradient_check(
        Sequential([OneWrong(4, 3), Softmax()], rng=0), LOSS, X, y
    )
    assert report.worst.worst == (2, 1)
    assert "worst: layer 0, Dense(4, 3): W [2, 1]: backprop" in repr(report)


def test_a_tiny_mistake_asks_for_a_closer_look():
    class Slightly(Dense):
        def fill_grads(self, grad_output):
            super().fill_grads(grad_output)
            self.grads["W"] *= 1 + 1e-6

    report = gradient_check(
        Sequential([Slightly(4, 3), Softmax()], rng=0), LOSS, X, y
    )
    assert not report.passed
    assert "gradient check: look closer" in repr(report)


def test_no_gradient_at_all_is_right_where_there_is_none():
    network = Sequential([Dense(2, 1)])
    network.set_weights([np.zeros((2, 1)), [0]])
    report = gradient_check(
        network, MeanSquaredError(), np.zeros((3, 2)), np.zeros((3, 1))
    )
    assert report.checks[0].error == 0
    assert report.passed


def test_a_few_entries_suffice():
    report = gradient_check(model(), LOSS, X, y, max_entries=2)
    assert report.passed
    again = gradient_check(model(), LOSS, X, y, max_entries=2, rng=0)
    assert report == again


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: numerical_gradient(np.sum, np.array([1, 2])),
            TypeError,
            r"needs floating-point x, got int64: .* Use x.astype\(float\)",
        ),
        (
            lambda: numerical_gradient(np.sum, np.ones(2, dtype=np.float32)),
            TypeError,
            "needs float64, got float32",
        ),
        (
            lambda: numerical_gradient(lambda x: x, np.ones(2)),
            ValueError,
            r"expects f to return one number, got shape \(2,\). Sum it up",
        ),
        (
            lambda: numerical_gradient(np.sum, np.ones(2), eps=0),
            ValueError,
            r"eps must be in \(0, inf\), got 0",
        ),
        (
            lambda: gradient_check(
                Sequential([Dense(4, 3), Softmax()], dtype=np.float32),
                LOSS,
                X,
                y,
            ),
            TypeError,
            "needs float64, got float32",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
