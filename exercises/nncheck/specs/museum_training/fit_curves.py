"""fit_curves: hidden units that begin at the ends of their range."""

import numpy as np

from nncheck.engine import Misconception, Part
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Runs
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_training.common import ALTERNATIVES
from nncheck.specs.museum_training.runs import (
    BENCH,
    leapt,
    probes,
    saturated,
    seen,
    story,
)
from nncheck.specs.museum_training.sections import (
    BEND,
    CLINIC,
    EQUAL,
    LARGE,
    SATURATION,
)
from nnlib import SGD, Dense, Identity, ReLU, Sequential, Sigmoid, Tanh
from nnlib.initializers import RandomNormal

__all__ = ["EXERCISE", "Identity", "ReLU", "Sigmoid"]


def fit_curves(X, y, seed):
    """Train a small network: the model and the loss of each epoch.

    X: shape (200, 2). y: shape (200, 1). Twenty epochs at most.
    """
    hidden = Dense(2, 16, weight_initializer=RandomNormal(100.0))
    model = Sequential([hidden, Tanh(), Dense(16, 1)], rng=seed)
    model.compile(optimizer=SGD(0.1), loss="mean_squared_error")
    history = model.fit(X, y, epochs=20, batch_size=20, rng=seed, verbose=0)
    return model, history.history["loss"]


START, UNIT, TRAIN = "RandomNormal(100.0)", "Tanh()", "epochs=20"
right = edit(fit_curves, "right", (START, "RandomNormal(1.0)"))


# ------------------------------------------------------------- wrong repairs


def untrained(X, y, seed):
    model = Sequential([Dense(2, 16), Tanh(), Dense(16, 1)], rng=seed)
    return model, []


def _wrong(name, changes, message, hint, section=LARGE):
    return wrong(fit_curves, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the first weights are so large that almost "
        "every hidden unit begins at −1 or 1, where it has no slope.",
        "How large is z for a sample (1, 1) and weights of about 100?",
    ),
    _wrong(
        "more_epochs",
        [(TRAIN, "epochs=60")],
        "You train for longer. The hidden units have no slope and will not "
        "move; and twenty epochs are allowed.",
        "Compare the first layer's weights before and after training.",
        SATURATION,
    ),
    _wrong(
        "sigmoids",
        [(UNIT, "Sigmoid()")],
        "Sigmoids have ends as well: with these weights they are on or off.",
        "What is sigmoid(100)? And its slope?",
        SATURATION,
    ),
    _wrong(
        "hinges",
        [(UNIT, "ReLU()")],
        "ReLU units do not saturate, so what was hidden comes out: outputs "
        "in the hundreds, and steps that explode.",
        "Which loss does the first epoch have now?",
    ),
    _wrong(
        "zero_everywhere",
        [
            (START, '"zeros"'),
            ("Dense(16, 1)", 'Dense(16, 1, weight_initializer="zeros")'),
        ],
        "Weights of 0 in both layers: nothing goes forward, nothing comes "
        "back, and all units are the same.",
        "Which gradient has a weight below a layer of zeros?",
        EQUAL,
    ),
    _wrong(
        "bend_removed",
        [(UNIT, "Identity()"), (START, '"glorot_uniform"')],
        "Now all units pass everything on, but without a bend the network "
        "can only draw a plane.",
        "What do two linear layers make together?",
        BEND,
    ),
    Misconception(
        untrained,
        "Your program does not train at all: there is no loss of any epoch.",
        CLINIC,
        "How many losses should come back?",
    ),
)
PORTRAITS = {
    "untouched": "saturated",
    "more_epochs": "too many epochs",
    "sigmoids": "on or off",
    "hinges": "a leap",
    "zero_everywhere": "dead",
    "bend_removed": "straight",
    "untrained": "untrained",
}


# ---------------------------------------------------------------- the symptom


def _stuck_at_the_ends(program, bench):
    value = bench.run(program)
    return not leapt(value) and saturated(value)


def measured():
    told, value, ratio = story(fit_curves)
    ends = np.mean(np.abs(value["hidden"]) > 0.99)
    _, _, good = story(right)
    return (
        f"{told}. {100 * ends:.0f} % of the hidden outputs are within 0.01 "
        f"of −1 or 1. The error is {100 * ratio:.0f} % of the variance; the "
        f"repaired program leaves {100 * good:.1f} %."
    )


EXERCISE = Exhibit(
    page="museum_training",
    name="fit_curves",
    title="A network of curves",
    minutes=5,
    section=LARGE,
    reference=right,
    alternatives=ALTERNATIVES,
    arguments=("X", "y", "seed"),
    driver="training_run",
    parts=(Part("the repaired training", 2, probes("fit_curves")),),
    hints=(
        "Look at the outputs of the hidden units: "
        "`model.layers[1].forward(model.layers[0].forward(X))`.",
        "How large may the sum of a tanh unit be if it is to have a slope?",
    ),
    misconceptions=seen(MISCONCEPTIONS, PORTRAITS),
    program=fit_curves,
    bug="the saturated start",
    symptom="d",
    choices=(
        Choice(
            "The loss explodes.",
            "A tanh gives at most 1, however large its sum is.",
        ),
        Choice(
            "The loss stays exactly where it is.",
            "The upper layer learns what can be made of units that are "
            "either −1 or 1.",
        ),
        Choice(
            "Every sample gets the same answer.",
            "The units differ from sample to sample: they tell on which side "
            "of a line it lies.",
        ),
        Choice(
            "The loss falls at first and gets stuck: the hidden units are "
            "−1 or 1 and do not change any more.",
            "Only the upper layer learns, on top of random lines. No slope, "
            "no gradient, no move.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "the hidden units stay at their ends", Runs, _stuck_at_the_ends
    ),
    bench=BENCH,
)
