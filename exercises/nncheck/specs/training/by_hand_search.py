"""Wrong answers to plan_by_hand: the start and the search."""

from nncheck.specs.evaluation.tables import mistake_maker
from nncheck.specs.training.by_hand_answers import plan_by_hand
from nncheck.specs.training.sections import SEARCH, TWO_TESTS

_mistake = mistake_maker(plan_by_hand)
_GUESS = "Which probability does the right class get, and what is its log?"
_DECADES = (
    "How many powers of ten lie between 0.001 and 1? How many above 0.1?"
)
_MISS = "What is the chance that two draws both miss?"

BEFORE = (
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
        "Two of the three powers of ten lie *below* 0.1.",
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
)
