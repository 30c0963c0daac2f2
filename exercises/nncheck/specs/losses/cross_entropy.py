"""cross_entropy(y_true, y_pred): what the truth was given, charged."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.losses.cross_entropy_answers import (
    ALTERNATIVES,
    cross_entropy,
)
from nncheck.specs.losses.cross_entropy_messages import MISCONCEPTIONS
from nncheck.specs.losses.sections import SURE

FREE = 2e-7  # what a certain and right answer may cost at most
DENIED = 15.0  # what a certain denial of the truth must cost at least

ROWS = {
    3: ([0.2, 0.3, 0.5], [0.1, 0.25, 0.65], [0.15, 0.05, 0.8]),
    4: ([0.1, 0.2, 0.3, 0.4], [0.05, 0.15, 0.25, 0.55]),
}


def _batch(rng, n, k, labels=False):
    """Probabilities of n samples, and targets one-hot or as integers."""
    places = rng.integers(0, len(ROWS[k]), n)
    y_pred = np.array([rng.permutation(ROWS[k][i]) for i in places])
    # a batch of labels need not contain the last class
    y = rng.permutation(np.resize(rng.permutation(k - labels), n))
    return (y if labels else np.eye(k, dtype=int)[y]), y_pred


def _probes(labels, *shapes):
    def probes(rng):
        batches = [_batch(rng, n, k, labels) for n, k in shapes]
        return [Probe(batch, exact_failure=False) for batch in batches]

    return probes


def _number(value):
    """A plain number, or None."""
    if isinstance(value, np.ndarray) and value.size == 1 and not value.ndim:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def _asked(holds, expects):
    def judge(observation):
        value = _number(observation.value)
        if value is not None and holds(value):
            return None
        return Complaint(f"gave {show(observation.value)}", expects)

    return judge


def _kind(value):
    """How a charge looks, roughly."""
    number = _number(value)
    if number is None or not np.isfinite(number):
        return value
    if abs(number) <= FREE:
        return "nothing"
    if number >= DENIED:
        return "a high price"
    return "a trifle" if abs(number) < 0.1 else value


def _certain(rng, place, judge, expects):
    """One certain answer: the truth gets the probability 1, or 0."""
    y = int(rng.integers(3))
    y_pred = np.eye(3)[[(y + place) % 3]]
    args = np.eye(3, dtype=int)[[y]], y_pred
    return Probe(args, judge=judge, expects=expects, symptom=_kind)


def _free(rng):
    expects = "0 (up to 0.0000002), for the answer is sure and right"
    judge = _asked(lambda value: abs(value) <= FREE, expects)
    return [_certain(rng, 0, judge, expects)]


def _denied(rng):
    expects = "a high but finite charge, at least 15"

    def high(value):
        return np.isfinite(value) and value >= DENIED

    return [_certain(rng, 1, _asked(high, expects), expects)]


EXERCISE = Exercise(
    page="losses",
    name="cross_entropy",
    title="Cross-entropy",
    minutes=7,
    section=SURE,
    reference=cross_entropy,
    alternatives=ALTERNATIVES,
    arguments=("y_true", "y_pred"),
    parts=(
        Part("one-hot targets", 1, _probes(False, (1, 3), (2, 3), (3, 4))),
        Part("integer labels", 1, _probes(True, (1, 3), (2, 4), (4, 3))),
        Part("sure and right costs nothing", 0.5, _free),
        Part("a certain denial costs a finite price", 0.5, _denied),
    ),
    hints=(
        "Which probability did each sample give to its true class? Find "
        "these n numbers first; the others do not matter.",
        "`y_true.ndim` tells the two kinds of targets apart. A table of "
        "probabilities can be indexed with two arrays at once, one for the "
        "rows and one for the columns; and labels can be made one-hot by "
        "`np.eye(k)[labels]`.",
        "A floor under the probabilities (`np.maximum`, which makes a new "
        "array) leaves every larger probability as it is. Adding a small "
        "number would shift them all.",
    ),
    misconceptions=MISCONCEPTIONS,
)
