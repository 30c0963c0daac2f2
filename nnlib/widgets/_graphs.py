"""The networks of the backpropagation explorables, as plain data.

A network is a list of *nodes*, inputs first. A node is a number that was put
in, or the sum of an operation over its *terms*: `z = x1*w11 + x2*w21` is the
operation "product" over two terms. The browser calculates with the same
lists (`backprop_graph.mjs`).
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Mapping
from typing import Any

from nnlib.autodiff import Value

Node = dict[str, Any]
Net = dict[str, Any]


def number(
    name: str, label: str, at: tuple[int, int], value: float, kind: str
) -> Node:
    """A number that is put in: an input, a weight, a bias or a target."""
    return {
        "name": name, "label": label, "at": list(at), "op": "number",
        "terms": [], "value": value, "kind": kind,
    }  # fmt: skip


def node(
    name: str, label: str, at: tuple[int, int], op: str, *terms: str
) -> Node:
    """A calculated number; each term is written as "x1 w11"."""
    return {
        "name": name, "label": label, "at": list(at), "op": op,
        "terms": [term.split() for term in terms],
    }  # fmt: skip


def _product(*factors: Value) -> Value:
    return functools.reduce(operator.mul, factors)


def _half_square(output: Value, target: Value) -> Value:
    return 0.5 * (output - target) ** 2


def _softmax(score: Value, *others: Value) -> Value:
    total = functools.reduce(operator.add, [z.exp() for z in (score, *others)])
    return score.exp() / total


#: What an operation makes of one term.
OPERATIONS: dict[str, Callable[..., Value]] = {
    "product": _product,
    "sigmoid": Value.sigmoid,
    "half_square": _half_square,
    "softmax": _softmax,  # the probability of the first of its scores
    "minus_log": lambda p: -p.log(),
}


def calculate(net: Net, numbers: Mapping[str, float]) -> dict[str, Value]:
    """Every node of a network as a `Value`, after `backward` on the last.

    Args:
        net: one of `NETS`.
        numbers: what to put in instead of the network's own numbers.

    >>> values = calculate(NETS[0], {})
    >>> f"{values['E'].data:.6f} {values['w'].grad:.6f}"
    '0.031185 -0.093587'
    """
    values: dict[str, Value] = {}
    for each in net["nodes"]:
        name = each["name"]
        if each["op"] == "number":
            values[name] = Value(numbers.get(name, each["value"]), name)
            continue
        operation = OPERATIONS[each["op"]]
        terms = [
            operation(*(values[n] for n in term)) for term in each["terms"]
        ]
        values[name] = functools.reduce(operator.add, terms)
    values[name].backward()
    return values


_TWO_INPUTS = [
    number("x1", "x₁", (122, 26), 1.0, "input"),
    number("x2", "x₂", (358, 26), 0.5, "input"),
    number("w11", "w₁₁", (60, 94), 0.1, "weight"),
    number("w12", "w₁₂", (180, 94), 0.3, "weight"),
    number("w21", "w₂₁", (300, 94), 0.2, "weight"),
    number("w22", "w₂₂", (420, 94), 0.4, "weight"),
    node("z1", "z₁", (122, 162), "product", "x1 w11", "x2 w21"),
    node("z2", "z₂", (358, 162), "product", "x1 w12", "x2 w22"),
    node("h1", "h₁", (122, 230), "sigmoid", "z1"),
    node("h2", "h₂", (358, 230), "sigmoid", "z2"),
]
_TWO_SCORES = [
    number("v11", "v₁₁", (60, 298), 0.5, "weight"),
    number("v12", "v₁₂", (180, 298), -0.4, "weight"),
    number("v21", "v₂₁", (300, 298), 0.6, "weight"),
    number("v22", "v₂₂", (420, 298), 0.8, "weight"),
    node("s1", "s₁", (122, 366), "product", "h1 v11", "h2 v21"),
    node("s2", "s₂", (358, 366), "product", "h1 v12", "h2 v22"),
]

NETS: list[Net] = [
    {
        "name": "one neuron",
        "nodes": [
            number("x", "x", (122, 26), 2.0, "input"),
            number("w", "w", (122, 94), 0.5, "weight"),
            number("b", "b", (300, 94), 0.1, "weight"),
            node("z", "z", (180, 162), "product", "x w", "b"),
            node("a", "a", (180, 230), "sigmoid", "z"),
            number("y", "y", (358, 298), 1.0, "target"),
            node("E", "E", (180, 298), "half_square", "a y"),
        ],
    },
    {
        "name": "2-2-1",
        "nodes": [
            *_TWO_INPUTS,
            number("v1", "v₁", (122, 298), 0.5, "weight"),
            number("v2", "v₂", (358, 298), 0.6, "weight"),
            node("z3", "z₃", (240, 366), "product", "h1 v1", "h2 v2"),
            node("o", "o", (240, 434), "sigmoid", "z3"),
            number("y", "y", (420, 502), 1.0, "target"),
            node("E", "E", (240, 502), "half_square", "o y"),
        ],
    },
    {
        "name": "2-2-2",
        "nodes": [
            *_TWO_INPUTS,
            *_TWO_SCORES,
            node("o1", "o₁", (122, 434), "sigmoid", "s1"),
            node("o2", "o₂", (358, 434), "sigmoid", "s2"),
            number("y1", "y₁", (60, 502), 1.0, "target"),
            number("y2", "y₂", (420, 502), 0.0, "target"),
            node("E", "E", (240, 502), "half_square", "o1 y1", "o2 y2"),
        ],
    },
    {
        "name": "2-2-2 with softmax",
        "nodes": [
            *_TWO_INPUTS,
            *_TWO_SCORES,
            node("p1", "p₁", (240, 434), "softmax", "s1 s2"),
            node("E", "E", (240, 502), "minus_log", "p1"),
        ],
    },
    {
        "name": "one weight, used twice",
        "nodes": [
            number("x", "x", (122, 26), 1.5, "input"),
            number("w", "w", (358, 162), 0.8, "weight"),
            node("z1", "z₁", (122, 94), "product", "x w"),
            node("h", "h", (122, 162), "sigmoid", "z1"),
            node("z2", "z₂", (122, 230), "product", "h w"),
            node("o", "o", (122, 298), "sigmoid", "z2"),
            number("y", "y", (358, 366), 1.0, "target"),
            node("E", "E", (122, 366), "half_square", "o y"),
        ],
    },
]
for _net in NETS:
    _net["height"] = max(n["at"][1] for n in _net["nodes"]) + 28
