"""filter_by_hand(): what a spam filter is worth, without a computer."""

from nncheck.engine import Exercise
from nncheck.specs.evaluation.by_hand_answers import (
    ALTERNATIVES,
    filter_by_hand,
)
from nncheck.specs.evaluation.by_hand_mistakes import MISCONCEPTIONS
from nncheck.specs.evaluation.sections import COUNTS
from nncheck.specs.evaluation.tables import table_parts

# what is asked, without the number: it is the same every time
ASKED = {
    "missed": "how many spam messages pass as mail",
    "accuracy": "the share of messages that are judged rightly",
    "never": 'the share that "never spam" judges rightly',
    "precision": "the share of the calls that are right",
    "recall": "the share of the spam that is found",
    "F1": "the harmonic mean of precision and recall",
    "rare": "the precision where 1 message in 100 is spam",
    "AUC": "the chance that a spam message has the larger score",
}

EXERCISE = Exercise(
    page="evaluation",
    name="filter_by_hand",
    title="A filter by hand",
    minutes=6,
    section=COUNTS,
    reference=filter_by_hand,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=table_parts(filter_by_hand, ASKED),
    hints=(
        "Draw the table of the four counts first: spam or not in the rows, "
        "called or not in the columns. The sums of its rows and columns are "
        "given in the text.",
        "Precision looks down the column of what was called, recall along "
        "the row of what is spam. F₁ averages their reciprocals.",
        'For "rare" imagine 10,000 messages, 100 of them spam. The rates '
        "within each class stay as they are. How many calls are there, and "
        "how many of them are right?",
        'For "AUC" write down all six pairs of a spam score and another '
        "score. What does a pair of equal scores count?",
    ),
    misconceptions=MISCONCEPTIONS,
)
