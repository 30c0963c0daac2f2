"""fit_hinges: hidden units that are silent from the start."""

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
    seen,
    story,
)
from nncheck.specs.museum_training.sections import (
    BEND,
    CLINIC,
    DIE,
    LARGE,
    SATURATION,
)
from nnlib import SGD, Dense, Identity, ReLU, Sequential, Sigmoid, Step
from nnlib.initializers import Constant
from nnlib.layers import LeakyReLU

__all__ = ["EXERCISE", "Identity", "LeakyReLU", "Sigmoid", "Step"]


def fit_hinges(X, y, seed):
    """Train a small network: the model and the loss of each epoch.

    X: shape (200, 2). y: shape (200, 1). Twenty epochs at most.
    """
    hidden = Dense(2, 32, bias_initializer=Constant(-10.0))
    model = Sequential([hidden, ReLU(), Dense(32, 1)], rng=seed)
    model.compile(optimizer=SGD(0.1), loss="mean_squared_error")
    history = model.fit(X, y, epochs=20, batch_size=20, rng=seed, verbose=0)
    return model, history.history["loss"]


BIAS, UNIT, TRAIN = "Constant(-10.0)", "ReLU()", "epochs=20"
right = edit(fit_hinges, "right", (BIAS, "Constant(0.1)"))


# ------------------------------------------------------------- wrong repairs


def untrained(X, y, seed):
    model = Sequential([Dense(2, 32), ReLU(), Dense(32, 1)], rng=seed)
    return model, []


def _wrong(name, changes, message, hint, section=DIE):
    return wrong(fit_hinges, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: every hidden unit gives 0 for every sample, "
        "so no error comes back through it, and it stays as it is.",
        "What is z for a sample (1, 1) and weights of about 1?",
    ),
    _wrong(
        "more_epochs",
        [(TRAIN, "epochs=60")],
        "You train for longer. A unit whose gradient is exactly 0 does not "
        "wake up, however long you wait; and twenty epochs are allowed.",
        "How large is the slope of a ReLU at z = −10?",
    ),
    _wrong(
        "far_on_the_other_side",
        [(BIAS, "Constant(10.0)")],
        "Now the biases push all units far to the other side: the first "
        "outputs are large, the first steps, too, and they throw the units "
        "into silence.",
        "Which loss does the first epoch have?",
        LARGE,
    ),
    _wrong(
        "leaky",
        [(UNIT, "LeakyReLU()")],
        "A leak lets a little of the error through, a hundredth. The units "
        "live, but it takes them far too long to come back.",
        "Why are the units on the flat side in the first place?",
    ),
    _wrong(
        "sigmoids",
        [(UNIT, "Sigmoid()")],
        "Sigmoids at z = −10 are asleep, too: they give almost 0 and have "
        "almost no slope.",
        "What is sigmoid(−10)? And its slope?",
        SATURATION,
    ),
    _wrong(
        "steps",
        [(UNIT, "Step()"), (BIAS, "Constant(0.0)")],
        "Steps give signals, but they have no slope at all: only the upper "
        "layer learns.",
        "How large is the slope of a step at z = 1?",
        SATURATION,
    ),
    _wrong(
        "bend_removed",
        [(UNIT, "Identity()"), (BIAS, "Constant(0.0)")],
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
    "untouched": "dead",
    "more_epochs": "too many epochs",
    "far_on_the_other_side": "a leap",
    "leaky": "one answer",
    "sigmoids": "asleep",
    "steps": "steps",
    "bend_removed": "straight",
    "untrained": "untrained",
}


# ---------------------------------------------------------------- the symptom


def _all_dead(program, bench):
    value = bench.run(program)
    return not leapt(value) and dead(value)


def measured():
    told, value, ratio = story(fit_hinges)
    silent = (value["hidden"] == 0).mean()
    outputs = value["outputs"]
    _, _, good = story(right)
    return (
        f"{told}. {100 * silent:.0f} % of all hidden outputs are exactly 0, "
        f"and every sample gets the same answer, {outputs.min():.2f}. The "
        f"error is {100 * ratio:.0f} % of the variance; the repaired program "
        f"leaves {100 * good:.1f} %."
    )


EXERCISE = Exhibit(
    page="museum_training",
    name="fit_hinges",
    title="A network of hinges",
    minutes=5,
    section=LARGE,
    reference=right,
    alternatives=ALTERNATIVES,
    arguments=("X", "y", "seed"),
    driver="training_run",
    parts=(Part("the repaired training", 2, probes("fit_hinges")),),
    hints=(
        "Look at the outputs of the hidden units: "
        "`model.layers[1].forward(model.layers[0].forward(X))`.",
        "For which z does a ReLU give 0, and for which z are the units here?",
        "How large are the sums without a bias? One that decides for them is "
        "too large, on either side.",
    ),
    misconceptions=seen(MISCONCEPTIONS, PORTRAITS),
    program=fit_hinges,
    bug="the dead ReLU units",
    symptom="a",
    choices=(
        Choice(
            "The loss comes down to the variance of y and stays there; every "
            "sample gets the same answer.",
            "The hidden units give 0, whatever the input. What is left is "
            "the bias of the output, and the best it can do is the mean.",
        ),
        Choice(
            "The loss explodes.",
            "Nothing large comes out of units that are silent.",
        ),
        Choice(
            "For some epochs nothing happens, then the units wake up.",
            "The slope on the flat side is exactly 0, so their weights never "
            "change.",
        ),
        Choice(
            "The network learns, but only a linear function.",
            "That would be so with all units on their straight side.",
        ),
    ),
    measured=measured,
    detector=Detector("every hidden unit is silent", Runs, _all_dead),
    bench=BENCH,
)
