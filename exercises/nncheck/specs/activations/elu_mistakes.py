"""Wrong answers to the exercise ELU."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.activations.elu_answers import ELU
from nncheck.specs.activations.sections import LEAKS, SLOPE, TRAPS


class OtherFormula(ELU):
    def forward(self, Z):
        self.Z = Z
        with np.errstate(over="ignore"):
            return np.where(Z > 0, Z, Z * (1 - np.exp(-Z)))


class OneSubtractedLate(ELU):
    def forward(self, Z):
        self.Z = Z
        bent = self.alpha * np.exp(np.minimum(Z, 0)) - 1
        return np.where(Z > 0, Z, bent)


class NothingSubtracted(ELU):
    def forward(self, Z):
        self.Z = Z
        return np.where(Z > 0, Z, self.alpha * np.exp(np.minimum(Z, 0)))


class SignReversed(ELU):
    def forward(self, Z):
        return np.where(Z > 0, Z, -super().forward(Z))


class AlphaInsideExponential(ELU):
    def forward(self, Z):
        self.Z = Z
        bent = np.exp(self.alpha * np.minimum(Z, 0)) - 1
        return np.where(Z > 0, Z, bent)


class AlphaFixed(ELU):
    def __init__(self, alpha=1.0):
        super().__init__(1.0)


class MultipliesMasks(ELU):
    def forward(self, Z):
        self.Z = Z
        bent = self.alpha * (np.exp(Z) - 1)
        return (Z > 0) * Z + (Z <= 0) * bent

    def backward(self, dA):
        bent = self.alpha * np.exp(self.Z)
        return dA * ((self.Z > 0) + (self.Z <= 0) * bent)


class MultipliesMasksForward(MultipliesMasks):
    backward = ELU.backward


class MultipliesMasksBackward(MultipliesMasks):
    forward = ELU.forward


class AlphaForgottenBackward(ELU):
    def backward(self, dA):
        return dA * np.exp(np.minimum(self.Z, 0))


class SlopeIsOutput(ELU):
    def backward(self, dA):
        return dA * np.where(self.Z > 0, 1, self.forward(self.Z))


class SlopeOfTheOutput(ELU):
    def forward(self, Z):
        self.A = super().forward(Z)
        return self.A

    def backward(self, dA):
        slope = self.alpha * np.exp(np.minimum(self.A, 0))
        return dA * np.where(self.A > 0, 1, slope)


class BentEverywhere(ELU):
    def backward(self, dA):
        return dA * (self.forward(self.Z) + self.alpha)


class ReluBackward(ELU):
    def backward(self, dA):
        return dA * (self.Z > 0)


class LeakyBackward(ELU):
    def backward(self, dA):
        return dA * np.where(self.Z > 0, 1, self.alpha)


class SlopesOnly(ELU):
    def backward(self, dA):
        return super().backward(np.ones_like(dA))


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint, section=LEAKS):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        OtherFormula,
        "On the left you use z(1 - e to the power -z). It is printed here and "
        "there, but it is no ELU: it is positive on the left and grows "
        "without end.",
        "What should the output near z = -1000 be, if the curve levels off "
        "at -α?",
    ),
    _wrong(
        OneSubtractedLate,
        "You subtract 1 after multiplying by α. For α = 1 that is the same; "
        "for another α the curve jumps at z = 0.",
        "What should the output at z = 0 be, whatever α is?",
    ),
    _wrong(
        NothingSubtracted,
        "Left of 0 your outputs are positive: the exponential is there, but "
        "it has not been lowered so that the curve passes through 0.",
        "What should the output at z = 0 be, and what is exp(0)?",
    ),
    _wrong(
        SignReversed,
        "Left of 0 the sign is exchanged: your curve comes down to 0 from "
        "above. An ELU rises everywhere.",
        "Which is larger, 1 or exp(-1)?",
    ),
    _wrong(
        AlphaInsideExponential,
        "Your α stands inside the exponential, where it changes how fast "
        "the curve bends. It should say how deep the curve ends.",
        "Where does your curve level off on the far left, for α = 0.5?",
    ),
    _wrong(
        AlphaFixed,
        "Your layer uses α = 1, whatever it was made with.",
        "Where does the number from `__init__` get used?",
    ),
    _wrong(
        MultipliesMasks,
        "For ordinary sums all is right. For a very large one the "
        "exponential overflows, and your mask multiplies infinity by 0, "
        "which is not a number (nan). It happens on both ways.",
        "Print `0 * np.inf`. How can the exponential be kept from large sums?",
        TRAPS,
    ),
    _wrong(
        MultipliesMasksForward,
        "The way back is right. Forward, the exponential of a very large "
        "sum overflows, and your mask multiplies infinity by 0, which is "
        "not a number (nan).",
        "Print `0 * np.inf`. How can the exponential be kept from large sums?",
        TRAPS,
    ),
    _wrong(
        MultipliesMasksBackward,
        "The way forward is right. On the way back the exponential of a "
        "very large sum overflows, and your mask multiplies infinity by 0, "
        "which is not a number (nan).",
        "Print `0 * np.inf`. How can the exponential be kept from large sums?",
        TRAPS,
    ),
    _wrong(
        AlphaForgottenBackward,
        "On the way back α is missing: a curve that is twice as deep is "
        "twice as steep.",
        "Differentiate the left piece once more. Is α a factor or a summand?",
    ),
    _wrong(
        SlopeIsOutput,
        "On the left you multiply dA by the *output*. It is negative there, "
        "while the curve rises.",
        "How far below the slope does the output lie, everywhere on the left?",
    ),
    _wrong(
        SlopeOfTheOutput,
        "Your slope is right as a formula, but you feed it the output A "
        "where it expects the sum Z.",
        "What has `forward` to remember?",
        TRAPS,
    ),
    _wrong(
        BentEverywhere,
        "You use the left side's slope on the right side too. There the "
        "function is a straight line.",
        "What is the slope of the ELU at z = 5, and does it differ at 50?",
    ),
    _wrong(
        ReluBackward,
        "On the way back nothing comes through the left side, as with plain "
        "ReLU. But the curve rises there.",
        "How much does the output change from z = -1 to z = -0.5?",
    ),
    _wrong(
        LeakyBackward,
        "On the way back the left side is a straight line with slope α. An "
        "ELU has that slope only right next to 0; then it bends.",
        "How steep is the curve at z = -10, where it has almost levelled off?",
    ),
    _wrong(
        SlopesOnly,
        "Your `backward` returns the slopes alone; dA does not occur in it.",
        "How do dA and the slopes come together in the chain rule?",
        SLOPE,
    ),
)
