"""clip_by_global_norm(grads, c): shorten the gradient of all parameters."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.preparation.sections import REMEDIES


def clip_by_global_norm(grads, c):
    """The gradients, all by one factor, with a common length of at most c."""
    length = np.sqrt(sum(np.sum(g**2) for g in grads))
    factor = c / length if length > c else 1.0
    return [factor * g for g in grads]


# ------------------------------------------------------- other right answers


def one_long_vector(grads, c):
    everything = np.concatenate([np.ravel(g) for g in grads])
    with np.errstate(divide="ignore"):
        factor = min(1, c / np.linalg.norm(everything))
    return tuple(g * factor for g in grads)


def with_loops(grads, c):
    square = 0.0
    for g in grads:
        for entry in g.flat:
            square += float(entry) ** 2
    if square <= c * c:
        return [g.copy() for g in grads]
    return [(g * c * square**-0.5).astype(np.float32) for g in grads]


def divided_by_the_larger(grads, c):
    lengths = [np.linalg.norm(g) for g in grads]
    return [g / max(1, np.hypot.reduce(lengths) / c) for g in grads]


# --------------------------------------------------------------- wrong answers


def _length(grads):
    return np.sqrt(sum(np.sum(g**2) for g in grads))


def each_by_itself(grads, c):
    return [g * min(1, c / max(np.linalg.norm(g), 1e-300)) for g in grads]


def each_entry(grads, c):
    return [np.clip(g, -c, c) for g in grads]


def always_scaled(grads, c):
    return [g * c / max(_length(grads), 1e-300) for g in grads]


def divides_by_zero(grads, c):
    with np.errstate(all="ignore"):
        units = [g / _length(grads) for g in grads]
    return [u * min(_length(grads), c) for u in units]


def squared_length(grads, c):
    square = _length(grads) ** 2
    return [g * c / square if square > c else g for g in grads]


def sum_of_lengths(grads, c):
    length = sum(np.linalg.norm(g) for g in grads)
    return [g * c / length if length > c else g for g in grads]


def sum_of_sizes(grads, c):
    length = sum(np.abs(g).sum() for g in grads)
    return [g * c / length if length > c else g for g in grads]


def longest_of_them(grads, c):
    length = max(np.linalg.norm(g) for g in grads)
    return [g * c / length if length > c else g for g in grads]


def unit_length(grads, c):
    length = _length(grads)
    return [g / length if length > c else g for g in grads]


def factor_c(grads, c):
    return [g * c if _length(grads) > c else g for g in grads]


def only_the_first(grads, c):
    clipped = clip_by_global_norm(grads, c)
    return [clipped[0], *grads[1:]]


def in_place(grads, c):
    factor = min(1, c / max(_length(grads), 1e-300))
    for g in grads:
        g *= factor
    return grads


# --------------------------------------------------------------------- probes


def _network(rng):
    shapes = [(3, 2), (2,), (2, 1)]
    return [np.round(rng.normal(size=shape), 2) for shape in shapes]


def _long(rng):
    a, b = rng.permutation([6.0, 8.0]) * rng.choice([-1, 1], 2)
    c = float(rng.choice([0.5, 2, 4]))
    grads = _network(rng)
    part = round(float(rng.uniform(0.3, 0.6)) * float(_length(grads)), 2)
    return [
        Probe(([np.array([a]), np.array([b])], c)),
        Probe(([np.array([a, 0.5]), np.array([[b]])], c)),
        Probe((grads, part), words=f"clip_by_global_norm(grads, {part:g})"),
    ]


def _short(rng):
    grads = [np.array([3.0, -1.0]), np.array([[2.0, 0.5]])]
    c = float(rng.integers(10, 30))
    # longer in sum than c, but not as one vector
    near = [np.array([3.0, 1.0]), np.array([-4.0])]
    return [Probe((grads, c)), Probe((near, 5.5))]


def _zero(rng):
    n = int(rng.integers(2, 5))
    return [Probe(([np.zeros(n), np.zeros((1, 2))], 1.0))]


def _wrong(answer, message, hint):
    return Misconception(answer, message, REMEDIES, hint)


EXERCISE = Exercise(
    page="preparation",
    name="clip_by_global_norm",
    title="Clipping the gradient",
    minutes=4,
    section=REMEDIES,
    reference=clip_by_global_norm,
    alternatives=(one_long_vector, with_loops, divided_by_the_larger),
    arguments=("grads", "c"),
    parts=(
        Part("gradients that are too long", 1.5, _long),
        Part("gradients that are short enough", 1, _short),
        Part("gradients that are zero", 0.5, _zero),
    ),
    hints=(
        "Think of all arrays laid end to end as one long vector. What is its "
        "length, and by which factor must it shrink to get the length c?",
        "The square of the common length is the sum of the squares of all "
        "entries of all arrays.",
        "The factor is 1 when the length is below c. What does your code do "
        "when the length is 0?",
    ),
    misconceptions=(
        _wrong(
            each_by_itself,
            "You shorten each array by itself. Their proportions change, and "
            "with them the direction of the step.",
            "How many factors should there be in all?",
        ),
        _wrong(
            each_entry,
            "You cut each entry to ±c. That is clipping by value, which may "
            "turn the gradient: (3, 4) becomes (1, 1).",
            "In which direction does your result point?",
        ),
        _wrong(
            always_scaled,
            "You give every gradient the length c, the short ones as well: "
            "near a minimum the steps would not become smaller any more.",
            "What should happen to a gradient of half that length?",
        ),
        _wrong(
            divides_by_zero,
            "You divide by the length even when it is 0. A gradient of zeros "
            "is short enough.",
            "Print your result for a gradient of zeros.",
        ),
        _wrong(
            squared_length,
            "You compare and divide with the square of the length.",
            "How long is (3, 4)?",
        ),
        _wrong(
            sum_of_lengths,
            "You add up the lengths of the arrays. The common length is that "
            "of one vector in which they lie end to end.",
            "How long is (3, 4), made of the arrays (3) and (4)?",
        ),
        _wrong(
            sum_of_sizes,
            "You add up the absolute values of all entries. A ruler measures "
            "the root of the sum of their squares.",
            "How long is (3, 4)?",
        ),
        _wrong(
            longest_of_them,
            "You measure the longest array only; all of them together are "
            "longer.",
            "How long is (3, 4), made of the arrays (3) and (4)?",
        ),
        _wrong(
            unit_length,
            "You shorten to the length 1, whatever c is.",
            "How long is your result?",
        ),
        _wrong(
            factor_c,
            "You multiply by c. The factor depends on how long the gradient "
            "is.",
            "How long is your result?",
        ),
        _wrong(
            only_the_first,
            "Only your first array is shortened.",
            "How many arrays share the factor?",
        ),
        _wrong(
            in_place,
            "Your numbers are right, but you write them over the caller's "
            "gradients.",
            "What is the difference between `g *= f` and `f * g`?",
        ),
    ),
)
