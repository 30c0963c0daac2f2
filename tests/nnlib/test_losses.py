"""Losses: numbers worked out by hand, gradients by differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnlib import losses, one_hot
from nnlib.activations import sigmoid, softmax
from nnlib.gradcheck import numerical_gradient
from nnlib.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Hinge,
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
    QuadraticCost,
    SparseCategoricalCrossentropy,
)

rng = np.random.default_rng(0)
REAL = rng.normal(size=(5, 3))
PREDICTED = rng.normal(size=(5, 3))
PROBABILITIES = softmax(PREDICTED)
LABELS = np.array([0, 2, 1, 1, 0])
BITS = np.array([[0, 1, 1], [1, 1, 0], [0, 0, 0], [1, 0, 1], [1, 1, 1]])

CASES = [
    (MeanSquaredError(), REAL, PREDICTED),
    (MeanSquaredError(), REAL[:, 0], PREDICTED[:, 0]),
    (QuadraticCost(), REAL, PREDICTED),
    (MeanAbsoluteError(), REAL, PREDICTED),
    (Huber(), REAL, PREDICTED),
    (Huber(delta=0.3), REAL, PREDICTED),
    (Hinge(), 2 * BITS - 1, PREDICTED),
    (BinaryCrossentropy(), BITS, sigmoid(PREDICTED)),
    (BinaryCrossentropy(from_logits=True), BITS, PREDICTED),
    (CategoricalCrossentropy(), one_hot(LABELS), PROBABILITIES),
    (CategoricalCrossentropy(), softmax(REAL), PROBABILITIES),
    (CategoricalCrossentropy(from_logits=True), one_hot(LABELS), PREDICTED),
    (SparseCategoricalCrossentropy(), LABELS, PROBABILITIES),
    (SparseCategoricalCrossentropy(from_logits=True), LABELS, PREDICTED),
]


def same(case):
    return repr(case) if isinstance(case, losses.Loss) else ""


@pytest.mark.parametrize(("loss", "y_true", "y_pred"), CASES, ids=same)
def test_gradient_is_the_slope(loss, y_true, y_pred):
    expected = numerical_gradient(lambda p: loss(y_true, p), y_pred.copy())
    gradient = loss.gradient(y_true, y_pred)
    assert gradient.shape == y_pred.shape
    np.testing.assert_allclose(gradient, expected, atol=1e-9)


@pytest.mark.parametrize(("loss", "y_true", "y_pred"), CASES, ids=same)
def test_the_loss_with_its_gradient(loss, y_true, y_pred):
    value, gradient = loss.with_gradient(y_true, y_pred)
    assert value == loss(y_true, y_pred)
    np.testing.assert_array_equal(gradient, loss.gradient(y_true, y_pred))


@pytest.mark.parametrize(("loss", "y_true", "y_pred"), CASES, ids=same)
def test_the_loss_is_a_mean_over_the_batch(loss, y_true, y_pred):
    # twice the same data: the same loss, half the gradient for each row
    twice_true = np.concatenate([y_true, y_true])
    twice_pred = np.concatenate([y_pred, y_pred])
    assert loss(twice_true, twice_pred) == pytest.approx(loss(y_true, y_pred))
    np.testing.assert_allclose(
        loss.gradient(twice_true, twice_pred)[:5],
        loss.gradient(y_true, y_pred) / 2,
    )


@pytest.mark.parametrize(("loss", "y_true", "y_pred"), CASES, ids=same)
def test_arguments_stay_and_float32_stays(loss, y_true, y_pred):
    true, pred = y_true.copy(), y_pred.astype(np.float32)
    if true.dtype == np.float64:
        true = true.astype(np.float32)
    before = pred.copy()
    value = loss(true, pred)
    assert type(value) is float
    assert value == pytest.approx(loss(y_true, y_pred), rel=1e-5)
    assert loss.gradient(true, pred).dtype == np.float32
    np.testing.assert_array_equal(pred, before)
    np.testing.assert_allclose(true, y_true, rtol=1e-6)


def test_regression_by_hand():
    # residuals 0.1, -0.2, 0.1, 5: squares 0.01 + 0.04 + 0.01 + 25 = 25.06
    zero, residuals = np.zeros(4), np.array([0.1, -0.2, 0.1, 5])
    assert MeanSquaredError()(zero, residuals) == pytest.approx(25.06 / 4)
    assert QuadraticCost()(zero, residuals) == pytest.approx(25.06 / 8)
    # 0.1 + 0.2 + 0.1 + 5 = 5.4
    assert MeanAbsoluteError()(zero, residuals) == pytest.approx(5.4 / 4)
    # 0.005 + 0.02 + 0.005 + (5 - 0.5) = 4.53
    assert Huber()(zero, residuals) == pytest.approx(4.53 / 4)


def test_errors_of_either_sign_do_not_cancel():
    assert MeanAbsoluteError()([0, 0], [10, -10]) == 10
    assert MeanSquaredError()([0, 0], [10, -10]) == 100


def test_mean_over_entries_or_over_rows():
    # two rows (3, 4) and (0, 0): squares 9 + 16 = 25, four entries
    y_true, y_pred = np.zeros((2, 2)), np.array([[3.0, 4.0], [0.0, 0.0]])
    assert MeanSquaredError()(y_true, y_pred) == 25 / 4
    assert QuadraticCost()(y_true, y_pred) == 25 / 2 / 2
    np.testing.assert_array_equal(
        MeanSquaredError().gradient(y_true, y_pred), [[1.5, 2], [0, 0]]
    )
    np.testing.assert_array_equal(
        QuadraticCost().gradient(y_true, y_pred), [[1.5, 2], [0, 0]]
    )


@pytest.mark.parametrize(
    ("w", "absolute", "squared", "slope"),
    # the neuron 0.3 w with target 0.8: |0.3 w - 0.8|, its square, and the
    # slope 0.6 (0.3 w - 0.8) of that
    [
        (0, 0.8, 0.64, -0.48),
        (1, 0.5, 0.25, -0.30),
        (2, 0.2, 0.04, -0.12),
        (8 / 3, 0, 0, 0),
        (3, 0.1, 0.01, 0.06),
        (4, 0.4, 0.16, 0.24),
    ],
)
def test_one_weight(w, absolute, squared, slope):
    y_true, y_pred = np.array([0.8]), np.array([0.3 * w])
    assert MeanAbsoluteError()(y_true, y_pred) == pytest.approx(absolute)
    assert MeanSquaredError()(y_true, y_pred) == pytest.approx(squared)
    gradient = 0.3 * MeanSquaredError().gradient(y_true, y_pred)
    assert gradient[0] == pytest.approx(slope)


def test_the_best_constant_is_the_mean_or_the_median():
    data = np.array([1.0, 2, 3, 4, 100])
    constants = np.arange(0, 101.0)
    for loss, best in [(MeanSquaredError(), 22), (MeanAbsoluteError(), 3)]:
        values = [loss(data, np.full(5, c)) for c in constants]
        assert constants[np.argmin(values)] == best


def test_absolute_error_is_flat_at_zero():
    assert MeanAbsoluteError().gradient([1.0], [1.0]) == 0


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        ([0.2, 0.3, 0.5], 1.2040),  # -log 0.3
        ([0.3, 0.5, 0.2], 0.6931),  # -log 0.5
        ([0.0, 1.0, 0.0], 0),
    ],
)
def test_cross_entropy_by_hand(p, expected):
    assert CategoricalCrossentropy()([[0, 1, 0]], [p]) == pytest.approx(
        expected, abs=5e-5
    )
    assert SparseCategoricalCrossentropy()([1], [p]) == pytest.approx(
        expected, abs=5e-5
    )


def test_cross_entropy_is_the_mean_over_examples():
    # (1.2040 + 0.6931) / 2 = 0.94856; over all six entries it would be .316
    P = [[0.2, 0.3, 0.5], [0.3, 0.5, 0.2]]
    assert SparseCategoricalCrossentropy()([1, 1], P) == pytest.approx(
        0.94856, abs=5e-6
    )


def test_cross_entropy_of_a_uniform_guess_is_log_k():
    P = np.full((4, 10), 0.1)
    assert SparseCategoricalCrossentropy()([0, 3, 9, 5], P) == pytest.approx(
        2.302585, abs=5e-7
    )


def test_softmax_cross_entropy_gradient_by_hand():
    # p = softmax(.2, -.1, .5), minus 1 at the second class
    loss = SparseCategoricalCrossentropy(from_logits=True)
    np.testing.assert_allclose(
        loss.gradient([1], [[0.2, -0.1, 0.5]]),
        [[0.323554, -0.760306, 0.436752]],
        atol=5e-7,
    )


def test_a_saturated_neuron_learns_57_times_faster_with_cross_entropy():
    # w = b = 2, x = 1, target 0: a = sigmoid(4) = .98201; quadratic cost:
    # a * a (1 - a) = .01735; cross-entropy: a - 0 = .98201
    z, y = np.array([[4.0]]), np.array([[0.0]])
    a = sigmoid(z)
    quadratic = QuadraticCost().gradient(y, a) * a * (1 - a)
    entropy = BinaryCrossentropy(from_logits=True).gradient(y, z)
    assert quadratic[0, 0] == pytest.approx(0.01735, abs=5e-6)
    assert entropy[0, 0] == pytest.approx(0.98201, abs=5e-6)
    assert entropy / quadratic == pytest.approx(57, abs=0.5)


def test_hinge_by_hand():
    # 1 - 1.2 < 0 and 1 - 0.4 = 0.6; 1 + 0.3 = 1.3 and 1 - 0.8 = 0.2
    loss = Hinge()
    assert loss([[1, -1]], [[1.2, -0.4]]) == pytest.approx(0.6)
    assert loss([[-1, 1]], [[0.3, 0.8]]) == pytest.approx(1.5)
    # at the kink y f = 1 the slope is that of the right answer: 0
    np.testing.assert_array_equal(loss.gradient([[1.0]], [[1.0]]), [[0]])


logits = arrays(np.float64, (4, 3), elements=st.floats(-30, 30))


@given(logits)
def test_from_logits_is_the_same_loss(Z):
    labels = np.array([0, 1, 2, 1])
    dense = CategoricalCrossentropy(from_logits=True)(one_hot(labels), Z)
    sparse = SparseCategoricalCrossentropy(from_logits=True)(labels, Z)
    plain = SparseCategoricalCrossentropy()(labels, softmax(Z))
    assert dense == pytest.approx(sparse)
    assert plain == pytest.approx(sparse, rel=1e-9, abs=1e-12)


@given(logits)
def test_binary_cross_entropy_is_that_of_two_classes(Z):
    f = Z[:, :1]
    y = np.array([[0], [1], [1], [0]])
    binary = BinaryCrossentropy(from_logits=True)(y, f)
    two = SparseCategoricalCrossentropy(from_logits=True)(
        y[:, 0], np.hstack([np.zeros_like(f), f])
    )
    assert binary == pytest.approx(two, abs=1e-12)


@pytest.mark.parametrize("size", [1000.0, 1e4])
def test_logits_of_any_size(size):
    binary = BinaryCrossentropy(from_logits=True)
    assert binary([[0.0]], [[size]]) == size
    assert binary([[1.0]], [[-size]]) == size
    assert binary([[1.0]], [[size]]) == 0
    sparse = SparseCategoricalCrossentropy(from_logits=True)
    assert sparse([0], [[0.0, size]]) == size
    np.testing.assert_array_equal(
        sparse.gradient([0], [[0.0, size]]), [[-1, 1]]
    )


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_probability_zero_costs_much_but_not_infinity(dtype):
    # every warning is an error in these tests
    p = np.array([[0.0, 1.0]], dtype=dtype)
    one = np.array([[1.0, 0.0]], dtype=dtype)
    for loss, y_true, y_pred in [
        (CategoricalCrossentropy(), one, p),
        (SparseCategoricalCrossentropy(), np.array([0]), p),
        (BinaryCrossentropy(), one, p),
    ]:
        assert 80 < loss(y_true, y_pred) < 2000
        assert np.isfinite(loss.gradient(y_true, y_pred)).all()


def test_nan_comes_out():
    nan = np.full((2, 3), np.nan)
    assert np.isnan(MeanSquaredError()(np.zeros((2, 3)), nan))
    assert np.isnan(SparseCategoricalCrossentropy()([0, 1], nan))
    assert np.isnan(CategoricalCrossentropy(True)(np.eye(3)[:2], nan))


@pytest.mark.parametrize(("name", "loss"), list(losses.ALIASES.items()))
def test_aliases(name, loss):
    assert type(losses.get(name)) is loss
    made = loss()
    assert losses.get(made) is made


def test_repr():
    assert repr(Huber(2)) == "Huber(delta=2.0)"
    assert repr(MeanSquaredError()) == "MeanSquaredError()"
    own = losses.Loss()
    own.low, own.high = 1, 2
    assert repr(own) == "Loss(low=1, high=2)"
    assert (
        repr(BinaryCrossentropy()) == "BinaryCrossentropy(from_logits=False)"
    )


n4, n41 = np.zeros(4), np.zeros((4, 1))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: MeanSquaredError()(n4, n41),
            r"MeanSquaredError: y_true has shape \(4,\) and y_pred \(4, 1\); "
            r"they would broadcast to \(4, 4\). Use y_true\[:, None\].",
        ),
        (
            lambda: QuadraticCost().gradient(n41, n4),
            r"y_true has shape \(4, 1\) and y_pred \(4,\); they would "
            r"broadcast to \(4, 4\). Use y_true.ravel\(\).",
        ),
        (
            lambda: MeanAbsoluteError()(n4, np.zeros((4, 3))),
            r"\(4,\) and y_pred \(4, 3\). They must be the same. Check the "
            "number of outputs.",
        ),
        (
            lambda: Hinge()([[0.0, 1.0]], [[0.5, 0.5]]),
            r"Hinge expects targets -1 and 1, got .0.0, 1.0.. Use 2 \* y_true "
            "- 1 for targets 0 and 1.$",
        ),
        (
            lambda: Hinge()([np.arange(9.0)], [np.zeros(9)]),
            r"got \[0.0, 1.0, 2.0, 3.0, 4.0\]. Use",
        ),
        (
            lambda: MeanSquaredError()(np.zeros((0, 2)), np.zeros((0, 2))),
            "^MeanSquaredError: the mean over no examples is undefined",
        ),
        (
            lambda: Huber()(np.array(1.0), np.array(2.0)),
            "^Huber expects one row per example, got the bare number 2.0",
        ),
        (
            lambda: Huber(delta=0),
            r"Huber: delta must be in \(0, inf\), got 0",
        ),
        (
            lambda: BinaryCrossentropy()([[1.0]], [[1.5]]),
            r"^BinaryCrossentropy: y_pred must lie in \[0, 1\], got values "
            "from 0 to 1.5. For "
            r"scores use BinaryCrossentropy\(from_logits=True\)",
        ),
        (
            lambda: BinaryCrossentropy()([[-1.0]], [[0.5]]),
            r"^BinaryCrossentropy: y_true must lie in \[0, 1\], got values "
            "from -1 to 0. Use "
            r"\(y_true \+ 1\) / 2",
        ),
        (
            lambda: CategoricalCrossentropy()([1], [[0.5, 0.5]]),
            r"one-hot targets of shape \(1, 2\), got labels of shape \(1,\). "
            r"Use SparseCategoricalCrossentropy, or one_hot\(y_true, 2\)",
        ),
        (
            lambda: CategoricalCrossentropy()([[1, 1]], [[0.5, 0.5]]),
            "^CategoricalCrossentropy: each row of y_true must sum to 1. Use "
            "BinaryCrossentropy for",
        ),
        (
            lambda: CategoricalCrossentropy()([[1]], [[0.5]]),
            r"^CategoricalCrossentropy expects y_pred of shape \(n, k\) with "
            r"k >= 2 classes, got \(1, 1\). "
            "Use BinaryCrossentropy for a single output",
        ),
        (
            lambda: SparseCategoricalCrossentropy()([0], [[-3.0, 5.0]]),
            r"y_pred must lie in \[0, 1\], got values from -3 to 5. For "
            r"scores use SparseCategoricalCrossentropy\(from_logits=True\)",
        ),
        (
            lambda: SparseCategoricalCrossentropy()([[0, 1]], [[0.5, 0.5]]),
            r"integer labels of shape \(1,\), got one-hot targets of shape "
            r"\(1, 2\). Use CategoricalCrossentropy, or y_true.argmax\(axis=1",
        ),
        (
            lambda: SparseCategoricalCrossentropy()([[0]], [[0.5, 0.5]]),
            r"got \(1, 1\). Use y_true\[:, 0\]",
        ),
        (
            lambda: SparseCategoricalCrossentropy()([0, 1], [[0.5, 0.5]]),
            r"integer labels of shape \(1,\), got \(2,\)",
        ),
        (
            lambda: SparseCategoricalCrossentropy()([0.0], [[0.5, 0.5]]),
            r"got dtype float64. Use y_true.astype\(int\)",
        ),
        (
            lambda: SparseCategoricalCrossentropy()([2], [[0.5, 0.5]]),
            "^SparseCategoricalCrossentropy: label 2 is out of range; 2 "
            "outputs allow the labels 0 to 1",
        ),
        (
            lambda: SparseCategoricalCrossentropy()([-1], [[0.5, 0.5]]),
            "label -1 is out of range",
        ),
        (
            lambda: losses.get("mae2"),
            r"unknown loss 'mae2'. Did you mean 'mae'\?",
        ),
    ],
)
def test_errors_teach(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_from_logits_is_true_or_false():
    with pytest.raises(
        TypeError,
        match="^BinaryCrossentropy: from_logits must be True .*, got 'yes'. "
        "Write from_logits=True.$",
    ):
        BinaryCrossentropy(from_logits="yes")


def test_the_base_class_says_what_is_missing():
    with pytest.raises(NotImplementedError, match="Loss needs a __call__"):
        losses.Loss()([1.0], [1.0])
    with pytest.raises(NotImplementedError, match="Loss needs a gradient"):
        losses.Loss().gradient([1.0], [1.0])
