"""Right and wrong answers to the exercise broadcast_shape."""

from itertools import zip_longest

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.tensors.sections import BROADCASTING, DOT


def broadcast_shape(shape_a, shape_b):
    """The shape of a + b for arrays of these shapes."""
    rank = max(len(shape_a), len(shape_b))
    long_a = (1,) * (rank - len(shape_a)) + tuple(shape_a)
    long_b = (1,) * (rank - len(shape_b)) + tuple(shape_b)
    for a, b in zip(long_a, long_b, strict=True):
        if a != b and 1 not in (a, b):
            raise ValueError(f"{shape_a} and {shape_b} do not fit")
    return tuple(
        b if a == 1 else a for a, b in zip(long_a, long_b, strict=True)
    )


# ------------------------------------------------------- other right answers


def from_the_right(shape_a, shape_b):
    sizes = []
    pairs = zip_longest(shape_a[::-1], shape_b[::-1], fillvalue=1)
    for a, b in pairs:
        if a == b or b == 1:
            sizes.append(a)
        elif a == 1:
            sizes.append(b)
        else:
            raise ValueError(f"{a} meets {b}")
    return sizes[::-1]


def with_indices(shape_a, shape_b):
    rank = max(len(shape_a), len(shape_b))
    shape = np.ones(rank, dtype=int)
    for k in range(1, rank + 1):
        a = shape_a[-k] if k <= len(shape_a) else 1
        b = shape_b[-k] if k <= len(shape_b) else 1
        if len({a, b, 1}) == 3:
            raise ValueError
        shape[-k] = a if b == 1 else b
    return shape


def ask_numpy(shape_a, shape_b):
    return np.broadcast_shapes(shape_a, shape_b)


ALTERNATIVES = (from_the_right, with_indices, ask_numpy)


# --------------------------------------------------------------- wrong answers


def _one_by_one(shape_a, shape_b, rule, fill=1):
    """Apply a rule to the sizes that are lined up on the right."""
    pairs = zip_longest(shape_a[::-1], shape_b[::-1], fillvalue=fill)
    return tuple(rule(a, b) for a, b in pairs)[::-1]


def _fit(a, b):
    if a != b and 1 not in (a, b):
        raise ValueError(f"{a} and {b}")
    return b if a == 1 else a


def only_missing_axes(shape_a, shape_b):
    short, long = sorted((shape_a, shape_b), key=len)
    if short != long[len(long) - len(short) :]:
        raise ValueError("the trailing sizes differ")
    return long


def only_second_stretches(shape_a, shape_b):
    def rule(a, b):
        if b not in (a, 1):
            raise ValueError(f"{b} does not stretch to {a}")
        return a

    if len(shape_b) > len(shape_a):
        raise ValueError("the second array has more axes")
    return _one_by_one(shape_a, shape_b, rule)


def same_rank_only(shape_a, shape_b):
    if len(shape_a) != len(shape_b):
        raise ValueError("different numbers of axes")
    return _one_by_one(shape_a, shape_b, _fit)


def lined_up_left(shape_a, shape_b):
    return _one_by_one(shape_a[::-1], shape_b[::-1], _fit)[::-1]


def common_axes_only(shape_a, shape_b):
    pairs = zip(shape_a[::-1], shape_b[::-1], strict=False)
    return tuple(_fit(a, b) for a, b in pairs)[::-1]


def left_reversed(shape_a, shape_b):
    return _one_by_one(shape_a, shape_b, _fit)[::-1]


def never_an_error(shape_a, shape_b):
    return _one_by_one(shape_a, shape_b, max)


def the_larger(shape_a, shape_b):
    def rule(a, b):
        _fit(a, b)
        return max(a, b)

    return _one_by_one(shape_a, shape_b, rule)


def stretches_twos(shape_a, shape_b):
    def rule(a, b):
        small, large = sorted((a, b))
        if small == 0 or large % small:
            return _fit(a, b)
        return large

    return _one_by_one(shape_a, shape_b, rule)


def returns_none(shape_a, shape_b):
    try:
        return broadcast_shape(shape_a, shape_b)
    except ValueError:
        return None


def asserts(shape_a, shape_b):
    try:
        return broadcast_shape(shape_a, shape_b)
    except ValueError:
        raise AssertionError("do not fit") from None


def sets_side_by_side(shape_a, shape_b):
    return shape_a + shape_b


def _wrong(answer, message, hint, section=BROADCASTING):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        only_missing_axes,
        "You fill in missing axes and nothing else. An axis of size 1 "
        "stretches too, wherever it stands.",
        "What is the shape of `np.zeros((3, 1)) + np.zeros((3, 4))`?",
    ),
    _wrong(
        only_second_stretches,
        "You stretch the second array to the first. The rule knows no "
        "first and second: either may stretch, even both at once.",
        "Exchange the two shapes: does your function give the same?",
    ),
    _wrong(
        same_rank_only,
        "You refuse shapes of different length. A missing axis counts as "
        "size 1, and that is what adds a bias to a batch.",
        "What is the shape of `np.zeros((32, 10)) + np.zeros(10)`?",
    ),
    _wrong(
        lined_up_left,
        "You line the shapes up on the left. They are lined up on the right, "
        "so that the last axes meet.",
        "Write the two shapes below each other. Which ends are flush?",
    ),
    _wrong(
        common_axes_only,
        "The axes that only one of the shapes has are lost. `zip` stops at "
        "the end of the shorter one.",
        "How many axes has the sum of a matrix and a vector?",
    ),
    _wrong(
        left_reversed,
        "The sizes are right, but they come in reverse: you walked from "
        "right to left and did not turn back.",
        "In which order did you collect the sizes?",
    ),
    _wrong(
        never_an_error,
        "You take the larger size, whatever the smaller one is. Only a 1 "
        "stretches; 2 and 4 do not fit.",
        "What does NumPy say to `np.zeros(2) + np.zeros(4)`?",
    ),
    _wrong(
        the_larger,
        "You take the larger of two sizes. For 1 and 0 that is wrong: the 1 "
        "becomes what the other one is, and an empty batch stays empty.",
        "What is the shape of `np.zeros((0, 3)) + np.zeros((1, 3))`?",
    ),
    _wrong(
        stretches_twos,
        "You repeat an axis whenever its size divides the other one. Only "
        "size 1 is ever repeated.",
        "What does NumPy say to `np.zeros(2) + np.zeros(4)`?",
    ),
    _wrong(
        returns_none,
        "Shapes that do not fit give None. Whoever calls you would go on "
        "with it; a ValueError stops them where the mistake is.",
        "How does one raise an error with a text of one's own?",
    ),
    _wrong(
        asserts,
        "You find the clash, but raise an AssertionError. `assert` is for "
        "what cannot happen; for a wrong argument there is ValueError.",
        "Which word raises an error of your choice?",
    ),
    _wrong(
        sets_side_by_side,
        "You set the axes of both side by side. That is the tensor product, "
        "which multiplies everything with everything.",
        "How many axes has the sum of two matrices?",
        DOT,
    ),
)
