"""LeakyReLU: a layer with a slope on both sides."""

import numpy as np

from nncheck.engine import Exercise, Part
from nncheck.specs.activations.layers import batch, gradient, probe
from nncheck.specs.activations.leaky_relu_answers import (
    ALTERNATIVES,
    LeakyReLU,
)
from nncheck.specs.activations.leaky_relu_mistakes import MISCONCEPTIONS
from nncheck.specs.activations.sections import LEAKS


def _try(settings, Z, dA=None):
    return probe("LeakyReLU", settings, Z, dA)


def _slope(rng):
    return {"negative_slope": round(float(rng.uniform(0.05, 0.4)), 2)}


def _forward(rng):
    return [
        _try({}, np.array([[-2.0, 3.0]])),
        _try(_slope(rng), np.array([[-1.0, 0.0, 2.0]])),
        _try(_slope(rng), batch(rng, 2, 3)),
    ]


def _backward(rng):
    return [
        _try({}, np.array([[-2.0, 3.0]]), np.array([[1.0, 1.0]])),
        _try(_slope(rng), batch(rng, 1, 4), gradient(rng, 1, 4)),
        _try(_slope(rng), batch(rng, 2, 3), gradient(rng, 2, 3)),
    ]


def _any_slope(rng, back):
    steep = {"negative_slope": round(float(rng.uniform(1.5, 3)), 2)}
    falling = {"negative_slope": round(float(rng.uniform(-0.9, -0.2)), 2)}
    probes = []
    for settings in (steep, falling, {"negative_slope": 0.0}):
        Z = batch(rng, 1, 4)
        probes.append(_try(settings, Z, gradient(rng, 1, 4) if back else None))
    return probes


def _any_slope_forward(rng):
    return _any_slope(rng, back=False)


def _any_slope_backward(rng):
    return _any_slope(rng, back=True)


EXERCISE = Exercise(
    page="activations",
    name="LeakyReLU",
    title="A layer with a leak",
    minutes=5,
    section=LEAKS,
    reference=LeakyReLU,
    alternatives=ALTERNATIVES,
    arguments=("settings", "Z", "dA"),
    driver="layer",
    parts=(
        Part("the way forward", 1, _forward),
        Part("the way back", 1, _backward),
        Part("forward, slopes above 1 and below 0", 0.5, _any_slope_forward),
        Part("back, slopes above 1 and below 0", 0.5, _any_slope_backward),
    ),
    hints=(
        "Begin with `forward`. Which entries of Z does the layer change, "
        "and how? Does your recipe hold for a slope of 2 as well?",
        "`backward` gets only dA. What does it need to know about Z, and "
        "where can `forward` leave it?",
        "On the way back every entry of dA is multiplied by the slope at "
        "its own entry of Z: one of two numbers. `np.where` chooses between "
        "them.",
    ),
    misconceptions=MISCONCEPTIONS,
)
