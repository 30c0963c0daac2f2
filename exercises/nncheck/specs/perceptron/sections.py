"""Where the perceptron chapter explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("perceptron", title)


NEURON = _section("A neuron, in biology and on paper")
TIE = NEURON  # H(0) = 0 is fixed there
LINE = _section("Where the neuron draws its line")
RULE = _section("Learning from mistakes")
LIMITS = _section("What one neuron cannot do")
GATES = _section("From neurons to a machine that adds")
ADDER = GATES
