"""fit_wave: the learning rate is too high."""

from nncheck.engine import Misconception, Part
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Runs
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_training.common import ALTERNATIVES
from nncheck.specs.museum_training.runs import (
    BENCH,
    leapt,
    probes,
    seen,
    story,
)
from nncheck.specs.museum_training.sections import BEND, CLINIC, FAR, RATES
from nnlib import SGD, Dense, Identity, Sequential, Tanh

__all__ = ["EXERCISE", "Identity"]


def fit_wave(X, y, seed):
    """Train a small network: the model and the loss of each epoch.

    X: shape (200, 2). y: shape (200, 1). Twenty epochs at most.
    """
    layers = [Dense(2, 16), Tanh(), Dense(16, 1)]
    model = Sequential(layers, rng=seed)
    model.compile(optimizer=SGD(5.0), loss="mean_squared_error")
    history = model.fit(X, y, epochs=20, batch_size=20, rng=seed, verbose=0)
    return model, history.history["loss"]


RATE, TRAIN = "SGD(5.0)", "epochs=20"
right = edit(fit_wave, "right", (RATE, "SGD(0.1)"))


# ------------------------------------------------------------- wrong repairs


def untrained(X, y, seed):
    layers = [Dense(2, 16), Tanh(), Dense(16, 1)]
    model = Sequential(layers, rng=seed)
    return model, []


def _wrong(name, changes, message, hint, section=RATES):
    return wrong(fit_wave, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the steps are so long that each one lands "
        "higher than the last, until no number can hold the loss.",
        "Which number says how long a step is?",
        FAR,
    ),
    _wrong(
        "fewer_epochs",
        [(TRAIN, "epochs=2")],
        "You stop earlier. The loss has left all bounds by then: it rises "
        "from the first epoch on.",
        "Look at the loss of the first epoch.",
        CLINIC,
    ),
    _wrong(
        "gradients_clipped",
        [(RATE, "SGD(5.0, clipnorm=1.0)")],
        "Short gradients keep the numbers finite, but every step is still "
        "about as long as the rate: the network leaps about and never "
        "arrives.",
        "How far does a weight move with a gradient of 1 at your rate?",
    ),
    _wrong(
        "far_too_low",
        [(RATE, "SGD(0.0001)")],
        "Now the rate is far too low: in twenty epochs the network has "
        "hardly left its start.",
        "Between your rate and the old one lie five powers of ten. What "
        "happens in the middle?",
        FAR,
    ),
    _wrong(
        "somewhat_low",
        [(RATE, "SGD(0.01)")],
        "The network learns without trouble now, but too slowly for twenty "
        "epochs.",
        "The losses still fall at the end. Which number makes the steps "
        "longer?",
    ),
    _wrong(
        "more_epochs",
        [(RATE, "SGD(0.001)"), (TRAIN, "epochs=60")],
        "You chose small steps and more epochs. There are twenty; a rate in "
        "the middle does it in less.",
        "How much does the loss fall between two epochs?",
    ),
    _wrong(
        "bend_removed",
        [(RATE, "SGD(0.1)"), ("Tanh()", "Identity()")],
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
    "untouched": "a leap",
    "fewer_epochs": "too few epochs",
    "gradients_clipped": "swings",
    "far_too_low": "far away",
    "somewhat_low": "near",
    "more_epochs": "too many epochs",
    "bend_removed": "straight",
    "untrained": "untrained",
}


# ---------------------------------------------------------------- the symptom


def _explodes(program, bench):
    value = bench.run(program)
    losses = value["losses"]
    return leapt(value) and not 0 <= losses[-1] < 100


def measured():
    told, _, _ = story(fit_wave)
    _, _, ratio = story(right)
    return (
        f"{told}. The repaired program leaves {100 * ratio:.1f} % of it as "
        f"error."
    )


EXERCISE = Exhibit(
    page="museum_training",
    name="fit_wave",
    title="A network for a wave",
    minutes=4,
    section=RATES,
    reference=right,
    alternatives=ALTERNATIVES,
    arguments=("X", "y", "seed"),
    driver="training_run",
    parts=(Part("the repaired training", 2, probes("fit_wave")),),
    hints=(
        "Print the losses. In which epoch does the trouble begin?",
        "The clinic sorts the causes by the first losses: leaping, crawling, "
        "or stuck.",
    ),
    misconceptions=seen(MISCONCEPTIONS, PORTRAITS),
    program=fit_wave,
    bug="the learning rate too high",
    symptom="b",
    choices=(
        Choice(
            "The loss comes down to the variance of y and stays there.",
            "That is what is left when the hidden units give nothing. Here "
            "not even the first epoch brings the loss down.",
        ),
        Choice(
            "The loss grows from step to step, up to `nan`.",
            "Each step overshoots by more than it corrects. The numbers grow "
            "until they are infinite, and infinity minus infinity is not a "
            "number.",
        ),
        Choice(
            "The loss falls evenly, but hardly at all.",
            "That is the other end of the scale: a rate that is too low.",
        ),
        Choice(
            "The loss of training falls, that of new samples rises.",
            "That is overfitting. Here training itself fails.",
        ),
    ),
    measured=measured,
    detector=Detector("the loss leaves all bounds", Runs, _explodes),
    bench=BENCH,
)
