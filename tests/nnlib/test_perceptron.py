"""The perceptron and its gates: truth tables and paths worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import nand as nand_at_the_top
from nnlib import perceptron
from nnlib.perceptron import Perceptron, half_adder, nand

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


@pytest.mark.parametrize(
    ("y", "weights", "bias", "epochs"),
    [
        # AND. Epoch 1: the samples 00, 01, 10 give z = 0, hence 0, right;
        # 11 gives 0, wrong: w = (1, 1), b = 1. Epoch 2: 00 gives 1, wrong:
        # b = 0; 01 gives 1, wrong: w = (1, 0), b = -1; 10 gives 0, right;
        # 11 gives 0, wrong: w = (2, 1), b = 0; … until epoch 6 is clean.
        ([0, 0, 0, 1], (2, 1), -2, 6),
        ([0, 1, 1, 1], (1, 1), 0, 4),  # OR
        ([1, 1, 1, 0], (-2, -1), 3, 6),  # NAND
    ],
    ids=["and", "or", "nand"],
)
def test_gates_are_learned_in_the_given_order(y, weights, bias, epochs):
    gate = Perceptron().fit(INPUTS, y)
    np.testing.assert_array_equal(gate.weights, weights)
    assert gate.bias == bias
    assert len(gate.history) == epochs
    assert gate.history[-1] == 0
    assert gate.converged
    np.testing.assert_array_equal(gate.predict(INPUTS), y)
    assert gate.score(INPUTS, y) == 1


def test_xor_is_never_learned():
    gate = Perceptron(max_epochs=50).fit(INPUTS, [0, 1, 1, 0])
    assert len(gate.history) == 50
    assert gate.history[-1] == 4
    assert not gate.converged
    assert gate.score(INPUTS, [0, 1, 1, 0]) < 1


def test_steps_show_every_visit():
    # OR, epoch 1: 00 → 0 right; 01 → 0 wrong, w = (0, 1), b = 1;
    # 10 → 1 right; 11 → 1 right. Epoch 2: 00 → 1 wrong, b = 0; 01 → 1
    # right; 10 → 0 wrong, w = (1, 1), b = 1; 11 right. Epoch 3: 00 → 1
    # wrong, b = 0; the rest is right, and epoch 4 is clean.
    visits = list(Perceptron().steps(INPUTS, [0, 1, 1, 1]))
    errors = [visit.error for visit in visits]
    assert errors == [0, 1, 0, 0, -1, 0, 1, 0, -1, 0, 0, 0, 0, 0, 0, 0]
    assert visits[6].epoch == 2
    assert visits[6].index == 2
    assert visits[6].prediction == 0
    np.testing.assert_array_equal(visits[6].weights, [1, 1])
    assert visits[6].bias == 1
    # each visit keeps its own copy
    np.testing.assert_array_equal(visits[0].weights, [0, 0])


def test_learning_rate_scales_the_weights():
    y = [0, 0, 0, 1]
    half = Perceptron(learning_rate=0.5).fit(INPUTS, y)
    np.testing.assert_array_equal(half.weights, [1, 0.5])
    assert half.bias == -1


@given(st.integers(0, 2**32 - 1))
def test_learns_whatever_a_line_separates(seed):
    # a margin of 0.1 around a line that misses the origin
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1, 1, size=(60, 2))
    angle = rng.uniform(0, 2 * np.pi)
    distance = X @ [np.cos(angle), np.sin(angle)] + rng.uniform(-0.5, 0.5)
    X, distance = X[abs(distance) > 0.1], distance[abs(distance) > 0.1]
    y = (distance > 0).astype(int)
    learner = Perceptron(max_epochs=2000).fit(X, y, rng=seed)
    assert learner.converged
    assert learner.score(X, y) == 1


def test_rng_shuffles_each_epoch():
    X = np.arange(20.0)[:, None]
    visits = Perceptron(max_epochs=2).steps(X, np.arange(20) % 2, rng=0)
    order = [visit.index for visit in visits]
    assert sorted(order[:20]) == sorted(order[20:]) == list(range(20))
    assert order[:20] != order[20:]
    assert order[:20] != list(range(20))


def test_equal_rng_equal_path():
    y = [0, 1, 1, 0]
    one, two = (Perceptron().fit(INPUTS, y, rng=7) for _ in range(2))
    assert one.history == two.history
    np.testing.assert_array_equal(one.weights, two.weights)


def test_fit_starts_from_scratch_and_leaves_the_data():
    X = INPUTS.astype(float)
    gate = Perceptron().fit(X, [0, 1, 1, 1]).fit(X, [0, 0, 0, 1])
    np.testing.assert_array_equal(gate.weights, [2, 1])
    np.testing.assert_array_equal(X, INPUTS)


def test_a_sum_of_zero_means_zero():
    gate = Perceptron()
    gate.weights, gate.bias = np.array([1.0, 1.0]), -1.0
    np.testing.assert_array_equal(
        gate.decision_function(INPUTS), [-1, 0, 0, 1]
    )
    np.testing.assert_array_equal(gate.predict(INPUTS), [0, 0, 0, 1])


def test_nand():
    # z = -2 x1 - 2 x2 + 3 = 3, 1, 1, -1
    np.testing.assert_array_equal(nand(*INPUTS.T), [1, 1, 1, 0])
    assert nand(1, 1) == 0
    assert nand_at_the_top is nand


def test_half_adder():
    sum_bit, carry_bit = half_adder(*INPUTS.T)
    np.testing.assert_array_equal(sum_bit, [0, 1, 1, 0])
    np.testing.assert_array_equal(carry_bit, [0, 0, 0, 1])


def test_half_adder_uses_five_nands(monkeypatch):
    calls = []

    def counting(x1, x2):
        calls.append(1)
        return nand(x1, x2)

    monkeypatch.setattr(perceptron, "nand", counting)
    half_adder(1, 0)
    assert len(calls) == 5


def test_repr():
    assert repr(Perceptron()) == "Perceptron(learning_rate=1, max_epochs=100)"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: Perceptron().fit(INPUTS, [-1, 1, 1, 1]),
            r"the labels 0 and 1, got \[-1, 1\]. Use \(y > 0\).astype\(int\)",
        ),
        (
            lambda: Perceptron().fit([0, 1], [0, 1]),
            r"a batch of shape \(n, d\), got one example of shape \(2,\). "
            r"Add a batch axis: x\[None, :\]",
        ),
        (
            lambda: Perceptron().fit(INPUTS, [[0], [0], [0], [1]]),
            r"labels of shape \(4,\), got \(4, 1\). Use y.ravel\(\)",
        ),
        (
            lambda: Perceptron().fit(INPUTS, [0, 1]),
            "X has 4 rows and y has 2",
        ),
        (
            lambda: Perceptron().fit([[np.nan, 0.0]], [1]),
            "X contains 1 NaN value, first at row 0, column 0. Clean or",
        ),
        (
            lambda: Perceptron().predict(INPUTS),
            r"has not learned yet. Call fit\(X, y\) first",
        ),
        (
            lambda: Perceptron().fit(INPUTS, [0, 0, 0, 1]).predict([[1.0]]),
            r"a batch of shape \(n, 2\), got \(1, 1\)",
        ),
        (
            lambda: Perceptron(learning_rate=0),
            r"learning_rate must be in \(0, inf\), got 0",
        ),
        (
            lambda: Perceptron(max_epochs=0),
            "max_epochs must be at least 1, got 0",
        ),
    ],
)
def test_errors_teach(call, message):
    with pytest.raises(ValueError, match=message):
        call()
