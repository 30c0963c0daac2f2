"""Wrong answers to the exercise LeakyReLU."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.activations.leaky_relu_answers import LeakyReLU
from nncheck.specs.activations.sections import LEAKS, SLOPE


class TakesTheLarger(LeakyReLU):
    def forward(self, Z):
        self.Z = Z
        return np.maximum(self.negative_slope * Z, Z)


class TakesTheLargerBothWays(TakesTheLarger):
    def forward(self, Z):
        self.A = super().forward(Z)
        return self.A

    def backward(self, dA):
        return dA * np.where(self.A > 0, 1, self.negative_slope)


class JudgesByTheOutput(LeakyReLU):
    def forward(self, Z):
        self.A = super().forward(Z)
        return self.A

    def backward(self, dA):
        return dA * np.where(self.A < 0, self.negative_slope, 1)


class PositiveLeak(LeakyReLU):
    def forward(self, Z):
        self.Z = Z
        return np.where(Z < 0, -self.negative_slope * Z, Z)


class ConstantLeak(LeakyReLU):
    def forward(self, Z):
        self.Z = Z
        return np.where(Z < 0, self.negative_slope, Z)


class NoLeak(LeakyReLU):
    def __init__(self, negative_slope=0.01):
        super().__init__(0.0)


class NoLeakBackward(LeakyReLU):
    def backward(self, dA):
        return dA * (self.Z > 0)


class FixedLeak(LeakyReLU):
    def __init__(self, negative_slope=0.01):
        super().__init__(0.01)


class FallingSlope(LeakyReLU):
    def backward(self, dA):
        return dA * np.where(self.Z < 0, -self.negative_slope, 1)


class SlopesOnly(LeakyReLU):
    def backward(self, dA):
        return np.where(self.Z < 0, self.negative_slope, 1.0)


class JudgesByTheGradient(LeakyReLU):
    def backward(self, dA):
        return np.where(dA < 0, self.negative_slope * dA, dA)


class TimesOutput(LeakyReLU):
    def backward(self, dA):
        return dA * self.forward(self.Z)


class PassesOn(LeakyReLU):
    def backward(self, dA):
        return dA


class SidesExchanged(LeakyReLU):
    def forward(self, Z):
        self.Z = Z
        return np.where(Z < 0, Z, self.negative_slope * Z)

    def backward(self, dA):
        return dA * np.where(self.Z < 0, 1, self.negative_slope)


class ChangesItsInput(LeakyReLU):
    def forward(self, Z):
        self.Z = Z.copy()
        Z[Z < 0] *= self.negative_slope
        return Z


class ChangesTheGradient(LeakyReLU):
    def backward(self, dA):
        dA[self.Z < 0] *= self.negative_slope
        return dA


class DecidesOnce(LeakyReLU):
    def forward(self, Z):
        if Z < 0:
            return self.negative_slope * Z
        return Z


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint, section=LEAKS):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        TakesTheLarger,
        "You take the larger of Z and its leaky copy. That is leaky ReLU "
        "only as long as the slope is below 1; for a steeper one, the "
        "larger of the two is the wrong one, on both sides.",
        "With a slope of 2 and z = 3, which of the two numbers is larger, "
        "and which one is right?",
    ),
    _wrong(
        TakesTheLargerBothWays,
        "You take the larger of Z and its leaky copy, and look at the "
        "output to find the slope. Both work only for slopes between 0 and "
        "1; a steeper left side makes the larger one the wrong one.",
        "With a slope of 2 and z = 3, which of the two numbers is larger, "
        "and which one is right?",
    ),
    _wrong(
        JudgesByTheOutput,
        "Your `backward` looks at the *output* to tell left from right. If "
        "the left slope is 0 or negative, outputs there are not below 0, "
        "and you take them for the right side.",
        "Which array tells on which side of 0 the layer's input was?",
    ),
    _wrong(
        PositiveLeak,
        "You make the outputs of negative sums positive. The left piece is "
        "a straight line that passes through 0 and *rises* to the right: "
        "left of 0 it lies below 0.",
        "What should come out for z = -2 with a leak of 0.1?",
    ),
    _wrong(
        ConstantLeak,
        "Every negative sum gives the same output. The leak is a *slope*: "
        "the output depends on how far left the sum is.",
        "Should z = -2 and z = -4 give the same?",
    ),
    _wrong(
        NoLeak,
        "Nothing comes through on the left: this is plain ReLU.",
        "What is the slope of a unit with a leak, where plain ReLU is dead?",
    ),
    _wrong(
        NoLeakBackward,
        "On the way forward your layer leaks, on the way back nothing comes "
        "through the left side. A unit would die as with plain ReLU.",
        "What is the slope of the left piece?",
    ),
    _wrong(
        FixedLeak,
        "Your layer leaks 0.01, whatever slope it was made with.",
        "Where does the number from `__init__` get used?",
    ),
    _wrong(
        FallingSlope,
        "On the way back the left side has the wrong sign. The outputs "
        "there are negative, but they rise as Z grows.",
        "Does the output at z = -1 lie above or below that at z = -2?",
    ),
    _wrong(
        SlopesOnly,
        "Your `backward` returns the slopes alone; dA does not occur in it. "
        "What the next layer reports must get through the valve.",
        "How do dA and the slopes come together in the chain rule?",
        SLOPE,
    ),
    _wrong(
        JudgesByTheGradient,
        "Your `backward` leaks where *dA* is negative. Which side counts is "
        "a matter of the sums Z that came in.",
        "What has `forward` to remember?",
        SLOPE,
    ),
    _wrong(
        TimesOutput,
        "You multiply dA by the outputs. The chain rule asks for the slopes.",
        "Which two slopes are there in a leaky ReLU?",
        SLOPE,
    ),
    _wrong(
        PassesOn,
        "Your `backward` hands dA on as it is, as if the layer were the "
        "identity.",
        "By what is dA multiplied where the sum was negative?",
        SLOPE,
    ),
    _wrong(
        SidesExchanged,
        "The sides are exchanged: positive sums pass unchanged, and the "
        "leak is on the left.",
        "What should come out for z = 3?",
    ),
    _wrong(
        ChangesItsInput,
        "The outputs are right, but Z itself has been changed. Z belongs to "
        "the layer before, which needs it for its own way back.",
        "Is your output a new array, or another name for Z?",
        SLOPE,
    ),
    _wrong(
        ChangesTheGradient,
        "The result is right, but dA itself has been changed; whoever "
        "called `backward` may still need it.",
        "Is your result a new array, or another name for dA?",
        SLOPE,
    ),
    _wrong(
        DecidesOnce,
        "An `if` wants one True or False. Z has many entries, and each of "
        "them decides for itself.",
        "Which function of NumPy chooses between two arrays, entry by entry?",
    ),
)
