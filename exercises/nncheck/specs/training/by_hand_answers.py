"""Right and wrong answers to the exercise plan_by_hand."""

import math

import numpy as np

from nncheck.specs.evaluation.tables import mistake_maker
from nncheck.specs.training.sections import CUP, SEARCH, TWO_TESTS, WATCH


def plan_by_hand():
    """The ten numbers as a dictionary."""
    return {
        "first loss": math.log(50),
        "yes or no": math.log(2),
        "grid": 4**5,
        "uniform": (1 - 0.1) / (1 - 0.001),
        "log-uniform": 1 / 3,
        "luck": 1 - 0.9**20,
        "cup": 18 * 1 + 6 * 3 + 2 * 9 + 1 * 27,
        "stop": 7,
        "best": 4,
        "ratio": 0.05 / 7,
    }


# ------------------------------------------------------- other right answers


def rounded():
    return {
        "first loss": 3.91,
        "yes or no": 0.693,
        "grid": 1024.0,
        "uniform": 0.9,
        "log-uniform": np.float32(0.333),
        "luck": 0.878,
        "cup": 81,
        "stop": 7.0,
        "best": 4.0,
        "ratio": 0.00714,
    }


def with_numpy():
    weights, update = np.array([2, 3, 6.0]), np.array([0.03, 0, 0.04])
    trials = 27 / 3 ** np.arange(4)
    leave = trials - np.append(trials[1:], 0)
    return {
        "first loss": -np.log(1 / 50),
        "yes or no": -np.log(1 / (1 + np.exp(0))),
        "grid": np.prod(np.full(5, 4)),
        "uniform": 1 - (0.1 - 0.001) / (1 - 0.001),
        "log-uniform": np.log(1 / 0.1) / np.log(1 / 0.001),
        "luck": 1 - np.prod(np.full(20, 0.9)),
        "cup": np.sum(leave * 3 ** np.arange(4)),
        "stop": 7,
        "best": np.argmin([0.8, 0.6, 0.5, 0.52, 0.47, 0.48, 0.5, 0.49]),
        "ratio": np.linalg.norm(update) / np.linalg.norm(weights),
    }


def with_nnlib():
    from nnlib import callbacks, losses

    stop = callbacks.EarlyStopping(
        "val_loss", patience=3, restore_best_weights=False
    )
    stop.model = type("Model", (), {})()
    curve = [0.8, 0.6, 0.5, 0.52, 0.47, 0.48, 0.50, 0.49]
    for epoch, loss in enumerate(curve):
        stop.on_epoch_end(epoch, {"val_loss": loss})
    guess = np.full((1, 50), 1 / 50)
    half = np.array([[0.5]])
    return plan_by_hand() | {
        "first loss": losses.SparseCategoricalCrossentropy()([3], guess),
        "yes or no": losses.BinaryCrossentropy()(np.ones((1, 1)), half),
        "stop": stop.stopped_epoch,
        "best": stop.best_epoch,
    }


ALTERNATIVES = (rounded, with_numpy, with_nnlib)

# --------------------------------------------------------------- wrong answers

_mistake = mistake_maker(plan_by_hand)
_GUESS = "Which probability does the right class get, and what is its log?"
_TALLY = "Write the number of bad epochs in a row below each loss."
_DECADES = (
    "How many powers of ten lie between 0.001 and 1? How many above 0.1?"
)
_MISS = "What is the chance that two draws both miss?"
_LEAVE = "How many trials leave after round 1, and how many epochs had they?"

