"""Momentum: a velocity for every parameter, with Nesterov's variant."""

from nncheck.engine import Exercise, Part
from nncheck.specs.gradient_descent.momentum_answers import (
    ALTERNATIVES,
    Momentum,
)
from nncheck.specs.gradient_descent.momentum_mistakes import MISCONCEPTIONS
from nncheck.specs.gradient_descent.sections import MOMENTUM
from nncheck.specs.gradient_descent.steps import (
    ARGUMENTS,
    one_array,
    two_arrays,
)


def _settings(rng):
    mu = float(rng.choice([0.6, 0.7, 0.8]))
    return {"learning_rate": float(rng.choice([0.1, 0.25])), "momentum": mu}


def _heavy_ball(rng):
    return one_array(Momentum, rng, _settings(rng))


def _each_its_own(rng):
    return two_arrays(Momentum, rng, _settings(rng))


def _nesterov(rng):
    settings = _settings(rng) | {"nesterov": True}
    return one_array(Momentum, rng, settings) + two_arrays(
        Momentum, rng, settings
    )


EXERCISE = Exercise(
    page="gradient_descent",
    name="Momentum",
    title="Momentum, and Nesterov's variant",
    minutes=5,
    section=MOMENTUM,
    reference=Momentum,
    alternatives=ALTERNATIVES,
    arguments=ARGUMENTS,
    driver="optimizer",
    limit=5.0,
    parts=(
        Part("the heavy ball", 1, _heavy_ball),
        Part("a velocity for each parameter", 1, _each_its_own),
        Part("Nesterov's variant", 1, _nesterov),
    ),
    hints=(
        "At the first call, make a list with an array of zeros for each "
        "parameter, of its shape. After that the list stays.",
        "Go through params, grads and velocities together with `zip`. First "
        "the velocity, then the parameter.",
        "`v = …` gives the name v to a new array and leaves the list as it "
        "was. Change the array itself: `v *= …`, `v -= …`, `w += …`.",
    ),
    misconceptions=MISCONCEPTIONS,
)
