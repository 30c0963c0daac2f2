"""Answers as plain data: what crosses from the learner's code to the judge.

A learner's function may return anything: a subclass of ``ndarray`` that
claims to equal everything, a list that contains itself, an array of a
billion numbers. ``encode`` turns any of it into JSON, and nothing of the
learner's own types survives the journey; ``decode`` gives numbers, arrays,
lists and dictionaries back. No pickle: reading an answer runs no code.
"""

import base64
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_BYTES = 64_000_000  # of one array
MAX_ITEMS = 100_000  # of one list or dictionary
MAX_NUMBERS = 100_000  # in one array of an answer: the judge looks at all
MAX_TEXT = 1_000  # characters of one string
MAX_DEPTH = 8  # lists inside lists


@dataclass(frozen=True)
class Other:
    """A value that is no number, array, text, list or dictionary."""

    name: str


def encode(value: Any, depth: int = 0, *, tuples: bool = False) -> Any:
    """A value as JSON; what JSON cannot hold becomes its type's name.

    What a learner's function returns may be a tuple or a list, and becomes
    a list; what it is given arrives as it is, with ``tuples``.

    >>> encode((1, 2.5, None))
    {'list': [1, 2.5, None]}
    >>> decode(encode(np.eye(2)))
    array([[1., 0.],
           [0., 1.]])
    >>> encode(print)
    {'other': 'builtin_function_or_method'}
    """
    kind = type(value)
    if value is None or kind in (bool, float):
        return value
    if kind is int:
        return value if abs(value) < 2**63 else {"other": "enormous int"}
    if kind is str:
        return value[:MAX_TEXT]
    if kind is bytes and len(value) <= MAX_BYTES:
        return {"bytes": base64.b64encode(value).decode()}
    if issubclass(kind, np.ndarray | np.generic):
        return _encode_array(value, MAX_BYTES if tuples else MAX_NUMBERS)
    if kind is Other:
        return {"other": value.name}
    if depth < MAX_DEPTH:

        def inner(item: Any) -> Any:
            return encode(item, depth + 1, tuples=tuples)

        if issubclass(kind, list | tuple) and len(value) <= MAX_ITEMS:
            name = "tuple" if tuples and kind is tuple else "list"
            return {name: [inner(item) for item in value]}
        if kind is dict and len(value) <= MAX_ITEMS:
            pairs = [[inner(k), inner(item)] for k, item in value.items()]
            return {"dict": pairs}
    return {"other": str(kind.__name__)[:60]}


def _encode_array(value: Any, most: int) -> Any:
    array = np.array(value)  # a plain one, whatever the class
    if array.dtype.kind not in "biuf":
        return {"other": f"array of {array.dtype}"}
    if array.nbytes > MAX_BYTES or array.size > most:
        return {"other": f"array of shape {array.shape}, too large"}
    raw = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
    return {
        "array": base64.b64encode(raw.tobytes()).decode(),
        "dtype": raw.dtype.str,
        "shape": list(array.shape),
    }


def decode(data: Any, most: int = MAX_BYTES) -> Any:
    """The value that ``encode`` wrote.

    Args:
        data: the JSON.
        most: numbers in one array.

    Raises:
        ValueError: the data are not what ``encode`` writes.
    """
    try:
        return _decode(data, most)
    except (
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        raise ValueError("not an encoded answer") from error


def _decode(data: Any, most: int) -> Any:
    if not isinstance(data, dict):
        if isinstance(data, list):
            raise ValueError("not an encoded answer: a bare list")
        return _decode_one(data)
    if "list" in data:
        return [_decode(item, most) for item in data["list"]]
    if "tuple" in data:
        return tuple(_decode(item, most) for item in data["tuple"])
    if "dict" in data:
        pairs = data["dict"]
        return {_key(k, most): _decode(item, most) for k, item in pairs}
    if "array" in data:
        return _decode_array(data, most)
    if "bytes" in data:
        return base64.b64decode(data["bytes"], validate=True)
    return Other(str(data["other"])[:60])


def _decode_one(data: Any) -> Any:
    if isinstance(data, str):
        return data[:MAX_TEXT]
    if isinstance(data, int) and abs(data) >= 2**63:
        return Other("enormous int")  # JSON may hold it, encode does not
    return data


def _key(data: Any, most: int) -> Any:
    key = _decode(data, most)
    return tuple(key) if isinstance(key, list) else key


def _decode_array(data: dict, most: int) -> np.ndarray:
    dtype = np.dtype(str(data["dtype"]))
    if dtype.kind not in "biuf":
        raise ValueError(f"not an array of numbers: {dtype}")
    shape = tuple(int(length) for length in data["shape"])
    if math.prod(shape) > most:
        raise ValueError(f"an array of shape {shape} is too large")
    raw = base64.b64decode(data["array"], validate=True)
    size = math.prod(shape) * dtype.itemsize
    if any(length < 0 for length in shape) or len(raw) != size:
        raise ValueError(f"{len(raw)} bytes do not fill shape {shape}")
    return np.frombuffer(raw, dtype).reshape(shape).copy()
