"""Wrong answers to the exercise Perceptron, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.observe import TimeUp
from nncheck.specs.perceptron.learning_answers import Perceptron
from nncheck.specs.perceptron.sections import LIMITS, RULE, TIE

PATIENCE = 2_000  # epochs after which an endless loop counts as endless


class _Rule(Perceptron):
    """The same loops with the pieces that the wrong answers change."""

    def fit(self, X, y):
        self.weights, self.bias, self.history = np.zeros(X.shape[1]), 0.0, []
        while not self.done():
            self.history.append(0)
            for x_i, y_i in zip(X, y, strict=True):
                self.visit(x_i, y_i)
        return self

    def visit(self, x, y):
        error = self.error(x, y)
        self.move(error, x)
        self.history[-1] += self.mistake(error)

    def error(self, x, y):
        return y - int(x @ self.weights + self.bias > 0)

    def move(self, error, x):
        self.weights = self.weights + self.learning_rate * error * x
        self.bias += self.learning_rate * error

    def mistake(self, error):
        return abs(error)

    def done(self):
        if self.history and self.history[-1] == 0:
            return True
        return len(self.history) >= self.max_epochs


class SignFlipped(_Rule):
    def move(self, error, x):
        super().move(-error, x)


class BiasNotLearned(_Rule):
    def move(self, error, x):
        self.weights = self.weights + self.learning_rate * error * x


class BiasWithoutError(_Rule):
    def move(self, error, x):
        self.weights = self.weights + self.learning_rate * error * x
        self.bias += self.learning_rate


class SumInsteadOfOutput(_Rule):
    def error(self, x, y):
        return y - (x @ self.weights + self.bias)

    def mistake(self, error):
        return int(error != 0)

    def move(self, error, x):
        with np.errstate(all="ignore"):
            super().move(error, x)


class MovesAlways(_Rule):
    def visit(self, x, y):
        self.history[-1] += abs(self.error(x, y))
        self.move(2 * y - 1, x)


class MovesOnPositives(_Rule):
    def visit(self, x, y):
        self.history[-1] += abs(self.error(x, y))
        self.move(y, x)


class PlusMinusLabels(_Rule):
    def visit(self, x, y):
        if y * (x @ self.weights + self.bias) <= 0:
            self.move(y, x)
            self.history[-1] += 1


class FiresAtZero(_Rule):
    def error(self, x, y):
        return y - int(x @ self.weights + self.bias >= 0)

    def predict(self, X):
        return (X @ self.weights + self.bias >= 0).astype(int)


class PredictsAtZero(_Rule):
    def predict(self, X):
        return (X @ self.weights + self.bias >= 0).astype(int)


class ReturnsSums(_Rule):
    def predict(self, X):
        return X @ self.weights + self.bias

    def score(self, X, y):
        return np.mean((self.predict(X) > 0) == y)


class NeverEarly(_Rule):
    def done(self):
        return len(self.history) >= self.max_epochs


class Endless(_Rule):
    def done(self):
        if len(self.history) > PATIENCE:
            raise TimeUp
        return bool(self.history) and self.history[-1] == 0


class OneEpoch(_Rule):
    def done(self):
        return len(self.history) >= 1


class WholeEpochAtOnce(_Rule):
    def visit(self, x, y):
        if not hasattr(self, "waiting"):
            self.waiting = []
        self.waiting.append((self.error(x, y), x))
        self.history[-1] += abs(self.waiting[-1][0])

    def done(self):
        for error, x in getattr(self, "waiting", []):
            self.move(error, x)
        self.waiting = []
        return super().done()


class NoLearningRate(_Rule):
    def move(self, error, x):
        self.weights = self.weights + error * x
        self.bias += error


class SignedCount(_Rule):
    def mistake(self, error):
        return error


class CountsRight(_Rule):
    def mistake(self, error):
        return 1 - abs(error)

    def done(self):
        return len(self.history) >= self.max_epochs


class ScoreCounts(_Rule):
    def score(self, X, y):
        return np.sum(self.predict(X) == y)


class ScoreIsErrorRate(_Rule):
    def score(self, X, y):
        return np.mean(self.predict(X) != y)


def _wrong(answer, message, hint, section=RULE):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        SignFlipped,
        "You move against the error: after a sample that should have fired "
        "but did not, your neuron is even less willing to fire.",
        "Take x = (2, −1) with y = 1. Should w · x grow or shrink?",
    ),
    _wrong(
        BiasNotLearned,
        "The weights learn, the bias stays at 0: your line always goes "
        "through the origin.",
        "The bias is the weight of an input that is always 1.",
    ),
    _wrong(
        BiasWithoutError,
        "Your bias grows with every sample, whether there was a mistake or "
        "not.",
        "The bias is the weight of an input that is always 1: what moves a "
        "weight?",
    ),
    _wrong(
        SumInsteadOfOutput,
        "You take the error from the sum z. The perceptron rule compares "
        "with the output after the step, so that its error is −1, 0 or 1.",
        "What is the error of a sample that is classified correctly?",
    ),
    _wrong(
        MovesAlways,
        "You change the weights for every sample, even for those that were "
        "right already.",
        "What should the change be when the error is 0?",
    ),
    _wrong(
        MovesOnPositives,
        "You change the weights whenever the label is 1, mistake or not, and "
        "never when it is 0.",
        "Which number is −1, 0 or 1 and says in which direction to move?",
    ),
    _wrong(
        PlusMinusLabels,
        "Your rule is made for labels −1 and 1. Here the labels are 0 and "
        "1, so the samples of class 0 never move anything.",
        "What is y · x for a sample of class 0?",
    ),
    _wrong(
        FiresAtZero,
        "Your neuron fires at z = 0, in `fit` and in `predict`. In this book "
        "a tie does not fire; from weights zero this changes the first step.",
        "Which of your comparisons includes equality?",
        TIE,
    ),
    _wrong(
        PredictsAtZero,
        "`fit` is right, but your `predict` fires at z = 0. In this book a "
        "tie does not fire.",
        "Which of your comparisons includes equality?",
        TIE,
    ),
    _wrong(
        ReturnsSums,
        "`predict` gives the sums z; what is asked for are the outputs of "
        "the neuron.",
        "Which function turns a sum into 0 or 1?",
    ),
    _wrong(
        NeverEarly,
        "Your loop runs through all `max_epochs`, although nothing changes "
        "any more after an epoch without mistakes.",
        "What do you know after an epoch without a mistake?",
    ),
    _wrong(
        Endless,
        "Your loop waits for an epoch without mistakes. On data that no line "
        "separates, such as XOR, it waits for ever; that is what "
        "`max_epochs` is for.",
        "Give the loop a second reason to stop.",
        LIMITS,
    ),
    _wrong(
        OneEpoch,
        "Your neuron sees every sample once only. One correction may spoil "
        "an earlier one, so it has to look again.",
        "Where does your `return` or `break` stand: in which loop?",
    ),
    _wrong(
        WholeEpochAtOnce,
        "You collect the corrections and apply them at the end of the epoch. "
        "The perceptron rule corrects at once, so the next sample meets the "
        "new weights.",
        "Which weights does the second sample see?",
    ),
    _wrong(
        NoLearningRate,
        "`learning_rate` does not act: your steps always have the size 1.",
        "By which factor is a correction multiplied?",
    ),
    _wrong(
        SignedCount,
        "You add up the errors with their signs, so that +1 and −1 cancel "
        "and two mistakes look like none.",
        "How many mistakes are an error of 1 and one of −1?",
    ),
    _wrong(
        CountsRight,
        "Your history counts the samples that were right; it should count "
        "the mistakes.",
        "Which number should the last entry be on separable data?",
    ),
    _wrong(
        ScoreCounts,
        "`score` gives the number of right predictions; what is asked for "
        "is their share, from 0 to 1.",
        "How many samples are there in all?",
    ),
    _wrong(
        ScoreIsErrorRate,
        "`score` gives the share of mistakes; a good score should be high.",
        "What should `score` be when every prediction is right?",
    ),
)
