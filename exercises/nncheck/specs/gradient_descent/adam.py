"""Adam: momentum and RMSprop together, both corrected at the start."""

from nncheck.engine import Exercise, Part
from nncheck.specs.gradient_descent.adam_answers import ALTERNATIVES, Adam
from nncheck.specs.gradient_descent.adam_messages import MISCONCEPTIONS
from nncheck.specs.gradient_descent.sections import ADAPTIVE
from nncheck.specs.gradient_descent.steps import (
    ARGUMENTS,
    one_array,
    two_arrays,
    walk,
)


def _settings(rng):
    # a large epsilon shows where it stands, small betas show forgetting
    return {
        "learning_rate": float(rng.choice([0.2, 0.3])),
        "beta_1": float(rng.choice([0.8, 0.9])),
        "beta_2": float(rng.choice([0.95, 0.99])),
        "epsilon": 0.1,
    }


def _first_step(rng):
    probes = one_array(Adam, rng, _settings(rng))
    first = probes[0].args
    other = 0.01 * float(rng.integers(1, 9))
    again = walk(Adam, first[0], [first[1]], [first[2] * other])
    return [probes[0], again]


def _more_steps(rng):
    return one_array(Adam, rng, _settings(rng))[1:]


def _two(rng):
    return two_arrays(Adam, rng, _settings(rng))


EXERCISE = Exercise(
    page="gradient_descent",
    name="Adam",
    title="Adam",
    minutes=5,
    section=ADAPTIVE,
    reference=Adam,
    alternatives=ALTERNATIVES,
    arguments=ARGUMENTS,
    driver="optimizer",
    limit=5.0,
    parts=(
        Part("the first step", 1, _first_step),
        Part("the steps after it", 1, _more_steps),
        Part("a memory for each parameter, one count for all", 1, _two),
    ),
    hints=(
        "There are two memories for each parameter, m and s, and one count "
        "of the calls. Keep all three from call to call.",
        "With ρ = β₂, s is the memory of RMSprop; m is the same average of "
        "the gradients themselves.",
        "m and s go on uncorrected; the corrected m̂ and ŝ are used for this "
        "step only. At the first call t is 1.",
    ),
    misconceptions=MISCONCEPTIONS,
)
