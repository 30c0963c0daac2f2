"""forward(params, X, activations): a whole batch through all layers."""

import numpy as np

from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.multilayer_perceptron.forward_answers import (
    ALTERNATIVES,
    forward,
)
from nncheck.specs.multilayer_perceptron.forward_mistakes import (
    MISCONCEPTIONS,
)
from nncheck.specs.multilayer_perceptron.sections import PRODUCT


def _numbers(rng, *shape):
    size = rng.uniform(0.2, 1, size=shape)
    return np.round(rng.choice([-1, 1], size=shape) * size, 1)


def _probe(rng, n, sizes, names):
    params = []
    for d, m in zip(sizes[:-1], sizes[1:], strict=True):
        params += [_numbers(rng, d, m), _numbers(rng, m)]
    shape = "-".join(map(str, sizes))
    words = f"forward(params, X, activations) of a {shape} network"
    samples = "1 sample" if n == 1 else f"{n} samples"
    return Probe(
        (params, _numbers(rng, n, sizes[0]), list(names)),
        words=f"{words} ({', '.join(names)}) for {samples}",
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
