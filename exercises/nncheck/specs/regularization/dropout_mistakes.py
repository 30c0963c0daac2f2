"""Wrong answers to the exercise Dropout, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.regularization.dropout_answers import Dropout
from nncheck.specs.regularization.sections import DROPOUT


class _Pieces(Dropout):
    """The same layer with the pieces that the wrong answers change."""

    def forward(self, X, training=False):
        self.mask = self.draw(X) if training else np.ones(X.shape)
        return X * self.mask

    def kept(self, shape):
        return self.rng.random(shape) >= self.rate

    def draw(self, X):
        return self.kept(X.shape) * self.scale()

    def scale(self):
        return 1 / (1 - self.rate)


class RateIsKept(_Pieces):
    def kept(self, shape):
        return self.rng.random(shape) < self.rate

    def scale(self):
        return 1 / self.rate if self.rate else 0.0


class MaskTurned(_Pieces):
    def kept(self, shape):
        return self.rng.random(shape) < self.rate


class NotRescaled(_Pieces):
    def scale(self):
        return 1.0


class Vanilla(_Pieces):
    def forward(self, X, training=False):
        output = super().forward(X, training)
        if not training:
            self.mask = np.full(X.shape, 1 - self.rate)
            output = X * self.mask
        return output

    def scale(self):
        return 1.0


class Multiplies(_Pieces):
    def scale(self):
        return 1 - self.rate


class DividesByRate(_Pieces):
    def scale(self):
        return 1 / self.rate if self.rate else 1.0


class NewMaskBackward(_Pieces):
    def forward(self, X, training=False):
        self.training = training
        return super().forward(X, training)

    def backward(self, grad_output):
        if not self.training:
            return grad_output
        return grad_output * self.draw(grad_output)


class EverythingBackward(_Pieces):
    def backward(self, grad_output):
        return grad_output


class NotRescaledBackward(_Pieces):
    def backward(self, grad_output):
        return grad_output * (self.mask != 0)


class AlwaysOn(_Pieces):
    def forward(self, X, training=False):
        return super().forward(X, training=True)


class NeverOn(_Pieces):
    def forward(self, X, training=False):
        return super().forward(X)


class SameForAllExamples(_Pieces):
    def draw(self, X):
        return np.ones(X.shape) * super().draw(X[0])


class WholeExamples(_Pieces):
    def draw(self, X):
        return np.ones(X.shape) * super().draw(X[:, :1])


class OneMaskForEver(_Pieces):
    drawn = None

    def draw(self, X):
        if self.drawn is None:
            self.drawn = super().draw(X)
        return self.drawn


class OldMaskInUse(_Pieces):
    def forward(self, X, training=False):
        if not training:
            return X
        return super().forward(X, training)


class InPlace(_Pieces):
    def forward(self, X, training=False):
        output = super().forward(X, training)
        X *= self.mask
        return output


def _wrong(answer, message, hint):
    return Misconception(answer, message, DROPOUT, hint)


MISCONCEPTIONS = (
    _wrong(
        RateIsKept,
        "You keep the fraction `rate`. In many papers p is what is kept; in "
        "this library, Keras and PyTorch the rate is what is *dropped*.",
        "With rate 0.2, how many of 100 units should work?",
    ),
    _wrong(
        MaskTurned,
        "Your mask is the wrong way round: what should be dropped is kept, "
        "while the rescaling is that of the right mask.",
        "Which part of the numbers from 0 to 1 lies below `rate`?",
    ),
    _wrong(
        NotRescaled,
        "You drop, but you do not rescale. In use all units work, and the "
        "next layer would get more than it is used to.",
        "What is the mean of your output for an input of ones?",
    ),
    _wrong(
        Vanilla,
        "This is vanilla dropout: nothing is rescaled in training, and the "
        "network in use is turned down instead. Asked for is the inverted "
        "form, which leaves the network in use alone.",
        "Which of the two forms has to know in use that there was dropout?",
    ),
    _wrong(
        Multiplies,
        "You make the entries that stay smaller. They have to stand in for "
        "those that are dropped.",
        "What is the mean of your output for an input of ones?",
    ),
    _wrong(
        DividesByRate,
        "You divide by the rate. The mean of the mask is the part that is "
        "kept, and that is what must be made up for.",
        "What is the mean of your output for an input of ones?",
    ),
    _wrong(
        NewMaskBackward,
        "Your `backward` draws a mask of its own. The gradient then goes "
        "through units that took no part, and not through those that did.",
        "Which units can have an influence on the cost?",
    ),
    _wrong(
        EverythingBackward,
        "Your `backward` lets the whole gradient pass. An entry that was "
        "dropped has no influence on the cost.",
        "By what was each entry multiplied on the way up?",
    ),
    _wrong(
        NotRescaledBackward,
        "Your `backward` uses the mask but not its factor. On the way up "
        "the entries that stayed were rescaled.",
        "By what was each entry multiplied on the way up?",
    ),
    _wrong(
        AlwaysOn,
        "Your layer drops in use, too: the same image would be read "
        "differently each time.",
        "What does the argument `training` change?",
    ),
    _wrong(
        NeverOn,
        "Your layer drops nothing in training.",
        "What does the argument `training` change?",
    ),
    _wrong(
        SameForAllExamples,
        "You draw one mask for the whole batch. Every example gets a mask "
        "of its own.",
        "How many random numbers does a batch of shape (n, m) need?",
    ),
    _wrong(
        WholeExamples,
        "You drop whole examples. What is switched off are units, each "
        "entry by itself.",
        "How many random numbers does a batch of shape (n, m) need?",
    ),
    _wrong(
        OneMaskForEver,
        "You draw one mask and keep it. The units that it drops would never "
        "learn; each step needs a new one.",
        "When is the mask to be drawn: at the start, or in each step?",
    ),
    _wrong(
        OldMaskInUse,
        "After a forward pass in use your `backward` still applies the mask "
        "of the last training step.",
        "By what was each entry multiplied on the way up?",
    ),
    _wrong(
        InPlace,
        "Your output is right, but you write it over the input, which the "
        "layer before still needs.",
        "What is the difference between `X *= m` and `X * m`?",
    ),
)
