"""Wrong answers to the exercise cross_validate."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.evaluation.cross_answers import cross_validate
from nncheck.specs.evaluation.sections import FOLDS, LEAK


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


def _wrong(answer, message, hint, section=FOLDS):
    return Misconception(answer, message, section, hint)


_LEAK = "Change one validation row. Does a training part change?"
_SPREAD = "Compute the spread of the errors 1, 2 and 3 by hand, with k = 3."

MISCONCEPTIONS = (
    _wrong(
        scaler_outside,
        "You standardize before the loop, by the statistics of all rows: "
        "the validation rows have a say in what is trained.",
        _LEAK,
        LEAK,
    ),
    _wrong(
        fold_by_its_own,
        "The validation rows are standardized by their own statistics. A "
        "fold of one row would always be zero.",
        "Which numbers does a model bring along from its training?",
        LEAK,
    ),
    _wrong(
        first_scaler_for_all,
        "You standardize once, by the first training part. From the second "
        "fold on these rows are partly the ones that validate.",
        "What must be done anew in each round?",
    ),
    _wrong(
        not_scaled,
        "You do not standardize.",
        "What is the mean of each column that you hand to `fit`?",
    ),
    _wrong(
        fold_not_scaled,
        "Only the training part is standardized. The model meets validation "
        "rows in units that it has never seen.",
        "What does one and the same row look like in both parts?",
    ),
    _wrong(
        one_scale_for_all_columns,
        "You take one mean and one spread for the whole table. Each column "
        "has units of its own.",
        "Over which axis is the mean of a feature?",
    ),
    _wrong(
        centered_only,
        "You subtract the means, but the columns keep their different "
        "spreads.",
        "What is the standard deviation of each column of your training part?",
    ),
    _wrong(
        judged_on_training,
        "You judge each model on the rows it was trained on.",
        "Which part of the pair has the model not seen?",
    ),
    _wrong(
        one_model_for_all,
        "You train once, on all rows, and judge that model fold by fold. It "
        "has seen all of them.",
        "How many models does 5-fold cross-validation train?",
    ),
    _wrong(
        parts_exchanged,
        "You train on the small part and judge on the large one.",
        "Which comes first in each pair?",
    ),
    _wrong(
        last_fold_only,
        "Your numbers are those of one fold alone.",
        "How many errors are in your list at the end? And when is it emptied?",
    ),
    _wrong(
        best_fold,
        "You report the best fold. It was chosen because it was good; the "
        "mean is what may be expected.",
        "Would a fold that is easy by luck make your model better?",
    ),
    _wrong(
        weighted_by_size,
        "You weigh the folds by their sizes. By the convention of the "
        "chapter the mean is over the k results, each once.",
        "What is the mean of the three results 1, 2 and 3?",
    ),
    _wrong(
        summed,
        "You add the errors up. Asked for is their mean.",
        "What should come out if every fold has the error 2?",
    ),
    _wrong(
        variance,
        "Your second number is the variance: squared errors, in squared "
        "units.",
        _SPREAD,
    ),
    _wrong(
        divided_by_one_less,
        "You divide by k − 1. It has its reasons, but the chapter (and "
        "NumPy, unless told otherwise) divides by k.",
        _SPREAD,
    ),
    _wrong(
        error_of_the_mean,
        "You divide the spread by √k. The folds share their training rows, "
        "so this is too optimistic; asked for is the spread itself.",
        _SPREAD,
    ),
    _wrong(
        numbers_exchanged,
        "The two numbers have changed places: the mean comes first.",
        "Read the docstring's last line.",
    ),
    _wrong(
        all_errors,
        "You return the error of every fold. Asked for are their mean and "
        "their standard deviation.",
        "How many numbers should come out?",
    ),
)
