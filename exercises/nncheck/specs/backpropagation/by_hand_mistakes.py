"""Wrong answers to the exercise by_hand, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.backpropagation.by_hand_answers import TARGET, W1, V, X
from nncheck.specs.backpropagation.sections import NETWORK, NEURON, ROUTES


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


class _Walk:
    """The same walk with the steps that the wrong answers change."""

    def numbers(self):
        self.h = [self.squash(self.net(unit)) for unit in (0, 1)]
        self.o = self.answer(self.h[0] * V[0] + self.h[1] * V[1])
        delta_o = self.error() * self.output_slope()
        back = [self.hand_back(delta_o, unit) for unit in (0, 1)]
        return {
            "o": self.o,
            "delta_o": delta_o,
            "v1": self.by_v1(delta_o),
            "delta_1": back[0],
            "w21": self.by_w21(back[0]),
            "x1": self.by_x1(back),
        }

    def net(self, unit):
        return X[0] * W1[0][unit] + X[1] * W1[1][unit]

    def squash(self, z):
        return _sigmoid(z)

    def answer(self, z):
        return _sigmoid(z)

    def error(self):
        return self.o - TARGET

    def output_slope(self):
        return self.slope(self.o)

    def slope(self, a):
        return a * (1 - a)

    def hand_back(self, delta_o, unit):
        return delta_o * V[unit] * self.slope(self.h[unit])

    def by_v1(self, delta_o):
        return delta_o * self.h[0]

    def by_w21(self, delta_1):
        return delta_1 * X[1]

    def by_x1(self, back):
        return back[0] * W1[0][0] + back[1] * W1[0][1]


def _walk(name, **steps):
    walk = type(name, (_Walk,), steps)

    def answer():
        return walk().numbers()

    answer.__name__ = name
    return answer


def _wrong(name, message, hint, section=NETWORK, **steps):
    return Misconception(_walk(name, **steps), message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "output_slope_forgotten",
        "Your delta of the output is the bare error. Delta is the slope of "
        "E by the *sum* z, and between the sum and the output stands a "
        "sigmoid.",
        "How much does o move when z moves a little?",
        NEURON,
        output_slope=lambda self: 1.0,
    ),
    _wrong(
        "no_slopes_at_all",
        "You hand the error back through the weights alone. On its way it "
        "passes two sigmoids, and each has a slope of its own.",
        "What is the steepest slope a sigmoid can have?",
        NEURON,
        slope=lambda self, a: 1.0,
    ),
    _wrong(
        "slope_of_the_output",
        "You took the slope of the sigmoid *at the output*, as if the "
        "output went through the sigmoid once more. It belongs at the sum; "
        "in terms of the output it needs no exponential.",
        "The slope of the sigmoid is largest, one quarter, where its output "
        "is one half. Is yours?",
        NEURON,
        slope=lambda self, a: _sigmoid(a) * (1 - _sigmoid(a)),
    ),
    _wrong(
        "sign_flipped",
        "All your slopes have the wrong sign. The output is too high, and "
        "raising it makes E larger, so its slope is positive.",
        "What is the derivative of ½(o − y)² by o, in this order?",
        NEURON,
        error=lambda self: TARGET - self.o,
    ),
    _wrong(
        "half_forgotten",
        "Your slopes are twice too large: the factor ½ in the loss is there "
        "to cancel the 2 of the square.",
        "Differentiate ½u² by u.",
        NEURON,
        error=lambda self: 2 * (self.o - TARGET),
    ),
    _wrong(
        "half_kept",
        "Your slopes are half of what they should be: the ½ of the loss is "
        "still there, the 2 of the square is not.",
        "Differentiate ½u² by u.",
        NEURON,
        error=lambda self: (self.o - TARGET) / 2,
    ),
    _wrong(
        "loss_in_place_of_its_slope",
        "You carry the loss itself back. What travels are derivatives: by "
        "how much does the loss change?",
        "What is the derivative of ½(o − y)² by o?",
        NEURON,
        error=lambda self: (self.o - TARGET) ** 2 / 2,
    ),
    _wrong(
        "linear_output",
        "Your output is the sum that goes into the output unit. This net "
        "has a sigmoid there, too.",
        "Between which two numbers does a sigmoid's output lie?",
        answer=lambda self, z: z,
        output_slope=lambda self: 1.0,
    ),
    _wrong(
        "table_read_the_other_way",
        "You read the table of weights the other way round. Rows are where "
        "a weight comes from, columns where it leads to: w21 leads from x2 "
        "to h1.",
        "Which two weights lead into h1?",
        net=lambda self, unit: X[0] * W1[unit][0] + X[1] * W1[unit][1],
        by_x1=lambda self, back: back[0] * W1[0][0] + back[1] * W1[1][0],
    ),
    _wrong(
        "hidden_slope_forgotten",
        "You hand the output's delta back through the weight and stop at "
        "h1. The delta of the hidden unit is the slope by its *sum*, one "
        "sigmoid further back.",
        "Is h1 the sum, or what the sigmoid makes of it?",
        hand_back=lambda self, delta_o, unit: delta_o * V[unit],
    ),
    _wrong(
        "handed_back_without_weight",
        "The hidden unit's delta lacks the weight through which it is "
        "handed back: a unit with a small weight has little influence.",
        "If v1 were 0, what would be the slope of E by h1?",
        hand_back=lambda self, delta_o, unit: (
            delta_o * self.slope(self.h[unit])
        ),
    ),
    _wrong(
        "slope_by_v1_with_the_weight",
        "For the slope by v1 you multiplied with v1. That gives the slope "
        "by h1; in a product, the slope by one factor is the other one.",
        "By how much does v1 · h1 grow when v1 grows by 1?",
        NEURON,
        by_v1=lambda self, delta_o: delta_o * V[0],
    ),
    _wrong(
        "slope_by_v1_is_delta",
        "Your slope by v1 is the bare delta. That would be the slope by a "
        "bias; a weight's slope depends on what arrives through it.",
        "What if h1 were 0: would v1 matter?",
        NEURON,
        by_v1=lambda self, delta_o: delta_o,
    ),
    _wrong(
        "through_the_weight",
        "For the slope by w21 you multiplied with w21. The chain runs "
        "through sums and activations; no weight depends on another one or "
        "on itself.",
        "By how much does x2 · w21 grow when w21 grows by 1?",
        ROUTES,
        by_w21=lambda self, delta_1: delta_1 * W1[1][0],
    ),
    _wrong(
        "wrong_input",
        "For the slope by w21 you took x1. The first number of the name "
        "says which input the weight comes from.",
        "Which input does w21 multiply?",
        by_w21=lambda self, delta_1: delta_1 * X[0],
    ),
    _wrong(
        "only_the_first_route",
        "Your slope by x1 has the route through h1 alone. x1 reaches E "
        "through h2 as well.",
        "Which way does the other route pull, and how strongly?",
        ROUTES,
        by_x1=lambda self, back: back[0] * W1[0][0],
    ),
    _wrong(
        "only_the_second_route",
        "Your slope by x1 has the route through h2 alone. x1 reaches E "
        "through h1 as well.",
        "Which way does the other route pull, and how strongly?",
        ROUTES,
        by_x1=lambda self, back: back[1] * W1[0][1],
    ),
    _wrong(
        "routes_multiplied",
        "You multiplied the two routes from x1. Along a route multiply, "
        "over routes add.",
        "If one route had the slope 0, would x1 have no effect at all?",
        ROUTES,
        by_x1=lambda self, back: back[0] * W1[0][0] * back[1] * W1[0][1],
    ),
    _wrong(
        "routes_without_weights",
        "For the slope by x1 you added the deltas of the hidden units. Each "
        "has to be handed back through the weight from x1 first.",
        "If w11 were 0, would x1 reach h1?",
        ROUTES,
        by_x1=lambda self, back: back[0] + back[1],
    ),
)
