"""Right and wrong answers to the exercise find_learning_rate."""

import math

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.gradient_descent.sections import RATE


def find_learning_rate(loss_after):
    """A learning rate that lowers the loss to a thousandth."""
    eta = 0.001
    while loss_after(eta) > loss_after(0):
        eta /= 3
    while loss_after(3 * eta) < loss_after(eta):
        eta *= 3
    return eta


# ------------------------------------------------------- other right answers


def by_decades(loss_after):
    rates = [10.0**k for k in range(-6, 4)]
    losses = [loss_after(rate) for rate in rates]
    return rates[losses.index(min(losses))]


def fine_grid(loss_after):
    return min(np.logspace(-6, 3, 37), key=loss_after)


def until_the_target(loss_after):
    goal = loss_after(0) / 1000
    for rate in np.geomspace(1e-5, 1e3, 33, dtype=np.float32):
        if loss_after(rate) <= goal:
            return rate
    return None


def coarse_then_fine(loss_after):
    best = min((10.0**k for k in range(-6, 4)), key=loss_after)
    return min((best / 3, best / 2, best, 2 * best), key=loss_after)


ALTERNATIVES = (by_decades, fine_grid, until_the_target, coarse_then_fine)


# --------------------------------------------------------------- wrong answers


def never_tuned(loss_after):
    return 0.001


def the_usual_rate(loss_after):
    return 0.1


def rate_that_jumped(loss_after):
    eta = 1e-6
    while loss_after(eta) < loss_after(0):
        eta *= 3
    return eta


def only_upwards(loss_after):
    eta = 0.001
    while loss_after(3 * eta) < loss_after(eta):
        eta *= 3
    return eta


def upwards_for_ever(loss_after):
    eta, goal = 0.001, loss_after(0) / 1000
    while loss_after(eta) > goal:
        eta *= 2
    return eta


def first_that_falls(loss_after):
    eta = 0.001
    while loss_after(eta) >= loss_after(0):
        eta /= 3
    return eta


def three_rates(loss_after):
    return min((0.1, 0.01, 0.001), key=loss_after)


def on_the_edge(loss_after):
    low, high = 1e-6, 1e4
    for _ in range(17):
        middle = math.sqrt(low * high)
        if loss_after(middle) <= loss_after(0):
            low = middle
        else:
            high = middle
    return low


def much_too_careful(loss_after):
    return find_learning_rate(loss_after) / 100


def loss_for_rate(loss_after):
    return min(loss_after(10.0**k) for k in range(-6, 4))


def every_rate(loss_after):
    return min(np.logspace(-6, 3, 500), key=loss_after)


def _wrong(answer, message, hint):
    return Misconception(answer, message, RATE, hint)


MISCONCEPTIONS = (
    _wrong(
        never_tuned,
        "You keep the start, 0.001, whatever the valley is like.",
        "What do `loss_after(0.001)` and `loss_after(0.01)` say?",
    ),
    _wrong(
        the_usual_rate,
        "0.1 is a fair first try, and no more: the right size depends on "
        "the curvature, which differs from valley to valley.",
        "What is the limit for κ = 5000?",
    ),
    _wrong(
        rate_that_jumped,
        "You went on until the loss jumped, and kept the rate that made "
        "it jump.",
        "Which rate did you have one try earlier?",
    ),
    _wrong(
        only_upwards,
        "You only ever raise the rate. In a very steep valley 0.001 is "
        "too large already.",
        "What does it mean if `loss_after(0.001)` is larger than "
        "`loss_after(0)`?",
    ),
    _wrong(
        upwards_for_ever,
        "Your search raises the rate until the target is reached. In a "
        "very steep valley 0.001 is too large already, and the search "
        "never ends.",
        "What does it mean if `loss_after(0.001)` is larger than "
        "`loss_after(0)`?",
    ),
    _wrong(
        first_that_falls,
        "You stop as soon as the loss falls at all. It should fall to a "
        "thousandth.",
        "A straight, almost flat line of losses: what does it ask for?",
    ),
    _wrong(
        three_rates,
        "You compare three fixed rates. The valleys of the check differ "
        "by a factor of a hundred thousand.",
        "What does it tell you if the best of several tries is the "
        "largest of them?",
    ),
    _wrong(
        on_the_edge,
        "You look for the largest rate that does not diverge. Right at "
        "the limit the ball jumps from wall to wall and hardly comes "
        "down.",
        "What does η = 0.99 do on w², whose limit is 1?",
    ),
    _wrong(
        much_too_careful,
        "Your rate is far below the limit. Small is not safe: the run "
        "ends before it arrives.",
        "By which factor does your rate stay below the one that jumps?",
    ),
    _wrong(
        loss_for_rate,
        "You give back a loss. Asked for is the rate that leads to it.",
        "Which of your two numbers is η?",
    ),
    _wrong(
        every_rate,
        "You found a good rate, but with far too many runs. A run of a "
        "real network takes hours; steps by a factor of three or ten "
        "find a rate that is good enough.",
        "By which factor may η be off and still be good?",
    ),
)
