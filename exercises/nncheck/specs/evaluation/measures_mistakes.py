"""Wrong answers to the exercise precision_recall_f1."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.evaluation.measures_answers import precision_recall_f1
from nncheck.specs.evaluation.sections import COUNTS, SILENT


def _four(y_true, y_pred):
    """TP, FP, FN, TN as Python's own numbers."""
    pairs = list(zip(y_true.tolist(), y_pred.tolist(), strict=True))
    return [pairs.count(pair) for pair in ((1, 1), (0, 1), (1, 0), (0, 0))]


def _ratio(part, whole):
    return part / whole if whole else 0.0


def kinds_exchanged(y_true, y_pred):
    p, r, f1 = precision_recall_f1(y_true, y_pred)
    return r, p, f1


def arithmetic_mean(y_true, y_pred):
    p, r, _ = precision_recall_f1(y_true, y_pred)
    return p, r, (p + r) / 2


def geometric_mean(y_true, y_pred):
    p, r, _ = precision_recall_f1(y_true, y_pred)
    return p, r, np.sqrt(p * r)


def factor_two_forgotten(y_true, y_pred):
    p, r, f1 = precision_recall_f1(y_true, y_pred)
    return p, r, f1 / 2


def mistakes_in_full(y_true, y_pred):
    p, r, _ = precision_recall_f1(y_true, y_pred)
    tp, fp, fn, _ = _four(y_true, y_pred)
    return p, r, _ratio(tp, tp + fp + fn)


def smaller_of_the_two(y_true, y_pred):
    p, r, _ = precision_recall_f1(y_true, y_pred)
    return p, r, min(p, r)


def not_a_number(y_true, y_pred):
    tp, fp, fn, _ = np.array(_four(y_true, y_pred))
    p, r = tp / (tp + fp), tp / (tp + fn)
    return p, r, 2 * p * r / (p + r)


def division_by_zero(y_true, y_pred):
    tp, fp, fn, _ = _four(y_true, y_pred)
    p, r = tp / (tp + fp), tp / (tp + fn)
    return p, r, 2 * p * r / (p + r)


def means_of_zeros(y_true, y_pred):
    tp, fp, fn, _ = np.array(_four(y_true, y_pred))
    p, r = _ratio(tp, tp + fp), _ratio(tp, tp + fn)
    return p, r, 2 * p * r / np.float64(p + r)


def one_for_nothing(y_true, y_pred):
    tp, fp, fn, _ = _four(y_true, y_pred)
    p = tp / (tp + fp) if tp + fp else 1.0
    r = tp / (tp + fn) if tp + fn else 1.0
    return p, r, _ratio(2 * p * r, p + r)


def accuracy_for_precision(y_true, y_pred):
    _, r, _ = precision_recall_f1(y_true, y_pred)
    p = np.mean(y_true == y_pred)
    return p, r, _ratio(2 * p * r, p + r)


def shares_of_all(y_true, y_pred):
    tp, _, _, _ = _four(y_true, y_pred)
    share = tp / len(y_true)
    return share, share, share


def about_the_negatives(y_true, y_pred):
    return precision_recall_f1(1 - y_true, 1 - y_pred)


def rates_of_both_classes(y_true, y_pred):
    tp, fp, fn, tn = _four(y_true, y_pred)
    p, r = _ratio(tn, tn + fp), _ratio(tp, tp + fn)
    return p, r, _ratio(2 * p * r, p + r)


def false_positive_rate(y_true, y_pred):
    p, _, f1 = precision_recall_f1(y_true, y_pred)
    _, fp, _, tn = _four(y_true, y_pred)
    return p, _ratio(fp, fp + tn), f1


def average_of_both_classes(y_true, y_pred):
    ones = precision_recall_f1(y_true, y_pred)
    zeros = precision_recall_f1(1 - y_true, 1 - y_pred)
    return tuple((np.array(ones) + np.array(zeros)) / 2)


def in_percent(y_true, y_pred):
    return tuple(100 * v for v in precision_recall_f1(y_true, y_pred))


def _wrong(answer, message, hint, section=COUNTS):
    return Misconception(answer, message, section, hint)


_NOTHING = "What should be said of a filter that calls nothing at all?"
_TABLE = "Draw the table of the four counts. Which row or column is meant?"

MISCONCEPTIONS = (
    _wrong(
        kinds_exchanged,
        "Precision and recall are exchanged: you count the misses where the "
        "false calls belong, and the other way round.",
        "Which of the two should suffer from false calls?",
    ),
    _wrong(
        arithmetic_mean,
        "Your F₁ is the ordinary mean. A detector that calls everything "
        "would get more than a half with it.",
        "Try P = 0.9 and R = 0.1: what does the chapter say?",
    ),
    _wrong(
        geometric_mean,
        "Your F₁ is the root of the product of precision and recall. The "
        "harmonic mean averages the reciprocals.",
        "What is the mean of 1/P and 1/R for P = 0.9 and R = 0.1?",
    ),
    _wrong(
        factor_two_forgotten,
        "Your F₁ is half of what it should be: of two equal numbers the "
        "mean is that number again.",
        "What comes out if every answer is right?",
    ),
    _wrong(
        mistakes_in_full,
        "Your F₁ counts the mistakes of both kinds in full. It is a mean of "
        "two numbers, and each mistake spoils one of them.",
        "Compute F₁ from P and R by hand and compare.",
    ),
    _wrong(
        smaller_of_the_two,
        "You return the smaller of the two numbers. The harmonic mean is "
        "near it, but above it.",
        "Try P = 0.8 and R = 0.667: what does the chapter say?",
    ),
    _wrong(
        not_a_number,
        "Where nothing was called or nothing was to be found you divide 0 by "
        "0, and `nan` comes out. By the convention of this exercise it is 0.",
        _NOTHING,
    ),
    _wrong(
        division_by_zero,
        "Your code stops where nothing was called or nothing was to be "
        "found: it divides by 0.",
        _NOTHING,
    ),
    _wrong(
        means_of_zeros,
        "Precision and recall are safe, but F₁ still divides 0 by 0 where "
        "both of them are 0.",
        "What is F₁ of a detector without a single find?",
    ),
    _wrong(
        one_for_nothing,
        "You give a 1 where there is nothing to divide by. A detector that "
        "never calls would be perfectly precise.",
        _NOTHING,
    ),
    _wrong(
        accuracy_for_precision,
        "You return the accuracy in the place of the precision. It counts "
        "the true negatives, of which there may be many.",
        "Add a hundred samples that are rightly not called. Should the "
        "precision change?",
        SILENT,
    ),
    _wrong(
        shares_of_all,
        "You divide the finds by the number of all samples. Precision and "
        "recall divide by a part of them each.",
        _TABLE,
    ),
    _wrong(
        about_the_negatives,
        "Your numbers are about the class 0. Sought is the class 1.",
        "Add a hundred samples that are rightly not called. Should your "
        "numbers change?",
    ),
    _wrong(
        rates_of_both_classes,
        "In the place of the precision you return how many of the negatives "
        "were rightly passed over. Precision looks at what was *called*.",
        _TABLE,
    ),
    _wrong(
        false_positive_rate,
        "In the place of the recall you return the share of the negatives "
        "that were called by mistake.",
        _TABLE,
    ),
    _wrong(
        average_of_both_classes,
        "You average over both classes. With a detector one class is "
        "sought, and the other one would hide what is wrong with it.",
        "Add a hundred samples that are rightly not called. Should your "
        "numbers change?",
    ),
    _wrong(
        in_percent,
        "You return percentages. Asked for are shares from 0 to 1.",
        "What comes out if every answer is right?",
    ),
)
