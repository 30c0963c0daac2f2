"""Wrong answers to the exercise BatchNormalization, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.regularization.batch_norm_answers import BatchNormalization
from nncheck.specs.regularization.sections import BATCH, FOLLOWS


class _Pieces(BatchNormalization):
    """The same layer with the pieces that the wrong answers change."""

    def forward(self, X, training=False):
        mean, variance = self.running_mean, self.running_variance
        if training:
            mean, variance = self.measure(X)
            self.note(X, mean, variance)
        return self.finish(self.normalize(X, mean, variance), training)

    def measure(self, X):
        return X.mean(axis=0), X.var(axis=0)

    def note(self, X, mean, variance):
        self.running_mean = self.average(self.running_mean, mean)
        self.running_variance = self.average(self.running_variance, variance)

    def average(self, old, new):
        return self.momentum * old + (1 - self.momentum) * new

    def normalize(self, X, mean, variance):
        return (X - mean) / np.sqrt(variance + self.epsilon)

    def finish(self, x_hat, training):
        return self.gamma * x_hat + self.beta


class BatchInUse(_Pieces):
    def forward(self, X, training=False):
        if training:
            return super().forward(X, training)
        return self.finish(self.normalize(X, *self.measure(X)), training)


class LearnsInUse(_Pieces):
    def forward(self, X, training=False):
        output = super().forward(X, training)
        if not training:
            self.note(X, *self.measure(X))
        return output


class RunningInTraining(_Pieces):
    def forward(self, X, training=False):
        if training:
            self.note(X, *self.measure(X))
        return super().forward(X)


class OneTooFew(_Pieces):
    def measure(self, X):
        return X.mean(axis=0), X.var(axis=0, ddof=1)


class RunningOneTooFew(_Pieces):
    def note(self, X, mean, variance):
        super().note(X, mean, X.var(axis=0, ddof=1))


class EachExample(_Pieces):
    def forward(self, X, training=False):
        if not training:
            return super().forward(X)
        self.note(X, *self.measure(X))
        mean, variance = X.mean(axis=1), X.var(axis=1)
        x_hat = self.normalize(X, mean[:, None], variance[:, None])
        return self.finish(x_hat, training)


class OneForAll(_Pieces):
    def measure(self, X):
        ones = np.ones(X.shape[1])
        return X.mean() * ones, X.var() * ones


class EpsilonOutside(_Pieces):
    def normalize(self, X, mean, variance):
        return (X - mean) / (np.sqrt(variance) + self.epsilon)


class EpsilonForgotten(_Pieces):
    def normalize(self, X, mean, variance):
        return (X - mean) / np.sqrt(variance)


class OverVariance(_Pieces):
    def normalize(self, X, mean, variance):
        return (X - mean) / (variance + self.epsilon)


class NoGammaNoBeta(_Pieces):
    def finish(self, x_hat, training):
        return x_hat


class NoGammaInUse(_Pieces):
    def finish(self, x_hat, training):
        return self.gamma * x_hat + self.beta if training else x_hat


class ShiftedFirst(_Pieces):
    def finish(self, x_hat, training):
        return self.gamma * (x_hat + self.beta)


class MomentumSwapped(_Pieces):
    def average(self, old, new):
        return (1 - self.momentum) * old + self.momentum * new


class LastBatch(_Pieces):
    def average(self, old, new):
        return new


class NeverNoted(_Pieces):
    def note(self, X, mean, variance):
        pass


class RunningSpread(_Pieces):
    def note(self, X, mean, variance):
        super().note(X, mean, np.sqrt(variance))


class GammaZero(_Pieces):
    def __init__(self, num_features, momentum=0.9, epsilon=1e-5):
        super().__init__(num_features, momentum, epsilon)
        self.gamma = np.zeros(num_features)


class VarianceFromZero(_Pieces):
    def __init__(self, num_features, momentum=0.9, epsilon=1e-5):
        super().__init__(num_features, momentum, epsilon)
        self.running_variance = np.zeros(num_features)


def _wrong(answer, message, hint, section=BATCH):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        BatchInUse,
        "In use you measure the batch that comes in. An answer must not "
        "depend on who else is in the batch; and one example alone would "
        "always become β.",
        "What does your layer make of a single example in use?",
        FOLLOWS,
    ),
    _wrong(
        LearnsInUse,
        "Your running averages go on changing in use. They come from the "
        "training batches alone.",
        "Call the layer twice in use. Should the second answer differ?",
        FOLLOWS,
    ),
    _wrong(
        RunningInTraining,
        "In training you normalize with the running averages. There the "
        "batch itself is measured, in every step.",
        "Which mean has your output in training?",
    ),
    _wrong(
        OneTooFew,
        "Your variance is divided by m − 1. In this book it is the mean of "
        "the squares, with m.",
        "What does the argument `ddof` of `var` do?",
    ),
    _wrong(
        RunningOneTooFew,
        "Your running variance is fed with a variance divided by m − 1, as "
        "in PyTorch. In this book it is the one that normalizes the batch.",
        "How many different variances does one batch have here?",
    ),
    _wrong(
        EachExample,
        "You normalize each example over its units. That is another method; "
        "here each *unit* is normalized over the examples of the batch.",
        "Which axis counts the examples?",
    ),
    _wrong(
        OneForAll,
        "You take one mean and one variance for the whole table. Every unit "
        "is treated for itself.",
        "How many means does a batch with d units have?",
    ),
    _wrong(
        EpsilonOutside,
        "You add ε to the standard deviation. In the book it is added to "
        "the variance, under the root.",
        "What stands under the root in the formula of x̂?",
    ),
    _wrong(
        EpsilonForgotten,
        "You leave ε out. A unit that is the same for the whole batch "
        "would be divided by 0.",
        "What stands under the root in the formula of x̂?",
    ),
    _wrong(
        OverVariance,
        "You divide by the variance; it is the standard deviation, its "
        "root, that brings the spread to 1.",
        "Which spread has your output if γ is 1?",
    ),
    _wrong(
        NoGammaNoBeta,
        "Your output is x̂. The two learned numbers of each unit have no "
        "effect.",
        "Set `layer.gamma` to 10. What should change?",
    ),
    _wrong(
        NoGammaInUse,
        "In use you leave γ and β out. They belong to the layer as weights "
        "do.",
        "Set `layer.gamma` to 10. What should change in use?",
    ),
    _wrong(
        ShiftedFirst,
        "You add β before you multiply by γ. Then β is not the mean of the "
        "output.",
        "Which mean should the output have if β is 5 and γ is 2?",
    ),
    _wrong(
        MomentumSwapped,
        "You exchange the two parts of the running average: `momentum` is "
        "how much of the *old* value stays, as in Keras.",
        "With momentum 0.9, how much should one batch change?",
        FOLLOWS,
    ),
    _wrong(
        LastBatch,
        "You keep the statistics of the last batch. An average over many "
        "is steadier.",
        "What should two batches with the means 0 and 10 leave?",
        FOLLOWS,
    ),
    _wrong(
        NeverNoted,
        "Your running averages stay what they were at the start.",
        "When does the layer see the numbers that it needs in use?",
        FOLLOWS,
    ),
    _wrong(
        RunningSpread,
        "You average standard deviations where variances are asked for.",
        "What stands under the root in the formula of x̂?",
        FOLLOWS,
    ),
    _wrong(
        GammaZero,
        "Your γ starts at 0, so that the layer hands on nothing at all. At "
        "the start it should hand on x̂ itself.",
        "For which γ and β is the output x̂?",
    ),
    _wrong(
        VarianceFromZero,
        "Your running variance starts at 0. It starts at 1, so that an "
        "untrained layer changes next to nothing.",
        "What does a layer do in use that never saw a batch?",
        FOLLOWS,
    ),
)
