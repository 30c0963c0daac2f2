"""Wrong answers to the exercise softmax."""

import numpy as np

import nnlib
from nncheck.engine import Misconception
from nncheck.specs.activations.sections import SOFTMAX
from nncheck.specs.activations.softmax_answers import softmax


def naive(Z, axis=-1):
    E = np.exp(Z)
    return E / E.sum(axis=axis, keepdims=True)


def whole_batch(Z, axis=-1):
    E = np.exp(Z - np.max(Z))
    return E / E.sum()


def naive_whole_batch(Z, axis=-1):
    E = np.exp(Z)
    return E / E.sum()


def always_axis_0(Z, axis=-1):
    return softmax(Z, 0)


def naive_axis_0(Z, axis=-1):
    return naive(Z, 0)


def always_axis_1(Z, axis=-1):
    return softmax(Z, 1)


def always_last_axis(Z, axis=-1):
    return softmax(Z, -1)


def global_maximum(Z, axis=-1):
    E = np.exp(Z - np.max(Z))
    return E / E.sum(axis=axis, keepdims=True)


def mean_subtracted(Z, axis=-1):
    E = np.exp(Z - np.mean(Z, axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


def axis_lost(Z, axis=-1):
    E = np.exp(Z - np.max(Z, axis=axis, keepdims=True))
    return E / E.sum(axis=axis)


def naive_axis_lost(Z, axis=-1):
    E = np.exp(Z)
    return E / E.sum(axis=axis)


def items_of_first_axis(Z, axis=-1):
    shares = []
    for item in Z:
        E = np.exp(item - np.max(item))
        shares.append(E / np.sum(E))
    return np.array(shares)


def axis_lost_twice(Z, axis=-1):
    E = np.exp(Z - np.max(Z, axis=axis))
    return E / E.sum(axis=axis)


def changes_scores(Z, axis=-1):
    Z -= np.max(Z, axis=axis, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=axis, keepdims=True)


def plain_shares(Z, axis=-1):
    with np.errstate(all="ignore"):
        return Z / np.sum(Z, axis=axis, keepdims=True)


def one_hot(Z, axis=-1):
    return (Z == np.max(Z, axis=axis, keepdims=True)).astype(float)


def sigmoids(Z, axis=-1):
    return nnlib.activations.sigmoid(Z)


def over_maximum(Z, axis=-1):
    return np.exp(Z - np.max(Z, axis=axis, keepdims=True))


def logarithms(Z, axis=-1):
    return nnlib.activations.log_softmax(Z, axis)


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint):
    return Misconception(answer, message, SOFTMAX, hint)


_SUMS = "What does each row of your result add up to?"

MISCONCEPTIONS = (
    _wrong(
        naive,
        "The formula is right on paper. For scores around 1000 the "
        "exponentials overflow, ∞/∞ is not a number (nan); around -1000 "
        "they all vanish, and 0/0 is none either.",
        "What may you add to all scores of a row without changing the result?",
    ),
    _wrong(
        whole_batch,
        "All probabilities of the batch together add up to 1. Each row is a "
        "sample of its own.",
        _SUMS,
    ),
    _wrong(
        naive_whole_batch,
        "Two things: all probabilities of the batch together add up to 1, "
        "where each row should; and scores around 1000 overflow.",
        _SUMS,
    ),
    _wrong(
        always_axis_0,
        "You always go along axis 0, so the samples of the batch compete "
        "with each other, class by class.",
        _SUMS,
    ),
    _wrong(
        naive_axis_0,
        "Two things: you always go along axis 0, so the samples of the "
        "batch compete with each other; and scores around 1000 overflow.",
        _SUMS,
    ),
    _wrong(
        always_axis_1,
        "You always go along axis 1. A single row of scores has no axis 1, "
        "and the caller may ask for another axis.",
        "Which axis is the last one, however many there are?",
    ),
    _wrong(
        always_last_axis,
        "You always go along the last axis; the argument `axis` has no "
        "effect.",
        "Where does `axis` occur in your function?",
    ),
    _wrong(
        global_maximum,
        "You subtract the largest score of the whole batch. A row that lies "
        "1000 below it has only exponentials of 0, and 0/0 is not a number "
        "(nan).",
        "Every row may be shifted by a number of its own. By which one?",
    ),
    _wrong(
        mean_subtracted,
        "You shift the scores by their mean. If one of them is far above "
        "the others it still is after that, and its exponential overflows.",
        "Which shift leaves no score above 0?",
    ),
    _wrong(
        axis_lost,
        "The sums have lost an axis, so NumPy divides along the wrong one "
        "or cannot match the shapes at all.",
        "Compare the shapes of the exponentials and of their sums. How can "
        "the axis be kept?",
    ),
    _wrong(
        naive_axis_lost,
        "The sums have lost an axis, so NumPy divides along the wrong one "
        "or cannot match the shapes at all. (And scores around 1000 "
        "overflow; mend the shapes first.)",
        "Compare the shapes of the exponentials and of their sums. How can "
        "the axis be kept?",
    ),
    _wrong(
        items_of_first_axis,
        "You go through Z item by item, as if the items were always rows. "
        "In a single row of scores they are numbers, each of which gets the "
        "whole probability; and the caller may ask for another axis.",
        "Can you sum along an axis without a loop, for any number of axes?",
    ),
    _wrong(
        axis_lost_twice,
        "The largest scores and the sums have lost an axis, so NumPy "
        "subtracts and divides along the wrong one or cannot match the "
        "shapes at all.",
        "Compare the shapes of Z and of its largest scores. How can the "
        "axis be kept?",
    ),
    _wrong(
        changes_scores,
        "The probabilities are right, but Z itself has been changed. The "
        "caller may still need the scores.",
        "Which of your lines writes into Z?",
    ),
    _wrong(
        plain_shares,
        "You take shares of the scores themselves. Scores can be negative, "
        "and then so are your probabilities.",
        "What makes every score positive and keeps their order?",
    ),
    _wrong(
        one_hot,
        "You give everything to the largest score. That is the step that "
        "softmax smooths: it has no slope, so nothing before it can learn.",
        "How different may the outputs for the scores (1, 1.1) be?",
    ),
    _wrong(
        sigmoids,
        "You send each score through a sigmoid of its own. That is for "
        "labels that can be true together; here exactly one class is.",
        _SUMS,
    ),
    _wrong(
        over_maximum,
        "The exponentials are there, but they are not shares yet: the "
        "largest is always 1.",
        _SUMS,
    ),
    _wrong(
        logarithms,
        "These are the logarithms of the probabilities.",
        "Between which numbers does a probability lie?",
    ),
)
