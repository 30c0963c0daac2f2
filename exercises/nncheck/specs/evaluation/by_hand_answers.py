"""Right answers to the exercise filter_by_hand."""

from fractions import Fraction

import numpy as np


def filter_by_hand():
    """The eight numbers as a dictionary."""
    return {
        "missed": 25 - 20,
        "accuracy": (20 + 195) / 250,
        "never": 225 / 250,
        "precision": 20 / 50,
        "recall": 20 / 25,
        "F1": 20 / (20 + (30 + 5) / 2),
        "rare": 80 / (80 + 1320),
        "AUC": 4.5 / 6,
    }


# ------------------------------------------------------- other right answers


def rounded():
    return {
        "missed": 5.0,
        "accuracy": 0.86,
        "never": 0.9,
        "precision": 0.4,
        "recall": np.float32(0.8),
        "F1": 0.533,
        "rare": 0.057,
        "AUC": 0.75,
    }


def as_fractions():
    p, r = Fraction(20, 50), Fraction(20, 25)
    found = Fraction(1, 100) * r
    false = Fraction(99, 100) * Fraction(30, 225)
    fractions = {
        "missed": 25 * (1 - r),
        "accuracy": 1 - Fraction(30 + 5, 250),
        "never": 1 - Fraction(25, 250),
        "precision": p,
        "recall": r,
        "F1": 2 * p * r / (p + r),
        "rare": found / (found + false),
        "AUC": Fraction(9, 12),
    }
    return {key: float(value) for key, value in fractions.items()}


def with_nnlib():
    from nnlib import metrics

    truth = np.repeat([1, 0, 1, 0], [20, 30, 5, 195])
    called = np.repeat([1, 1, 0, 0], [20, 30, 5, 195])
    # 1 in 100: the mail counts so often that the shares come out
    mail = np.tile(np.flatnonzero(truth == 0), 11)
    rows = np.concatenate([np.flatnonzero(truth == 1), mail])
    matrix = metrics.confusion_matrix(truth, called)
    return {
        "missed": matrix[1, 0],
        "accuracy": metrics.accuracy(truth, called),
        "never": metrics.accuracy(truth, 0 * called),
        "precision": metrics.precision(truth, called),
        "recall": metrics.recall(truth, called),
        "F1": metrics.f1_score(truth, called),
        "rare": metrics.precision(truth[rows], called[rows]),
        "AUC": metrics.roc_auc([1, 1, 0, 0, 0], [3, 1, 2, 1, 0]),
    }


ALTERNATIVES = (rounded, as_fractions, with_nnlib)
