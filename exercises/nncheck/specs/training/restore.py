"""fit_best: stop in time, and give the best weights back."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.evaluation.tables import number
from nncheck.specs.training.restore_answers import ALTERNATIVES, fit_best
from nncheck.specs.training.restore_mistakes import MISCONCEPTIONS
from nncheck.specs.training.sections import WATCH
from nncheck.specs.training.stopping import curve
from nncheck.specs.training.stopping_answers import early_stopping


def _fate(rng, bad_runs, extra=0):
    """Validation losses after 0, 1, 2, … epochs, and the training losses.

    The training loss falls only a part of the way, so that its lowest
    epoch is another one.
    """
    losses = curve(rng, bad_runs)
    losses += [round(losses[-1] + 0.03, 4)] * extra
    n = len(losses)
    training = np.linspace(0.9, 0.3, n) - rng.uniform(0, 0.01, n)
    return (
        np.array([0.99, *losses]),
        np.array([0.99, *training.round(4).tolist()]),
    )


def _want(losses, patience):
    """What must be kept, its loss, and how many epochs are trained."""
    history = {"val_loss": losses[1:].tolist()}
    stop, best = early_stopping(history, "val_loss", patience, "min")
    trained = len(losses) - 1 if stop is None else stop + 1
    return {"kept": best + 1, "loss": losses[best + 1], "trained": trained}


def _kept(value, want):
    if value["trained"] == 0:
        return Complaint("trained no epoch", "some epochs")
    if value["kept"] != want["kept"]:
        return Complaint(
            f"left the weights of epoch {value['kept']} behind",
            f"those of epoch {want['kept']}, the best of "
            f"{want['trained']} epochs",
        )
    return None


def _loss(value, want):
    got = number(value["result"])
    if got is None:
        result = value["result"]
        asks = " (is there a `return`?)" if result is None else ""
        return Complaint(f"gave {show(result)}{asks}", "the best loss")
    wrong = compare(float(want["loss"]), got)
    if wrong is None:
        return None
    return Complaint(wrong.came, f"{wrong.expected}, the best loss")


def _stop(value, want):
    if value["trained"] == want["trained"]:
        return None
    n = value["trained"]
    came = f"trained {n} epoch{'s' * (n != 1)}"
    return Complaint(came, f"{want['trained']} epochs")


def _probe(rng, bad_runs, patience, judge_value, extra=0):
    losses, training = _fate(rng, bad_runs, extra)
    weights = [rng.integers(-9, 9, (2, 3)) / 10, rng.integers(-9, 9, 3) / 10]
    epochs = len(losses) - 1
    secret = int(rng.spawn(1)[0].integers(2**62))
    want = _want(losses, patience)

    def judge(observation):
        return judge_value(observation.value, want)

    shown = ", ".join(map(show, losses[1:]))
    return Probe(
        (weights, losses, training, epochs, patience, secret),
        words=f"fit_best(weights, train_epoch, val_loss, {epochs}, "
        f"{patience}) with the validation losses {shown}",
        judge=judge,
        expects=f"the weights of epoch {want['kept']} and its loss, "
        f"{show(want['loss'])}",
    )


def _probes(judge_value):
    def probes(rng):
        made = []
        for patience in (2, 3):
            runs = [1, patience - 1, 0, patience + 1]
            made.append(_probe(rng, runs, patience, judge_value))
        # the epochs run out first; the best is not the last
        made.append(_probe(rng, [1, 2], 3, judge_value, extra=2))
        made.append(_probe(rng, [0, 2, 1], 4, judge_value))
        return made

    return probes


EXERCISE = Exercise(
    page="training",
    name="fit_best",
    title="The best moment, kept",
    minutes=7,
    section=WATCH,
    reference=fit_best,
    alternatives=ALTERNATIVES,
    arguments=("weights", "train_epoch", "val_loss", "epochs", "patience"),
    driver="train_with_patience",
    parts=(
        Part("the best weights in their place", 2, _probes(_kept)),
        Part("the best loss", 1, _probes(_loss)),
        Part("an end in time", 1, _probes(_stop)),
    ),
    hints=(
        "One round: train an epoch, ask for the loss, compare with the best. "
        "What must be kept when it is a new best, and what counted when not?",
        "`train_epoch` goes on changing the arrays of `weights`. What you "
        "keep must not be one of them, nor a list or a slice of them.",
        "At the end, put the numbers back *into* the arrays of `weights`: "
        "`place[...] = numbers` fills an array, `place = numbers` only moves "
        "a name.",
    ),
    misconceptions=MISCONCEPTIONS,
)
