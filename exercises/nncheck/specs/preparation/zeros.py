"""what_moves(hidden, start): which parameters leave an equal start."""

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.preparation.sections import ZEROS
from nncheck.specs.preparation.zeros_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    NAMES,
    what_moves,
)

GRADIENTS = "those whose gradients are not 0, at first or later"
FORM = "a pair: a list of names, and the number of different units"


def _pair(value):
    return value if isinstance(value, list) and len(value) == 2 else None


def _names(value):
    """The names in the book's order; None if they are no names."""
    pair = _pair(value)
    if pair is None or not isinstance(pair[0], list):
        return None
    unknown = [name for name in pair[0] if name not in NAMES]
    return None if unknown else [n for n in NAMES if n in pair[0]]


def _moved(hidden, start):
    want = what_moves(hidden, start)[0]

    def judge(observation):
        names = _names(observation.value)
        if names is None:
            return Complaint(f"gave {show(observation.value)}", FORM)
        if names == want:
            return None
        return Complaint(f"let {_words(names)} move", GRADIENTS)

    return judge


def _words(names):
    return " and ".join(names) or "nothing"


def _different(hidden, start):
    want = what_moves(hidden, start)[1]

    def judge(observation):
        pair = _pair(observation.value)
        if pair is None:
            return Complaint(f"gave {show(observation.value)}", FORM)
        wrong = compare(want, pair[1])
        if wrong is None:
            return None
        return Complaint(
            f"{wrong.came} different units",
            "a unit for each set of weights that occurs",
        )

    return judge


def _second(value):
    return value[1] if _pair(value) else value


def _probes(judge, symptom):
    def probes(rng):
        cases = [("none", "zeros")] + [
            (hidden, start)
            for hidden in ("tanh", "relu", "sigmoid")
            for start in ("zeros", "halves", "random")
        ]
        return [
            Probe(
                cases[i],
                judge=judge(*cases[i]),
                expects=FORM,
                symptom=symptom,
            )
            for i in rng.permutation(len(cases))
        ]

    return probes


EXERCISE = Exercise(
    page="preparation",
    name="what_moves",
    title="Predict: an equal start",
    minutes=3,
    section=ZEROS,
    reference=what_moves,
    alternatives=ALTERNATIVES,
    arguments=("hidden", "start"),
    parts=(
        Part("what moves", 1.5, _probes(_moved, _names)),
        Part("how many units differ", 0.5, _probes(_different, _second)),
    ),
    hints=(
        "Go through the first step with pencil and paper: the hidden "
        "outputs, δ at the output, then the gradients of W2, b2, W1, b1.",
        "The gradient of W2 contains the hidden outputs; that of W1 and b1 "
        "contains W2. Which of these factors are 0, and do they stay 0?",
        "Two units with the same weights: what could ever make a "
        "difference between them?",
    ),
    misconceptions=MISCONCEPTIONS,
)
