"""architectures(): the size of a network and the bend at its end."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.multilayer_perceptron.architectures_answers import (
    ALTERNATIVES,
    architectures,
)
from nncheck.specs.multilayer_perceptron.architectures_mistakes import (
    MISCONCEPTIONS,
)
from nncheck.specs.multilayer_perceptron.sections import CHOICES

# inputs, allowed pairs of outputs and activation, hidden units (None: any)
TASKS = {
    "price": (4, {(1, "identity")}, None),
    "spam": (57, {(1, "sigmoid"), (2, "softmax")}, None),
    "digit": (784, {(10, "softmax")}, None),
    "half-plane": (2, {(1, "sigmoid"), (2, "softmax")}, ()),
    "strip": (2, {(1, "sigmoid"), (2, "softmax")}, (2,)),
    "disk": (2, {(1, "sigmoid"), (2, "softmax")}, (3,)),
}
KNOWN = ("identity", "sigmoid", "softmax")
FORM = "a pair (sizes, activation), as in ([3, 5, 2], 'softmax')"


def _pair(value):
    """The sizes and the activation's name, or None if malformed."""
    if not isinstance(value, list) or len(value) != 2:
        return None
    sizes, name = value
    try:
        sizes = np.asarray(sizes).tolist()
    except ValueError:  # a list of lists of different lengths
        return None
    if not isinstance(sizes, list) or not isinstance(name, str):
        return None
    whole = all(type(s) in (int, float) and s % 1 == 0 < s for s in sizes)
    if not whole or len(sizes) < 2:
        return None
    return [int(s) for s in sizes], name.lower()


def _judge(task):
    inputs, ends, hidden = TASKS[task]

    def judge(observation):
        pair = _pair(observation.value)
        if pair is None:
            return Complaint(f"gave {show(observation.value)}", FORM)
        sizes, name = pair
        came = f"gave ({sizes}, {name!r})"
        if name not in KNOWN:
            return Complaint(came, f"one of the activations {show(KNOWN)}")
        if sizes[0] != inputs:
            return Complaint(came, f"{inputs} inputs")
        if (sizes[-1], name) not in ends:
            return Complaint(
                came, "an output layer that can say what is asked for"
            )
        middle = sizes[1:-1]
        if hidden is None or tuple(middle) == hidden:
            return None
        if sum(middle) < sum(hidden):
            return Complaint(came, "a network that can draw this shape")
        return Complaint(
            came, "the fewest hidden units that can draw this shape"
        )

    return judge


def _symptom(task):
    """The ends, or everything where the middle counts, too."""

    def symptom(value):
        pair = _pair(value)
        if pair is None:
            return value
        sizes, name = pair
        middle = [] if TASKS[task][2] is None else sizes[1:-1]
        return [*middle, sizes[0], sizes[-1], name]

    return symptom


def _part(task):
    def probes(rng):
        return [
            Probe(
                (task,),
                words=f'architectures()["{task}"]',
                judge=_judge(task),
                expects=FORM,
                symptom=_symptom(task),
            )
        ]

    return Part(f"the network for {task}", 0.5, probes)


EXERCISE = Exercise(
    page="multilayer_perceptron",
    name="architectures",
    title="Choosing a network",
    minutes=5,
    section=CHOICES,
    reference=architectures,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=tuple(_part(task) for task in TASKS),
    hints=(
        "Ask of each task: which numbers go in, and what would you like to "
        "read off at the end? An unbounded number, one probability, or "
        "several that add up to 1?",
        "In the plane every hidden unit is a line. Draw the shape and ask "
        "how many straight cuts it takes.",
        "A shape with one straight border is what a single neuron does, and "
        "the output unit is a neuron. To enclose something, count the sides "
        "of the simplest closed figure.",
    ),
    misconceptions=MISCONCEPTIONS,
)
