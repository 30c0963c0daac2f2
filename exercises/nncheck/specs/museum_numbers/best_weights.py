"""best_weights: what is kept as the best goes on changing."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit, NotApplicable
from nncheck.specs.museum.benches import Records
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_numbers.sections import CUTTING, STOP


def best_weights(start, goal, check, rate, epochs):
    """The weights with the lowest validation loss, and that loss.

    Training pulls the weights to goal; the validation loss is their squared
    distance to check. start, goal, check: shape (d,).
    """
    w = start.copy()
    best, best_loss = None, np.inf
    for _ in range(epochs):
        w -= rate * (w - goal)
        loss = np.sum((w - check) ** 2)
        if loss < best_loss:
            best, best_loss = w, loss
    return best, best_loss


COPY, STEP, KEEP, LOOK = (
    "start.copy()",
    "w -= rate * (w - goal)",
    "best, best_loss = w, loss",
    "loss < best_loss",
)
right = edit(best_weights, "right", (KEEP, "best, best_loss = w.copy(), loss"))


# ------------------------------------------------------- other right answers


new_array_each_step = edit(
    best_weights, "new_array_each_step", (STEP, "w = w - rate * (w - goal)")
)
copied_into_place = edit(
    best_weights,
    "copied_into_place",
    ("best, best_loss = None, np.inf", "best, best_loss = w.copy(), np.inf"),
    (KEEP, "best[:], best_loss = w, loss"),
)


def all_kept(start, goal, check, rate, epochs):
    points = [np.array(start, dtype=float)]
    for _ in range(epochs):
        points.append(points[-1] + rate * (goal - points[-1]))
    losses = [((point - check) ** 2).sum() for point in points[1:]]
    lowest = int(np.argmin(losses))
    return points[1:][lowest], losses[lowest]


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=STOP):
    return wrong(best_weights, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: `best` is the array that training goes on "
        "changing, so the weights are the last ones and only the loss is "
        "the best.",
        "Compute the validation loss of the weights that you return.",
        CUTTING,
    ),
    _wrong(
        "last_ones_returned",
        [(LOOK, "True"), (KEEP, "best, best_loss = w.copy(), loss")],
        "Weights and loss belong together now, but to the last epoch, not "
        "to the best.",
        "When may an epoch replace what is kept?",
    ),
    _wrong(
        "loss_of_the_last",
        [
            (KEEP, "best, best_loss = w.copy(), loss"),
            ("return best, best_loss", "return best, loss"),
        ],
        "The weights are the best ones now, but the loss that you report is "
        "that of the last epoch.",
        "Which of the two losses belongs to the weights you return?",
    ),
    _wrong(
        "worst_kept",
        [
            (
                "best, best_loss = None, np.inf",
                "best, best_loss = None, -np.inf",
            ),
            (LOOK, "loss > best_loss"),
            (KEEP, "best, best_loss = w.copy(), loss"),
        ],
        "You keep the weights with the highest loss.",
        "Is a good loss high or low?",
    ),
    _wrong(
        "training_loss_watched",
        [
            ("np.sum((w - check) ** 2)", "np.sum((w - goal) ** 2)"),
            (KEEP, "best, best_loss = w.copy(), loss"),
        ],
        "You watch the distance to the goal of training. It falls to the "
        "end and cannot tell when to stop.",
        "Which data decide when training has gone on for too long?",
    ),
    _wrong(
        "callers_start_changed",
        [(COPY, "start"), (KEEP, "best, best_loss = w.copy(), loss")],
        "The best weights are kept now, but training changes the array that "
        "the caller gave you.",
        "What does `start` hold after the call?",
        CUTTING,
    ),
    _wrong(
        "stopped_at_the_first_rise",
        [
            (KEEP, "best, best_loss = w.copy(), loss\n        break"),
        ],
        "Your loop ends after the first epoch: it was the best so far, and "
        "better ones are never tried.",
        "How many epochs does the loop make?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _loss_is_of_others(program, bench):
    if bench.best is None:
        raise NotApplicable("the program keeps no best weights")
    reported, true = bench.best(program)
    return not np.isclose(reported, true)


def _best(program):
    check = np.array([1.0])
    w, loss = program(np.array([0.0]), np.array([4.0]), check, 0.2, 20)
    return loss, np.sum((w - check) ** 2)


def measured():
    args = np.array([0.0]), np.array([4.0]), np.array([1.0]), 0.2, 20
    (w, loss), (w_right, loss_right) = best_weights(*args), right(*args)
    return (
        f"from 0 to the goal 4, with validation at 1: the program reports "
        f"the loss {loss:.2f} and the weight {w[0]:.2f}, whose loss is "
        f"{(w[0] - 1) ** 2:.2f}. The repaired program returns the weight "
        f"{w_right[0]:.2f} with the loss {loss_right:.2f}."
    )


def _probes(rng):
    probes = []
    for d, epochs, place in ((1, 1, 0.5), (1, 8, 0.5), (2, 9, 0.75)):
        start = rng.integers(-3, 4, size=d).astype(float)
        goal = start + rng.choice([-1, 1], size=d) * rng.uniform(4, 8, d)
        check = start + (goal - start) * (place + rng.uniform(-0.03, 0.03))
        args = start, goal.round(1), check.round(1), 0.3, epochs
        probes.append(Probe(args))
    return probes


EXERCISE = Exhibit(
    page="museum_numbers",
    name="best_weights",
    title="Keep the best",
    minutes=4,
    section=STOP,
    reference=right,
    alternatives=(new_array_each_step, copied_into_place, all_kept),
    arguments=("start", "goal", "check", "rate", "epochs"),
    parts=(Part("the repaired memory", 2, _probes),),
    hints=(
        "Compute the validation loss of the weights that come back and "
        "compare it with the loss that comes back.",
        "A second name for an array is no second array.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=best_weights,
    bug="the best weights kept by reference",
    symptom="a",
    choices=(
        Choice(
            "The loss that is returned is the best, the weights are the last.",
            "The loss is a number and stays what it was. The weights are an "
            "array, and the kept one is the one that training changes.",
        ),
        Choice(
            "Both are those of the first epoch.",
            "The comparison works; better losses are noticed.",
        ),
        Choice(
            "Both are those of the last epoch.",
            "The loss is a number: it was stored as it was then.",
        ),
        Choice(
            "Both are right; only the caller's start has changed.",
            "The start was copied first.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "the kept loss is not that of the kept weights",
        Records,
        _loss_is_of_others,
    ),
    bench=Records(best=_best),
)
