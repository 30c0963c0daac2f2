"""Wrong answers to plan_by_hand: the tournament, the stop, the update."""

from nncheck.specs.evaluation.tables import mistake_maker
from nncheck.specs.training.by_hand_answers import plan_by_hand
from nncheck.specs.training.sections import CUP, WATCH

_mistake = mistake_maker(plan_by_hand)
_TALLY = "Write the number of bad epochs in a row below each loss."
_LEAVE = "How many trials leave after round 1, and how many epochs had they?"

DURING = (
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
