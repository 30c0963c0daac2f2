"""The references of the exercises on activations, against the mathematics."""

import warnings

import numpy as np
import pytest

from nncheck import activations as ex
from nncheck.drivers import DRIVERS

Z = np.array([[-2.0, -1.0, 0.5], [3.0, -0.25, 1.0]])
DA = np.array([[1.0, -2.0, 0.5], [-1.0, 0.25, 2.0]])


def rise_over_run(g, z, run=1e-6):
    return (g(z + run) - g(z - run)) / (2 * run)


def vector_jacobian(g, Z, dA, run=1e-6):
    """The slopes of sum(g(Z) * dA), one entry of Z after the other."""
    dZ = np.zeros_like(Z)
    for place in np.ndindex(Z.shape):
        nudge = np.zeros_like(Z)
        nudge[place] = run
        rise = np.sum((g(Z + nudge) - g(Z - nudge)) * dA)
        dZ[place] = rise / (2 * run)
    return dZ


def test_sigmoid_is_stable_symmetric_and_exact():
    sigmoid = ex.sigmoid.reference
    far = np.array([-1000, -40, 40, 1000])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sigmoid(far)[[0, 3]].tolist() == [0, 1]
        assert sigmoid(far.astype(np.float32))[0] == 0
    assert sigmoid(-40.0) == pytest.approx(4.248e-18, rel=1e-3)
    assert np.allclose(sigmoid(-Z), 1 - sigmoid(Z))


def test_slopes_of_the_sigmoid_agree_from_input_and_output():
    slope = ex.sigmoid_prime.reference
    from_output = ex.sigmoid_prime_from_output.reference
    sigmoid = ex.sigmoid.reference
    assert np.allclose(slope(Z), rise_over_run(sigmoid, Z))
    assert np.allclose(slope(Z), from_output(sigmoid(Z)))
    assert slope(3.0) == pytest.approx(0.0452, abs=5e-5)


@pytest.mark.parametrize(
    ("exercise", "settings"),
    [
        (ex.LeakyReLU, {}),
        (ex.LeakyReLU, {"negative_slope": 2.5}),
        (ex.LeakyReLU, {"negative_slope": -0.5}),
        (ex.ELU, {}),
        (ex.ELU, {"alpha": 1.7}),
    ],
)
def test_layers_send_back_the_slopes_of_what_they_send_forward(
    exercise, settings
):
    layer = exercise.reference(**settings)
    expected = vector_jacobian(layer.forward, Z, DA)
    layer.forward(Z)
    assert np.allclose(layer.backward(DA), expected)


def test_softmax_backward_is_a_vector_jacobian_product():
    softmax = ex.softmax.reference
    expected = vector_jacobian(softmax, Z, DA)
    got = ex.softmax_backward.reference(softmax(Z), DA)
    assert np.allclose(got, expected)


def test_values_by_hand_are_those_of_the_library():
    names = {answer.__name__ for answer in ex.slopes_by_hand.alternatives}
    assert "with_nnlib" in names
    for answer in ex.slopes_by_hand.alternatives:
        for entry, value in answer().items():
            right = ex.slopes_by_hand.reference()[entry]
            assert value == pytest.approx(right, rel=0.03, abs=1e-6)


def test_warnings_are_seen_and_underflow_is_none():
    watch = DRIVERS["call_and_warnings"]
    assert watch(np.exp, -1000.0) == {"value": 0, "warnings": []}
    seen = watch(np.exp, 1000.0)["warnings"]
    assert seen == ["overflow encountered in exp"]


def test_a_warning_costs_the_part_that_is_about_it():
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    verdict = ex.sigmoid.check(sigmoid, seed=3)
    assert verdict.points == 2
    assert "NumPy warned: overflow encountered in exp" in verdict.text


def test_two_mistakes_are_told_one_by_one():
    def output_activations():
        right = ex.output_activations.reference()
        return right | {"steering": "sigmoid", "cat and dog": "softmax"}

    verdict = ex.output_activations.check(output_activations, seed=0)
    assert verdict.points == 2.5
    found = [item.misconception for item in verdict.feedback]
    assert found == ["steering_by_sigmoid", "cat_and_dog_by_softmax"]


@pytest.mark.parametrize("name", ["slopes_by_hand", "output_activations"])
def test_tables_do_not_tell_the_answer(name):
    # the questions are the same every time, so the numbers stay unsaid
    exercise = getattr(ex, name)
    right = exercise.reference()
    for entry in right:
        wrong = exercise.check(lambda e=entry: right | {e: "nothing"}, seed=0)
        expected = wrong.feedback[0].evidence.split("; expected ")[1]
        assert str(right[entry]) not in expected.split()
