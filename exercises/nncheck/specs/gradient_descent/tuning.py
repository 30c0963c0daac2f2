"""find_learning_rate(loss_after): tune η until a run reaches its target."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.gradient_descent.sections import RATE
from nncheck.specs.gradient_descent.tuning_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    find_learning_rate,
)

STEPS = 50
TARGET = 1e-3  # of the loss at the start
BUDGET = 40  # runs


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
        if np.isnan(share):
            return "not a number"
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


EXERCISE = Exercise(
    page="gradient_descent",
    name="find_learning_rate",
    title="Tuning the learning rate",
    minutes=4,
    section=RATE,
    reference=find_learning_rate,
    alternatives=ALTERNATIVES,
    arguments=("curvatures", "start", "steps"),
    driver="search_rate",
    limit=10.0,
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
    misconceptions=MISCONCEPTIONS,
)
