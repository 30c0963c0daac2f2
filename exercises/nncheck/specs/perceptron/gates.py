"""gates(): weights and biases of neurons that compute logic."""

import itertools

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.perceptron.sections import GATES, TIE

TRUTH = {
    "AND": (2, lambda x: all(x)),
    "OR": (2, lambda x: any(x)),
    "NOR": (2, lambda x: not any(x)),
    "NAND": (2, lambda x: not all(x)),
    "NOT": (1, lambda x: not x[0]),
    "2 of 3": (3, lambda x: sum(x) >= 2),
}


def gates():
    """The gates as a dictionary: name -> (weights, bias)."""
    return {
        "AND": ([1, 1], -1.5),
        "OR": ([1, 1], -0.5),
        "NOR": ([-1, -1], 0.5),
        "NAND": ([-2, -2], 3),
        "NOT": ([-1], 0.5),
        "2 of 3": ([1, 1, 1], -1.5),
    }


# ------------------------------------------------------- other right answers


def unequal_weights():
    return {
        "AND": (np.array([2.0, 3.0]), -4.0),
        "OR": (np.array([5.0, 2.0]), -1.0),
        "NOR": (np.array([-3.0, -1.0]), 0.9),
        "NAND": (np.array([-1.0, -1.0]), 1.5),
        "NOT": (np.array([-10.0]), 5.0),
        "2 of 3": (np.array([2.0, 2.5, 2.0]), -3.0),
    }


def by_negation():
    answer = {"AND": ((4, 4), -6), "OR": ((4, 4), -2), "NOT": ((-2,), 1)}
    for name, base in (("NAND", "AND"), ("NOR", "OR")):
        weights, bias = answer[base]
        answer[name] = (tuple(-w for w in weights), -bias)
    answer["2 of 3"] = ((6, 6, 6), -9)
    return answer


def lists_and_plain_number():
    answer = {name: list(pair) for name, pair in gates().items()}
    answer["NOT"] = [-1, np.float32(0.5)]  # one weight: no list needed
    return answer


# --------------------------------------------------------------- wrong answers


def _wrong(name, changes):
    def answer():
        return gates() | changes

    answer.__name__ = name
    return answer


def _mistake(gate, name, weights, bias, message, section, hint):
    answer = _wrong(name, {gate: (weights, bias)})
    return Misconception(answer, message, section, hint)


def _needs_other_rule(gate, weights, bias):
    return _mistake(
        gate,
        f"{gate.lower().replace(' ', '_')}_needs_firing_at_zero",
        weights,
        bias,
        f"Your {gate} would work if a neuron fired at z = 0. In this book it "
        "does not: a tie counts as silence.",
        TIE,
        f"For which inputs of {gate} is z exactly 0? Move the bias a little.",
    )


def _on_the_edge(gate, weights, bias):
    return _mistake(
        gate,
        f"{gate.lower().replace(' ', '_')}_on_the_edge",
        weights,
        bias,
        f"The truth table of your {gate} is right, but only by the tie rule: "
        "for some inputs z is exactly 0, and the smallest change of a weight "
        "flips the output.",
        TIE,
        "Put the bias half-way between the two values of z that must be told "
        "apart.",
    )


def _is_another(gate, other, weights, bias):
    return _mistake(
        gate,
        f"{gate.lower().replace(' ', '_')}_is_{other.lower()}",
        weights,
        bias,
        f"Under the name {gate} you built the gate {other}.",
        GATES,
        f"In how many rows of the truth table does {gate} fire?",
    )


def _wrong_sign_everywhere():
    flipped = {name: (w, -b) for name, (w, b) in gates().items()}
    return _wrong("bias_is_no_threshold", flipped)


