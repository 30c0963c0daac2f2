"""by_hand(): scores, slopes and charges with paper and pencil."""

import numpy as np

from nncheck.compare import Complaint, compare
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.losses.by_hand_answers import ALTERNATIVES, by_hand
from nncheck.specs.losses.by_hand_mistakes import MISCONCEPTIONS
from nncheck.specs.losses.sections import ARROWS

# points, and what is expected, in words: the number would be the solution
ENTRIES = {
    "mean error": (0.25, "the four misses averaged with their signs"),
    "mean absolute error": (0.25, "the average size of the four misses"),
    "mean squared error": (0.5, "the average square of the four misses"),
    "squared slope": (0.5, "the slope of the mean of the squares"),
    "absolute slope": (0.5, "the slope of the mean of the sizes"),
    "sure and right": (0.25, "the charge for the probability 1"),
    "four shrugs": (0.25, "the charge for the probability 1/4"),
    "two photos": (0.5, "the average of the charges for 1/2 and 1/4"),
}
ROUNDED = 1e-3


def _entry(key, expects):
    want = by_hand()[key]

    def judge(observation):
        wrong = compare(want, observation.value, tolerance=ROUNDED)
        return wrong and Complaint(wrong.came, expects)

    return Probe(
        (key,),
        words=f"by_hand()[{key!r}]",
        judge=judge,
        expects=expects,
        symptom=lambda value: float(np.round(value, 2)),
    )


def _part(key, points, expects):
    return Part(f"“{key}”", points, lambda rng: [_entry(key, expects)])


EXERCISE = Exercise(
    page="losses",
    name="by_hand",
    title="By hand",
    minutes=6,
    section=ARROWS,
    reference=by_hand,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=tuple(_part(key, *entry) for key, entry in ENTRIES.items()),
    hints=(
        "Write the four misses in a row, their sizes below, their squares "
        "below that. Then average each row.",
        "For the slope, let the third arrow land a little farther to the "
        "right, at −6.99. How much does the score change, per hundredth of "
        "a centimeter?",
        "Charged is minus the logarithm of the probability that the *true* "
        "class was given. In Python, `np.log` is the natural one.",
    ),
    misconceptions=MISCONCEPTIONS,
)
