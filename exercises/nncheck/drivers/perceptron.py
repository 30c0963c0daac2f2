"""How the answers of the perceptron's exercises are tried."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal


def _new_perceptron(target: Any, settings: dict) -> Any:
    if not isinstance(target, type):
        kind = type(target).__name__
        raise Refusal(f"is no class but of type {kind}")
    return target(**settings)


def _attribute(model: Any, name: str) -> Any:
    missing = f"has no attribute `{name}` after `fit`: set `self.{name}`"
    try:
        return getattr(model, name)
    except AttributeError:
        raise Refusal(missing) from None


@driver
def perceptron(target: Any, *args: Any) -> Any:
    """Fit on (settings, X, y), or predict or score with set weights.

    Three arguments that begin with a dictionary are the settings and the
    data of ``fit``; weights, bias and X ask for ``predict``, with y for
    ``score``.
    """
    if isinstance(args[0], dict):
        return _fit_perceptron(target, *args)
    weights, bias, *data = args
    model = _new_perceptron(target, {})
    model.weights, model.bias = weights, bias
    return model.predict(*data) if len(data) == 1 else model.score(*data)


def _fit_perceptron(
    target: Any, settings: dict, X: np.ndarray, y: np.ndarray
) -> dict:
    model = _new_perceptron(target, settings)
    model.fit(X, y)
    history = _attribute(model, "history")
    return {
        "weights": _attribute(model, "weights"),
        "bias": _attribute(model, "bias"),
        "history": (
            list(history) if isinstance(history, np.ndarray) else history
        ),
    }


class Wire:
    """A wire that fits into nothing but ``nand``; it knows no signal.

    Comparing, adding, negating or branching on a wire is refused, so that a
    circuit built from it is made of NAND gates alone.
    """

    __slots__ = ("_number",)

    def __init__(self, number: int):
        self._number = number

    def __repr__(self) -> str:
        return "<wire>"


def _forbid(name: str) -> Callable[..., Any]:
    def refuse(*_: Any) -> Any:
        raise Refusal(f"used {name} on a wire; wires go into `nand` only")

    return refuse


_FORBIDDEN = {
    "^": "xor rxor",
    "&": "and rand",
    "|": "or ror",
    "~": "invert",
    "+": "add radd",
    "-": "sub rsub neg",
    "*": "mul rmul",
    "%": "mod rmod",
    "/": "truediv rtruediv floordiv rfloordiv",
    "== or !=": "eq ne",
    "< or >": "lt le gt ge",
    "`if`, `not`, `and` or `or`": "bool",
    "int()": "int index",
    "float()": "float",
    "it as a dictionary key": "hash",
}
for _words, _methods in _FORBIDDEN.items():
    for _method in _methods.split():
        setattr(Wire, f"__{_method}__", _forbid(_words))


@driver
def half_adder(target: Any) -> dict:
    """Wire up the adder, and write down which gates it is made of.

    No bits are added here, where the learner's code could see or change
    them: the judge has the plan and tries it.
    """
    need_callable(target)
    gates: list[list[int]] = []

    def nand(a: Any, b: Any) -> Wire:
        for end in (a, b):
            if type(end) is not Wire:
                kind = type(end).__name__
                raise Refusal(f"put a {kind} into `nand`, not a wire")
        gates.append([a._number, b._number])
        return Wire(len(gates) + 1)

    result = target(Wire(0), Wire(1), nand)
    several = isinstance(result, tuple | list)
    ends = [_number(end) for end in (result if several else [result])]
    return {"gates": gates, "outputs": ends}


def _number(end: Any) -> int:
    if type(end) is not Wire:
        kind = type(end).__name__
        raise Refusal(f"gave a {kind}, not a wire that comes out of `nand`")
    return end._number
