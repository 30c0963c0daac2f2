"""precision_recall_f1(y_true, y_pred): three numbers of four counts."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.evaluation.measures_answers import (
    ALTERNATIVES,
    precision_recall_f1,
)
from nncheck.specs.evaluation.measures_mistakes import MISCONCEPTIONS
from nncheck.specs.evaluation.sections import COUNTS

NAMES = ("precision", "recall", "F1")
FORM = "three numbers: precision, recall, F1"


def answers(rng, tp, fp, fn, tn):
    """Labels and answers with these four counts, in random order."""
    counts = [tp, fp, fn, tn]
    order = rng.permutation(sum(counts))
    y_true = np.repeat([1, 0, 1, 0], counts)[order]
    y_pred = np.repeat([1, 1, 0, 0], counts)[order]
    return y_true, y_pred


def _probe(places, y_true, y_pred):
    want = np.array(precision_recall_f1(y_true, y_pred))

    def judge(observation):
        value = observation.value
        if not isinstance(value, np.ndarray) or value.shape != (3,):
            asks = " (is there a `return`?)" if value is None else ""
            return Complaint(f"gave {show(value)}{asks}", FORM)
        for place in places:
            wrong = compare(float(want[place]), float(value[place]))
            if wrong:
                name = NAMES[place]
                return Complaint(f"{wrong.came} for {name}", wrong.expected)
        return None

    return Probe(
        (y_true, y_pred), judge=judge, expects=f"{FORM}: {show(want)}"
    )


def _counts(rng):
    """A few of each kind, no two counts alike."""
    return [int(c) for c in rng.permutation([1, 2, 4]) + [1, 0, 1]]


def _mixed(place):
    def probes(rng):
        made = []
        for tn in (1, 3, 40):
            tp, fp, fn = _counts(rng)
            while fp == fn or tp in (fp, fn):
                tp, fp, fn = _counts(rng)
            pair = answers(rng, tp, fp, fn, 2 * tn + 5)
            made.append(_probe([place], *pair))
        return made

    return probes


def _nothing(rng):
    a, b = (int(n) for n in rng.integers(2, 5, 2))
    cases = [(0, 0, a, b), (0, a, 0, b), (0, a, b, 3), (0, 0, 0, a + b)]
    return [_probe(range(3), *answers(rng, *case)) for case in cases]


EXERCISE = Exercise(
    page="evaluation",
    name="precision_recall_f1",
    title="Precision, recall, F1",
    minutes=6,
    section=COUNTS,
    reference=precision_recall_f1,
    alternatives=ALTERNATIVES,
    arguments=("y_true", "y_pred"),
    driver="several_numbers",
    parts=(
        Part("precision", 1, _mixed(0)),
        Part("recall", 1, _mixed(1)),
        Part("F1", 1, _mixed(2)),
        Part("where there is nothing to divide by", 1, _nothing),
    ),
    hints=(
        "Count three kinds of samples: called and right, called and wrong, "
        "not called though it should have been. A sum over a comparison of "
        "two arrays counts.",
        "All three numbers have the same count on top. What they divide it "
        "by is larger the more there is to regret.",
        "When can a denominator be 0? Take care of these cases before you "
        "divide; for F₁ there is a form that needs only counts.",
    ),
    misconceptions=MISCONCEPTIONS,
)
