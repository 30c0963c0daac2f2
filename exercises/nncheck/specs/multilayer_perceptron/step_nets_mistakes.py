"""Wrong answers to the exercise step_nets, and what is said about them."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.multilayer_perceptron.sections import (
    LAYOUT,
    MYTHS,
    PRODUCT,
    SHAPES,
)
from nncheck.specs.multilayer_perceptron.step_nets_answers import step_nets


def _wrong(task, name, message, hint, section=SHAPES, **changes):
    """A mistake in one of the networks: some of its four values differ."""
    places = {"W1": 0, "b1": 1, "W2": 2, "b2": 3}
    net = list(step_nets()[task])
    for key, value in changes.items():
        net[places[key]] = value

    def answer():
        return step_nets() | {task: tuple(net)}

    answer.__name__ = f"{task.lower()}_{name}"
    return Misconception(answer, message, section, hint)


def _one_side_missing(words, column):
    sides, b1 = np.array([[3, -3, 0], [-2, -2, 1]]), [1, 7, 1]
    sides[:, column], b1[column] = 0, 1  # this unit always says yes
    return _wrong(
        "triangle",
        f"open_at_{words}",
        f"Two lines only: your region is open on the side at the {words} and "
        "reaches out without end.",
        "Which of your three units checks this side? Try a point far out.",
        W1=sides,
        b1=b1,
    )


def _one_side_turned(words, column):
    sides, b1 = np.array([[3, -3, 0], [-2, -2, 1]]), [1, 7, 1]
    sides[:, column] *= -1
    b1[column] *= -1
    return _wrong(
        "triangle",
        f"turned_at_{words}",
        f"The line at the {words} is right, but its unit looks the wrong "
        "way: it fires outside of the triangle.",
        "Put a point from the middle of the triangle into each of the three "
        "sums. Which sign should they have?",
        W1=sides,
        b1=b1,
    )


MISCONCEPTIONS = (
    _wrong(
        "XOR",
        "needs_firing_at_zero",
        "Your network would work if a neuron fired at z = 0. In this book it "
        "does not: a tie counts as silence.",
        "For which inputs is a sum exactly 0? Move the biases a little.",
        W1=[[-1, 1], [-1, 1]],
        b1=[1, -1],
        W2=[1, 1],
        b2=-2,
    ),
    _wrong(
        "XOR",
        "on_the_edge",
        "The table is right, but only by the tie rule: some sum is exactly "
        "0, and the smallest change of a weight flips the answer.",
        "Put each bias half-way between the two values that must be told "
        "apart.",
        W1=[[-1, 1], [-1, 1]],
        b1=[2, 0],
        W2=[1, 1],
        b2=-1,
    ),
    _wrong(
        "XOR",
        "is_or",
        "Your network fires for 11, too: that is OR. One line can do that "
        "alone.",
        "Which hidden unit forbids 11, and does the output listen to it?",
        W2=[0, 1],
        b2=-0.5,
    ),
    _wrong(
        "XOR",
        "is_nand",
        "Your network fires for 00, too: that is NAND. One line can do that "
        "alone.",
        "Which hidden unit forbids 00, and does the output listen to it?",
        W2=[1, 0],
        b2=-0.5,
    ),
    _wrong(
        "XOR",
        "is_its_opposite",
        "Your network fires exactly where it should be silent.",
        "What happens if you change all signs of the output unit?",
        W2=[-2, -2],
        b2=3,
    ),
    _wrong(
        "XOR",
        "asks_for_one_yes",
        "Your network always fires. For every input at least one of the "
        "hidden units says yes, and one is enough for your output.",
        "Write a table with h1, h2 and the output. How many yeses should it "
        "take?",
        b2=-1,
    ),
    _wrong(
        "XOR",
        "is_silent",
        "Your output never fires, whatever comes in.",
        "What is the largest sum that your output unit can reach?",
        b2=-5,
    ),
    _wrong(
        "XOR",
        "one_case_of_two",
        "Your network fires for 01 and not for 10. Nothing in XOR tells the "
        "two inputs apart. Do you read W1 by rows? Its *columns* belong to "
        "the hidden units.",
        "Exchange x1 and x2: what should change?",
        LAYOUT,
        W1=[[-2, -2], [2, 2]],
    ),
    _wrong(
        "XOR",
        "other_case_alone",
        "Your network fires for 10 and not for 01. Nothing in XOR tells the "
        "two inputs apart. Does one of the hidden units say the same to all "
        "inputs? Then perhaps you read W1 by rows, where it is read by "
        "columns.",
        "Exchange x1 and x2: what should change?",
        LAYOUT,
        W1=[[2, 2], [-2, -2]],
        b1=[-1, 3],
    ),
    _one_side_missing("left", 0),
    _one_side_missing("right", 1),
    _one_side_missing("bottom", 2),
    _one_side_turned("left", 0),
    _one_side_turned("right", 1),
    _one_side_turned("bottom", 2),
    _wrong(
        "triangle",
        "any_side",
        "One yes is enough for your output, so the network fires nearly "
        "everywhere. To be inside, a point must pass all three tests.",
        "How many yeses does a point far away to the right get?",
        b2=[-0.5],
    ),
    _wrong(
        "triangle",
        "two_of_three",
        "Two yeses are enough for your output, so three strips outside of "
        "the triangle join in.",
        "Between which two counts must the threshold lie?",
        b2=[-1.5],
    ),
    _wrong(
        "triangle",
        "needs_firing_at_zero",
        "Your output would work if a neuron fired at z = 0: three yeses just "
        "reach the threshold. In this book a tie counts as silence.",
        "Between which two counts must the threshold lie?",
        b2=[-3],
    ),
    _wrong(
        "triangle",
        "on_the_edge",
        "The region is right, but two yeses bring the output unit exactly to "
        "z = 0, and the smallest change of a weight lets them through.",
        "Put the threshold half-way between the two counts that must be told "
        "apart.",
        b2=[-2],
    ),
    _wrong(
        "triangle",
        "outside",
        "Your network fires outside of the triangle and is silent in it.",
        "What happens if you change all signs of the output unit?",
        W2=[-1, -1, -1],
        b2=[2.5],
    ),
    _wrong(
        "triangle",
        "is_silent",
        "Your output never fires. Perhaps no point gets as many yeses as it "
        "asks for.",
        "Put a point from the middle of the triangle into your sums, one "
        "after the other.",
        b2=[-4],
    ),
    _wrong(
        "triangle",
        "of_the_chapter",
        "This is the triangle of the chapter, with the corners (0, 0), (1, "
        "0) and (0, 1). Yours has other corners.",
        "Which line runs through (−1, −1) and (1, 2)?",
        W1=[[1, 0, -1], [0, 1, -1]],
        b1=[0, 0, 1],
    ),
    _wrong(
        "triangle",
        "without_shifts",
        "All your lines go through the origin: the hidden biases are 0.",
        "Does the bottom side of the triangle go through the origin?",
        b1=[0, 0, 0],
    ),
    _wrong(
        "triangle",
        "one_line_per_row",
        "In your W1 each line is a row. In this book the units of the layer "
        "are the columns; the rows belong to the inputs.",
        "Which shape must W1 have, so that `X @ W1` works for points with "
        "two coordinates?",
        PRODUCT,
        W1=[[3, -2], [-3, -2], [0, 1]],
    ),
    _wrong(
        "triangle",
        "one_bias_for_all",
        "You give one bias to the whole hidden layer. Each of its units "
        "needs its own.",
        "Which biases do the three lines have?",
        MYTHS,
        b1=[1],
    ),
)
