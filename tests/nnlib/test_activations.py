"""The activation functions: values by hand, derivatives by differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnlib import activations
from nnlib.gradcheck import numerical_gradient

NAMES = [
    "identity",
    "step",
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu",
    "elu",
    "absolute",
]
# derivatives that are the same number everywhere
CONSTANT = {"identity_prime", "step_prime"}

# z, sigmoid, its slope, tanh, its slope, leaky ReLU and ELU; worked out
# by hand, for example sigmoid(1) = 1 / (1 + 0.367879) = 0.731059 and its
# slope 0.731059 * 0.268941 = 0.196612
TABLE = np.array(
    [
        [-5, 0.006693, 0.006648, -0.999909, 0.000182, -0.05, -0.993262],
        [-2, 0.119203, 0.104994, -0.964028, 0.070651, -0.02, -0.864665],
        [-1, 0.268941, 0.196612, -0.761594, 0.419974, -0.01, -0.632121],
        [0, 0.5, 0.25, 0, 1, 0, 0],
        [1, 0.731059, 0.196612, 0.761594, 0.419974, 1, 1],
        [2, 0.880797, 0.104994, 0.964028, 0.070651, 2, 2],
        [5, 0.993307, 0.006648, 0.999909, 0.000182, 5, 5],
    ]
)
ELU_SLOPES = [0.006738, 0.135335, 0.367879, 1, 1, 1, 1]  # exp(z), then 1

finite = st.floats(-1e4, 1e4)


def function(name):
    return getattr(activations, name)


def prime(name):
    return getattr(activations, name + "_prime")


def test_table_of_values():
    z = TABLE[:, 0]
    computed = [
        activations.sigmoid(z),
        activations.sigmoid_prime(z),
        activations.tanh(z),
        activations.tanh_prime(z),
        activations.leaky_relu(z),
        activations.elu(z),
    ]
    np.testing.assert_allclose(computed, TABLE[:, 1:].T, atol=6e-7)
    np.testing.assert_allclose(activations.elu_prime(z), ELU_SLOPES, atol=6e-7)


@pytest.mark.parametrize("name", NAMES)
def test_derivative_is_the_slope(name):
    # away from 0, where some have a kink
    z = np.array([-3.1, -1.2, -0.4, 0.3, 0.9, 2.7])
    slope = numerical_gradient(lambda x: function(name)(x).sum(), z.copy())
    np.testing.assert_allclose(prime(name)(z), slope, atol=1e-9)


@pytest.mark.parametrize("slope", [0.002, 0.1, 3.0, -0.5])
def test_leaky_relu_with_any_slope(slope):
    # a slope above 1 is where max(slope * z, z) would go wrong
    z = np.array([-2.0, 0.0, 2.0])
    np.testing.assert_array_equal(
        activations.leaky_relu(z, slope), [-2 * slope, 0, 2]
    )
    with pytest.raises(TypeError, match="^leaky_relu: negative_slope must"):
        activations.leaky_relu(z, "steep")
    np.testing.assert_array_equal(
        activations.leaky_relu_prime(z, slope), [slope, 1, 1]
    )


def test_elu_with_another_alpha():
    # 2 (exp(-1) - 1) = -1.264241, and the slope 2 exp(-1) = 0.735759
    assert activations.elu(-1.0, 2.0) == pytest.approx(-1.264241, abs=1e-6)
    assert activations.elu_prime(-1.0, 2.0) == pytest.approx(
        0.735759, abs=1e-6
    )
    assert activations.elu_prime(0.0, 2.0) == 2  # the left side


def test_conventions_at_the_kinks():
    assert activations.step(0) == 0
    assert activations.relu_prime(0) == 0
    assert activations.absolute_prime(0) == 0
    assert activations.leaky_relu_prime(0) == 1
    assert activations.elu_prime(0) == 1


@pytest.mark.parametrize("size", [1000.0, 1e4])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(
    "name", NAMES + [n + "_prime" for n in NAMES] + ["softmax", "log_softmax"]
)
def test_large_inputs_are_finite_without_a_warning(name, dtype, size):
    # every warning is an error in these tests
    out = function(name)(np.array([-size, 0, size], dtype=dtype))
    assert np.isfinite(out).all()
    assert out.dtype == dtype


@pytest.mark.parametrize(
    "name",
    [n for n in NAMES + [n + "_prime" for n in NAMES] if n not in CONSTANT]
    + ["softmax", "log_softmax", "logsumexp"],
)
def test_nan_goes_through(name):
    assert np.isnan(function(name)(np.array([np.nan, np.nan]))).all()


@pytest.mark.parametrize("name", NAMES + [n + "_prime" for n in NAMES])
def test_any_shape_and_kind_of_input(name):
    f = function(name)
    assert np.shape(f(0.5)) == ()
    assert f([1, 2]).shape == (2,)
    assert f(np.ones((2, 3, 4))).shape == (2, 3, 4)
    assert f(np.array([1, 2])).dtype == np.float64


@pytest.mark.parametrize("name", [*NAMES, "softmax"])
def test_input_is_untouched_and_not_shared(name):
    z = np.array([1.0, 2.0])
    out = function(name)(z)
    out += 1
    np.testing.assert_array_equal(z, [1, 2])


def test_no_scores_are_refused():
    with pytest.raises(ValueError, match=r"for example \[0.0, 1.0\].$"):
        activations.softmax([])


def test_strings_are_refused():
    with pytest.raises(TypeError, match="must hold numbers, got dtype <U1"):
        activations.sigmoid(["a"])


@given(finite)
def test_sigmoid_is_symmetric(z):
    s = activations.sigmoid
    assert s(-z) == pytest.approx(1 - s(z), abs=1e-15)


@given(st.lists(finite, min_size=2, max_size=5))
def test_sigmoid_never_falls(z):
    s = activations.sigmoid(np.sort(z))
    assert (np.diff(s) >= 0).all()
    assert s[0] >= 0
    assert s[-1] <= 1


def test_sigmoid_is_exact_far_out():
    # exp(-40) = 4.248354e-18: clipping, or (1 + tanh(z / 2)) / 2, lose it
    assert activations.sigmoid(-40.0) == pytest.approx(4.248354e-18, rel=1e-6)


@given(finite)
def test_tanh_is_a_stretched_sigmoid(z):
    expected = 2 * activations.sigmoid(2 * z) - 1
    assert activations.tanh(z) == pytest.approx(expected, abs=1e-15)


scores = arrays(np.float64, (3, 4), elements=st.floats(-50, 50))


@given(scores, st.floats(-1e4, 1e4))
def test_softmax_is_a_distribution_that_no_shift_changes(Z, shift):
    P = activations.softmax(Z)
    np.testing.assert_allclose(P.sum(axis=1), 1)
    assert (P >= 0).all()
    np.testing.assert_allclose(activations.softmax(Z + shift), P, atol=1e-9)


def test_softmax_by_hand():
    # e, e², e³ = 2.71828, 7.38906, 20.08554; their sum is 30.19288
    expected = [0.090031, 0.244728, 0.665241]
    for shift in (0, 1000, -1000):
        z = np.array([1, 2, 3]) + shift
        np.testing.assert_allclose(activations.softmax(z), expected, atol=5e-7)


def test_softmax_takes_the_maximum_of_each_row():
    # with one maximum for all, the first row would be 0 / 0
    Z = np.array([[-1000.0, -1000.0], [1000.0, 1000.0]])
    np.testing.assert_array_equal(activations.softmax(Z), np.full((2, 2), 0.5))


def test_softmax_along_another_axis():
    Z = np.random.default_rng(0).normal(size=(2, 3, 4))
    np.testing.assert_allclose(activations.softmax(Z, axis=1).sum(axis=1), 1)
    np.testing.assert_allclose(
        activations.softmax(Z, axis=0), np.moveaxis(
            activations.softmax(np.moveaxis(Z, 0, -1)), -1, 0
        )
    )  # fmt: skip


def test_softmax_of_two_is_the_sigmoid_of_the_difference():
    # 1.7 - 0.3 = 1.4
    assert activations.softmax([0.3, 1.7])[1] == pytest.approx(
        activations.sigmoid(1.4)
    )


def test_softmax_jacobian_by_hand():
    # the diagonal is s (1 - s): 0.090031 * 0.909969 = 0.081925
    expected = [
        [0.081925, -0.022033, -0.059892],
        [-0.022033, 0.184836, -0.162803],
        [-0.059892, -0.162803, 0.222695],
    ]
    J = activations.softmax_jacobian(activations.softmax([1, 2, 3]))
    np.testing.assert_allclose(J, expected, atol=5e-7)
    np.testing.assert_allclose(J.sum(axis=1), 0, atol=1e-16)


@given(scores)
def test_softmax_jacobian_of_a_batch_is_that_of_each_row(Z):
    S = activations.softmax(Z)
    J = activations.softmax_jacobian(S)
    assert J.shape == (3, 4, 4)
    assert activations.softmax_jacobian(np.float32(S)).dtype == np.float32
    for s, matrix in zip(S, J, strict=True):
        np.testing.assert_allclose(
            matrix, np.diag(s) - np.outer(s, s), atol=1e-15
        )


@given(arrays(np.float64, 4, elements=st.floats(-5, 5)))
def test_softmax_is_the_gradient_of_logsumexp(z):
    slope = numerical_gradient(activations.logsumexp, z.copy())
    np.testing.assert_allclose(activations.softmax(z), slope, atol=1e-8)


def test_logsumexp_by_hand():
    # log(30.19288) = 3.407606
    assert activations.logsumexp([1, 2, 3]) == pytest.approx(
        3.407606, abs=5e-7
    )
    Z = np.zeros((2, 3))
    assert activations.logsumexp(Z, axis=0).shape == (3,)
    assert activations.logsumexp(Z, keepdims=True).shape == (2, 1)
    # only the axis of the sum goes: one example stays one example
    assert activations.logsumexp(Z[:1]).shape == (1,)
    assert activations.logsumexp(Z) == pytest.approx(np.log(3))


@given(scores)
def test_log_softmax_is_the_logarithm(Z):
    for axis in (0, 1):
        np.testing.assert_allclose(
            np.exp(activations.log_softmax(Z, axis)),
            activations.softmax(Z, axis),
        )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_loses_nothing_on_either_side(dtype):
    z = np.concatenate([np.linspace(-80, 80, 4001), [-1e4, 1e4]]).astype(dtype)
    small = np.exp(-np.abs(z.astype(np.longdouble)))  # never above 1
    exact = np.where(z < 0, small, 1) / (1 + small)
    s = activations.sigmoid(z)
    assert s.dtype == dtype
    limits = np.finfo(dtype)
    np.testing.assert_allclose(
        s, exact, rtol=4 * limits.eps, atol=float(limits.tiny)
    )
    assert (s[z >= 40] == 1).all() and (np.diff(s[:-2]) >= 0).all()
