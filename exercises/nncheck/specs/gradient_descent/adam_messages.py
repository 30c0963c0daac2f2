"""What is said about wrong answers to the exercise adam."""

from nncheck.engine import Misconception
from nncheck.specs.gradient_descent import adam_mistakes as wrong
from nncheck.specs.gradient_descent.messages import (
    CLIMBS,
    EPSILON_INSIDE,
    FIRST_STEP,
    MOVES_A_COPY,
)
from nncheck.specs.gradient_descent.sections import ADAPTIVE, AVERAGE


def _wrong(answer, message, hint, section=ADAPTIVE):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        wrong.CountFromZero,
        "Your count is 0 in the first step, so that the correction divides "
        "by zero.",
        "What is 1 − β⁰?",
    ),
    _wrong(
        wrong.CountStandsStill,
        "Your count never gets beyond 1, so every step is corrected as if it "
        "were the first.",
        "What should the correction be after a thousand steps?",
        AVERAGE,
    ),
    _wrong(
        wrong.CountsArrays,
        "Your count grows with every array. It counts calls of `step`; all "
        "arrays of a call share it.",
        "A network has four arrays. What is t after its second step?",
    ),
    _wrong(
        wrong.NotCorrected,
        "The correction is missing. Both averages start at 0 and are too "
        "small at first, the one of the squares by far more, so your first "
        "steps are too long.",
        FIRST_STEP,
    ),
    _wrong(
        wrong.OnlyMeanCorrected,
        "You correct the average of the gradients, but not the one of their "
        "squares.",
        FIRST_STEP,
    ),
    _wrong(
        wrong.OnlySquareCorrected,
        "You correct the average of the squares, but not the one of the "
        "gradients.",
        FIRST_STEP,
    ),
    _wrong(
        wrong.CorrectedForGood,
        "You put the corrected averages back into the memory, so that they "
        "are corrected again at the next step.",
        "Which of m and m̂ does the next step need?",
        AVERAGE,
    ),
    _wrong(
        wrong.CorrectedTimes,
        "You multiply by the correction. The averages are too *small* at "
        "first, so they have to be divided.",
        "Is 1 − 0.9 more or less than 1?",
        AVERAGE,
    ),
    _wrong(
        wrong.BetasExchanged,
        "The two β are exchanged: the first belongs to the gradients, the "
        "second to their squares.",
        "Which of the two averages has the longer memory in Adam?",
    ),
    _wrong(
        wrong.SharesExchanged,
        "The shares are exchanged: with β = 0.9 your averages forget nine "
        "tenths in every step.",
        "For how many steps does an average with β = 0.9 remember?",
        AVERAGE,
    ),
    _wrong(
        wrong.SquareOfTheMean,
        "You average the squares of m. What belongs there are the squares of "
        "the gradients.",
        "Gradients +1, −1, +1, −1: what are the two averages?",
    ),
    _wrong(
        wrong.GradientForMean,
        "Your step takes the gradient itself where its average belongs: that "
        "is RMSprop with a correction.",
        "What became of momentum in your formula?",
    ),
    _wrong(
        wrong.MemoryLost,
        "Nothing is left of the averages when the next step begins.",
        "Where are m and s kept from one call of `step` to the next?",
    ),
    _wrong(
        wrong.OneMemory,
        "All parameters share one pair of averages.",
        "How many averages does a network with four arrays need, and of "
        "which shapes?",
    ),
    _wrong(wrong.EpsilonInside, *EPSILON_INSIDE),
    _wrong(
        wrong.NoRoot,
        "The root is missing: you divide by the mean square itself, so that "
        "a steep weight moves *less* than a flat one.",
        FIRST_STEP,
    ),
    _wrong(wrong.Climbs, *CLIMBS),
    _wrong(wrong.MovesACopy, *MOVES_A_COPY),
)