MISCONCEPTIONS = (
    _mistake(
        "first loss",
        "share_for_loss",
        0.02,
        "That is the probability of each class. The loss is the negative "
        "logarithm of it.",
        TWO_TESTS,
        _GUESS,
    ),
    _mistake(
        "first loss",
        "ten_classes",
        2.303,
        "That is the loss of guessing among ten classes. Here there are 50.",
        TWO_TESTS,
        _GUESS,
    ),
    _mistake(
        "first loss",
        "logarithm_to_ten",
        1.699,
        "You took the logarithm to the base 10. `log` is the natural one "
        "throughout the book.",
        TWO_TESTS,
        "What does `np.log(10)` give?",
    ),
    _mistake(
        "first loss",
        "loss_of_nothing",
        0,
        "A loss of 0 means that every answer is right, and certain. Nobody "
        "starts there.",
        TWO_TESTS,
        _GUESS,
    ),
    _mistake(
        "yes or no",
        "score_for_loss",
        0,
        "With weights of 0 the *score* is 0. The probability is not, and "
        "neither is the loss.",
        TWO_TESTS,
        "What is the sigmoid of 0?",
    ),
    _mistake(
        "yes or no",
        "probability_for_loss",
        0.5,
        "That is the probability. The loss is the negative logarithm of it.",
        TWO_TESTS,
        _GUESS,
    ),
    _mistake(
        "grid",
        "values_times_settings",
        20,
        "You multiplied. Each value of one setting is tried with each value "
        "of all the others.",
        SEARCH,
        "How many points has a grid of four values for each of *two* "
        "settings?",
    ),
    _mistake(
        "grid",
        "base_and_exponent",
        625,
        "You have four settings of five values. There are five settings of "
        "four values.",
        SEARCH,
        "How many points has a grid of four values for each of *two* "
        "settings?",
    ),
    _mistake(
        "uniform",
        "uniform_by_decades",
        1 / 3,
        "You gave each power of ten a third. A uniform draw does not know "
        "powers of ten.",
        SEARCH,
        "On a ruler from 0.001 to 1, where is 0.1?",
    ),
    _mistake(
        "uniform",
        "share_below",
        0.0991,
        "That is the share *below* 0.1.",
        SEARCH,
        "On a ruler from 0.001 to 1, where is 0.1?",
    ),
    _mistake(
        "log-uniform",
        "log_uniform_by_length",
        0.9009,
        "That is the share of uniform draws. Log-uniform draws give the same "
        "room to each power of ten.",
        SEARCH,
        _DECADES,
    ),
    _mistake(
        "log-uniform",
        "log_share_below",
        2 / 3,
        "That is the share *below* 0.1.",
        SEARCH,
        _DECADES,
    ),
    _mistake(
        "log-uniform",
        "half_of_the_draws",
        0.5,
        "You say one half, as if 0.1 stood in the middle of the powers of "
        "ten.",
        SEARCH,
        _DECADES,
    ),
    _mistake(
        "luck",
        "chances_added",
        2,
        "You added twenty chances of 0.1. A chance never exceeds 1.",
        SEARCH,
        _MISS,
    ),
    _mistake(
        "luck",
        "chance_of_none",
        0.9**20,
        "That is the chance that *no* draw is good.",
        SEARCH,
        _MISS,
    ),
    _mistake(
        "luck",
        "certain_by_then",
        1,
        "You are certain of it. It may be that all twenty draws miss.",
        SEARCH,
        _MISS,
    ),
    _mistake(
        "cup",
        "every_trial_in_full",
        729,
        "You train all 27 to the end. The tournament sends most of them home "
        "early.",
        CUP,
        _LEAVE,
    ),
    _mistake(
        "cup",
        "begun_anew",
        108,
        "You train anew in each round. A winner goes on from where it is: "
        "in the chapter's cup nine trials took 21 epochs.",
        CUP,
        _LEAVE,
    ),
    _mistake(
        "cup",
        "rounds_only",
        40,
        "You added the lengths of the rounds, for one trial each.",
        CUP,
        _LEAVE,
    ),
    _mistake(
        "stop",
        "stops_at_first_rise",
        3,
        "You stop at the first loss that is worse. One bad epoch is noise; "
        "the patience is 3.",
        WATCH,
        _TALLY,
    ),
    _mistake(
        "stop",
        "bad_epochs_in_all",
        6,
        "You count the bad epochs of the whole run. A new best wipes the "
        "tally off.",
        WATCH,
        _TALLY,
    ),
    _mistake(
        "stop",
        "one_epoch_late",
        8,
        "You wait for one more epoch than the patience allows.",
        WATCH,
        _TALLY,
    ),
    _mistake(
        "stop",
        "best_for_stop",
        4,
        "That is the best epoch. Training finds out only later that it was "
        "the best.",
        WATCH,
        _TALLY,
    ),
    _mistake(
        "best",
        "looked_ahead",
        9,
        "You looked ahead: the loss at index 9 is the lowest of the row, but "
        "training has stopped before.",
        WATCH,
        _TALLY,
    ),
    _mistake(
        "best",
        "best_before_first_rise",
        2,
        "Index 2 is the best until then. A better epoch comes in time.",
        WATCH,
        _TALLY,
    ),
    _mistake(
        "best",
        "counted_from_one",
        5,
        "You count from 1. The first epoch has the index 0.",
        WATCH,
        "Which index has the loss 0.80?",
    ),
    _mistake(
        "best",
        "stop_for_best",
        7,
        "That is the epoch at which training stops. The best one came before.",
        WATCH,
        _TALLY,
    ),
    _mistake(
        "ratio",
        "sums_for_lengths",
        0.07 / 11,
        "You added the entries up. The length of an arrow is the root of the "
        "sum of squares.",
        WATCH,
        "How long is an arrow of the entries 3 and 4?",
    ),
    _mistake(
        "ratio",
        "ratio_upside_down",
        140,
        "You have the ratio upside down: the update is measured by the "
        "weights.",
        WATCH,
        "Is one update larger or smaller than the weights that it changes?",
    ),
    _mistake(
        "ratio",
        "squares_for_lengths",
        0.0025 / 49,
        "You divided the squared lengths; the roots are missing.",
        WATCH,
        "How long is an arrow of the entries 3 and 4?",
    ),
    _mistake(
        "ratio",
        "update_for_ratio",
        0.05,
        "That is the length of the update. Is it much? That depends on the "
        "weights.",
        WATCH,
        "How long is the arrow of the weights?",
    ),
)
