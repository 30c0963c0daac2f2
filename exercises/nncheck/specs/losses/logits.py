"""bce_with_logits(y_true, z): binary cross-entropy, safe far out."""

import numpy as np

from nncheck.engine import Exercise, Part
from nncheck.specs.losses.logits_answers import ALTERNATIVES, bce_with_logits
from nncheck.specs.losses.logits_mistakes import MISCONCEPTIONS
from nncheck.specs.losses.pairs import both, rough
from nncheck.specs.losses.sections import SCORES


def _targets(rng, n, m):
    """Zeros and ones, both of them among the first two entries."""
    y = rng.integers(0, 2, size=(n, m))
    y.flat[:2] = rng.permutation([0, 1])[: y.size]
    return y


def _scores(rng, n, m):
    return np.round(rng.normal(scale=1.5, size=(n, m)), 1) + 0.05


def _single(rng):
    return [(_targets(rng, n, 1), _scores(rng, n, 1)) for n in (1, 3, 4)]


def _several(rng):
    shapes = ((2, 3), (3, 2))
    return [(_targets(rng, n, m), _scores(rng, n, m)) for n, m in shapes]


def _far_out(rng):
    far = float(rng.integers(800, 1200))
    signs = [(far, 0), (-far, 1), (far, 1), (-far, 0)]
    return [(np.array([[y]]), np.array([[z]])) for z, y in signs]


_loss, _gradient = both(bce_with_logits, _single)
_losses, _gradients = both(bce_with_logits, _several)
_far_loss, _far_gradient = both(bce_with_logits, _far_out, rough)

EXERCISE = Exercise(
    page="losses",
    name="bce_with_logits",
    title="Yes or no, from any score",
    minutes=5,
    section=SCORES,
    reference=bce_with_logits,
    alternatives=ALTERNATIVES,
    arguments=("y_true", "z"),
    parts=(
        Part("the loss of one question", 0.5, _loss),
        Part("its gradient", 0.5, _gradient),
        Part("the loss of several questions", 0.5, _losses),
        Part("the gradient of several questions", 0.5, _gradients),
        Part("the loss far out", 0.5, _far_loss),
        Part("the gradient far out", 0.5, _far_gradient),
    ),
    hints=(
        "First make it right for scores near 0, with p = σ(z) and the two "
        "logarithms; then ask what breaks at z = 1000.",
        "For z = 1000 and the target 0 the loss is 1000. Which form of the "
        "loss in the section gives that without e¹⁰⁰⁰?",
        "In the safe form the exponential is always taken of minus a size, "
        "so it lies between 0 and 1. For the gradient a sigmoid that does "
        "not give `nan` is enough.",
    ),
    misconceptions=MISCONCEPTIONS,
)
