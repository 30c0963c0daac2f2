"""output_activations(): the function that fits a target."""

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.activations.output_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    output_activations,
)
from nncheck.specs.activations.sections import WHICH

NAMES = (
    "identity",
    "step",
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu",
    "elu",
    "softplus",
    "exp",
    "absolute",
    "softmax",
)

# what each target asks for (without naming a function), and what will do
TARGETS = {
    "temperature": ("one that reaches every number", {"identity"}),
    "visitors": (
        "one that is never negative, has no upper end and can be trained",
        {"softplus", "exp", "relu"},
    ),
    "share of votes": ("one that stays between 0 and 1", {"sigmoid"}),
    "steering": ("one that stays between -1 and 1", {"tanh"}),
    "spam": ("one that gives a probability from one sum", {"sigmoid"}),
    "digit": ("one whose ten outputs add up to 1", {"softmax"}),
    "cat and dog": (
        "one that gives each label a probability of its own",
        {"sigmoid"},
    ),
}
SYNONYMS = {
    "linear": "identity",
    "logistic": "sigmoid",
    "heaviside": "step",
    "exponential": "exp",
    "leakyrelu": "leaky_relu",
    "abs": "absolute",
}


def _name(value):
    """The name as the table writes it."""
    if not isinstance(value, str):
        return None
    name = value.strip().lower().replace(" ", "_").replace("-", "_")
    return SYNONYMS.get(name, name)


def _part(key):
    asked, good = TARGETS[key]

    def judge(observation):
        name = _name(observation.value)
        if name in good:
            return None
        if name in NAMES:
            return Complaint(f"gave {name}", asked)
        came = f"gave {show(observation.value)}"
        return Complaint(came, "the name of a function from the list, as text")

    def symptom(value):
        name = _name(value)
        return "fits" if name in good else name or value

    def probes(rng):
        words = f'output_activations()["{key}"]'
        return [Probe((key,), words, judge, asked, symptom=symptom)]

    return Part(f"the target “{key}”", 0.5, probes)


EXERCISE = Exercise(
    page="activations",
    name="output_activations",
    title="Which one at the output?",
    minutes=3,
    section=WHICH,
    reference=output_activations,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=tuple(_part(key) for key in TARGETS),
    hints=(
        "For each target: what is the smallest value it can take, what is "
        "the largest? The function must reach all of them and should reach "
        "nothing else.",
        "For classes: can two of them be true at once? Then their "
        "probabilities need not add up to 1.",
    ),
    misconceptions=MISCONCEPTIONS,
)
