"""Right and wrong answers to the exercise gradient_descent."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.gradient_descent.messages import (
    ONE_ARRAY,
)
from nncheck.specs.gradient_descent.sections import DOWN, MYTHS, RATE


def gradient_descent(grad, x0, eta, n):
    """The points of gradient descent, from the start on."""
    path = [x0]
    for _ in range(n):
        path.append(path[-1] - eta * grad(path[-1]))
    return np.array(path)


# ------------------------------------------------------- other right answers


def in_a_table(grad, x0, eta, n):
    path = np.zeros((n + 1, *np.shape(x0)))
    path[0] = x0
    for t in range(n):
        path[t + 1] = path[t] - eta * grad(path[t])
    return path


def copies_in_a_list(grad, x0, eta, n):
    x = np.array(x0, dtype=np.float32)
    points = [x.copy()]
    while len(points) <= n:
        x -= eta * grad(x)
        points.append(x.copy())
    return points


def entry_by_entry(grad, x0, eta, n):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(n):
        slope = np.asarray(grad(x))
        moved = np.empty_like(x)
        for i in np.ndindex(x.shape):
            moved[i] = x[i] + eta * -slope[i]
        x = moved
        path.append(x)
    return tuple(path)


def with_nnlib(grad, x0, eta, n):
    from nnlib import SGD

    w, rule = np.atleast_1d(np.array(x0, dtype=float)), SGD(eta)
    path = [w.copy()]
    for _ in range(n):
        slope = np.asarray(grad(w.reshape(np.shape(x0))))
        rule.step([w], [slope.reshape(w.shape)])
        path.append(w.copy())
    return np.reshape(path, (n + 1, *np.shape(x0)))


ALTERNATIVES = (in_a_table, copies_in_a_list, entry_by_entry, with_nnlib)


# --------------------------------------------------------------- wrong answers


def point_forgotten(grad, x0, eta, n):
    path = [x0]
    for _ in range(n):
        path.append(eta * grad(path[-1]))
    return np.array(path)


def minus_for_the_point(grad, x0, eta, n):
    path = [x0]
    for _ in range(n):
        path.append(-eta * grad(path[-1]))
    return np.array(path)


def ascent(grad, x0, eta, n):
    return gradient_descent(grad, x0, -eta, n)


def one_array_for_all(grad, x0, eta, n):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(n):
        x -= eta * grad(x)
        path.append(x)
    return np.array(path)


def start_in_place(grad, x0, eta, n):
    path, x = [x0], x0
    for _ in range(n):
        x -= eta * grad(x)
        path.append(x)
    return np.array(path)


def start_moves_along(grad, x0, eta, n):
    x = x0
    path = [np.copy(x)]
    for _ in range(n):
        x -= eta * grad(x)
        path.append(np.copy(x))
    return np.array(path)


def start_left_out(grad, x0, eta, n):
    return gradient_descent(grad, x0, eta, n)[1:]


def one_step_short(grad, x0, eta, n):
    return gradient_descent(grad, x0, eta, max(n - 1, 0))


def one_step_more(grad, x0, eta, n):
    return gradient_descent(grad, x0, eta, n + 1)


def end_alone(grad, x0, eta, n):
    return gradient_descent(grad, x0, eta, n)[-1]


def slope_of_the_start(grad, x0, eta, n):
    slope = grad(x0)
    return np.array([x0 - t * eta * slope for t in range(n + 1)])


def sign_of_the_slope(grad, x0, eta, n):
    return gradient_descent(lambda x: np.sign(grad(x)), x0, eta, n)


def unit_steps(grad, x0, eta, n):
    def direction(x):
        slope = np.asarray(grad(x))
        length = np.linalg.norm(slope) or 1.0
        return slope / length

    return gradient_descent(direction, x0, eta, n)


def rate_that_shrinks(grad, x0, eta, n):
    path = [x0]
    for t in range(n):
        path.append(path[-1] - eta / (t + 1) * grad(path[-1]))
    return np.array(path)


def _wrong(answer, message, hint, section=DOWN):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        point_forgotten,
        "The new point is the learning rate times the slope: the old point "
        "is missing from your step. On w² it even looks right, because the "
        "minimum is at 0; elsewhere it settles in the wrong place.",
        "From which point does the step start?",
        MYTHS,
    ),
    _wrong(
        minus_for_the_point,
        "The new point is minus the learning rate times the slope. That is "
        "the step alone; nobody is there who takes it.",
        "From which point does the step start?",
        MYTHS,
    ),
    _wrong(
        ascent,
        "You walk uphill: the gradient points to where the loss *grows*.",
        "At x = 5 the slope is positive. Should x grow or shrink?",
    ),
    _wrong(one_array_for_all, *ONE_ARRAY),
    _wrong(
        start_in_place,
        "With arrays, your step changes the caller's start, and the list "
        "holds this one array again and again.",
        "What is the difference between `x = x - 1` and `x -= 1`, if x is an "
        "array?",
    ),
    _wrong(
        start_moves_along,
        "The path is right, but the caller's start has moved to its end: "
        "your step changes that array in place.",
        "What is the difference between `x = x - 1` and `x -= 1`, if x is an "
        "array?",
    ),
    _wrong(
        start_left_out,
        "Your path begins after the first step. The start belongs to it, and "
        "n steps make n + 1 points.",
        "What should come back for n = 0?",
    ),
    _wrong(
        one_step_short,
        "You take one step less than n.",
        "How many points are there after one step?",
    ),
    _wrong(
        one_step_more,
        "You take one step more than n.",
        "How many points are there after no step at all?",
    ),
    _wrong(
        end_alone,
        "You give the last point only; asked for is the whole path.",
        "Where could you keep the points on the way?",
    ),
    _wrong(
        slope_of_the_start,
        "All your steps use the slope at the start. Near the bottom the "
        "ground is flatter, and the steps should shrink by themselves.",
        "At which point is the slope of the second step taken?",
    ),
    _wrong(
        sign_of_the_slope,
        "Your steps have the same size in every weight, whatever the slope: "
        "you use its sign alone.",
        "What happens to such steps near the bottom?",
    ),
    _wrong(
        unit_steps,
        "You divide the gradient by its length, so that every step is "
        "equally long. Here the step is proportional to the gradient.",
        "What happens to such steps near the bottom?",
    ),
    _wrong(
        rate_that_shrinks,
        "Your learning rate gets smaller with every step. Here it stays the "
        "same; the slope alone makes the steps shrink.",
        "How large is the second step on w², from 1 with η = 0.5?",
        RATE,
    ),
)
