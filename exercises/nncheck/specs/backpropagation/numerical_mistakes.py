"""Wrong answers to the exercise numerical_gradient, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.backpropagation.numerical_answers import numerical_gradient
from nncheck.specs.backpropagation.sections import CHECK


def _each(slope):
    """Differences of entries of a fresh copy: `slope(value_at, h)`."""

    def answer(f, x, h):
        gradient = np.zeros(x.shape)
        for index in np.ndindex(x.shape):

            def value_at(shift, index=index):
                point = x.astype(float)
                point[index] += shift
                return f(point)

            gradient[index] = slope(value_at, h)
        return gradient

    return answer


def _named(name, answer):
    answer.__name__ = name
    return answer


forward_difference = _each(lambda at, h: (at(h) - at(0)) / h)
backward_difference = _each(lambda at, h: (at(0) - at(-h)) / h)
divided_by_h = _each(lambda at, h: (at(h) - at(-h)) / h)
multiplied_by_h = _each(lambda at, h: (at(h) - at(-h)) / 2 * h)
not_divided = _each(lambda at, h: at(h) - at(-h))
sign_flipped = _each(lambda at, h: (at(-h) - at(h)) / (2 * h))
own_step = _each(lambda at, h: (at(1e-4) - at(-1e-4)) / 2e-4)
half_the_step = _each(lambda at, h: (at(h / 2) - at(-h / 2)) / h)


def left_nudged(f, x, h):
    x = x.astype(float) if x.dtype.kind != "f" else x
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        gradient[index] = (above - f(x)) / (2 * h)
    return gradient


def put_back_by_adding(f, x, h):
    x = x.astype(float) if x.dtype.kind != "f" else x
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        gradient[index] = (above - f(x)) / (2 * h)
        x[index] += h
    return gradient


def whole_numbers_nudged(f, x, h):
    x = x.copy()
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        above = f(x)
        x[index] = before - h
        gradient[index] = (above - f(x)) / (2 * h)
        x[index] = before
    return gradient


def whole_numbers_returned(f, x, h):
    gradient = np.zeros_like(x)
    exact = numerical_gradient(f, x, h)
    for index in np.ndindex(x.shape):
        gradient[index] = exact[index]
    return gradient


def all_at_once(f, x, h):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


def one_number(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def flattened(f, x, h):
    return numerical_gradient(f, x, h).ravel()


def row_by_row(f, x, h):
    x = x.astype(float)
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        before = x[i].copy()
        x[i] = before + h
        above = f(x)
        x[i] = before - h
        gradient[i] = (above - f(x)) / (2 * h)
        x[i] = before
    return gradient


def entry_alone(f, x, h):
    slopes = [(f(v + h) - f(v - h)) / (2 * h) for v in x.ravel()]
    return np.array(slopes).reshape(x.shape)


# ------------------------------------------------------------ what to say


def _wrong(name, answer, message, hint):
    return Misconception(_named(name, answer), message, CHECK, hint)


MISCONCEPTIONS = (
    _wrong(
        "forward_difference",
        forward_difference,
        "You compare with f at x itself. This is the forward difference; its "
        "error shrinks with h only, the central one's with the square of h.",
        "Differentiate x² at 1 with h = 0.1, both ways. Which one is exact?",
    ),
    _wrong(
        "backward_difference",
        backward_difference,
        "You compare f at x with f one step below. This difference leans to "
        "one side; the central one does not.",
        "Differentiate x² at 1 with h = 0.1. By how much are you off?",
    ),
    _wrong(
        "divided_by_h",
        divided_by_h,
        "Your slopes are twice too large: from one step below to one step "
        "above is a longer way than h.",
        "How far apart are the two points at which you call f?",
    ),
    _wrong(
        "multiplied_by_h",
        multiplied_by_h,
        "You divide by 2 and then *multiply* with h: of `/` and `*`, Python "
        "takes them from left to right.",
        "Where do parentheses belong?",
    ),
    _wrong(
        "not_divided",
        not_divided,
        "This is how much f changes, not how steep it is: a slope is a "
        "change per length of the way.",
        "How far apart are the two points at which you call f?",
    ),
    _wrong(
        "sign_flipped",
        sign_flipped,
        "Your slopes have the wrong sign: you subtract the value above from "
        "the value below.",
        "If f grows with x, which of the two values is larger?",
    ),
    _wrong(
        "own_step",
        own_step,
        "You take a step of your own. The step to take is h.",
        "Where does h appear in your function?",
    ),
    _wrong(
        "half_the_step",
        half_the_step,
        "You go half a step to each side. The central difference of this "
        "book goes a whole h up and a whole h down.",
        "At which two points is f called in the formula?",
    ),
    _wrong(
        "left_nudged",
        left_nudged,
        "You nudge an entry and do not put it back. So the next slopes are "
        "taken at another point, and the caller's array is not what it was.",
        "Print x before and after the call.",
    ),
    _wrong(
        "put_back_by_adding",
        put_back_by_adding,
        "The slopes are right, but x is not exactly what it was: you put it "
        "back by calculating, and every sum is rounded.",
        "What does Python say to `0.3 + 0.1 - 0.2 + 0.1 == 0.3`?",
    ),
    _wrong(
        "whole_numbers_nudged",
        whole_numbers_nudged,
        "With fractions all is right, with whole numbers it is not: an "
        "array of integers cannot hold a small nudge, it cuts it off.",
        "Set an entry of `np.array([1, 2])` to 1.5 and print the array.",
    ),
    _wrong(
        "whole_numbers_returned",
        whole_numbers_returned,
        "For whole numbers your slopes come out whole as well: the array "
        "that you collect them in has the type of x and cuts off the rest.",
        "Which type has `np.zeros_like(np.array([1, 2]))`?",
    ),
    _wrong(
        "all_at_once",
        all_at_once,
        "You nudge all entries together. That gives the sum of all slopes; "
        "asked for is the slope by each entry while the others rest.",
        "Try f = x₁² + x₂² at (1, 0). What is its slope by x₂?",
    ),
    _wrong(
        "one_number",
        one_number,
        "You nudge all entries together and return a single number. A "
        "gradient has the shape of x, a slope for each entry.",
        "How many slopes has a function of three numbers?",
    ),
    _wrong(
        "flattened",
        flattened,
        "The slopes are right, but they come in one row. A gradient has the "
        "shape of the thing it differentiates by.",
        "Which method brings an array into another array's shape?",
    ),
    _wrong(
        "row_by_row",
        row_by_row,
        "You run through the first axis only, so that a table is nudged by "
        "whole rows.",
        "How many entries has `x[0]` if x is a table?",
    ),
    _wrong(
        "entry_alone",
        entry_alone,
        "You call f with one entry alone. f is a function of the whole "
        "array: the other entries must be there, and rest.",
        "What would a network do with one of its weights alone?",
    ),
)
