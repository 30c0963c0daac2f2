"""What is said about wrong answers to the exercise Perceptron."""

from nncheck.engine import Misconception
from nncheck.specs.perceptron import learning_mistakes as wrong
from nncheck.specs.perceptron.sections import LIMITS, RULE, TIE


def _wrong(answer, message, hint, section=RULE):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        wrong.SignFlipped,
        "You move against the error: after a sample that should have fired "
        "but did not, your neuron is even less willing to fire.",
        "Take x = (2, −1) with y = 1. Should w · x grow or shrink?",
    ),
    _wrong(
        wrong.BiasNotLearned,
        "The weights learn, the bias stays at 0: your line always goes "
        "through the origin.",
        "The bias is the weight of an input that is always 1.",
    ),
    _wrong(
        wrong.BiasWithoutError,
        "Your bias grows with every sample, whether there was a mistake or "
        "not.",
        "The bias is the weight of an input that is always 1: what moves a "
        "weight?",
    ),
    _wrong(
        wrong.SumInsteadOfOutput,
        "You take the error from the sum z. The perceptron rule compares "
        "with the output after the step, so that its error is −1, 0 or 1.",
        "What is the error of a sample that is classified correctly?",
    ),
    _wrong(
        wrong.MovesAlways,
        "You change the weights for every sample, even for those that were "
        "right already.",
        "What should the change be when the error is 0?",
    ),
    _wrong(
        wrong.MovesOnPositives,
        "You change the weights whenever the label is 1, mistake or not, and "
        "never when it is 0.",
        "Which number is −1, 0 or 1 and says in which direction to move?",
    ),
    _wrong(
        wrong.PlusMinusLabels,
        "Your rule is made for labels −1 and 1. Here the labels are 0 and "
        "1, so the samples of class 0 never move anything.",
        "What is y · x for a sample of class 0?",
    ),
    _wrong(
        wrong.FiresAtZero,
        "Your neuron fires at z = 0, in `fit` and in `predict`. In this book "
        "a tie does not fire; from weights zero this changes the first step.",
        "Which of your comparisons includes equality?",
        TIE,
    ),
    _wrong(
        wrong.PredictsAtZero,
        "`fit` is right, but your `predict` fires at z = 0. In this book a "
        "tie does not fire.",
        "Which of your comparisons includes equality?",
        TIE,
    ),
    _wrong(
        wrong.ReturnsSums,
        "`predict` gives the sums z; what is asked for are the outputs of "
        "the neuron.",
        "Which function turns a sum into 0 or 1?",
    ),
    _wrong(
        wrong.NeverEarly,
        "Your loop runs through all `max_epochs`, although nothing changes "
        "any more after an epoch without mistakes.",
        "What do you know after an epoch without a mistake?",
    ),
    _wrong(
        wrong.Endless,
        "Your loop waits for an epoch without mistakes. On data that no line "
        "separates, such as XOR, it waits for ever; that is what "
        "`max_epochs` is for.",
        "Give the loop a second reason to stop.",
        LIMITS,
    ),
    _wrong(
        wrong.OneEpoch,
        "Your neuron sees every sample once only. One correction may spoil "
        "an earlier one, so it has to look again.",
        "Where does your `return` or `break` stand: in which loop?",
    ),
    _wrong(
        wrong.WholeEpochAtOnce,
        "You collect the corrections and apply them at the end of the epoch. "
        "The perceptron rule corrects at once, so the next sample meets the "
        "new weights.",
        "Which weights does the second sample see?",
    ),
    _wrong(
        wrong.NoLearningRate,
        "`learning_rate` does not act: your steps always have the size 1.",
        "By which factor is a correction multiplied?",
    ),
    _wrong(
        wrong.SignedCount,
        "You add up the errors with their signs, so that +1 and −1 cancel "
        "and two mistakes look like none.",
        "How many mistakes are an error of 1 and one of −1?",
    ),
    _wrong(
        wrong.CountsRight,
        "Your history counts the samples that were right; it should count "
        "the mistakes.",
        "Which number should the last entry be on separable data?",
    ),
    _wrong(
        wrong.ScoreCounts,
        "`score` gives the number of right predictions; what is asked for "
        "is their share, from 0 to 1.",
        "How many samples are there in all?",
    ),
    _wrong(
        wrong.ScoreIsErrorRate,
        "`score` gives the share of mistakes; a good score should be high.",
        "What should `score` be when every prediction is right?",
    ),
)
