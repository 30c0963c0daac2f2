"""Wrong answers to the exercise gradient_check, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.backpropagation.sections import CHECK

norm = np.linalg.norm


class _Check:
    """The same check with the pieces that the wrong answers change."""

    def __init__(self, model, loss, X, Y):
        self.model, self.loss, self.X, self.Y = model, loss, X, Y

    def answer(self):
        self.run_backward()
        pairs = list(zip(self.model.params, self.model.grads, strict=True))
        found = [self.compare(g, self.nudged(w)) for w, g in pairs]
        return self.result(found)

    def run_backward(self):
        self.model.backward(self.loss.gradient(self.Y, self.forward()))

    def forward(self):
        return self.model.forward(self.X)

    def cost(self):
        return self.loss(self.Y, self.forward())

    def nudged(self, w):
        d = np.zeros(w.shape)
        for i in np.ndindex(w.shape):
            d[i] = self.slope(w, i, 1e-5)
        return d

    def slope(self, w, i, h):
        before = w[i]
        w[i] = before + h
        above = self.cost()
        w[i] = before - h
        below = self.cost()
        w[i] = before
        return (above - below) / (2 * h)

    def compare(self, g, d):
        size = self.size(g, d)
        return norm(g - d) / size if size > 0 else 0.0

    def size(self, g, d):
        return norm(g) + norm(d)

    def result(self, errors):
        return errors


def _training_mode(self):
    return self.model.forward(self.X, training=True)


def _forward_difference(self, w, i, h):
    before, here = w[i], self.cost()
    w[i] = before + h
    above = self.cost()
    w[i] = before
    return (above - here) / h


def _left_nudged(self, w, i, h):
    w[i] += h
    above = self.cost()
    w[i] -= 2 * h
    return (above - self.cost()) / (2 * h)


def _squares(self, g, d):
    size = np.sum(g**2) + np.sum(d**2)
    return np.sum((g - d) ** 2) / size if size > 0 else 0.0


def _lengths_only(self, g, d):
    size = self.size(g, d)
    return abs(norm(g) - norm(d)) / size if size > 0 else 0.0


def _no_zero_case(self, g, d):
    with np.errstate(all="ignore"):
        return norm(g - d) / np.float64(norm(g) + norm(d))


def _wrong(name, message, hint, **pieces):
    made = type(name, (_Check,), pieces)

    def answer(model, loss, X, Y):
        return made(model, loss, X, Y).answer()

    answer.__name__ = name
    return Misconception(answer, message, CHECK, hint)


MISCONCEPTIONS = (
    _wrong(
        "absolute_error",
        "You return the distance between the two gradients. Whether 0.001 "
        "is much depends on how large they are.",
        "If all gradients were a million times smaller, would your check "
        "still find the bug?",
        compare=lambda self, g, d: norm(g - d),
    ),
    _wrong(
        "nothing_by_nothing",
        "Where both gradients are zero you divide 0 by 0. They agree, "
        "so there is no error.",
        "What does `np.float64(0) / 0` give, and is it smaller than anything?",
        compare=_no_zero_case,
    ),
    _wrong(
        "zero_counts_as_wrong",
        "Where both gradients are zero you report an error. But they agree.",
        "A unit that never fires has the slope 0. Is that a bug?",
        compare=lambda self, g, d: (
            _Check.compare(self, g, d) if self.size(g, d) > 0 else 1.0
        ),
    ),
    _wrong(
        "dropout_left_on",
        "You check in training mode. Then dropout draws another mask at "
        "every call, so that two losses differ for reasons of their own.",
        "Call `model.forward(X, training=True)` twice. Do you get the same?",
        forward=_training_mode,
    ),
    _wrong(
        "by_backpropagation_s_length",
        "You divide by the length of one gradient alone. Then the error "
        "depends on which of the two is too large, and may be anything.",
        "Which error does your check give to a gradient that is all zero?",
        size=lambda self, g, d: norm(g),
    ),
    _wrong(
        "by_the_nudged_length",
        "You divide by the length of the nudged gradient alone. The "
        "relative error of this book divides by both lengths together.",
        "Which error should two opposite gradients have, at the most?",
        size=lambda self, g, d: norm(d),
    ),
    _wrong(
        "by_the_longer_one",
        "You divide by the longer of the two gradients. The relative error "
        "of this book divides by both lengths together.",
        "Which error should two opposite gradients have, at the most?",
        size=lambda self, g, d: max(norm(g), norm(d)),
    ),
    _wrong(
        "length_of_the_sum",
        "You divide by the length of the sum of the two gradients. Opposite "
        "gradients cancel there, and the worst bug divides by zero.",
        "Is the length of a sum the sum of the lengths?",
        size=lambda self, g, d: norm(g + d),
    ),
    _wrong(
        "squares",
        "You compare squares: a small difference becomes a tiny one, and a "
        "bug is overlooked more easily.",
        "A length is the root of a sum of squares. Where are your roots?",
        compare=_squares,
    ),
    _wrong(
        "lengths_compared",
        "You compare how long the two gradients are. Two of the same length "
        "may point in different directions.",
        "Which error does your check give to a gradient with the wrong sign?",
        compare=_lengths_only,
    ),
    _wrong(
        "forward_differences",
        "You nudge to one side only. The forward difference is itself wrong "
        "in the fifth digit or so, and right gradients look doubtful.",
        "Which of the two differences has the error of order h²?",
        slope=_forward_difference,
    ),
    _wrong(
        "left_nudged",
        "After your check the network has other weights: each one that was "
        "nudged stays where it was.",
        "Call your check twice. Do you get the same?",
        slope=_left_nudged,
    ),
    _wrong(
        "never_run_backward",
        "You compare with gradients that nobody has computed: they are "
        "still what they were when the network was made.",
        "Which call fills `model.grads`?",
        run_backward=lambda self: None,
    ),
    _wrong(
        "compared_with_itself",
        "Your errors are all zero, bug or no bug: you compare a gradient "
        "with itself.",
        "Where in your function does a weight change?",
        nudged=lambda self, w: next(
            g
            for v, g in zip(self.model.params, self.model.grads, strict=True)
            if v is w
        ),
    ),
    _wrong(
        "last_layer_first",
        "Your errors come in the order of the backward pass. Asked for is "
        "the order of `model.params`, from the first layer to the last.",
        "Which shape has the first array in `model.params`?",
        result=lambda self, errors: errors[::-1],
    ),
    _wrong(
        "worst_alone",
        "You return a single number. One number per array says where the "
        "bug is, and that is half the cure.",
        "How many arrays are there in `model.params`?",
        result=lambda self, errors: max(errors),
    ),
    _wrong(
        "verdicts_alone",
        "You return verdicts, yes or no. Asked for are the errors: between "
        "good and wrong there is a region where one has to look closer.",
        "Which number did you compare with a threshold?",
        result=lambda self, errors: [bool(e < 1e-7) for e in errors],
    ),
)
