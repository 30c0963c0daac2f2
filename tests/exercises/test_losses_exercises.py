"""The references of the losses' exercises are right, by other means."""

import numpy as np
import pytest

from nncheck import losses as ex
from nncheck.diagnosis import Grading
from nncheck.specs.losses import best_constant as constant
from nnlib import losses
from nnlib.gradcheck import numerical_gradient

KINDS = ("mean_squared_error", "quadratic_cost", "mean_absolute_error")


def calls(exercise, seed):
    """The arguments of every probe on which there is no ValueError."""
    found = Grading(exercise, seed).calls
    return [args for args in found if np.shape(args[-2]) == np.shape(args[-1])]


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_of_the_three_losses_are_those_by_nudging(kind):
    tried = 0
    for _, y_true, y_pred in calls(ex.regression_loss, seed=1):
        loss, gradient = ex.regression_loss.reference(kind, y_true, y_pred)
        assert np.isclose(loss, losses.get(kind)(y_true, y_pred))
        nudged = numerical_gradient(
            lambda p, y=y_true: ex.regression_loss.reference(kind, y, p)[0],
            y_pred,
        )
        assert np.allclose(gradient, nudged, atol=1e-8)
        tried += 1
    assert tried >= 20


@pytest.mark.parametrize(
    "exercise", [ex.softmax_cross_entropy, ex.bce_with_logits]
)
def test_gradients_by_the_scores_are_those_by_nudging(exercise):
    for y_true, z in calls(exercise, seed=2):
        nudged = numerical_gradient(
            lambda s, y=y_true: exercise.reference(y, s)[0], z
        )
        gradient = exercise.reference(y_true, z)[1]
        assert np.allclose(gradient, nudged, atol=1e-6)


def test_numbers_of_the_statements():
    dog = np.array([[0, 1, 0]])
    loss, gradient = ex.softmax_cross_entropy.reference(
        dog, np.array([[0.2, -0.1, 0.5]])
    )
    assert np.isclose(loss, 1.4284, atol=5e-5)
    assert np.allclose(gradient, [[0.323554, -0.760306, 0.436752]], atol=5e-7)
    for z, y, expected, slope in (
        (2, 0, 2.1269, 0.8808),
        (2, 1, 0.1269, -0.1192),
        (1000, 0, 1000, 1),
        (-1000, 1, 1000, -1),
    ):
        loss, gradient = ex.bce_with_logits.reference(
            np.array([[y]]), np.array([[float(z)]])
        )
        assert np.isclose(loss, expected, atol=5e-5)
        assert np.isclose(gradient[0, 0], slope, atol=5e-5)
    P = np.array([[0.2, 0.3, 0.5], [0.3, 0.5, 0.2]])
    charges = [
        ex.cross_entropy.reference(y, p)
        for y, p in ((dog, P[:1]), (dog, P[1:]), (np.array([1, 1]), P))
    ]
    assert np.allclose(charges, [1.2040, 0.6931, 0.94856], atol=5e-5)
    row, far = np.zeros((1, 3)), np.array([[3.0, 0.0, -1.0]])
    for kind, value, first in zip(
        KINDS, (10 / 3, 5, 4 / 3), (2, 3, 1 / 3), strict=True
    ):
        loss, gradient = ex.regression_loss.reference(kind, row, far)
        assert np.isclose(loss, value)
        assert np.isclose(gradient[0, 0], first)


def test_trails_are_those_of_the_steps_themselves():
    for x, learning_rate in Grading(ex.trail, seed=3).calls:
        w, distances = 0.0, []
        for _ in range(4):
            distances.append(w - 1 / x)
            w -= learning_rate * 2 * (w * x - 1) * x
        first, second, *_ = distances
        assert np.all(np.diff(np.abs(distances)) < 0) or np.all(
            np.diff(np.abs(distances)) > 0
        )
        word = "one side" if first * second > 0 else "both sides"
        if abs(second) > abs(first):
            word = "apart"
        assert ex.trail.reference(x, learning_rate) == word


def test_every_number_between_the_middle_two_is_a_best_one():
    data = np.array([8.0, -3.0, -4.0, 85.0])
    for share in (0, 0.3, 1):
        answer = -3 + 11 * share
        low, high = constant._range(data, constant.ABSOLUTE)
        assert low <= answer <= high
        around = [np.abs(answer + step - data).mean() for step in (-20, 0, 20)]
        assert np.argmin(around) == 1

    def somewhere(data, loss):
        if loss == constant.SQUARED:
            return sum(data) / len(data)
        low, high = constant._range(data, loss)
        return low + 0.3 * (high - low)

    assert ex.best_constant.check(somewhere, seed=4).full
    best = ex.best_constant.reference
    nudged = [
        np.mean((best(data, constant.SQUARED) + step - data) ** 2)
        for step in (-0.01, 0, 0.01)
    ]
    assert np.argmin(nudged) == 1


@pytest.mark.parametrize("floor", [1e-7, 1e-12, 1e-300])
def test_any_low_floor_under_the_probabilities_is_welcome(floor):
    def floored(y_true, y_pred):
        if y_true.ndim == 1:
            y_true = np.eye(y_pred.shape[1])[y_true]
        return -np.sum(y_true * np.log(np.maximum(y_pred, floor))) / len(
            y_pred
        )

    assert ex.cross_entropy.check(floored, seed=5).full


def test_half_of_the_numbers_by_hand_earns_their_points():
    def some():
        return {"mean squared error": 21, "four shrugs": 1.386}

    verdict = ex.by_hand.check(some)
    assert verdict.points == 0.75
    assert "'mean error'" in verdict.text
