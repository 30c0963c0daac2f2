"""forward(params, X, activations): a whole batch through all layers."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe, how_many
from nncheck.specs.multilayer_perceptron.forward_answers import (
    ALTERNATIVES,
    forward,
)
from nncheck.specs.multilayer_perceptron.forward_mistakes import (
    MISCONCEPTIONS,
)
from nncheck.specs.multilayer_perceptron.sections import PRODUCT
from nnlib import activations


def _numbers(rng, *shape):
    size = rng.uniform(0.2, 1, size=shape)
    return np.round(rng.choice([-1, 1], size=shape) * size, 1)


def _judge(want):
    """Layer by layer, so that the first wrong one is named."""

    def judge(observation):
        value = observation.value
        if not isinstance(value, list):
            return Complaint(
                f"gave {show(value)}",
                f"a list of {len(want)} arrays, the inputs first",
            )
        if len(value) != len(want):
            return Complaint(
                f"gave a list of length {len(value)}: {show(value)}",
                f"{len(want)} arrays: the inputs and one for each layer",
            )
        for layer, (expected, got) in enumerate(zip(want, value, strict=True)):
            wrong = compare(expected, got)
            if wrong:
                return Complaint(f"{wrong.came} as A[{layer}]", wrong.expected)
        return None

    return judge


def _words(params, X, names):
    """The call, with its numbers if they are few."""
    call = f"forward(params, X, [{', '.join(names)}])"
    if how_many(params) + X.size > 16:
        sizes = [X.shape[1], *(len(b) for b in params[1::2])]
        network = "-".join(map(str, sizes))
        return f"{call} of a {network} network with X of shape {X.shape}"
    return f"{call} with X = {show(X)}, params = {show(params)}"


def _probe(rng, n, sizes, names):
    params = []
    for d, m in zip(sizes[:-1], sizes[1:], strict=True):
        params += [_numbers(rng, d, m), _numbers(rng, m)]
    X = _numbers(rng, n, sizes[0])
    want = forward(params, X, [getattr(activations, name) for name in names])
    shapes = ", ".join(str(A.shape) for A in want)
    return Probe(
        (params, X, list(names)),
        words=_words(params, X, names),
        judge=_judge(want),
        expects=f"a list of arrays of the shapes {shapes}",
        # shapes that do not fit are one and the same trouble
        exact_failure=False,
    )


def _one_layer(rng):
    name = str(rng.choice(["sigmoid", "tanh"]))
    return [
        _probe(rng, 1, [2, 2], [name]),
        _probe(rng, 2, [2, 2], [name]),
        _probe(rng, 1, [3, 2], [name]),
    ]


def _two_layers(rng):
    return [
        _probe(rng, 1, [2, 2, 2], ["tanh", "sigmoid"]),
        _probe(rng, 2, [2, 2, 2], ["tanh", "sigmoid"]),
        _probe(rng, 2, [2, 3, 1], ["sigmoid", "tanh"]),
        _probe(rng, 1, [3, 2, 4], ["tanh", "identity"]),
    ]


def _deep(rng):
    sizes = [int(m) for m in rng.permutation([2, 3, 4, 5])]
    names = [str(name) for name in rng.permutation(["tanh", "sigmoid"])]
    return [
        _probe(rng, 3, [3, 3, 3, 3], [*names, "sigmoid"]),
        _probe(rng, 7, sizes, [*names, "identity"]),
        _probe(rng, 1, sizes, [*names, "tanh"]),
    ]


EXERCISE = Exercise(
    page="multilayer_perceptron",
    name="forward",
    title="The forward pass of a batch",
    minutes=9,
    section=PRODUCT,
    reference=forward,
    alternatives=ALTERNATIVES,
    arguments=("params", "X", "activations"),
    driver="network_forward",
    parts=(
        Part("one layer", 1, _one_layer),
        Part("two layers", 1.5, _two_layers),
        Part("three layers and any batch", 1.5, _deep),
    ),
    hints=(
        "Write the shapes down first, for a 2-3-1 network and 5 samples: X, "
        "the first W, the first b, the first activations, and so on.",
        "One layer is one line: a product, a bias that broadcasts over the "
        "rows, and the activation function of *this* layer around it.",
        "What one layer returns is what the next one takes. Begin a list "
        "with X and append to it; its last entry is always the next input.",
        "In `params` weights and biases take turns: `params[0::2]` are the "
        "weights, `params[1::2]` the biases. `zip` runs through these two "
        "and the activations together.",
    ),
    misconceptions=MISCONCEPTIONS,
)
