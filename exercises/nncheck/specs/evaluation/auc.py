"""roc_auc(y_true, y_score): how often a positive outranks a negative."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.evaluation.auc_answers import ALTERNATIVES, roc_auc
from nncheck.specs.evaluation.auc_mistakes import MISCONCEPTIONS
from nncheck.specs.evaluation.sections import AREA
from nncheck.specs.evaluation.tables import number


def _refuses(y_true, y_score):
    def judge(observation):
        failure = observation.failure
        if failure is None:
            came = f"gave {show(observation.value)}"
            return Complaint(came, "a refusal (`raise`): one class is missing")
        if failure.kind == "ValueError":
            return None
        text = f" ({failure.text})" if failure.text else ""
        return Complaint(f"raised {failure.kind}{text}", "a ValueError")

    return Probe((y_true, y_score), judge=judge, may_fail=True)


def _accepts(y_true, y_score):
    """No refusal, whatever the value (other parts look at it)."""

    def judge(observation):
        if number(observation.value) is not None:
            return None
        return Complaint(f"gave {show(observation.value)}", "one number")

    return Probe((y_true, y_score), judge=judge, expects="one number")


def _labels(rng, n, positives):
    return rng.permutation(np.repeat([1, 0], [positives, n - positives]))


def _worse_than_chance(rng):
    """Five samples; most negatives are above the positives."""
    scores = np.sort(rng.choice(np.arange(1, 20), 5, replace=False)) / 20
    y_true = np.array([1, 0, 1, 0, 0])
    order = rng.permutation(5)
    return Probe((y_true[order], scores[order]))


def _no_ties(rng):
    """Scores that all differ; the largest belongs to a negative."""
    probes = [_worse_than_chance(rng)]
    for n, positives in ((9, 3), (40, 11)):
        y_true = _labels(rng, n, positives)
        y_score = rng.permutation(np.linspace(0.1, 0.9, n)).round(3)
        top = int(np.argmax(y_score))
        other = int(rng.choice(np.flatnonzero(y_true == 0)))
        y_score[[top, other]] = y_score[[other, top]]
        probes.append(Probe((y_true, y_score)))
    return probes


def _ties(rng):
    """Scores on a coarse grid; each tie has both classes, twice over."""
    probes = []
    for levels, copies in ((2, 1), (3, 2), (4, 4)):
        grid = np.sort(rng.choice(np.arange(1, 9), levels, replace=False)) / 10
        block = np.repeat(grid, 3 * copies)
        y_true = np.tile([1, 0, 0], levels * copies)
        y_true[0] = 0  # the two classes are not spread alike
        y_true[-1] = 1
        order = rng.permutation(len(block))
        probes.append(Probe((y_true[order], block[order])))
    return probes


def _any_scale(rng):
    """Scores that are no probabilities, and a rare class."""
    probes = []
    for n, positives in ((8, 2), (60, 6)):
        y_true = _labels(rng, n, positives)
        logits = rng.normal(-6, 2, n) + 2 * y_true
        logits[: n // 4] += 9
        probes.append(Probe((y_true, logits.round(4))))
    return probes


def _one_class(rng):
    probes = []
    for label in (0, 1):
        n = int(rng.integers(3, 6))
        scores = rng.choice(np.arange(1, 10), n, replace=False) / 10
        probes.append(_refuses(np.full(n, label), scores))
        # an answer that refuses everything has not understood much
        y_true = _labels(rng, n, 1 if label else n - 1)
        probes.append(_accepts(y_true, scores))
    return probes


EXERCISE = Exercise(
    page="evaluation",
    name="roc_auc",
    title="The area under the ROC curve",
    minutes=7,
    section=AREA,
    reference=roc_auc,
    alternatives=ALTERNATIVES,
    arguments=("y_true", "y_score"),
    parts=(
        Part("scores that all differ", 1, _no_ties),
        Part("equal scores", 1, _ties),
        Part("scores on any scale, a rare class", 1, _any_scale),
        Part("a missing class is refused", 1, _one_class),
    ),
    hints=(
        "The area has a meaning that needs no curve: take every pair of a "
        "positive and a negative. Which of the two has the larger score?",
        "There are three cases for a pair, larger, smaller, equal. Two loops "
        "will do; without loops, a column of scores against a row of scores "
        "compares all pairs at once.",
        "What should be the result if all scores are the same? And if there "
        "are no positives, how many pairs are there to divide by?",
    ),
    misconceptions=MISCONCEPTIONS,
)
