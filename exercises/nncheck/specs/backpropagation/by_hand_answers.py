"""Right answers to the exercise by_hand."""

import numpy as np

X = (1.0, 3.0)
W1 = ((0.4, -0.5), (0.3, 0.2))  # row: from the input, column: to the unit
V = (0.8, -0.6)
TARGET = 0.0


def by_hand():
    """Output, deltas and slopes of the net with x = (1, 3), y = 0."""
    h1 = 1 / (1 + np.exp(-(1 * 0.4 + 3 * 0.3)))
    h2 = 1 / (1 + np.exp(-(1 * -0.5 + 3 * 0.2)))
    o = 1 / (1 + np.exp(-(h1 * 0.8 + h2 * -0.6)))
    delta_o = (o - 0) * o * (1 - o)
    delta_1 = delta_o * 0.8 * h1 * (1 - h1)
    delta_2 = delta_o * -0.6 * h2 * (1 - h2)
    return {
        "o": o,
        "delta_o": delta_o,
        "v1": delta_o * h1,
        "delta_1": delta_1,
        "w21": delta_1 * 3,
        "x1": delta_1 * 0.4 + delta_2 * -0.5,
    }


# ------------------------------------------------------- other right answers


def rounded_to_three_digits():
    return {
        "o": 0.578,
        "delta_o": 0.141,
        "v1": 0.111,
        "delta_1": 0.0190,
        "w21": 0.0569,
        "x1": 0.0181,
    }


def with_matrices():
    x, W, v = np.array([[1.0, 3.0]]), np.array(W1), np.array([[0.8], [-0.6]])
    h = 1 / (1 + np.exp(-x @ W))
    o = 1 / (1 + np.exp(-h @ v))
    delta_o = o**2 * (1 - o)
    delta_h = delta_o @ v.T * h * (1 - h)
    return {
        "o": o,
        "delta_o": delta_o[0],
        "v1": (h.T @ delta_o)[0],
        "delta_1": np.float32(delta_h[0, 0]),
        "w21": (x.T @ delta_h)[1, 0],
        "x1": (delta_h @ W.T)[0, 0],
    }


def with_the_library():
    from nnlib.autodiff import Value

    w11, w12, w21, w22 = (Value(w) for row in W1 for w in row)
    v1, v2, x1, x2 = (Value(number) for number in (*V, *X))
    z1, z2 = x1 * w11 + x2 * w21, x1 * w12 + x2 * w22
    z = z1.sigmoid() * v1 + z2.sigmoid() * v2
    o = z.sigmoid()
    (0.5 * (o - TARGET) ** 2).backward()
    graph = {"delta_o": z, "v1": v1, "delta_1": z1, "w21": w21, "x1": x1}
    slopes = {name: node.grad for name, node in graph.items()}
    return {"o": o.data} | slopes


def by_nudging():
    def loss(z=None, z1_more=0.0, v1=0.8, w21=0.3, x1=1.0, more=0.0):
        z1, z2 = x1 * 0.4 + 3 * w21 + z1_more, x1 * -0.5 + 3 * 0.2
        h1, h2 = 1 / (1 + np.exp(-z1)), 1 / (1 + np.exp(-z2))
        return 0.5 / (1 + np.exp(-(h1 * v1 + h2 * -0.6 + more))) ** 2

    def slope(name, at):
        above, below = loss(**{name: at + 1e-5}), loss(**{name: at - 1e-5})
        return (above - below) / 2e-5

    return {
        "o": (2 * loss()) ** 0.5,
        "delta_o": slope("more", 0.0),
        "v1": slope("v1", 0.8),
        "delta_1": slope("z1_more", 0.0),
        "w21": slope("w21", 0.3),
        "x1": slope("x1", 1.0),
    }


ALTERNATIVES = (
    rounded_to_three_digits,
    with_matrices,
    with_the_library,
    by_nudging,
)
