"""max_stable_eta(H): the learning rate at which descent starts to diverge."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.gradient_descent.sections import MOMENTUM, RATE


def max_stable_eta(H):
    """The limit of the learning rate on a bowl with second derivatives H."""
    return 2 / np.linalg.eigvalsh(H)[-1]


# ------------------------------------------------------- other right answers


def by_spectral_norm(H):
    return float(2.0 / np.linalg.norm(H, 2))


def any_order(H):
    return min(2 / np.linalg.eigvals(np.array(H, dtype=np.float32)))


def by_power_iteration(H):
    v = np.ones(len(H)) + 0.1 * np.arange(len(H))
    for _ in range(2000):
        v = H @ v
        v = v / np.linalg.norm(v)
    return 2 / (v @ H @ v)


def by_bisection(H):
    low, high = 0.0, 4 / np.abs(H).max()
    for _ in range(60):
        eta = (low + high) / 2
        factors = np.linalg.eigvalsh(np.eye(len(H)) - eta * np.asarray(H))
        if np.abs(factors).max() < 1:
            low = eta
        else:
            high = eta
    return low


# --------------------------------------------------------------- wrong answers


def one_over_largest(H):
    return 1 / np.linalg.eigvalsh(H)[-1]


def two_over_smallest(H):
    return 2 / np.linalg.eigvalsh(H)[0]


def first_of_unsorted(H):
    return 2 / np.linalg.eigvals(H)[0]


def largest_curvature(H):
    return np.linalg.eigvalsh(H)[-1]


def half_the_curvature(H):
    return np.linalg.eigvalsh(H)[-1] / 2


def diagonal_alone(H):
    return 2 / np.max(np.diag(H))


def largest_row_sum(H):
    return 2 / np.linalg.norm(H, 1)


def sum_of_curvatures(H):
    return 2 / np.trace(H)


def mean_curvature(H):
    return 2 / np.mean(np.linalg.eigvalsh(H))


def all_squares(H):
    return 2 / np.linalg.norm(H)


def fastest_rate(H):
    curvatures = np.linalg.eigvalsh(H)
    return 2 / (curvatures[0] + curvatures[-1])


def product_of_curvatures(H):
    return 2 / np.linalg.det(H)


def limit_of_each_axis(H):
    return 2 / np.linalg.eigvalsh(H)


def with_momentum(H):
    return 2 * (1 + 0.9) / np.linalg.eigvalsh(H)[-1]


# --------------------------------------------------------------------- probes


def bowl(rng, curvatures):
    """Second derivatives with these curvatures along skewed axes."""
    axes = np.linalg.qr(rng.normal(size=(len(curvatures),) * 2))[0]
    H = axes * curvatures @ axes.T
    return (H + H.T) / 2


def _valley(rng):
    steep = round(float(rng.uniform(5, 50)), 1)
    return [
        Probe((np.diag([1.0, 100.0]),)),
        Probe((np.diag([steep, 0.5]),)),
        Probe((np.diag(rng.permutation([2.0, 3.0, steep])),)),
    ]


def _skewed(rng):
    b = float(rng.choice([-1.0, 1.0, 1.5]))
    curvatures = np.array([0.5, 1.0, round(float(rng.uniform(3, 8)), 2)])
    return [
        Probe((np.array([[2.0, b], [b, 3.0]]),)),
        Probe((np.round(bowl(rng, curvatures), 3),)),
    ]


def _wrong(answer, message, hint, section=RATE):
    return Misconception(answer, message, section, hint)


EXERCISE = Exercise(
    page="gradient_descent",
    name="max_stable_eta",
    title="How large may a step be?",
    minutes=3,
    section=RATE,
    reference=max_stable_eta,
    alternatives=(
        by_spectral_norm,
        any_order,
        by_power_iteration,
        by_bisection,
    ),
    arguments=("H",),
    parts=(
        Part("valleys along the axes", 1, _valley),
        Part("valleys that lie askew", 1, _skewed),
    ),
    hints=(
        "On a parabola of curvature κ each step multiplies the distance from "
        "the bottom by 1 − ηκ. For which η does that stay between −1 and 1?",
        "A bowl has several curvatures, one along each of its axes. Which of "
        "them is the first to fly apart?",
        "`np.linalg.eigvalsh` gives the curvatures of a symmetric matrix, "
        "sorted.",
    ),
    misconceptions=(
        _wrong(
            one_over_largest,
            "At that rate the steepest axis reaches the bottom in one step. "
            "The limit lies farther out: a ball that overshoots a little "
            "still comes down.",
            "On w² (curvature 2), what does η = 0.9 do?",
        ),
        _wrong(
            two_over_smallest,
            "You took the limit of the flattest axis. The steepest one has "
            "flown apart long before.",
            "In the ravine with the curvatures 1 and 100: what does your "
            "rate do to the steep weight in one step?",
        ),
        _wrong(
            first_of_unsorted,
            "You took the first eigenvalue. `eig` and `eigvals` give them in "
            "no particular order.",
            "Which of the eigenvalues is the first to make descent fly apart?",
        ),
        _wrong(
            largest_curvature,
            "That is the curvature itself. The steeper the valley, the "
            "*smaller* the rate has to be.",
            "What is the limit on w², and what is its curvature?",
        ),
        _wrong(
            half_the_curvature,
            "The fraction is upside down: the steeper the valley, the "
            "*smaller* the rate has to be.",
            "What is the limit in the ravine of the book, where the steepest "
            "curvature is 100?",
        ),
        _wrong(
            diagonal_alone,
            "You read the curvatures from the diagonal. They stand there "
            "only if the axes of the bowl are the axes of the weights.",
            "Which numbers stay the same when a bowl is turned?",
        ),
        _wrong(
            largest_row_sum,
            "You divided by the largest row sum. It is never less than the "
            "largest curvature, so your rate is safe, but not the limit.",
            "Which numbers stay the same when a bowl is turned?",
        ),
        _wrong(
            sum_of_curvatures,
            "You divided by the sum of all curvatures. That is safe, but not "
            "the limit: the axes do not disturb each other.",
            "Does the flat axis matter for whether the steep one flies apart?",
        ),
        _wrong(
            mean_curvature,
            "You divided by the mean curvature. The steepest axis does not "
            "care how flat the others are.",
            "In the ravine with the curvatures 1 and 100: what does your "
            "rate do to the steep weight in one step?",
        ),
        _wrong(
            all_squares,
            "You divided by the root of all squared entries, which mixes the "
            "curvatures of all axes.",
            "Does the flat axis matter for whether the steep one flies apart?",
        ),
        _wrong(
            fastest_rate,
            "That is the rate at which the flattest and the steepest axis "
            "shrink equally fast, a good choice, but not the limit.",
            "Which axis decides when descent diverges?",
        ),
        _wrong(
            product_of_curvatures,
            "You divided by the product of the curvatures.",
            "Does the flat axis matter for whether the steep one flies apart?",
        ),
        _wrong(
            limit_of_each_axis,
            "You give one limit for every axis. One η serves them all, so "
            "there is one answer.",
            "Which of these numbers must η not exceed?",
        ),
        _wrong(
            with_momentum,
            "That is the limit with momentum 0.9. Here the ball forgets its "
            "speed after every step.",
            "What is the limit on w² without momentum?",
            MOMENTUM,
        ),
    ),
)
