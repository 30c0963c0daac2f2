"""Right answers to the exercise numerical_gradient."""

import numpy as np


def numerical_gradient(f, x, h):
    """The central difference of f by each entry of x."""
    x = x.astype(float)  # a copy
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        above = f(x)
        x[index] = before - h
        gradient[index] = (above - f(x)) / (2 * h)
        x[index] = before
    return gradient


# ------------------------------------------------------- other right answers


def with_one_hot_nudges(f, x, h):
    nudges = h * np.eye(x.size).reshape(x.size, *x.shape)
    slopes = [(f(x + nudge) - f(x - nudge)) / (h + h) for nudge in nudges]
    return np.array(slopes).reshape(x.shape)


def on_a_flat_view(f, x, h):
    result = np.empty(x.size)
    for k in range(x.size):
        above, below = np.array(x, dtype=float), np.array(x, dtype=float)
        above.flat[k] += h
        below.flat[k] -= h
        result[k] = (f(above) / 2 - f(below) / 2) / h
    return result.reshape(x.shape)


def in_the_caller_s_array(f, x, h):
    if x.dtype.kind != "f":
        x = x.astype(float)
    gradient = np.zeros_like(x)
    walk = np.nditer(x, flags=["multi_index"])
    for _ in walk:
        i = walk.multi_index
        old = float(x[i])
        values = []
        for new in (old + h, old - h):
            x[i] = new
            values.append(f(x))
        x[i] = old
        gradient[i] = (values[0] - values[1]) / (2 * h)
    return gradient


def with_the_library(f, x, h):
    import nnlib

    return nnlib.numerical_gradient(f, x.astype(float), eps=h)


ALTERNATIVES = (
    with_one_hot_nudges,
    on_a_flat_view,
    in_the_caller_s_array,
    with_the_library,
)
