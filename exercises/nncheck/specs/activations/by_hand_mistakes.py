"""Wrong answers to the exercise by_hand, and what is said about them."""

from nncheck.engine import Misconception
from nncheck.specs.activations.by_hand_answers import slopes_by_hand
from nncheck.specs.activations.sections import (
    HINGE,
    LEAKS,
    SATURATION,
    SLOPE,
)


def _mistake(key, name, value, message, section, hint):
    def answer():
        return slopes_by_hand() | {key: value}

    answer.__name__ = name
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _mistake(
        "sigmoid at 0",
        "sigmoid_flat_at_zero",
        0,
        "You say that the sigmoid is flat at z = 0. That is where it is "
        "steepest; it flattens far out, where the output nears 0 or 1.",
        SLOPE,
        "How far does the output move from z = -1 to z = 1, and how far "
        "from 9 to 11?",
    ),
    _mistake(
        "sigmoid at 0",
        "output_for_slope",
        0.5,
        "One half is the *output* of the sigmoid at z = 0, not its slope.",
        SLOPE,
        "By how much does the output grow from z = 0 to z = 0.1? Ten times "
        "that is about the slope.",
    ),
    _mistake(
        "sigmoid at 0",
        "slope_of_tanh",
        1,
        "A slope of 1 at z = 0 is that of tanh. The sigmoid is the gentler "
        "of the two.",
        SLOPE,
        "By how much does the output grow from z = 0 to z = 0.1? Ten times "
        "that is about the slope.",
    ),
    _mistake(
        "sigmoid at 1000",
        "output_when_saturated",
        1,
        "The *output* is 1 there. The unit is saturated: its output is "
        "large and hardly moves.",
        SATURATION,
        "How much does the output change from z = 1000 to z = 1001?",
    ),
    _mistake(
        "sigmoid at 1000",
        "steepest_everywhere",
        0.25,
        "That is the slope at z = 0, where the curve is steepest. Far out "
        "it is another.",
        SATURATION,
        "How much does the output change from z = 1000 to z = 1001?",
    ),
    _mistake(
        "three sigmoids",
        "slopes_added",
        0.75,
        "You added the three slopes. Along a path through several layers "
        "the chain rule asks for something else.",
        SATURATION,
        "If one layer halves a change and the next one halves it again, "
        "what is left?",
    ),
    _mistake(
        "three sigmoids",
        "one_slope_only",
        0.25,
        "That is what one layer leaves. Each of the three takes its share.",
        SATURATION,
        "If one layer halves a change and the next one halves it again, "
        "what is left?",
    ),
    _mistake(
        "three sigmoids",
        "slope_over_three",
        1 / 12,
        "You divided the largest slope by the number of layers. What fades "
        "with depth fades faster than that.",
        SATURATION,
        "If one layer halves a change and the next one halves it again, "
        "what is left?",
    ),
    _mistake(
        "leaky output",
        "leak_is_positive",
        0.2,
        "You make the output of leaky ReLU positive for a negative z. The "
        "*slope* is positive there; the output is not.",
        LEAKS,
        "Go from z = 0 to the left along a line that rises to the right. "
        "Do you get above or below 0?",
    ),
    _mistake(
        "leaky output",
        "leaky_output_zero",
        0,
        "An output of 0 for every negative z is plain ReLU, without a leak.",
        LEAKS,
        "What does the leak let through?",
    ),
    _mistake(
        "leaky output",
        "leaky_output_is_leak",
        0.1,
        "You gave the leak itself. It is the slope of the left piece, and "
        "the output depends on how far left you are.",
        LEAKS,
        "Compare the outputs at z = -2 and at z = -4: are they the same?",
    ),
    _mistake(
        "leaky slope",
        "leaky_slope_negative",
        -0.1,
        "You let the left piece fall. Its outputs are negative, but they "
        "*rise* toward 0 as z grows.",
        LEAKS,
        "Compare the outputs at z = -2 and at z = -1: which is larger?",
    ),
    _mistake(
        "leaky slope",
        "leaky_slope_zero",
        0,
        "A slope of 0 on the left is that of plain ReLU, and the reason why "
        "its units die.",
        LEAKS,
        "Compare the outputs at z = -2 and at z = -1: which is larger?",
    ),
    _mistake(
        "leaky slope",
        "leaky_slope_is_output",
        -0.2,
        "That is the output at z = -2. The slope is how fast it changes.",
        LEAKS,
        "How much does the output change from z = -2 to z = -1?",
    ),
    _mistake(
        "leak ratio",
        "leaks_subtracted",
        0.098,
        "You took the difference of the two slopes. Asked is how many times "
        "as large the one is as the other.",
        LEAKS,
        "What must you multiply 0.002 by to get 0.1?",
    ),
    _mistake(
        "leak ratio",
        "leak_ratio_reversed",
        0.02,
        "You have the ratio the wrong way round: the larger leak has the "
        "larger slope.",
        LEAKS,
        "What must you multiply 0.002 by to get 0.1?",
    ),
    _mistake(
        "ELU output",
        "elu_follows_line",
        -1000,
        "You let z pass as it is. Left of 0 an ELU bends and levels off.",
        LEAKS,
        "What is left of exp(-1000)?",
    ),
    _mistake(
        "ELU output",
        "elu_ends_at_zero",
        0,
        "You let the ELU die out at 0 like ReLU. The *slope* goes to 0 "
        "there; the output goes elsewhere.",
        LEAKS,
        "What is left of exp(-1000), and what is subtracted from it?",
    ),
    _mistake(
        "absolute slope",
        "absolute_slope_positive",
        1,
        "The values of |z| are positive, its slope is not always: left of 0 "
        "the curve comes down as z grows.",
        HINGE,
        "Compare |-3| and |-2.9|: which is larger?",
    ),
    _mistake(
        "absolute slope",
        "absolute_value_for_slope",
        3,
        "That is the value of |z| at -3. The slope is how fast it changes.",
        HINGE,
        "Compare |-3| and |-2.9|: by how much do they differ?",
    ),
)
