"""Wrong answers to the exercise cross_validate."""

import numpy as np

from nncheck.specs.evaluation.cross_answers import cross_validate


def _scaled(part, by):
    return (part - by.mean(axis=0)) / by.std(axis=0)


def _errors(X, y, pairs, fit, score):
    """The errors of the right answer, one for each fold."""
    return np.array(
        [cross_validate(X, y, [pair], fit, score)[0] for pair in pairs]
    )


def _summary(errors):
    return np.mean(errors), np.std(errors)


def scaler_outside(X, y, pairs, fit, score):
    Z, errors = _scaled(X, X), []
    for train, val in pairs:
        errors.append(score(fit(Z[train], y[train]), Z[val], y[val]))
    return _summary(errors)


def fold_by_its_own(X, y, pairs, fit, score):
    errors = []
    for train, val in pairs:
        model = fit(_scaled(X[train], X[train]), y[train])
        errors.append(score(model, _scaled(X[val], X[val]), y[val]))
    return _summary(errors)


def not_scaled(X, y, pairs, fit, score):
    errors = []
    for train, val in pairs:
        errors.append(score(fit(X[train], y[train]), X[val], y[val]))
    return _summary(errors)


def fold_not_scaled(X, y, pairs, fit, score):
    errors = []
    for train, val in pairs:
        model = fit(_scaled(X[train], X[train]), y[train])
        errors.append(score(model, X[val], y[val]))
    return _summary(errors)


def first_scaler_for_all(X, y, pairs, fit, score):
    Z, errors = _scaled(X, X[pairs[0][0]]), []
    for train, val in pairs:
        errors.append(score(fit(Z[train], y[train]), Z[val], y[val]))
    return _summary(errors)


def one_scale_for_all_columns(X, y, pairs, fit, score):
    errors = []
    for train, val in pairs:
        Z = (X - X[train].mean()) / X[train].std()
        errors.append(score(fit(Z[train], y[train]), Z[val], y[val]))
    return _summary(errors)


def centered_only(X, y, pairs, fit, score):
    errors = []
    for train, val in pairs:
        Z = X - X[train].mean(axis=0)
        errors.append(score(fit(Z[train], y[train]), Z[val], y[val]))
    return _summary(errors)


def judged_on_training(X, y, pairs, fit, score):
    errors = []
    for train, _ in pairs:
        Z = _scaled(X[train], X[train])
        errors.append(score(fit(Z, y[train]), Z, y[train]))
    return _summary(errors)


def one_model_for_all(X, y, pairs, fit, score):
    Z = _scaled(X, X)
    model = fit(Z, y)
    return _summary([score(model, Z[val], y[val]) for _, val in pairs])


def parts_exchanged(X, y, pairs, fit, score):
    swapped = [(val, train) for train, val in pairs]
    return cross_validate(X, y, swapped, fit, score)


def last_fold_only(X, y, pairs, fit, score):
    return cross_validate(X, y, pairs[-1:], fit, score)


def best_fold(X, y, pairs, fit, score):
    errors = _errors(X, y, pairs, fit, score)
    return errors.min(), errors.std()


def weighted_by_size(X, y, pairs, fit, score):
    errors = _errors(X, y, pairs, fit, score)
    sizes = [len(val) for _, val in pairs]
    return np.average(errors, weights=sizes), errors.std()


def summed(X, y, pairs, fit, score):
    errors = _errors(X, y, pairs, fit, score)
    return errors.sum(), errors.std()


def variance(X, y, pairs, fit, score):
    errors = _errors(X, y, pairs, fit, score)
    return errors.mean(), errors.var()


def divided_by_one_less(X, y, pairs, fit, score):
    errors = _errors(X, y, pairs, fit, score)
    return errors.mean(), errors.std(ddof=1)


def error_of_the_mean(X, y, pairs, fit, score):
    errors = _errors(X, y, pairs, fit, score)
    return errors.mean(), errors.std() / np.sqrt(len(errors))


def numbers_exchanged(X, y, pairs, fit, score):
    return cross_validate(X, y, pairs, fit, score)[::-1]


def all_errors(X, y, pairs, fit, score):
    return _errors(X, y, pairs, fit, score)
