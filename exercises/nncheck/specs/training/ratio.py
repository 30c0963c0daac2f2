"""update_ratio(before, after): how far one update moves a layer."""

import math

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.training.sections import WATCH


def _flat(arrays):
    return np.concatenate([np.ravel(a) for a in arrays])


def update_ratio(before, after):
    """The length of the update over the length of the weights."""
    old = np.concatenate([a.ravel() for a in before])
    new = np.concatenate([a.ravel() for a in after])
    return np.linalg.norm(new - old) / np.linalg.norm(old)


# ------------------------------------------------------- other right answers


def squares_summed(before, after):
    moved, size = 0.0, 0.0
    for old, new in zip(before, after, strict=True):
        moved += np.sum((new - old) ** 2)
        size += np.sum(old**2)
    return (moved / size) ** 0.5


def number_by_number(before, after):
    steps, places = [], []
    for old, new in zip(before, after, strict=True):
        for a, b in zip(old.flat, new.flat, strict=True):
            steps.append(b - a)
            places.append(a)
    return math.hypot(*steps) / math.hypot(*places)


def in_single_precision(before, after):
    old, new = (_flat(a).astype(np.float32) for a in (before, after))
    return np.sqrt(np.vdot(new - old, new - old) / np.vdot(old, old))


# --------------------------------------------------------------- wrong answers


def _length(arrays):
    return np.linalg.norm(_flat(arrays))


def _steps(before, after):
    return [new - old for old, new in zip(before, after, strict=True)]


def mean_of_ratios(before, after):
    steps = _steps(before, after)
    return np.mean(
        [
            np.linalg.norm(s) / np.linalg.norm(old)
            for s, old in zip(steps, before, strict=True)
        ]
    )


def lengths_added(before, after):
    steps = _steps(before, after)
    return sum(map(np.linalg.norm, steps)) / sum(map(np.linalg.norm, before))


def first_array_only(before, after):
    return update_ratio(before[:1], after[:1])


def last_array_only(before, after):
    return update_ratio(before[-1:], after[-1:])


def measured_by_the_new(before, after):
    return _length(_steps(before, after)) / _length(after)


def upside_down(before, after):
    return _length(before) / _length(_steps(before, after))


def squared_lengths(before, after):
    return update_ratio(before, after) ** 2


def sums_of_sizes(before, after):
    moved = np.abs(_flat(_steps(before, after))).sum()
    return moved / np.abs(_flat(before)).sum()


def sums_with_signs(before, after):
    return _flat(_steps(before, after)).sum() / _flat(before).sum()


def largest_entries(before, after):
    moved = np.abs(_flat(_steps(before, after))).max()
    return moved / np.abs(_flat(before)).max()


def new_over_old(before, after):
    return _length(after) / _length(before)


def difference_of_lengths(before, after):
    return abs(_length(after) - _length(before)) / _length(before)


def entry_by_entry(before, after):
    ratios = np.abs(_flat(_steps(before, after)) / _flat(before))
    return np.mean(ratios)


def update_alone(before, after):
    return _length(_steps(before, after))


# --------------------------------------------------------------------- probes


def _layer(rng, d, m, step):
    """Weights and biases before and after an update; the biases are small."""
    before = [
        np.round(rng.normal(0, 1, (d, m)), 2) + 0.01,
        np.round(rng.normal(0, 0.2, m), 2) + 0.005,
    ]
    moves = [rng.normal(0, step, w.shape) for w in before]
    moves[1] *= 3
    return before, [
        w + np.round(v, 4) for w, v in zip(before, moves, strict=True)
    ]


def _one(rng):
    probes = []
    for d, step in ((3, 0.1), (4, 0.02)):
        before, after = _layer(rng, d, 2, step)
        probes.append(Probe((before[:1], after[:1])))
    return probes


def _several(rng):
    return [
        Probe(_layer(rng, 2, 2, 0.2)),
        Probe(_layer(rng, 5, 3, 0.01)),
    ]


def _wrong(answer, message, hint):
    return Misconception(answer, message, WATCH, hint)


_ARROW = "How long is an arrow of the entries 3 and 4?"

EXERCISE = Exercise(
    page="training",
    name="update_ratio",
    title="How far does an update go?",
    minutes=3,
    section=WATCH,
    reference=update_ratio,
    alternatives=(squares_summed, number_by_number, in_single_precision),
    arguments=("before", "after"),
    parts=(
        Part("one array", 1, _one),
        Part("weights and biases together", 1, _several),
    ),
    hints=(
        "What has the update added to each array? That difference is Δw.",
        "Imagine all numbers of the layer in one long row. Its length is the "
        "root of the sum of all squares.",
        "`np.concatenate` makes one row of several, and `np.linalg.norm` "
        "gives its length.",
    ),
    misconceptions=(
        _wrong(
            mean_of_ratios,
            "You average the ratios of the arrays. All numbers of the layer "
            "count as one long arrow, or two small biases weigh as much as "
            "a thousand weights.",
            "What if a bias is still 0.001 and its update 0.01?",
        ),
        _wrong(
            lengths_added,
            "You add the lengths of the arrays. The length of one long arrow "
            "is less than the sum of its pieces.",
            _ARROW,
        ),
        _wrong(
            first_array_only,
            "You look at the first array alone: the biases are left out.",
            "How many arrays are in the two lists?",
        ),
        _wrong(
            last_array_only,
            "You look at the last array alone: the weights are left out.",
            "How many arrays are in the two lists?",
        ),
        _wrong(
            measured_by_the_new,
            "You measure the update by the weights after it. By the chapter's "
            "formula, those that it has moved are the ones before.",
            "If an update doubles all weights, what is the ratio?",
        ),
        _wrong(
            upside_down,
            "Your ratio is upside down: the update belongs on top.",
            "A rule of thumb asks for about 1/1000. What do you get?",
        ),
        _wrong(
            squared_lengths,
            "You divide squared lengths; the root is missing.",
            _ARROW,
        ),
        _wrong(
            sums_of_sizes,
            "You add the sizes of the entries. The length is the root of the "
            "sum of squares.",
            _ARROW,
        ),
        _wrong(
            sums_with_signs,
            "You add the entries with their signs, so that they cancel each "
            "other.",
            "What is your length of the arrow (1, -1)?",
        ),
        _wrong(
            largest_entries,
            "You compare the largest entries. The length takes all of them "
            "into account.",
            _ARROW,
        ),
        _wrong(
            new_over_old,
            "You divide the new length by the old one. An update that turns "
            "the arrow without making it longer would not show.",
            "What should come out if nothing has moved?",
        ),
        _wrong(
            difference_of_lengths,
            "You compare the lengths before and after. An update that turns "
            "the arrow without making it longer would not show.",
            "The weight (1, 0) becomes (0, 1): did it move?",
        ),
        _wrong(
            entry_by_entry,
            "You average the ratio of every single number. One weight near 0 "
            "makes this as large as it likes.",
            "What if one of a thousand weights is 0.000001?",
        ),
        _wrong(
            update_alone,
            "You return the length of the update. Whether it is much depends "
            "on the weights.",
            "Multiply all weights and updates by 10. Should the ratio change?",
        ),
    ),
)
