"""Attacks on the verdict: forged, patched and lying answers."""

from class_corpus.notebooks import (
    FULL,
    RIGHT,
    WRONG,
    Case,
    cheat,
    data,
    edited,
    with_step,
)

TOKEN = """
import gc, json, os
channel = next(
    thing for thing in gc.get_objects() if type(thing).__name__ == "Events"
)
def forge(**event):
    line = channel.token + json.dumps(event) + "\\n"
    os.write(channel.file, line.encode())
"""
FORGED_POINTS = (
    TOKEN
    + """
for value in (1, 0, [1], {"points": 2}):
    forge(task="step", state="start", found=True)
    for _ in range(20):
        forge(task="step", seen={"value": value, "points": 2, "state": "full"})
    forge(task="step", state="end", points=2, verdict="full")
"""
)
FORGED_END = (
    TOKEN
    + """
def step(z):
    forge(task="step", seen={"value": 1, "failure": None})
    forge(task="step", state="end")
    forge(done=True)
    os._exit(0)
"""
)
GARBAGE = (
    TOKEN
    + """
deep = "[" * 100_000
big = {"array": "", "dtype": "<f8", "shape": [0, 10**30]}
for value in (10**400, "x" * 10**6, {"list": [10**400] * 3},
              big, big | {"dtype": "O"}, big | {"dtype": "<f8,<f8"},
              big | {"shape": [-1, 0]}, big | {"shape": "x"},
              {"dict": [[{"list": [{"dict": []}]}, 1]]}, {"list": 3},
              {"bytes": "!"}, {"other": deep}, float("inf"), float("nan"),
              big | {"dtype": "<M8[ns]"}, big | {"shape": [0] * 99}):
    forge(task="step", state="start", found=True)
    forge(task="step", seen={"value": value, "changed": [10**400]})
    forge(task="step", seen={"value": value})
    forge(task="step", seen={"value": 1, "failure": {"kind": 1, "text": 2,
                                                     "line": 10**400}})
    forge(task="step", seen={"value": 1, "failure": {"kind": "x", "text": "",
                                                     "line": float("inf")}})
for line in (deep, '{"task": ' + deep, "\\x00", '"\\\\ud800"', "1e999"):
    os.write(channel.file, (channel.token + line + "\\n").encode())
forge(task=[1], seen=3)
forge(cell=-1, state={}, error={"a": [1]})
forge(cell=True, error="x" * 10**6)
forge(task="no such exercise", state="start", found=True)
"""
)
FLOOD = (
    TOKEN
    + """
while True:
    os.write(channel.file, b"x" * 65536)
"""
)
VALUES = (
    TOKEN
    + """
line = channel.token + '{"task": "step", "seen": {"value": {"list": [0'
os.write(channel.file, line.encode())
for _ in range(1000):
    os.write(channel.file, b',{"list":[]}' * 5000)
os.write(channel.file, b']}}}\\n')
"""
)
REDUCE = """
import os, pickle
class Payload:
    def __reduce__(self):
        return os.system, ("touch MARKER",)
    def __reduce_ex__(self, protocol):
        return self.__reduce__()
def step(z):
    os.write(1, pickle.dumps(Payload()))
    return Payload()
"""
LIAR = """
import numpy as np
class Liar:
    __class__ = np.ndarray
    __eq__ = lambda self, other: True
    __array__ = lambda self, *args, **kwargs: 1 / 0
    __len__ = lambda self: 10**18
def step(z):
    return Liar()
"""
NAMED = """
def step(z):
    return type("ndarray", (), {"__module__": "numpy"})()
"""
SUBCLASS = """
import numpy as np
class Sneaky(float):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = lambda self: 0
def step(z):
    return Sneaky(7)
"""
PATCHED_CODEC = """
import gc, types
import numpy as np
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__name__ in (
        "encode", "to_json", "observe", "_same", "compare"
    ):
        if thing.__module__.startswith("nncheck"):
            thing.__code__ = (lambda *args, **kwargs: True).__code__
"""
PATCHED_DRIVER = """
import gc, types
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__module__ == (
        "nncheck.drivers.perceptron"
    ):
        if thing.__name__ == "half_adder":
            thing.__code__ = (
                lambda target: {"outputs": [0, 1], "gates": [[0, 1]] * 5}
            ).__code__
"""
READ_WIRES = """
def half_adder(x1, x2, nand):
    names = {"_signal", "_number"} & set(dir(x1))
    a, b = (getattr(x, max(names)) for x in (x1, x2))
    one = nand(x1, nand(x1, x1))
    zero = nand(one, one)
    return (one if a ^ b else zero), (one if a & b else zero)
"""


def _same_ids(notebook: dict) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "same"
        cell["metadata"] = {
            "nbgrader": {"grade_id": "step_check", "points": 99}
        }


def cases() -> dict[str, Case]:
    """All of them, by name."""
    return {
        "forged points": cheat(FORGED_POINTS),
        "forged end": Case(data(with_step(FORGED_END)), 0.0),
        "forged garbage": cheat(GARBAGE),
        "a flood of events": cheat(FLOOD),
        "five million values": cheat(VALUES, words="wrote too much"),
        "a pickled payload": cheat(REDUCE),
        "a lying class": cheat(LIAR),
        "a class called ndarray": cheat(NAMED),
        "a float equal to everything": cheat(SUBCLASS),
        "patched observers": Case(data(with_step(PATCHED_CODEC + WRONG)), 0.0),
        "patched driver": Case(
            data(
                with_step(
                    RIGHT + PATCHED_DRIVER,
                    half_adder="def half_adder(x1, x2, nand):\n    pass",
                )
            ),
            FULL - 3,
        ),
        "signals read from wires": Case(
            data(with_step(RIGHT, half_adder=READ_WIRES)), FULL - 3
        ),
        "points in the metadata": Case(edited(_same_ids, WRONG)),
    }
