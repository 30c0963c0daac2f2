"""Automatic differentiation of numbers: a graph of operations, read backward.

Calculate with `Value` objects as with numbers. Each result remembers what it
was made of, and its *local derivative* by each of its inputs. `backward`
walks this graph from the result to the inputs and multiplies the local
derivatives along every route (the chain rule), adding the routes up.
"""

import math
from typing import Any

from nnlib._value_checks import (
    as_exponent,
    as_number,
    check_divisor,
    check_logarithm,
    no_exponent,
    no_plain_number,
    too_large,
)

__all__ = ["Value"]

Graph = dict[str, list[dict[str, Any]]]


class Value:
    """A number that knows how it was computed, and so its derivatives.

    In every operator the two lines stand side by side: forward, the result;
    backward, its derivative by each input, at the same place.

    Args:
        data: the number.
        label: a name for it, for diagrams.

    Attributes:
        data: the number; for a parameter, `w.data -= 0.1 * w.grad`.
        grad: the derivative by this value of what `backward` was called on.
        operation: what made it, such as "*"; "" for a number put in.
        inputs: pairs of an input and the local derivative by it.

    Raises:
        TypeError: for anything but one number.

    >>> w, x, b = Value(0.5, "w"), Value(2.0, "x"), Value(0.1, "b")
    >>> a = (w * x + b).sigmoid()
    >>> a.backward()
    >>> print(f"{a.data:.4f} {w.grad:.4f} {b.grad:.4f}")
    0.7503 0.3747 0.1874

    Book: Backpropagation.
    Source: Linnainmaa (1970), The representation of the cumulative rounding
        error of an algorithm as a Taylor expansion of the local rounding
        errors. That so small a class teaches it: Karpathy's micrograd (2020).
    """

    def __init__(self, data: float, label: str = ""):
        self.data = as_number(data)
        self.label = label
        self.grad = 0.0
        self.operation = ""
        self.inputs: tuple[tuple[Value, float], ...] = ()
        self._backward_done = False

    # The operators: forward, then the local derivatives.

    def __add__(self, other: "Value | float") -> "Value":
        other = _as_value(other)
        total = self.data + other.data
        return _result("+", total, (self, 1.0), (other, 1.0))

    def __sub__(self, other: "Value | float") -> "Value":
        other = _as_value(other)
        difference = self.data - other.data
        return _result("-", difference, (self, 1.0), (other, -1.0))

    def __neg__(self) -> "Value":
        return _result("neg", -self.data, (self, -1.0))

    def __mul__(self, other: "Value | float") -> "Value":
        other = _as_value(other)
        product = self.data * other.data
        return _result("*", product, (self, other.data), (other, self.data))

    def __truediv__(self, other: "Value | float") -> "Value":
        other = _as_value(other)
        check_divisor(self, other)
        quotient = self.data / other.data
        by_self, by_other = 1 / other.data, -quotient / other.data
        return _result("/", quotient, (self, by_self), (other, by_other))

    def __pow__(self, exponent: float) -> "Value":
        p = as_exponent(self, exponent)
        try:
            power = self.data**p
            slope = p * self.data ** (p - 1) if p != 0 else 0.0
        except OverflowError:
            raise too_large(f"**{p:g}", self) from None
        return _result(f"**{p:g}", power, (self, slope))

    def exp(self) -> "Value":
        """`e` to the power of the value."""
        try:
            y = math.exp(self.data)
        except OverflowError:
            raise too_large("exp", self) from None
        return _result("exp", y, (self, y))

    def log(self) -> "Value":
        """The natural logarithm."""
        check_logarithm(self)
        return _result("log", math.log(self.data), (self, 1 / self.data))

    def tanh(self) -> "Value":
        """The hyperbolic tangent."""
        y = math.tanh(self.data)
        return _result("tanh", y, (self, 1 - y**2))

    def relu(self) -> "Value":
        """`max(0, x)`; its derivative at 0 is taken as 0."""
        y = max(0.0, self.data)
        return _result("relu", y, (self, 1.0 if self.data > 0 else 0.0))

    def sigmoid(self) -> "Value":
        """`1 / (1 + exp(-x))`."""
        e = math.exp(-abs(self.data))  # never above 1: it cannot overflow
        s = (1.0 if self.data >= 0 else e) / (1 + e)
        return _result("sigmoid", s, (self, s * (1 - s)))

    # A plain number on the left: 2 + v, 2 - v, 2 * v, 2 / v.

    def __radd__(self, other: float) -> "Value":
        return _as_value(other) + self

    def __rsub__(self, other: float) -> "Value":
        return _as_value(other) - self

    def __rmul__(self, other: float) -> "Value":
        return _as_value(other) * self

    def __rtruediv__(self, other: float) -> "Value":
        return _as_value(other) / self

    def __rpow__(self, base: float) -> "Value":
        raise no_exponent(base)

    def __float__(self) -> float:
        # math.exp(v) comes here, and would break the graph
        raise no_plain_number(self)

    def backward(self) -> None:
        """Add to every value before this one the derivative of this by it.

        A value that is used several times gets the sum over all routes. As
        gradients add up also over several results (the losses of a batch,
        say), set them to zero before the next step: `zero_grad`.

        Raises:
            RuntimeError: when called a second time on the same result.
        """
        if self._backward_done:
            raise RuntimeError(
                f"backward was already called on {self!r}; again would add "
                "every gradient a second time. Calculate the result anew, "
                "or call its zero_grad() first."
            )
        self._backward_done = True
        order = self._inputs_first()
        flow = dict.fromkeys(order, 0.0)
        flow[self] = 1.0
        for value in reversed(order):
            # all routes to this value have arrived: its flow is complete
            for before, slope in value.inputs:
                flow[before] += slope * flow[value]
            value.grad += flow[value]

    def zero_grad(self) -> None:
        """Set to zero the gradients of this value and of all before it.

        >>> w = Value(3.0)
        >>> (w * w).backward()
        >>> w.grad
        6.0
        >>> w.zero_grad()
        >>> w.grad
        0.0
        """
        for value in self._inputs_first():
            value.grad = 0.0
            value._backward_done = False

    def graph(self) -> Graph:
        """The graph as plain lists: nodes, inputs first, and edges.

        Each node is a dict of `label`, `operation`, `data` and `grad`; each
        edge a dict of `source` and `target` (places in the list of nodes)
        and `slope`, the local derivative. A value used twice by the same
        operation, as in `x * x`, has two edges.

        >>> x = Value(3.0, "x")
        >>> (x * 2).graph()["edges"][0]
        {'source': 0, 'target': 2, 'slope': 2.0}
        """
        order = self._inputs_first()
        place = {value: i for i, value in enumerate(order)}
        kept = ("label", "operation", "data", "grad")
        return {
            "nodes": [{key: getattr(v, key) for key in kept} for v in order],
            "edges": [
                {"source": place[before], "target": i, "slope": slope}
                for i, value in enumerate(order)
                for before, slope in value.inputs
            ],
        }

    def _inputs_first(self) -> list["Value"]:
        """All values of the graph, each one after everything it is made of."""
        order: list[Value] = []
        seen: set[Value] = set()
        # a stack of our own: a long sum would exceed Python's recursion limit
        stack: list[tuple[Value, bool]] = [(self, False)]
        while stack:
            value, inputs_done = stack.pop()
            if inputs_done:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                stack.append((value, True))
                stack += [(v, False) for v, _ in reversed(value.inputs)]
        return order

    def __repr__(self) -> str:
        name = f", {self.label!r}" if self.label else ""
        return f"Value({self.data:g}{name})"


def _result(
    operation: str, data: float, *inputs: tuple[Value, float]
) -> Value:
    """The value that an operation made, with its local derivatives."""
    if not all(map(math.isfinite, (data, *(slope for _, slope in inputs)))):
        raise too_large(operation, *(value for value, _ in inputs))
    result = Value(data)
    result.operation, result.inputs = operation, inputs
    return result


def _as_value(other: Any) -> Value:
    return other if isinstance(other, Value) else Value(other)
