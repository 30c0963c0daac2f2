"""backward(cache, Y): the gradients of a network, layer by layer."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.backpropagation.backward_answers import (
    ALTERNATIVES,
    backward,
)
from nncheck.specs.backpropagation.backward_mistakes import MISCONCEPTIONS
from nncheck.specs.backpropagation.sections import LAYERS
from nnlib.activations import identity, relu, sigmoid, softmax, tanh

FUNCTIONS = {f.__name__: f for f in (identity, relu, sigmoid, softmax, tanh)}


def network(rng, sizes, activations, n):
    """A random network's cache for n samples, and their targets."""
    A, Z, weights = [rng.normal(size=(n, sizes[0]))], [], []
    for d, m, name in zip(sizes[:-1], sizes[1:], activations, strict=True):
        weights.append(rng.normal(size=(d, m)) * 1.5 / np.sqrt(d))
        Z.append(A[-1] @ weights[-1] + rng.normal(size=m) / 2)
        A.append(FUNCTIONS[name](Z[-1]))
    cache = {"A": A, "Z": Z, "weights": weights}
    labels = rng.integers(0, sizes[-1], n)
    one_hot = np.eye(sizes[-1])[labels]
    real = rng.normal(size=(n, sizes[-1]))
    Y = one_hot if activations[-1] == "softmax" else real
    return cache | {"activations": list(activations)}, Y


def _pairs(value, count):
    """The pairs of gradients, or None."""
    if not isinstance(value, list) or len(value) != count:
        return None
    pairs = all(isinstance(p, list) and len(p) == 2 for p in value)
    return value if pairs else None


def _judge(cache, Y, first):
    """Compare the layers from number `first` on."""
    want = backward(cache, Y)
    many = f"{len(want)} pairs (grad_W, grad_b), the first layer first"
    one = "a list with one pair (grad_W, grad_b)"

    def judge(observation):
        value = observation.value
        pairs = _pairs(value, len(want))
        if pairs is None:
            came = f"gave {show(value)[:80]}"
            if isinstance(value, list):
                came = f"gave {len(value)} entries that are no such pairs"
            return Complaint(came, many if len(want) > 1 else one)
        for layer in range(len(want) - 1, first - 1, -1):
            for name, w, g in zip(
                "Wb", want[layer], pairs[layer], strict=True
            ):
                wrong = compare(w, g)
                if wrong:
                    came = f"{wrong.came} as the gradient of {name}{layer + 1}"
                    return Complaint(came, wrong.expected)
        return None

    return judge


def _probe(rng, sizes, activations, n, first=0):
    cache, Y = network(rng, sizes, activations, n)

    def symptom(value):
        pairs = _pairs(value, len(activations))
        return value if pairs is None else pairs[first:]

    samples = "one sample" if n == 1 else f"{n} samples"
    return Probe(
        (cache, Y),
        words=f"backward(cache, Y) for a {'-'.join(map(str, sizes))} network "
        f"({', '.join(activations)}) and {samples}",
        judge=_judge(cache, Y, first),
        expects=f"{len(activations)} pairs (grad_W, grad_b)",
        exact_failure=False,
        symptom=symptom,
    )


def _last_layer(rng):
    return [
        _probe(rng, (5, 3, 2), ("tanh", "softmax"), n, first=1) for n in (1, 5)
    ]


def _hidden_layer(rng):
    two = ("sigmoid", "softmax")
    return [
        _probe(rng, (5, 3, 2), two, 1),
        _probe(rng, (5, 3, 2), two, 5),
        _probe(rng, (3, 3, 3), two, 3),
    ]


def _any_network(rng):
    four = ("tanh", "relu", "sigmoid", "softmax")
    return [
        _probe(rng, (3, 2), ("softmax",), 4),
        _probe(rng, (4, 5, 3, 1), ("relu", "tanh", "identity"), 4),
        _probe(rng, (3, 5, 4, 3, 2), four, 5),
    ]


EXERCISE = Exercise(
    page="backpropagation",
    name="backward",
    title="The backward pass",
    minutes=10,
    section=LAYERS,
    reference=backward,
    alternatives=ALTERNATIVES,
    arguments=("cache", "Y"),
    parts=(
        Part("the last layer", 1, _last_layer),
        Part("a hidden layer of sigmoids", 2, _hidden_layer),
        Part("any number of layers and activations", 2, _any_network),
    ),
    hints=(
        "Begin at the end. Which delta do softmax with the cross-entropy, "
        "and the identity with half the squared distance, have in common?",
        "One turn of the loop needs the delta of a layer, its weights and "
        "the numbers that entered it. Write the shapes of the three beside "
        "each other: which product has the shape of the weights?",
        "To go one layer down: first through the weights, then past the "
        "activation of the layer *below*. Its slope is taken where its sums "
        "were.",
        "The loop runs from the last layer to the first; the list that you "
        "return runs from the first to the last.",
    ),
    misconceptions=MISCONCEPTIONS,
)
