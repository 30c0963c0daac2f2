"""Wrong answers to the exercise regression_loss."""

import numpy as np

from nncheck.specs.losses.regression_answers import (
    MAE,
    MSE,
    QUADRATIC,
    regression_loss,
)


def residual(y_true, y_pred):
    """The residual of two arrays of one shape."""
    if y_true.shape != y_pred.shape:
        raise ValueError
    return y_pred - y_true


def _right(kind, r):
    return regression_loss(kind, np.zeros_like(r), r)


def broadcasts(kind, y_true, y_pred):
    return _right(kind, y_pred - y_true)


def one_loss_for_all(kind, y_true, y_pred):
    return _right(MSE, residual(y_true, y_pred))


def half_in_mse(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MSE:
        return np.mean(r**2) / 2, r / r.size
    return _right(kind, r)


def no_half_in_quadratic(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == QUADRATIC:
        return np.sum(r**2) / len(r), 2 * r / len(r)
    return _right(kind, r)


def mse_slope_without_two(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MSE:
        return np.mean(r**2), r / r.size
    return _right(kind, r)


def quadratic_slope_with_two(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == QUADRATIC:
        return np.sum(r**2) / (2 * len(r)), 2 * r / len(r)
    return _right(kind, r)


def outputs_added_in_mse(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MSE:
        return np.sum(r**2) / len(r), 2 * r / len(r)
    return _right(kind, r)


def outputs_averaged_in_quadratic(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == QUADRATIC:
        return np.mean(r**2) / 2, r / r.size
    return _right(kind, r)


def outputs_added_in_mae(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MAE:
        return np.sum(np.abs(r)) / len(r), np.sign(r) / len(r)
    return _right(kind, r)


def slopes_of_the_sum(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    slopes = {MSE: 2 * r, QUADRATIC: r, MAE: np.sign(r)}
    return _right(kind, r)[0], slopes[kind]


def sums(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MSE:
        return np.sum(r**2), 2 * r
    if kind == QUADRATIC:
        return np.sum(r**2) / 2, r
    return np.sum(np.abs(r)), np.sign(r)


def slopes_uphill(kind, y_true, y_pred):
    value, gradient = _right(kind, residual(y_true, y_pred))
    return value, -gradient


def sizes_cancel(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MAE:
        return np.mean(r), np.sign(r) / r.size
    return _right(kind, r)


def absolute_slope_grows(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MAE:
        return np.mean(np.abs(r)), r / r.size
    return _right(kind, r)


def absolute_slope_of_sizes(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MAE:
        return np.mean(np.abs(r)), np.abs(r) / r.size
    return _right(kind, r)


def kink_goes_up(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MAE:
        return np.mean(np.abs(r)), np.where(r >= 0, 1, -1) / r.size
    return _right(kind, r)


def kink_goes_down(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MAE:
        return np.mean(np.abs(r)), np.where(r > 0, 1, -1) / r.size
    return _right(kind, r)


def kink_is_nan(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    if kind == MAE:
        return np.mean(np.abs(r)), r / np.abs(r) / r.size
    return _right(kind, r)


def root_of_the_squares(kind, y_true, y_pred):
    value, gradient = _right(kind, residual(y_true, y_pred))
    return (np.sqrt(value) if kind == MSE else value), gradient


def one_value_per_sample(kind, y_true, y_pred):
    r = residual(y_true, y_pred)
    gradient = _right(kind, r)[1]
    if kind == MSE:
        return np.mean(r**2, axis=1), gradient
    if kind == QUADRATIC:
        return np.sum(r**2, axis=1) / 2, gradient
    return np.mean(np.abs(r), axis=1), gradient


def value_alone(kind, y_true, y_pred):
    return _right(kind, residual(y_true, y_pred))[0]
