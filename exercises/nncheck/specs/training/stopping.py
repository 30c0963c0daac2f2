"""early_stopping: where training stops, and which epoch was the best."""

import numpy as np

from nncheck.compare import show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.training.sections import WATCH
from nncheck.specs.training.stopping_answers import (
    ALTERNATIVES,
    early_stopping,
)
from nncheck.specs.training.stopping_mistakes import MISCONCEPTIONS


def curve(rng, bad_runs):
    """Losses: a new best after each run of so many bad epochs.

    Within a run the losses come down again without reaching the best.
    """
    best, losses = 0.84, [0.9, 0.84]
    for run in bad_runs:
        rise = 0.03 + 0.01 * int(rng.integers(0, 4))
        losses += [best + rise * (run - i) / run + 0.01 for i in range(run)]
        best -= 0.02 + 0.01 * int(rng.integers(0, 4))
        losses.append(best)
    return [round(loss, 4) for loss in losses]


def _history(rng, values, monitor):
    """Four curves; the training curves only get better."""
    n = len(values)
    training = np.linspace(0.9, 0.2, n) - rng.uniform(0, 0.01, n)
    history = {
        "loss": training.round(4).tolist(),
        "val_loss": values,
        "accuracy": (1.1 - training).round(4).tolist(),
        "val_accuracy": [round(1.2 - value, 4) for value in values],
    }
    if monitor == "val_accuracy":
        # the loss goes its own way: up for some epochs, then down
        other = 0.8 - 0.05 * np.abs(np.arange(n) - 3.0)
        history["val_loss"] = other.round(4).tolist()
    return history


def _probe(rng, losses, patience, monitor="val_loss"):
    mode = "max" if "accuracy" in monitor else "min"
    history = _history(rng, losses, monitor)
    shown = ", ".join(map(show, history[monitor]))
    return Probe(
        (history, monitor, patience, mode),
        words=f"early_stopping(history, {monitor!r}, {patience}, {mode!r}) "
        f"with {monitor} {shown}",
    )


def _stops(rng, monitor, *, waits=(3, 2)):
    """A run that is too long for the patience, and a better end."""
    probes = []
    for patience in waits:
        runs = [patience - 1, 0, patience + 1, 1]
        probes.append(_probe(rng, curve(rng, runs), patience, monitor))
    return probes


def _losses(rng):
    known = [0.9, 0.7, 0.6, 0.55, 0.56, 0.54, 0.57, 0.58, 0.59]
    shift = int(rng.integers(1, 9)) / 100
    known = [round(loss + shift, 4) for loss in known]
    short = _probe(rng, curve(rng, [0, 2]), 1)
    return [_probe(rng, known, 3), short, *_stops(rng, "val_loss")]


def _accuracies(rng):
    return _stops(rng, "val_accuracy")


def _equal(rng):
    """The best value comes again, and again: that is no progress."""
    losses = curve(rng, [1, 0])
    best = losses[-1]
    tail = [best + 0.02, best, best, best - 0.05]
    losses = [round(loss, 4) for loss in (*losses, *tail)]
    return [_probe(rng, losses, patience) for patience in (2, 3)]


def _lasts(rng):
    """The patience lasts to the end."""
    patience = int(rng.integers(3, 5))
    falling = [round(0.9 - 0.07 * i, 4) for i in range(4)]
    return [
        _probe(rng, falling, 2),
        _probe(rng, curve(rng, [patience - 1, 1]), patience),
        _probe(rng, curve(rng, [1, 2, 0]) + [0.88] * (patience - 1), patience),
    ]


EXERCISE = Exercise(
    page="training",
    name="early_stopping",
    title="Enough is enough",
    minutes=6,
    section=WATCH,
    reference=early_stopping,
    alternatives=ALTERNATIVES,
    arguments=("history", "monitor", "patience", "mode"),
    driver="several_numbers",
    parts=(
        Part("a loss that shall fall", 1.5, _losses),
        Part("an accuracy that shall rise", 1, _accuracies),
        Part("equal is not better", 0.5, _equal),
        Part("a patience that lasts to the end", 1, _lasts),
    ),
    hints=(
        "Go through the values one by one, as training would: what lies "
        "ahead is not known yet.",
        "Remember three things: the best value so far, its index, and how "
        "many epochs in a row have brought nothing better.",
        "What happens to the count when a new best comes? And when the "
        "count reaches the patience?",
        'For the mode "max": a value is better if it is larger. One way is '
        "to look at the negative of every value.",
    ),
    misconceptions=MISCONCEPTIONS,
)
