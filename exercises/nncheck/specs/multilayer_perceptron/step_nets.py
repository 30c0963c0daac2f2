"""step_nets(): networks of step neurons for XOR and for a triangle."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.multilayer_perceptron.sections import SHAPES
from nncheck.specs.multilayer_perceptron.step_nets_answers import (
    ALTERNATIVES,
    step_nets,
)
from nncheck.specs.multilayer_perceptron.step_nets_mistakes import (
    MISCONCEPTIONS,
)

UNITS = {"XOR": 2, "triangle": 3}
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
SIDES = np.array([[3.0, -3.0, 0.0], [-2.0, -2.0, 1.0], [1.0, 7.0, 1.0]])
TIE = 1e-9
POINTS = 5000


def network(name, value):
    """The weights and biases (W1, b1, W2, b2), or None if malformed."""
    units = UNITS[name]
    if not isinstance(value, list) or len(value) != 4:
        return None
    try:
        W1, b1, W2, b2 = (np.asarray(v, dtype=float) for v in value)
    except (TypeError, ValueError):
        return None
    if W1.shape != (2, units) or b1.size != units or b2.size != 1:
        return None
    if W2.size != units or not all(
        np.isfinite(v).all() for v in (W1, b1, W2, b2)
    ):
        return None
    return W1, b1.reshape(units), W2.reshape(units), float(b2.reshape(()))


def sums(net, X):
    """The sums of the hidden units (n, units) and of the output (n,)."""
    W1, b1, W2, b2 = net
    hidden = X @ W1 + b1
    return hidden, (hidden > TIE) @ W2 + b2


def inside(X):
    """Which points lie in the triangle, and which too near to a side."""
    z = X @ SIDES[:2] + SIDES[2]
    near = abs(z / np.linalg.norm(SIDES[:2], axis=0)).min(axis=1) < 0.01
    return (z > 0).all(axis=1), near


def samples(name, rng):
    """The samples on which the network is tried, and what it should say."""
    if name == "XOR":
        X = CORNERS[rng.permutation(4)]
        return X, X.sum(axis=1) == 1
    X = rng.uniform((-2.5, -2.5), (4.5, 3.5), size=(POINTS, 2))
    X = np.round(X, 2)
    y, near = inside(X)
    return X[~near], y[~near]


def _tie(name, net, X):
    """A complaint about a unit that sits exactly on its edge."""
    hidden, output = sums(net, X)
    units = [("the output unit", output)]
    if name == "XOR":  # any line may run through some point of the plane
        units += [
            (f"the hidden unit of column {k}", hidden[:, k]) for k in (0, 1)
        ]
    for words, z in units:
        on_edge = np.flatnonzero(abs(z) < TIE)
        if len(on_edge):
            x = show(X[on_edge[0]])
            return Complaint(
                f"gave z = 0 in {words} for the input {x}",
                "a z that is clearly above or below 0",
            )
    return None


def _judge(name, X, y):
    def judge(observation):
        net = network(name, observation.value)
        if net is None:
            return Complaint(f"gave {_came(observation.value)}", _form(name))
        tie = _tie(name, net, X)
        if tie:
            return tie
        wrong = np.flatnonzero((sums(net, X)[1] > 0) != y)
        if not len(wrong):
            return None
        first = wrong[0]
        many = f" (and {len(wrong) - 1} more of {len(X)} inputs)"
        return Complaint(
            f"gave the output {int(not y[first])} for the input "
            f"{show(X[first])}" + many * (len(wrong) > 1),
            f"{int(y[first])}",
        )

    return judge


def _came(value):
    """What came instead of a network, by its shapes if it has some."""
    if isinstance(value, list) and len(value) == 4:
        try:
            shapes = ", ".join(str(np.shape(v)) for v in value)
        except ValueError:
            return show(value)
        return f"four values of the shapes {shapes}"
    return show(value)


def _form(name):
    units = UNITS[name]
    return (
        f"(W1, b1, W2, b2) of the shapes (2, {units}), ({units},), "
        f"({units}, 1), (1,)"
    )


def _grid(name):
    """Fixed points, on which one mistake always looks the same."""
    if name == "XOR":
        return CORNERS
    x1, x2 = np.meshgrid(
        np.arange(-2.4, 4.5, 0.37), np.arange(-2.4, 3.5, 0.37)
    )
    return np.column_stack([x1.ravel(), x2.ravel()])


def _symptom(name):
    def symptom(value):
        net = network(name, value)
        if net is None:
            return [np.array(np.shape(v)) for v in value]
        hidden, output = sums(net, _grid(name))
        edge = (abs(hidden) < TIE).any() or (abs(output) < TIE).any()
        no_shift = not net[1].any()
        return [(output > TIE).astype(int), int(edge), int(no_shift)]

    return symptom


def _part(name):
    def probes(rng):
        X, y = samples(name, rng)
        return [
            Probe(
                (name,),
                words=f'step_nets()["{name}"]',
                judge=_judge(name, X, y),
                expects=_form(name),
                symptom=_symptom(name),
            )
        ]

    return Part(f"the network for {name}", 2, probes)


EXERCISE = Exercise(
    page="multilayer_perceptron",
    name="step_nets",
    title="Networks by hand: XOR and a triangle",
    minutes=9,
    section=SHAPES,
    reference=step_nets,
    alternatives=ALTERNATIVES,
    driver="dictionary_entry",
    parts=(_part("XOR"), _part("triangle")),
    hints=(
        "One hidden unit for every line. Say of each line in words where its "
        "unit should fire; then decide how many yeses the output asks for.",
        "XOR is “at least one, but not both”. Two units answer the two "
        "halves of that sentence, and the output wants both answers.",
        "A side of the triangle: take the equation of the line through two "
        "corners, bring everything to one side, and put in the third corner. "
        "If the result is negative, turn all signs round.",
        "Column k of W1 holds the two weights *into* hidden unit k. For the "
        "output, put the threshold half-way between “one yes too few” and "
        "“enough”.",
    ),
    misconceptions=MISCONCEPTIONS,
)
