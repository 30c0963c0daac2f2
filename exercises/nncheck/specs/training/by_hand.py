"""plan_by_hand(): what can be known before the computer starts."""

from nncheck.engine import Exercise
from nncheck.specs.evaluation.tables import table_parts
from nncheck.specs.training.by_hand_answers import (
    ALTERNATIVES,
    plan_by_hand,
)
from nncheck.specs.training.by_hand_search import BEFORE
from nncheck.specs.training.by_hand_watch import DURING
from nncheck.specs.training.sections import SEARCH

# what is asked, without the number: it is the same every time
ASKED = {
    "first loss": "the loss of a network that guesses among 50 classes",
    "yes or no": "the loss where every probability is one half",
    "grid": "the points of a grid, four values for each of five settings",
    "uniform": "the share of uniform draws above 0.1",
    "log-uniform": "the share of log-uniform draws above 0.1",
    "luck": "the chance that 20 draws contain a good one",
    "cup": "the epochs that a tournament of 27 takes in all",
    "stop": "the index at which training stops",
    "best": "the index of the best epoch",
    "ratio": "the length of an update over that of the weights",
}

EXERCISE = Exercise(
    page="training",
    name="plan_by_hand",
    title="Before the computer starts",
    minutes=6,
    section=SEARCH,
    reference=plan_by_hand,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=table_parts(plan_by_hand, ASKED),
    hints=(
        "A network that guesses gives every class the same probability. The "
        "loss is the negative logarithm of what it gives to the right one.",
        "Draw the interval from 0.001 to 1 twice, once as a ruler and once "
        "with equal room for each power of ten. Where is 0.1?",
        'For "luck" ask for the opposite: what is the chance that all 20 '
        "draws miss?",
        "A trial of the tournament is charged only for the epochs it has "
        "when it leaves. Group the 27 by the round in which they leave.",
        'For "stop" keep a tally below the losses: one stroke for each epoch '
        "that brings nothing new, wiped off by a new best.",
    ),
    misconceptions=BEFORE + DURING,
)
