"""signal_flow(sizes, spreads): predict signals and gradients by hand."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.preparation.flow_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    signal_flow,
)
from nncheck.specs.preparation.sections import SPREAD

RESULTS = ("up", "down")

# --------------------------------------------------------------------- probes


def _pair(value):
    """The two results as arrays, or None."""
    if isinstance(value, np.ndarray):
        value = list(value)
    if not isinstance(value, list) or len(value) != 2:
        return None
    results = [np.asarray(result) for result in value]
    numbers = all(r.dtype.kind in "iuf" and r.ndim == 1 for r in results)
    return results if numbers else None


def _probe(place, sizes, spreads):
    want = np.array(signal_flow(sizes, spreads)[place])

    def judge(observation):
        pair = _pair(observation.value)
        if pair is None:
            came = f"gave {show(observation.value)}"
            return Complaint(came, "two lists of numbers, up and down")
        wrong = compare(want, pair[place])
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} for {RESULTS[place]}", wrong.expected)

    def symptom(value):
        pair = _pair(value)
        return "no pair" if pair is None else pair[place]

    return Probe(
        (sizes, spreads),
        judge=judge,
        expects=f"{len(want)} sizes in the list {RESULTS[place]}",
        symptom=symptom,
    )


def _network(rng, depth):
    """Layers of different widths whose signals neither die nor explode."""
    sizes = (10 * rng.permutation(np.arange(3, 13))[: depth + 1]).tolist()
    gains = rng.uniform(0.7, 1.4, depth)
    roots = np.sqrt(2 / np.array(sizes[:-1]))
    return sizes, np.round(gains * roots, 3).tolist()


def _probes(place):
    def probes(rng):
        return [_probe(place, *_network(rng, depth)) for depth in (2, 3, 5)]

    return probes


EXERCISE = Exercise(
    page="preparation",
    name="signal_flow",
    title="Predict: signals and gradients",
    minutes=6,
    section=SPREAD,
    reference=signal_flow,
    alternatives=ALTERNATIVES,
    arguments=("sizes", "spreads"),
    parts=(
        Part("the way up", 2, _probes(0)),
        Part("the way down", 2, _probes(1)),
    ),
    hints=(
        "Work with mean squares as long as possible, because they simply "
        "multiply, and take the root at the end.",
        "Up, layer l multiplies the mean square by three things: the number "
        "of its inputs, the variance of its weights, and what ReLU lets "
        "through.",
        "Down, start with 1 at the last layer. The δ of layer l comes "
        "through the weights of layer l + 1: how many units do they lead "
        "to?",
    ),
    misconceptions=MISCONCEPTIONS,
)
