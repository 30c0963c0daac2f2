"""broadcast_shape(shape_a, shape_b): the shape of a sum, or an error."""

import numpy as np

from nncheck.compare import Complaint, compare
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.tensors.arrays import as_list, must_refuse
from nncheck.specs.tensors.broadcast_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    broadcast_shape,
)
from nncheck.specs.tensors.sections import BROADCASTING

PAIRS = 200


def _came(value):
    """What came, as a shape if it is one."""
    value = as_list(value)
    if isinstance(value, list) and all(type(k) is int for k in value):
        return f"gave {tuple(value)}"
    wrong = compare(np.zeros(0), value)
    return wrong.came if wrong else "gave nothing"


def _fits(shape_a, shape_b):
    """A pair that fits: the shape that comes out is expected."""
    want = tuple(map(int, broadcast_shape(shape_a, shape_b)))

    def judge(seen):
        if compare(list(want), as_list(seen.value)) is None:
            return None
        return Complaint(_came(seen.value), f"the shape {want}")

    args, words = (shape_a, shape_b), _call(shape_a, shape_b)
    return Probe(args, words, judge, f"the shape {want}", symptom=as_list)


def _clashes(shape_a, shape_b):
    """A pair that does not fit: a ValueError is expected."""
    words = _call(shape_a, shape_b)
    return must_refuse(shape_a, shape_b, words=words, came=_came)


def _probe(shape_a, shape_b):
    try:
        broadcast_shape(shape_a, shape_b)
    except ValueError:
        return _clashes(shape_a, shape_b)
    return _fits(shape_a, shape_b)


def _call(shape_a, shape_b):
    return f"broadcast_shape({shape_a}, {shape_b})"


def _missing(rng):
    n, d = int(rng.integers(2, 9)), int(rng.integers(30, 60))
    return [
        _fits((d,), (d,)),
        _fits((n, d), (d,)),
        _fits((d,), (n, d)),
        _fits((), (n, d)),
        _fits((n, n + 1, d), (n + 1, d)),
    ]


def _ones(rng):
    n = int(rng.integers(4, 40))
    return [
        _fits((n, 1), (1, 10)),
        _fits((n,), (n, 1)),  # the classical bug
        _fits((n, 1), (n, 10)),
        _fits((5, 1, 3), (n, 1)),
    ]


def _errors(rng):
    n = int(rng.integers(4, 8))
    return [
        _clashes((n,), (n + 1,)),
        _clashes((n, 10), (n,)),
        _clashes((2,), (4,)),
        _clashes((n, 2, 1), (3, 5)),
    ]


def _empty(rng):
    d = int(rng.integers(2, 9))
    return [_fits((0, d), (1, d)), _clashes((0, d), (2, d))]


def _random(rng):
    """Pairs that mostly fit, made by spoiling a shape in both copies."""
    pairs = []
    for _ in range(PAIRS):
        full = rng.integers(2, 6, size=int(rng.integers(0, 5)))
        one, other = (_spoiled(full, rng) for _ in range(2))
        pairs.append(_probe(one, other))
    return pairs


def _spoiled(full, rng):
    shape = np.where(rng.random(len(full)) < 0.3, 1, full)
    if len(shape) and rng.random() < 0.3:
        shape[rng.integers(len(shape))] = rng.integers(1, 6)
    return tuple(int(k) for k in shape[int(rng.integers(0, 3)) :])


EXERCISE = Exercise(
    page="tensors",
    name="broadcast_shape",
    title="The rule of broadcasting",
    minutes=7,
    section=BROADCASTING,
    reference=broadcast_shape,
    alternatives=ALTERNATIVES,
    arguments=("shape_a", "shape_b"),
    driver="shapes",
    parts=(
        Part("missing axes", 0.5, _missing),
        Part("axes of size 1", 1, _ones),
        Part("shapes that do not fit", 0.5, _errors),
        Part("an empty batch", 0.5, _empty),
        Part(f"{PAIRS} random pairs", 0.5, _random),
    ),
    hints=(
        "Write the two shapes below each other, lined up on the right, and "
        "decide for one column. What are the three cases?",
        "Make both shapes equally long first: by the rule, a missing axis "
        "counts as size 1. On which side is it missing?",
        "After that, go through the pairs of sizes with `zip`. One of the "
        "cases raises the ValueError, and only if neither size is 1.",
    ),
    misconceptions=MISCONCEPTIONS,
)
