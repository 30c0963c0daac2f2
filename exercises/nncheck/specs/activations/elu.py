"""ELU: a layer that bends on the left."""

import numpy as np

from nncheck.engine import Exercise, Part
from nncheck.specs.activations.elu_answers import (
    ALTERNATIVES,
    ELU,
)
from nncheck.specs.activations.elu_mistakes import MISCONCEPTIONS
from nncheck.specs.activations.layers import batch, gradient, probe
from nncheck.specs.activations.sections import LEAKS


def _try(settings, Z, dA=None):
    return probe("ELU", settings, Z, dA)


def _alpha(rng):
    return {"alpha": round(float(rng.uniform(0.3, 0.8)), 2)}


def _forward(rng):
    return [
        _try({}, np.array([[-1.0, 0.0, 2.0]])),
        _try(_alpha(rng), batch(rng, 1, 3)),
        _try({"alpha": 1.5}, batch(rng, 2, 3)),
    ]


def _backward(rng):
    ones = np.ones((1, 3))
    return [
        _try({}, np.array([[-2.0, -1.0, 2.0]]), ones),
        _try(_alpha(rng), batch(rng, 1, 4), gradient(rng, 1, 4)),
        _try({"alpha": 1.5}, batch(rng, 2, 3), gradient(rng, 2, 3)),
    ]


def _far(rng):
    Z = rng.permutation([-1000.0, 1000.0, 1.5]).reshape(1, 3)
    dA = gradient(rng, 1, 3)
    return [_try({}, Z), _try(_alpha(rng), Z, dA)]


EXERCISE = Exercise(
    page="activations",
    name="ELU",
    title="A layer that bends",
    minutes=5,
    section=LEAKS,
    reference=ELU,
    alternatives=ALTERNATIVES,
    arguments=("settings", "Z", "dA"),
    driver="layer",
    parts=(
        Part("the way forward", 1, _forward),
        Part("the way back", 1, _backward),
        Part("sums of 1000 and -1000", 1, _far),
    ),
    hints=(
        "The frame is that of `LeakyReLU`: `forward` remembers, `backward` "
        "multiplies dA by the slopes. Which pieces change?",
        "Check the values at z = -1 with pencil and paper, for α = 1 and "
        "for α = 2. The slope on the left can be had from the output there.",
        "Infinity times 0 is not a number. So do not multiply by a mask: "
        "keep the exponential away from large sums, by taking the smaller "
        "one of Z and 0 first, and let `np.where` choose.",
    ),
    misconceptions=MISCONCEPTIONS,
)
