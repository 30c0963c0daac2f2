"""fit_valley: the learning rate is too low."""

from nncheck.engine import Misconception, Part
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Runs
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_training.common import ALTERNATIVES
from nncheck.specs.museum_training.runs import (
    BENCH,
    dead,
    leapt,
    probes,
    saturated,
    seen,
    story,
)
from nncheck.specs.museum_training.sections import (
    BEND,
    CLINIC,
    FAR,
    LARGE,
    RATES,
)
from nnlib import SGD, Dense, Identity, Sequential, Tanh
from nnlib.initializers import RandomNormal

__all__ = ["EXERCISE", "Identity", "RandomNormal"]


def fit_valley(X, y, seed):
    """Train a small network: the model and the loss of each epoch.

    X: shape (200, 2). y: shape (200, 1). Twenty epochs at most.
    """
    optimizer = SGD(learning_rate=0.0001)
    model = Sequential([Dense(2, 16), Tanh(), Dense(16, 1)], rng=seed)
    model.compile(optimizer=optimizer, loss="mean_squared_error")
    history = model.fit(X, y, epochs=20, batch_size=20, rng=seed, verbose=0)
    return model, history.history["loss"]


RATE, TRAIN = "learning_rate=0.0001", "epochs=20"
right = edit(fit_valley, "right", (RATE, "learning_rate=0.2"))


# ------------------------------------------------------------- wrong repairs


def untrained(X, y, seed):
    model = Sequential([Dense(2, 16), Tanh(), Dense(16, 1)], rng=seed)
    return model, []


def _wrong(name, changes, message, hint, section=RATES):
    return wrong(fit_valley, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the network walks in the right direction "
        "with steps so short that it hardly moves.",
        "By which part of itself does a weight change in one step?",
        FAR,
    ),
    _wrong(
        "ten_times",
        [(RATE, "learning_rate=0.001")],
        "Better, and still much too slow: after twenty epochs a third or "
        "more of the variance is left.",
        "Look for the rate in powers of ten, and do not stop at the first "
        "improvement.",
    ),
    _wrong(
        "hundred_times",
        [(RATE, "learning_rate=0.01")],
        "Almost: the network learns, but it is still on its way when the "
        "epochs are over.",
        "The losses still fall at the end. Is there room for longer steps?",
    ),
    _wrong(
        "far_too_high",
        [(RATE, "learning_rate=5.0")],
        "Now the rate is far too high: every step lands higher than the "
        "last one.",
        "Between your rate and the old one lie five powers of ten.",
        FAR,
    ),
    _wrong(
        "more_epochs",
        [(TRAIN, "epochs=100")],
        "You give the short steps more time. It would take thousands of "
        "epochs; twenty are allowed.",
        "What is cheaper: a hundred times the steps, or steps a hundred "
        "times as long?",
    ),
    _wrong(
        "large_weights",
        [
            (
                "Dense(2, 16)",
                "Dense(2, 16, weight_initializer=RandomNormal(100))",
            )
        ],
        "You made the first weights large. That puts the hidden units at "
        "their ends, where they cannot learn; the steps are as short as "
        "before.",
        "Which number says how long a step is?",
        LARGE,
    ),
    _wrong(
        "bend_removed",
        [(RATE, "learning_rate=0.1"), ("Tanh()", "Identity()")],
        "The rate is good now, but without the bend of the hidden units the "
        "network can only draw a plane.",
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
    "untouched": "far away",
    "ten_times": "partly",
    "hundred_times": "near",
    "far_too_high": "a leap",
    "more_epochs": "too many epochs",
    "large_weights": "saturated",
    "bend_removed": "straight",
    "untrained": "untrained",
}


# ---------------------------------------------------------------- the symptom


def _crawls(program, bench):
    value = bench.run(program)
    losses = value["losses"]
    if leapt(value) or dead(value) or saturated(value):
        return False
    falls = all(b < a for a, b in zip(losses, losses[1:], strict=False))
    return falls and 0.7 < losses[-1] / losses[0] < 1


def measured():
    told, value, _ = story(fit_valley)
    _, _, ratio = story(right)
    losses = value["losses"]
    shrinks = 1 - (losses[-1] / losses[0]) ** (1 / (len(losses) - 1))
    return (
        f"{told}. From epoch to epoch it shrinks by {100 * shrinks:.1f} %. "
        f"The repaired program leaves {100 * ratio:.1f} % of the variance."
    )


EXERCISE = Exhibit(
    page="museum_training",
    name="fit_valley",
    title="A network for a valley",
    minutes=4,
    section=RATES,
    reference=right,
    alternatives=ALTERNATIVES,
    arguments=("X", "y", "seed"),
    driver="training_run",
    parts=(Part("the repaired training", 2, probes("fit_valley")),),
    hints=(
        "Print the losses and divide each one by the one before.",
        "Try rates in powers of ten until it goes wrong on the other side.",
    ),
    misconceptions=seen(MISCONCEPTIONS, PORTRAITS),
    program=fit_valley,
    bug="the learning rate too low",
    symptom="c",
    choices=(
        Choice(
            "The loss swings up and down.",
            "Swinging needs steps that are too long.",
        ),
        Choice(
            "The loss stays exactly the same.",
            "There is a gradient, and the weights follow it. It falls in "
            "every epoch.",
        ),
        Choice(
            "The loss falls in every epoch, evenly and hardly at all.",
            "All is as it should be but the length of the steps. It looks "
            "like patience, and is waste.",
        ),
        Choice(
            "The loss falls to the lowest value, only later.",
            "Later would be thousands of epochs away; twenty are made.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "the loss falls evenly and hardly at all", Runs, _crawls
    ),
    bench=BENCH,
)
