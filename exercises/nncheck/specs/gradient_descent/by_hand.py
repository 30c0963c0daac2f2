"""by_hand(): four numbers that pencil and paper give."""

from nncheck.compare import Complaint, compare
from nncheck.drivers.gradient_descent import as_array
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.gradient_descent.by_hand_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    by_hand,
)
from nncheck.specs.gradient_descent.sections import DOWN


def _entry(name, words):
    want = by_hand()[name]

    def judge(observation):
        # the number itself would give the answer away
        complaint = compare(as_array(want), as_array(observation.value))
        return complaint and Complaint(complaint.came, words)

    def probes(rng):
        call = f'by_hand()["{name}"]'
        return [Probe((name,), words=call, judge=judge, expects=words)]

    return Part(f"the entry {name!r}", 0.5, probes)


EXERCISE = Exercise(
    page="gradient_descent",
    name="by_hand",
    title="Four numbers by hand",
    minutes=4,
    section=DOWN,
    reference=by_hand,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=(
        _entry("combinations", "the number of all combinations"),
        _entry("slope", "one number, the slope at 2.0 from both neighbors"),
        _entry(
            "step", "two numbers, an arrow of length 0.5 straight downhill"
        ),
        _entry("change", "one number, the change to first order"),
    ),
    hints=(
        "`combinations`: count the parameters first, layer by layer, with "
        "the biases. One parameter alone allows 10 choices, two allow 100.",
        "`slope`: compare the losses of the two neighbors of 2.0 and divide "
        "by the distance between them.",
        "`step`: an arrow of length 1 against the gradient comes first; the "
        "gradient (3, −4) has the length 5.",
        "`change`: to first order it is the product of the gradient with the "
        "step, entry by entry, added up. What is the step for a learning "
        "rate of 0.01?",
    ),
    misconceptions=MISCONCEPTIONS,
)
