"""best_constant(data, loss): one answer for all, under two losses."""

import numpy as np

from nncheck.compare import TOLERANCE, Complaint, show
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.losses.sections import OUTLIER

SQUARED, ABSOLUTE = "mean_squared_error", "mean_absolute_error"


def best_constant(data, loss):
    """The number with the least loss: mean or median."""
    return np.mean(data) if loss == SQUARED else np.median(data)


# ------------------------------------------------------- other right answers


def upper_of_the_middle(data, loss):
    if loss == "mean_absolute_error":
        return sorted(data)[len(data) // 2]
    total = 0
    for value in data:
        total += value
    return total / len(data)


def try_every_value(data, loss):
    if loss == SQUARED:
        return np.float32(sum(data) / len(data))
    sums = [sum(abs(c - y) for y in data) for c in data]
    return data[int(np.argmin(sums))]


def by_halving(data, loss):
    low, high = float(min(data)), float(max(data))
    for _ in range(60):
        c = (low + high) / 2
        r = c - np.asarray(data)
        slope = (2 * r if loss == SQUARED else np.sign(r)).mean()
        low, high = (low, c) if slope > 0 else (c, high)
    return c


# --------------------------------------------------------------- wrong answers


def always_the_mean(data, loss):
    return np.mean(data)


def always_the_median(data, loss):
    return np.median(data)


def exchanged(data, loss):
    return np.median(data) if loss == SQUARED else np.mean(data)


def not_sorted(data, loss):
    return np.mean(data) if loss == SQUARED else data[len(data) // 2]


def half_way(data, loss):
    if loss == SQUARED:
        return np.mean(data)
    return (np.min(data) + np.max(data)) / 2


def mean_of_sizes(data, loss):
    return np.mean(data) if loss == SQUARED else np.mean(np.abs(data))


def root_of_squares(data, loss):
    if loss == SQUARED:
        return np.sqrt(np.mean(np.square(data)))
    return np.median(data)


def sum_of_data(data, loss):
    return np.sum(data) if loss == SQUARED else np.median(data)


def loss_itself(data, loss):
    r = best_constant(data, loss) - np.asarray(data)
    return np.mean(r**2) if loss == SQUARED else np.mean(np.abs(r))


def nearest_value(data, loss):
    c = np.mean(data)
    if loss == SQUARED:
        return data[int(np.abs(data - c).argmin())]
    return np.median(data)


def place_in_data(data, loss):
    if loss == SQUARED:
        return np.mean(data)
    return int(np.argsort(data)[len(data) // 2])


def outlier_dropped(data, loss):
    if loss == ABSOLUTE:
        return np.median(data)
    middle = np.median(data)
    return np.mean(np.delete(data, np.abs(data - middle).argmax()))


# --------------------------------------------------------------------- probes


def _range(data, loss):
    """The smallest and the largest number with the least loss."""
    if loss == SQUARED:
        return (float(np.mean(data)),) * 2
    ordered, n = np.sort(data), len(data)
    return float(ordered[(n - 1) // 2]), float(ordered[n // 2])


def _probe(data, loss):
    low, high = _range(data, loss)
    expected = show(low)
    if low < high:
        expected = f"any number from {show(low)} to {show(high)}"

    def judge(observation):
        value = observation.value
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value.item()
        came = f"gave {show(value)}"
        if isinstance(value, bool) or not isinstance(value, int | float):
            return Complaint(came, f"{expected}, as a plain number")
        margin = TOLERANCE * (1 + abs(high))
        if low - margin <= value <= high + margin:
            return None
        return Complaint(came, expected)

    return Probe((data, loss), judge=judge, expects=expected)


def _data(rng, n):
    """Numbers on both sides of 0, one far away, the middle not in place."""
    near = rng.choice(np.arange(-6, 10), size=n - 1, replace=False)
    far = int(rng.integers(60, 90))
    data = np.append(np.sort(near), far).astype(float)
    data[[0, n // 2]] = data[[n // 2, 0]]
    return data


def _probes(loss, *sizes):
    return lambda rng: [_probe(_data(rng, n), loss) for n in sizes]


def _wrong(answer, message, hint):
    return Misconception(answer, message, OUTLIER, hint)


EXERCISE = Exercise(
    page="losses",
    name="best_constant",
    title="One answer for all",
    minutes=4,
    section=OUTLIER,
    reference=best_constant,
    alternatives=(upper_of_the_middle, try_every_value, by_halving),
    arguments=("data", "loss"),
    parts=(
        Part("the least squared error", 1, _probes(SQUARED, 3, 6)),
        Part("the least absolute error", 1, _probes(ABSOLUTE, 3, 5)),
        Part("an even number of values", 0.5, _probes(ABSOLUTE, 4, 8)),
    ),
    hints=(
        "In the chapter, drag the palace from 5 to 100. Which answer goes "
        "along, which one stays?",
        "Where is the slope of each loss 0? For the squares, where the "
        "residuals balance; for the sizes, where as many values lie below "
        "as above.",
        "Both numbers have a name in statistics, and NumPy has a function "
        "for each. A loop over a fine grid of numbers will show you which.",
    ),
    misconceptions=(
        _wrong(
            always_the_mean,
            "You return the mean for both losses. The absolute loss does "
            "not care how far away a value is, only on which side.",
            "Data 1, 2, 3, 4, 100: compute the mean absolute error of 22 "
            "and of 3.",
        ),
        _wrong(
            always_the_median,
            "You return the median for both losses. The squared loss does "
            "care how far away a value is.",
            "Data 0, 0, 9: compute the mean squared error of 0 and of 3.",
        ),
        _wrong(
            exchanged,
            "The two answers are exchanged.",
            "Which loss lets a single far value pull hardest?",
        ),
        _wrong(
            not_sorted,
            "You take the value in the middle of the list as it comes. "
            "What counts is the middle in *size*.",
            "What should come out if the same values are given in another "
            "order?",
        ),
        _wrong(
            half_way,
            "For the absolute loss you take the point half-way between the "
            "extremes. One far value moves it as far as it likes.",
            "How many values lie below your answer, and how many above?",
        ),
        _wrong(
            mean_of_sizes,
            "For the absolute loss you average the sizes of the data. The "
            "sizes that matter are those of the residuals, answer minus "
            "data.",
            "What should come out if all data are −5?",
        ),
        _wrong(
            root_of_squares,
            "For the squared loss you take the root of the mean square of "
            "the data. Squared are the residuals, not the data.",
            "What should come out if all data are −5?",
        ),
        _wrong(
            sum_of_data,
            "For the squared loss you return the sum of the data; the "
            "number of values is missing.",
            "What should come out if all data are 5?",
        ),
        _wrong(
            loss_itself,
            "You return how large the least loss *is*. Asked is the answer "
            "*at which* it is least.",
            "If all data are 5, the least loss is 0. Which answer has it?",
        ),
        _wrong(
            nearest_value,
            "For the squared loss you return one of the data. The best "
            "answer may lie between them.",
            "Data 0 and 1: what is the squared loss of 0, 1 and 0.5?",
        ),
        _wrong(
            place_in_data,
            "For the absolute loss you return the place of the best value, "
            "not the value.",
            "What does `np.argsort` return?",
        ),
        _wrong(
            outlier_dropped,
            "You leave the farthest value out before you average. The "
            "squared loss counts every sample, that one most of all.",
            "If a far value is no typing error, who should decide whether "
            "it counts: the loss or a deletion?",
        ),
    ),
)
