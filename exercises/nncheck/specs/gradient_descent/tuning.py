"""find_learning_rate(loss_after): tune η until a run reaches its target."""

import math

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.gradient_descent.sections import RATE

STEPS = 50
TARGET = 1e-3  # of the loss at the start
BUDGET = 40  # runs


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


# --------------------------------------------------------------------- probes


class Run:
    """One valley: its losses, and what is to be said of a rate in it."""

    def __init__(self, curvatures, start):
        self.curvatures = np.array(curvatures, dtype=float)
        self.start = np.array(start, dtype=float)

    def loss(self, eta):
        factor = (1 - eta * self.curvatures) ** STEPS
        return float(np.sum(self.curvatures * (factor * self.start) ** 2) / 2)

    def share(self, value):
        """The loss after the run with this rate, as a share; or None."""
        rate = value["rate"]
        if isinstance(rate, np.ndarray) and rate.ndim == 0:
            rate = rate.item()
        if isinstance(rate, bool) or not isinstance(rate, int | float):
            return None
        with np.errstate(all="ignore"):
            return self.loss(float(rate)) / self.loss(0)

    def judge(self, observation):
        value = observation.value
        share = self.share(value)
        if share is None:
            return Complaint(f"gave {show(value['rate'])}", "one number, η")
        if not share <= TARGET:
            rate = show(value["rate"])
            return Complaint(
                f"gave η = {rate}, with which {self.end(share)}",
                "a loss of at most a thousandth of that at the start",
            )
        if value["runs"] > BUDGET:
            return Complaint(
                f"asked for {value['runs']} runs", f"at most {BUDGET}"
            )
        return None

    def end(self, share):
        if share >= 1:
            return "the loss does not fall at all"
        return f"{show(float(f'{share:.3g}'))} of the loss is left"

    def symptom(self, value):
        """How the rate behaves, in a word."""
        share = self.share(value)
        if share is None:
            return "no rate"
        if value["is a loss"]:
            return "a loss"
        if share <= TARGET:
            return "good" if value["runs"] <= BUDGET else "too many runs"
        rate = float(value["rate"])
        if rate in (0.001, 0.1):
            return f"{rate:g}"
        steepest = rate * self.curvatures.max()
        if 1.8 < steepest < 2.2:
            return "edge"
        return "high" if steepest > 1 else "low"

    @property
    def probe(self):
        rounded = (float(f"{k:.3g}") for k in self.curvatures)
        k = " and ".join(f"{k:g}" for k in rounded)
        return Probe(
            (self.curvatures, self.start, STEPS),
            words=f"find_learning_rate(loss_after) in a valley with κ = {k}",
            judge=self.judge,
            expects="a learning rate",
            symptom=self.symptom,
        )


def _useless_start(rng):
    return [Run([rng.uniform(8, 12)], [1.0]).probe]


def _flat(rng):
    return [Run([rng.uniform(0.02, 0.05)], [rng.uniform(1, 9)]).probe]


def _steep(rng):
    return [Run([rng.uniform(3000, 9000)], [rng.uniform(1, 9)]).probe]


def _two_weights(rng):
    k = rng.uniform(8, 12)
    return [Run([k, k / 2], [1.0, -1.0]).probe]


def _wrong(answer, message, hint):
    return Misconception(answer, message, RATE, hint)


EXERCISE = Exercise(
    page="gradient_descent",
    name="find_learning_rate",
    title="Tuning the learning rate",
    minutes=4,
    section=RATE,
    reference=find_learning_rate,
    alternatives=(by_decades, fine_grid, until_the_target, coarse_then_fine),
    arguments=("curvatures", "start", "steps"),
    driver="search_rate",
    limit=2.0,
    parts=(
        Part("a valley in which 0.001 creeps", 0.5, _useless_start),
        Part("a very flat valley", 0.5, _flat),
        Part("a valley in which 0.001 flies apart", 0.5, _steep),
        Part("two weights", 0.5, _two_weights),
    ),
    hints=(
        "Print `loss_after(eta)` for 0.001, 0.01, 0.1, … What does the loss "
        "do as η grows, and where does it turn?",
        "There are two ways to be wrong at 0.001: too small and too large. "
        "Comparing with `loss_after(0)` tells which.",
        "Multiply η as long as that makes the loss smaller, and keep the "
        "rate *before* the one that made it larger.",
    ),
    misconceptions=(
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
    ),
)
