"""Wrong answers to the exercise by_hand, and what is said about them."""

from nncheck.specs.evaluation.by_hand_answers import filter_by_hand
from nncheck.specs.evaluation.sections import (
    AREA,
    COUNTS,
    SILENT,
    THRESHOLD,
)
from nncheck.specs.evaluation.tables import mistake_maker

_mistake = mistake_maker(filter_by_hand)
_TABLE = "Draw the table of the four counts. Which cell, row or column is it?"
_DEPOT = "Among 10,000 messages, how many spam and how many others are called?"
_PAIRS = "Write down all six pairs. How does each of them count?"

MISCONCEPTIONS = (
    _mistake(
        "missed",
        "false_calls_for_misses",
        30,
        "You counted the false calls: messages that are no spam and were "
        "called so. Missed is the spam that was *not* called.",
        COUNTS,
        _TABLE,
    ),
    _mistake(
        "missed",
        "all_mistakes_for_misses",
        35,
        "You counted the mistakes of both kinds together.",
        COUNTS,
        _TABLE,
    ),
    _mistake(
        "accuracy",
        "finds_for_accuracy",
        0.08,
        "You counted only the spam that was found. To let a good message "
        "pass is a right answer, too.",
        COUNTS,
        _TABLE,
    ),
    _mistake(
        "accuracy",
        "negatives_for_accuracy",
        0.78,
        "You counted only the messages that rightly pass. To find spam is a "
        "right answer, too.",
        COUNTS,
        _TABLE,
    ),
    _mistake(
        "never",
        "never_is_never_right",
        0,
        'You say that "never spam" is never right. It finds nothing, but it '
        "is right about every message that is no spam.",
        SILENT,
        "How often is a sheet of paper right on which stands: no spam?",
    ),
    _mistake(
        "never",
        "share_of_spam",
        0.1,
        'That is the share of the spam: the messages on which "never spam" '
        "is wrong.",
        SILENT,
        "How often is a sheet of paper right on which stands: no spam?",
    ),
    _mistake(
        "precision",
        "recall_for_precision",
        0.8,
        "That is the recall, the share of the spam that was found. "
        "Precision asks how many of the *calls* are right.",
        COUNTS,
        _TABLE,
    ),
    _mistake(
        "precision",
        "precision_of_all",
        0.08,
        "You divided by all messages. Precision looks at those that were "
        "called spam.",
        COUNTS,
        _TABLE,
    ),
    _mistake(
        "recall",
        "precision_for_recall",
        0.4,
        "That is the precision, the share of the calls that are right. "
        "Recall asks how much of the *spam* was found.",
        COUNTS,
        _TABLE,
    ),
    _mistake(
        "recall",
        "recall_of_all",
        0.08,
        "You divided by all messages. Recall looks at those that are spam.",
        COUNTS,
        _TABLE,
    ),
    _mistake(
        "F1",
        "plain_mean",
        0.6,
        "That is the ordinary mean of precision and recall. It would give "
        "0.5 to a filter that calls everything spam and is never precise.",
        COUNTS,
        "To which of the two numbers is the harmonic mean nearer?",
    ),
    _mistake(
        "F1",
        "geometric_mean",
        0.566,
        "You took the root of the product. The harmonic mean averages the "
        "reciprocals.",
        COUNTS,
        "How much are 1/P and 1/R, and what is their mean?",
    ),
    _mistake(
        "F1",
        "half_of_f1",
        0.267,
        "Your F₁ is half as large as it should be: where precision and "
        "recall are equal, F₁ is the same number again.",
        COUNTS,
        "Put P = R = 1 into your formula.",
    ),
    _mistake(
        "rare",
        "precision_is_fixed",
        0.4,
        "You kept the precision that was measured where one message in ten "
        "is spam. Precision depends on how rare the spam is.",
        THRESHOLD,
        _DEPOT,
    ),
    _mistake(
        "rare",
        "precision_for_balance",
        0.857,
        "You took the two rates as if there were as much spam as mail.",
        THRESHOLD,
        _DEPOT,
    ),
    _mistake(
        "rare",
        "precision_in_proportion",
        0.04,
        "You made the precision ten times smaller, as the share of the spam "
        "became. The calls become fewer as well.",
        THRESHOLD,
        _DEPOT,
    ),
    _mistake(
        "rare",
        "finds_among_all",
        0.008,
        "That is the share of all messages that is spam and called so. "
        "Divide by the share that is called.",
        THRESHOLD,
        _DEPOT,
    ),
    _mistake(
        "AUC",
        "ties_are_lost",
        4 / 6,
        "The pair of equal scores counts nothing with you.",
        AREA,
        _PAIRS,
    ),
    _mistake(
        "AUC",
        "ties_are_won",
        5 / 6,
        "The pair of equal scores counts in full with you.",
        AREA,
        _PAIRS,
    ),
    _mistake(
        "AUC",
        "pairs_not_divided",
        4.5,
        "That is a number of pairs. Asked is their share.",
        AREA,
        _PAIRS,
    ),
    _mistake(
        "AUC",
        "mail_above_spam",
        0.25,
        "You have it the wrong way round: the larger score should belong to "
        "the *spam* message of the pair.",
        AREA,
        _PAIRS,
    ),
)
