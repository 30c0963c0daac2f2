"""Every way in which two values may differ, and the words for it."""

import numpy as np
import pytest

from nncheck.codec import Other
from nncheck.compare import Complaint, compare, show

TWELVE = np.arange(12.0)
THIRTEEN = np.arange(13.0)


@pytest.mark.parametrize(
    ("expected", "got", "came", "wanted"),
    [
        # another kind of thing
        ("AND", "OR", "gave 'OR'", "'AND'"),
        ("1", 1, "gave 1", "'1'"),
        (None, 0, "gave 0", "None"),
        (True, 1, "gave 1", "True"),
        (1, None, "gave None (is there a `return`?)", "1"),
        (1, False, "gave False, of type bool", "1"),
        (1, "x" * 61, f"gave the text {'x' * 60!r}", "1"),
        (1, [2, 3], "gave a list or tuple: (2, 3)", "1"),
        (1, {"a": 2}, "gave a dictionary: {'a': 2}", "1"),
        (1, Other("range"), "gave a range", "1"),
        (1, b"ab", "gave 2 bytes", "1"),
        (
            1,
            Other("ellipsis"),
            "gave ... (a blank that is still to be filled in)",
            "1",
        ),
        # dictionaries
        ({"a": 1}, 3, "gave 3", "a dictionary: {'a': 1}"),
        ({"a": 1, "b": 2}, {"a": 1}, "left out 'b'", "2"),
        ({"a": 1}, {"a": 4}, "gave 4 for a", "1"),
        # lists
        ([1, 2], 3, "gave 3", "2 values: (1, 2)"),
        ((1, 2), [1], "gave 1 value: (1)", "2 values: (1, 2)"),
        ([1, 2], [1, 5], "gave 5 as value number 2", "2"),
        # numbers
        (6, 7, "gave 7", "6"),
        (0.5, np.float64(0.25), "gave 0.25", "0.5"),
        (
            np.array([1, 0]),
            np.array([True, False]),
            "gave [True, False], values of type bool",
            "[1, 0], numbers",
        ),
        (
            3,
            np.array([3]),
            "gave [3] of shape (1,)",
            "the single number 3",
        ),
        (
            TWELVE.reshape(3, 4),
            THIRTEEN,
            "gave an array of shape (13,)",
            "[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]] of shape (3, 4)",
        ),
        (
            np.zeros((2, 7)),
            np.array([[0] * 7, [0, 0, 5, 0, 0, 6, 0]]),
            "gave 5 at index [1, 2] (2 of 14 entries differ)",
            "0 there",
        ),
        (
            THIRTEEN,
            THIRTEEN + (THIRTEEN == 11),
            "gave 12 at index [11] (1 of 13 entries differ)",
            "11 there",
        ),
        (
            np.zeros(12),
            np.ones(12),
            f"gave [{', '.join('1' * 12)}]",
            f"[{', '.join('0' * 12)}]",
        ),
    ],
)
def test_a_difference_is_said(expected, got, came, wanted):
    assert compare(expected, got) == Complaint(came, wanted)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("AND", "AND"),
        (None, None),
        (True, True),
        ((1, 2), [1, 2]),
        ([], ()),
        ({"a": 1}, {"a": 1.0, "more": 2}),
        (np.array([np.nan, 1]), np.array([np.nan, 1])),
        (1e6, 1e6 + 5),  # within 1e-5 of the number
        (0.0, 5e-6),  # within 1e-5 absolutely
        (np.array([True, False]), np.array([1, 0])),
    ],
)
def test_what_counts_as_equal(expected, got):
    assert compare(expected, got) is None


@pytest.mark.parametrize(
    ("expected", "got"), [(1.0, 1.15), ([1.0], [1.15]), ({0: 1.0}, {0: 1.15})]
)
def test_a_larger_tolerance_reaches_inside(expected, got):
    assert compare(expected, got) is not None
    assert compare(expected, got, tolerance=0.1) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-0.0, "0"),
        (1 / 3, "0.333333"),
        (TWELVE, "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]"),
        (THIRTEEN, "an array of shape (13,) with values from 0 to 12"),
        (np.array([[1, 2], [3, 4]]), "[[1, 2], [3, 4]]"),
        (np.array(0.5), "0.5"),
        ((1, 2, 3, 4, 5, 6), "(1, 2, 3, 4, 5, 6)"),
        ((1, 2, 3, 4, 5, 6, 7), "(1, 2, 3, 4, 5, 6, …)"),
        ({1: 2, 3: 4}, "{1: 2, 3: 4}"),
        (
            dict.fromkeys("abcdef", 0),
            "{'a': 0, 'b': 0, 'c': 0, 'd': 0, 'e': 0, 'f': 0}",
        ),
        (
            dict.fromkeys("abcdefg", 0),
            "{'a': 0, 'b': 0, 'c': 0, 'd': 0, 'e': 0, 'f': 0, …}",
        ),
        (Other("object"), "an object"),
        (Other("Xylophone"), "a Xylophone"),
        ("x" * 200, "'" + "x" * 99),
    ],
)
def test_a_value_in_words(value, words):
    assert show(value) == words