MISCONCEPTIONS = (
    Misconception(
        _wrong_sign_everywhere(),
        "All your biases have the wrong sign, as if the neuron fired when "
        "the weighted sum exceeds b. That number is the threshold; the bias "
        "is its negative.",
        GATES,
        "With no input at all, z is the bias. Should the neuron fire then?",
    ),
    _needs_other_rule("AND", [1, 1], -2),
    _on_the_edge("AND", [1, 1], -1),
    _is_another("AND", "OR", [1, 1], -0.5),
    _is_another("AND", "NAND", [-1, -1], 1.5),
    _needs_other_rule("OR", [1, 1], -1),
    _on_the_edge("OR", [1, 1], 0),
    _is_another("OR", "AND", [1, 1], -1.5),
    _is_another("OR", "NOR", [-1, -1], 0.5),
    _needs_other_rule("NOR", [-1, -1], 0),
    _on_the_edge("NOR", [-1, -1], 1),
    _is_another("NOR", "NAND", [-1, -1], 1.5),
    _is_another("NOR", "OR", [1, 1], -0.5),
    _needs_other_rule("NAND", [-1, -1], 1),
    _on_the_edge("NAND", [-1, -1], 2),
    _is_another("NAND", "NOR", [-1, -1], 0.5),
    _is_another("NAND", "AND", [1, 1], -1.5),
    _needs_other_rule("NOT", [-1], 0),
    _on_the_edge("NOT", [-1], 1),
    _is_another("NOT", "identity", [1], -0.5),
    _needs_other_rule("2 of 3", [1, 1, 1], -2),
    _on_the_edge("2 of 3", [1, 1, 1], -1),
    _is_another("2 of 3", "AND", [1, 1, 1], -2.5),
    _is_another("2 of 3", "OR", [1, 1, 1], -0.5),
)


# --------------------------------------------------------------------- probes


def _sums(gate, value):
    """(inputs, z) of every row of the truth table, or None if malformed."""
    count = TRUTH[gate][0]
    if not isinstance(value, list) or len(value) != 2:
        return None
    try:
        weights = np.asarray(value[0], dtype=float).reshape(-1)
        bias = float(value[1])
    except (TypeError, ValueError):
        return None
    if len(weights) != count or not np.isfinite([*weights, bias]).all():
        return None
    rows = list(itertools.product((0, 1), repeat=count))
    return [(x, float(np.dot(weights, x) + bias)) for x in rows]


def _judge(gate):
    count, fires = TRUTH[gate]

    def judge(observation):
        sums = _sums(gate, observation.value)
        if sums is None:
            return Complaint(
                f"gave {show(observation.value)}",
                f"a pair (weights, bias) with {count} weights",
            )
        for x, z in sums:
            if abs(z) < 1e-9:
                return Complaint(
                    f"gave z = 0 for the inputs {x}",
                    "a z that is clearly above or below 0",
                )
            if (z > 0) != fires(x):
                return Complaint(
                    f"gave z = {z:g} for the inputs {x}, output {int(z > 0)}",
                    f"the output {int(fires(x))}",
                )
        return None

    return judge


def _symptom(gate):
    def symptom(value):
        sums = _sums(gate, value)
        if sums is None:
            return value
        return [int(np.sign(np.round(z, 9))) for _, z in sums]

    return symptom


def _part(gate):
    def probes(rng):
        return [
            Probe(
                (gate,),
                words=f'gates()["{gate}"]',
                judge=_judge(gate),
                expects="a pair (weights, bias)",
                symptom=_symptom(gate),
            )
        ]

    return Part(f"the gate {gate}", 0.5, probes)


EXERCISE = Exercise(
    page="perceptron",
    name="gates",
    title="Neurons as logic gates",
    minutes=8,
    section=GATES,
    reference=gates,
    alternatives=(unequal_weights, by_negation, lists_and_plain_number),
    driver="dictionary_entry",
    parts=tuple(_part(gate) for gate in TRUTH),
    hints=(
        "Write down the truth table with a column for z. Where must z be "
        "above 0, where below?",
        "With both weights 1, the weighted sum just counts the ones. Between "
        "which two counts does the gate change its mind?",
        "A negated gate fires exactly where the other one is silent: what "
        "does that do to the sign of z?",
    ),
    misconceptions=MISCONCEPTIONS,
)
