"""Wrong answers to the exercise roc_auc."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.evaluation.auc_answers import roc_auc
from nncheck.specs.evaluation.sections import AREA, THRESHOLD


def _apart(y_true, y_score):
    if len(np.unique(y_true)) < 2:
        raise ValueError("a class is missing")
    return y_score[y_true == 1], y_score[y_true == 0]


def ties_lost(y_true, y_score):
    plus, minus = _apart(y_true, y_score)
    return np.mean(plus[:, None] > minus)


def ties_won(y_true, y_score):
    plus, minus = _apart(y_true, y_score)
    return np.mean(plus[:, None] >= minus)


def ties_by_place(y_true, y_score):
    _apart(y_true, y_score)
    y = y_true[np.argsort(-y_score, kind="stable")]
    tpr, fpr = np.cumsum(y) / y.sum(), np.cumsum(1 - y) / (1 - y).sum()
    return np.trapezoid(np.append(0, tpr), np.append(0, fpr))


def one_threshold(y_true, y_score):
    plus, minus = _apart(y_true, y_score)
    return (np.mean(plus >= 0.5) + np.mean(minus < 0.5)) / 2


def accuracy_at_a_half(y_true, y_score):
    _apart(y_true, y_score)
    return np.mean((y_score >= 0.5) == y_true)


def thresholds_up_to_one(y_true, y_score):
    plus, minus = _apart(y_true, y_score)
    thresholds = np.linspace(1, 0, 101)
    tpr = [0, *(np.mean(plus >= t) for t in thresholds)]
    fpr = [0, *(np.mean(minus >= t) for t in thresholds)]
    return np.trapezoid(tpr, fpr)


def mirrored(y_true, y_score):
    return 1 - roc_auc(y_true, y_score)


def never_below_a_half(y_true, y_score):
    area = roc_auc(y_true, y_score)
    return max(area, 1 - area)


def number_of_pairs(y_true, y_score):
    plus, minus = _apart(y_true, y_score)
    return roc_auc(y_true, y_score) * len(plus) * len(minus)


def divided_by_all_pairs(y_true, y_score):
    n = len(y_true)
    return number_of_pairs(y_true, y_score) / (n * (n - 1) / 2)


def curve_without_its_start(y_true, y_score):
    plus, minus = _apart(y_true, y_score)
    thresholds = np.unique(y_score)[::-1]
    tpr = [np.mean(plus >= t) for t in thresholds]
    fpr = [np.mean(minus >= t) for t in thresholds]
    return np.trapezoid(tpr, fpr)


def difference_of_means(y_true, y_score):
    plus, minus = _apart(y_true, y_score)
    return plus.mean() - minus.mean()


def a_half_for_one_class(y_true, y_score):
    if len(np.unique(y_true)) < 2:
        return 0.5
    return roc_auc(y_true, y_score)


def nan_for_one_class(y_true, y_score):
    if len(np.unique(y_true)) < 2:
        return np.nan
    return roc_auc(y_true, y_score)


def zero_for_one_class(y_true, y_score):
    if len(np.unique(y_true)) < 2:
        return 0.0
    return roc_auc(y_true, y_score)


def stopped_by_zero(y_true, y_score):
    pairs = int(np.sum(y_true == 1)) * int(np.sum(y_true == 0))
    plus, minus = y_score[y_true == 1], y_score[y_true == 0]
    won = (plus[:, None] > minus) + (plus[:, None] == minus) / 2
    return float(won.sum()) / pairs


def _wrong(answer, message, hint, section=AREA):
    return Misconception(answer, message, section, hint)


_SAME = "What should come out if all samples have the same score?"
_HALF = "Take the logarithm of every score. Does the order of them change?"
_EMPTY = "With one class alone, how many pairs are there?"

MISCONCEPTIONS = (
    _wrong(
        ties_lost,
        "A pair of equal scores counts nothing with you: the positives lose "
        "every tie.",
        _SAME,
    ),
    _wrong(
        ties_won,
        "A pair of equal scores counts in full with you: the positives win "
        "every tie.",
        _SAME,
    ),
    _wrong(
        ties_by_place,
        "Samples of equal score pass your threshold one after the other, in "
        "the order in which they happen to stand. They pass it together, "
        "and the curve is slanted there.",
        "Shuffle the samples. May the area change?",
    ),
    _wrong(
        one_threshold,
        "You cut the scores at 0.5 and average the two rates. The area looks "
        "at *every* threshold, and no number has a special place.",
        _HALF,
        THRESHOLD,
    ),
    _wrong(
        accuracy_at_a_half,
        "That is the accuracy at the threshold 0.5. The area belongs to all "
        "thresholds, and rare positives weigh as much as the others.",
        _HALF,
        THRESHOLD,
    ),
    _wrong(
        thresholds_up_to_one,
        "Your thresholds run from 1 down to 0. A score need not be a "
        "probability: what lies outside is never told apart.",
        _HALF,
        THRESHOLD,
    ),
    _wrong(
        mirrored,
        "Your ranking is upside down: a perfect detector gets 0. A larger "
        "score speaks for the class 1.",
        "What comes out for the labels 0, 1 and the scores 0.2, 0.7?",
    ),
    _wrong(
        never_below_a_half,
        "You turn the area over where it is below one half. A detector that "
        "ranks worse than chance must be seen to do so.",
        "What comes out for the labels 1, 0 and the scores 0.2, 0.7?",
    ),
    _wrong(
        number_of_pairs,
        "You count the pairs. Asked for is their share.",
        "What is the largest area there can be?",
    ),
    _wrong(
        divided_by_all_pairs,
        "You divide by the number of all pairs of samples. Only pairs of a "
        "positive with a negative are compared.",
        "What comes out for a perfect ranking?",
    ),
    _wrong(
        curve_without_its_start,
        "Your curve begins at the largest score. Before that nothing is "
        "called, and the first piece of the area is missing.",
        "At which point of the picture does every ROC curve begin?",
    ),
    _wrong(
        difference_of_means,
        "You subtract the mean scores of the classes. The area knows only "
        "which score is larger, not by how much.",
        "Multiply all scores by 10. May the area change?",
    ),
    _wrong(
        a_half_for_one_class,
        "With one class alone you answer with chance level. The number would "
        "be believed; there is nothing to compare, so say that.",
        _EMPTY,
    ),
    _wrong(
        nan_for_one_class,
        "With one class alone `nan` comes out. It travels on through means "
        "and tables; better stop with an error that says why.",
        _EMPTY,
    ),
    _wrong(
        zero_for_one_class,
        "With one class alone you answer 0, as if the ranking were upside "
        "down. There is nothing to compare, so say that.",
        _EMPTY,
    ),
    _wrong(
        stopped_by_zero,
        "With one class alone your code divides by 0. That is an error, but "
        "not one that says what is wrong with the data.",
        _EMPTY,
    ),
)
