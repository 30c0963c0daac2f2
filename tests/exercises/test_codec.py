"""What crosses to the judge: how large, how deep, and what is refused."""

import base64

import numpy as np
import pytest

from nncheck import codec
from nncheck.codec import Other, decode, encode


@pytest.fixture(autouse=True)
def small_limits(monkeypatch):
    monkeypatch.setattr(codec, "MAX_BYTES", 16)
    monkeypatch.setattr(codec, "MAX_ITEMS", 3)
    monkeypatch.setattr(codec, "MAX_TEXT", 5)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (b"x" * 16, {"bytes": base64.b64encode(b"x" * 16).decode()}),
        (b"x" * 17, {"other": "bytes"}),
        ([1, 2, 3], {"list": [1, 2, 3]}),
        ([1, 2, 3, 4], {"other": "list"}),
        (dict.fromkeys("abc", 1), {"dict": [["a", 1], ["b", 1], ["c", 1]]}),
        (dict.fromkeys("abcd", 1), {"other": "dict"}),
        ("abcdef", "abcde"),
        (2**63 - 1, 2**63 - 1),
        (1 - 2**63, 1 - 2**63),
        (2**63, {"other": "enormous int"}),
        (Other("object"), {"other": "object"}),
        (np.zeros(3), {"other": "array of shape (3,), too large"}),
        (np.array(["a"]), {"other": "array of <U1"}),
        (type("x" * 61, (), {})(), {"other": "x" * 60}),
    ],
)
def test_what_is_written(value, code):
    assert encode(value) == code


def test_an_array_just_fits():
    assert decode(encode(np.array([1.5, 2.5]))).tolist() == [1.5, 2.5]


@pytest.mark.parametrize("byte_order", ["<", ">"])
def test_arrays_travel_with_the_small_byte_first(byte_order):
    code = encode(np.array([1], byte_order + "i2"))
    assert code["dtype"] == "<i2"
    assert base64.b64decode(code["array"]) == b"\x01\x00"


def test_a_subclass_of_arrays_cannot_make_itself_small():
    class Light(np.ndarray):
        nbytes = 0

    assert "other" in encode(np.zeros(3).view(Light))


def nested(make, depth):
    value = 0
    for _ in range(depth):
        value = make(value)
    return value


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda inner: [inner], "list"),
        (lambda inner: {"a": inner}, "dict"),
        (lambda inner: (inner,), "tuple"),
    ],
)
def test_eight_levels_are_kept(make, name):
    deep = nested(make, 8)
    assert f"{{'other': '{name}'}}" in str(encode(nested(make, 9)))
    assert "other" not in str(encode(deep))


def test_arguments_keep_their_tuples():
    args = (1, [2, (3,)], {(4,): (5,)})
    code = encode(args, tuples=True)
    assert code["tuple"][1] == {"list": [2, {"tuple": [3]}]}
    assert decode(code) == args
    assert decode(encode(args)) == [1, [2, [3]], {(4,): [5]}]
    assert decode(encode([1], tuples=True)) == [1]


def test_keys_count_as_a_level():
    key = nested(lambda inner: (inner,), 7)
    assert "other" not in str(encode({key: 0}))
    assert "other" in str(encode({(key,): 0}))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"list": 3}, "not an encoded answer"),
        (
            {"array": "AA==", "dtype": "|i1", "shape": [1, -1]},
            "1 bytes do not fill shape (1, -1)",
        ),
        (
            {"array": "AA==", "dtype": "|i1", "shape": [-1, -1]},
            "1 bytes do not fill shape (-1, -1)",
        ),
        ([1, 2], "not an encoded answer: a bare list"),
        (
            {"array": "AA==", "dtype": "|V1", "shape": [1]},
            "not an array of numbers: |V1",
        ),
        (
            {"array": "AAAA", "dtype": "<f8", "shape": [1]},
            "3 bytes do not fill shape (1,)",
        ),
        (
            {"array": "", "dtype": "<f8", "shape": [-1, 0]},
            "0 bytes do not fill shape (-1, 0)",
        ),
        ({"bytes": "A!A=="}, "Only base64 data is allowed"),
    ],
)
def test_what_is_refused(data, words):
    with pytest.raises(ValueError) as caught:
        decode(data)
    assert str(caught.value) == words


def test_long_names_are_cut():
    assert decode({"other": "x" * 99}) == Other("x" * 60)


def test_an_answer_may_hold_fewer_numbers_than_its_arguments(monkeypatch):
    monkeypatch.setattr(codec, "MAX_NUMBERS", 1)
    array = np.zeros(2)
    assert encode(array) == {"other": "array of shape (2,), too large"}
    given = encode(array, tuples=True)
    assert decode(given).tolist() == [0, 0]
    for forged in (given, {"list": [given]}, {"dict": [["a", given]]}):
        with pytest.raises(ValueError, match="too large"):
            decode(forged, most=1)


def test_what_encode_never_writes_is_cut():
    enormous = Other("enormous int")
    assert decode({"list": [10**400, -(2**63)]}) == [enormous, enormous]
    assert decode("abcdef") == "abcde"
    assert decode({"dict": [["abcdef", 1]]}) == {"abcde": 1}
    assert decode(True) is True
