"""slopes_by_hand(): outputs and slopes that need no computer."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.activations.by_hand_answers import (
    ALTERNATIVES,
    slopes_by_hand,
)
from nncheck.specs.activations.by_hand_mistakes import MISCONCEPTIONS
from nncheck.specs.activations.sections import SLOPE

# what is asked, without the number: it is the same every time
ASKED = {
    "sigmoid at 0": "the slope of the sigmoid at z = 0",
    "sigmoid at 1000": "the slope of the sigmoid at z = 1000",
    "three sigmoids": "the product of three slopes, each as large as it gets",
    "leaky output": "the output of leaky ReLU (leak 0.1) at z = -2",
    "leaky slope": "the slope of leaky ReLU (leak 0.1) at z = -2",
    "leak ratio": "the slope with a leak of 0.1 over that with 0.002",
    "ELU output": "the output of ELU (alpha 1) at z = -1000",
    "absolute slope": "the slope of |z| at z = -3",
}


def _is_right(key, value):
    """Whether a number agrees to the digits one would write by hand."""
    try:
        number = float(np.asarray(value, dtype=float).reshape(()))
    except (TypeError, ValueError):
        return False
    if isinstance(value, bool):
        return False
    return bool(np.isclose(number, slopes_by_hand()[key], 0.03, 1e-6))


def _part(key):
    expects = f"another number: {ASKED[key]}"

    def judge(observation):
        value = observation.value
        if _is_right(key, value):
            return None
        number = isinstance(value, int | float | np.ndarray)
        wanted = expects if number else expects.replace("another", "a")
        return Complaint(f"gave {show(value)}", wanted)

    def symptom(value):
        return "right" if _is_right(key, value) else value

    def probes(rng):
        words = f'slopes_by_hand()["{key}"]'
        return [Probe((key,), words, judge, expects, symptom=symptom)]

    return Part(ASKED[key], 0.5, probes)


EXERCISE = Exercise(
    page="activations",
    name="slopes_by_hand",
    title="Slopes by hand",
    minutes=4,
    section=SLOPE,
    reference=slopes_by_hand,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=tuple(_part(key) for key in ASKED),
    hints=(
        "Sketch each curve. A slope is how much the output rises when z "
        "grows by a little: is the curve steep, flat or falling there?",
        "Slopes of layers that follow one another are multiplied, by the "
        "chain rule. And the slope of a straight piece is the same all "
        "along it.",
        "The slope of the sigmoid is σ(1 − σ): put the *output* at z into "
        "it. For the pieces left of 0, look up by which rule they are "
        "drawn, and mind the sign.",
    ),
    misconceptions=MISCONCEPTIONS,
)
