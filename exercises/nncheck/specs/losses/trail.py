"""trail(x, learning_rate): predict how the steps on a parabola end."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.losses.sections import KNOB

ONE, BOTH, APART = "one side", "both sides", "apart"


def trail(x, learning_rate):
    """How w moves under steps on (w x - y)**2."""
    factor = 1 - 2 * learning_rate * x**2
    if abs(factor) > 1:
        return "apart"
    return "one side" if factor > 0 else "both sides"


# ------------------------------------------------------- other right answers


def by_thresholds(x, learning_rate):
    curvature = 2 * x * x
    if learning_rate < 1 / curvature:
        return "one side"
    if learning_rate < 2 / curvature:
        return "both sides"
    return "apart"


def by_walking(x, learning_rate):
    w, y, visited = 0.0, 1.0, []
    for _ in range(3):
        visited.append(w - y / x)
        w -= learning_rate * 2 * (w * x - y) * x
    if abs(visited[1]) > abs(visited[0]):
        return "apart"
    return "one side" if visited[0] * visited[1] > 0 else "both sides"


def by_table(x, learning_rate):
    share = np.float32(learning_rate) * np.float32(x) ** 2
    edges = np.array([0.5, 1.0], dtype=np.float32)
    return [ONE, BOTH, APART][int(np.searchsorted(edges, share))]


# --------------------------------------------------------------- wrong answers


def _fate(factor):
    if abs(factor) > 1:
        return APART
    return ONE if factor > 0 else BOTH


def input_not_squared(x, learning_rate):
    return _fate(1 - 2 * learning_rate * abs(x))


def input_forgotten(x, learning_rate):
    return _fate(1 - 2 * learning_rate)


def input_and_two_forgotten(x, learning_rate):
    return _fate(1 - learning_rate)


def two_forgotten(x, learning_rate):
    return _fate(1 - learning_rate * x**2)


def limit_at_the_first_edge(x, learning_rate):
    return ONE if 2 * learning_rate * x**2 < 1 else APART


def never_changes_sides(x, learning_rate):
    return ONE if learning_rate * x**2 < 1 else APART


def never_flies_apart(x, learning_rate):
    return ONE if 2 * learning_rate * x**2 < 1 else BOTH


def sides_exchanged(x, learning_rate):
    names = {ONE: BOTH, BOTH: ONE, APART: APART}
    return names[trail(x, learning_rate)]


def limits_of_the_chapter(x, learning_rate):
    if learning_rate > 11.11:
        return APART
    return ONE if learning_rate < 5.56 else BOTH


def steps_of_the_v(x, learning_rate):
    return BOTH


# --------------------------------------------------------------------- probes

SCALES = (1.0, 0.3, -0.5, 4.0)


def _probes(low, high):
    """Steps that multiply the distance by a factor from low to high."""

    def probes(rng):
        made = []
        for x in SCALES:
            scale = x * float(rng.uniform(0.9, 1.1))
            factor = float(rng.uniform(low, high))
            x = float(f"{scale:.2g}")
            rate = float(f"{(1 - factor) / (2 * x**2):.3g}")
            made.append(Probe((x, rate)))
        return made

    return probes


def _wrong(answer, message, hint):
    return Misconception(answer, message, KNOB, hint)


EXERCISE = Exercise(
    page="losses",
    name="trail",
    title="Where the steps lead",
    minutes=5,
    section=KNOB,
    reference=trail,
    alternatives=(by_thresholds, by_walking, by_table),
    arguments=("x", "learning_rate"),
    parts=(
        Part("steps that stay on one side", 0.5, _probes(0.08, 0.6)),
        Part("steps that change sides", 0.5, _probes(-0.7, -0.1)),
        Part("steps that fly apart", 1, _probes(-2.6, -1.2)),
    ),
    hints=(
        "Take x = 1, y = 0 and start at w = 1. Walk two steps by hand, with "
        "the learning rates 0.1, 0.9 and 1.1. What happens to the distance "
        "from the goal?",
        "Every step multiplies the distance by the same factor. The section "
        "“One weight, one knob” derives it: on what does it depend?",
        "What does it mean for the trail if the factor is 0.5? −0.5? −1.5?",
    ),
    misconceptions=(
        _wrong(
            input_not_squared,
            "You let the input count once. It enters twice: the slope has "
            "the factor x, and the residual itself moves by x when w moves "
            "by 1.",
            "If a flat is measured in square meters, x is 100 times larger. "
            "How much smaller must the learning rate be?",
        ),
        _wrong(
            input_forgotten,
            "Your prediction depends on the learning rate alone. The limit "
            "depends on how steep the parabola is, and so on x.",
            "For which x does the chapter find the limit 11.11? Would it "
            "hold for x = 30?",
        ),
        _wrong(
            input_and_two_forgotten,
            "Your limits are 1 and 2 for every input. They depend on how "
            "steep the parabola is: on the slope of (wx − y)² by w.",
            "For which x does the chapter find the limit 11.11? Would it "
            "hold for x = 30?",
        ),
        _wrong(
            two_forgotten,
            "Your limits are twice too far out: the 2 from the derivative "
            "of the square is missing.",
            "What is the slope of (wx − y)² by w?",
        ),
        _wrong(
            limit_at_the_first_edge,
            "You say that the trail flies apart as soon as it steps over "
            "the goal. A step may overshoot and still end nearer than it "
            "began.",
            "If each step multiplies the distance by −0.5, where does the "
            "trail end?",
        ),
        _wrong(
            never_changes_sides,
            "You know where the trail flies apart, but before that there "
            "are two cases: steps that stop short of the goal, and steps "
            "that overshoot it.",
            "What does a negative factor do to a distance?",
        ),
        _wrong(
            never_flies_apart,
            "In your prediction the trail never flies apart. With a large "
            "learning rate the factor is so negative that each step ends "
            "farther out than it began.",
            "What happens to 1 if you multiply it by −1.5 again and again?",
        ),
        _wrong(
            sides_exchanged,
            "The two names are exchanged: small steps stay on one side, "
            "larger ones change sides.",
            "With a tiny learning rate, can a step reach the other side?",
        ),
        _wrong(
            limits_of_the_chapter,
            "Your limits are those of the chapter's flat, where x is 0.3. "
            "Another input has other limits.",
            "From which expression with x = 0.3 does 11.11 come?",
        ),
        _wrong(
            steps_of_the_v,
            "You answer the same for every call. Steps on the V of the "
            "absolute error hop forever; on the parabola it depends.",
            "Move the slider of the learning rate in the chapter, on the "
            "squared error. How many kinds of trail do you see?",
        ),
    ),
)
