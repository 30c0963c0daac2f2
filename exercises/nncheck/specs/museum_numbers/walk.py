"""walk: a history of which every entry is the last one."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit, NotApplicable
from nncheck.specs.museum.benches import Records
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_numbers.sections import CUTTING, DOWN


def walk(start, steepness, rate, steps):
    """The path of gradient descent in a bowl: shape (steps + 1, d).

    start: the first point of the path, shape (d,).
    steepness: the gradient at the point w is steepness * w, shape (d,).
    """
    w = start.copy()
    path = [w]
    for _ in range(steps):
        gradient = steepness * w
        w -= rate * gradient
        path.append(w)
    return np.array(path)


COPY, PATH, STEP, KEEP = (
    "start.copy()",
    "path = [w]",
    "w -= rate * gradient",
    "path.append(w)",
)
right = edit(walk, "right", (STEP, "w = w - rate * gradient"))


# ------------------------------------------------------- other right answers


copies_kept = edit(
    walk,
    "copies_kept",
    (PATH, "path = [w.copy()]"),
    (KEEP, "path.append(w.copy())"),
)


def filled_table(start, steepness, rate, steps):
    path = np.empty((steps + 1, len(start)))
    path[0] = start
    for i in range(steps):
        path[i + 1] = path[i] - rate * steepness * path[i]
    return path


def plain_lists(start, steepness, rate, steps):
    path = [[float(v) for v in start]]
    while len(path) <= steps:
        pairs = zip(path[-1], steepness, strict=True)
        path.append([v * (1 - rate * s) for v, s in pairs])
    return np.array(path, dtype=np.float32)


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=CUTTING):
    return wrong(walk, name, changes, message, section, hint)


GOOD_STEP = "w = w - rate * gradient"
MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the path holds the same array many times, "
        "and every step changes that one array.",
        "Try `path[0] is path[1]` at the end.",
    ),
    _wrong(
        "first_entry_shared",
        [(KEEP, "path.append(w.copy())")],
        "The later points are copies now, but the first entry is still the "
        "array that every step changes.",
        "Which point should stand in the first row?",
    ),
    _wrong(
        "start_missing",
        [(PATH, "path = []"), (STEP, GOOD_STEP)],
        "Every point is kept as it was, but the start is missing.",
        "How many points has a path of one step?",
        DOWN,
    ),
    _wrong(
        "kept_before_the_step",
        [(KEEP, GOOD_STEP), (STEP, "path.append(w)")],
        "You keep the point before the step: the start stands there twice "
        "and the last point is missing.",
        "Where is the point after the last step?",
        DOWN,
    ),
    _wrong(
        "gradients_kept",
        [(STEP, GOOD_STEP), (KEEP, "path.append(gradient)")],
        "You keep the gradients; the path is made of the points.",
        "What should the last row be near the bottom: w or the slope?",
        DOWN,
    ),
    _wrong(
        "callers_start_changed",
        [
            (COPY, "start"),
            (PATH, "path = [w.copy()]"),
            (KEEP, "path.append(w.copy())"),
        ],
        "The path is right, but the steps now change the array that the "
        "caller gave you.",
        "What does `start` hold after the call?",
    ),
    _wrong(
        "always_from_the_start",
        [
            (STEP, "point = start - rate * gradient"),
            (KEEP, "path.append(point)"),
        ],
        "Each entry has its own array now, but no step begins where the last "
        "one ended.",
        "Where should the second step begin?",
        DOWN,
    ),
)


# ---------------------------------------------------------------- the symptom


def _all_the_same(program, bench):
    if bench.path is None:
        raise NotApplicable("the program keeps a single entry")
    path = np.asarray(bench.path(program))
    return len(path) > 2 and bool(np.all(path == path[-1]))


def _path(program):
    return program(np.array([4.0, 2.0]), np.array([1.0, 2.0]), 0.1, 5)


def measured():
    rows = []
    for program in (walk, right):
        points = program(np.array([8.0]), np.array([1.0]), 0.5, 3)[:, 0]
        rows.append(", ".join(f"{p:g}" for p in points))
    return (
        f"the path from 8 with three steps that halve it reads {rows[0]}; "
        f"that of the repaired program {rows[1]}."
    )


def _probes(rng):
    probes = []
    for d, steps in ((1, 1), (1, 3), (2, 2), (2, 4)):
        start = rng.integers(1, 9, size=d) * rng.choice([-1.0, 1.0], size=d)
        steepness = rng.uniform(0.5, 3, size=d).round(1)
        probes.append(Probe((start, steepness, 0.1, steps)))
    return probes


EXERCISE = Exhibit(
    page="museum_numbers",
    name="walk",
    title="The path downhill",
    minutes=4,
    section=DOWN,
    reference=right,
    alternatives=(copies_kept, filled_table, plain_lists),
    arguments=("start", "steepness", "rate", "steps"),
    parts=(Part("the repaired path", 2, _probes),),
    hints=(
        "Take one weight and two steps, and print the path after each step.",
        "`w -= …` changes the array itself; `w = w - …` makes a new one. "
        "What does a list hold: numbers or the array?",
    ),
    misconceptions=MISCONCEPTIONS,
    program=walk,
    bug="the aliasing of the history",
    symptom="c",
    choices=(
        Choice(
            "The path is right, but the caller's start has moved.",
            "The start was copied first.",
        ),
        Choice(
            "The path goes uphill.",
            "Each step is right; the last point is where it should be.",
        ),
        Choice(
            "Every row of the path is the last point.",
            "The list holds one array, many times. What the last step leaves "
            "in it is seen in every row, and a plot of the path is a single "
            "dot.",
        ),
        Choice(
            "The path lacks its first or its last point.",
            "It has as many rows as it should.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "all recorded entries are the same", Records, _all_the_same
    ),
    bench=Records(path=_path),
)
