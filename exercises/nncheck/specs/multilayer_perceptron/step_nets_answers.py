"""Right answers to the exercise step_nets."""

import numpy as np


def step_nets():
    """The networks as a dictionary: name -> (W1, b1, W2, b2)."""
    xor = ([[-2, 2], [-2, 2]], [3, -1], [[2], [2]], [-3])
    sides = [[3, -3, 0], [-2, -2, 1]]  # one column per line
    triangle = (sides, [1, 7, 1], [[1], [1], [1]], [-2.5])
    return {"XOR": xor, "triangle": triangle}


# ------------------------------------------------------- other right answers


def or_but_not_and():
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    xor = (W1, np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5)
    return {"XOR": xor, "triangle": from_the_corners()["triangle"]}


def from_the_corners():
    corners = np.array([[-1.0, -1.0], [3.0, -1.0], [1.0, 2.0]])
    W1, b1 = np.zeros((2, 3)), np.zeros(3)
    for k in range(3):
        p, q, third = np.roll(corners, k, axis=0)
        w = np.array([p[1] - q[1], q[0] - p[0]])
        sign = 1 if w @ (third - p) > 0 else -1
        W1[:, k], b1[k] = sign * w, -sign * w @ p
    answer = step_nets()
    answer["triangle"] = (W1, b1, np.full((3, 1), 2.0), np.array([-5.0]))
    return answer


def only_one_of_each():
    return {
        "XOR": ([[1, -1], [-1, 1]], [-0.5, -0.5], [1, 1], -0.5),
        # three questions "outside of this side?", none of which may be yes
        "triangle": (
            np.array([[-1.5, 1.5, 0], [1, 1, -1]], dtype=np.float32),
            (-0.5, -3.5, -1),
            (-1, -1, -1),
            0.5,
        ),
    }


ALTERNATIVES = (or_but_not_and, from_the_corners, only_one_of_each)
