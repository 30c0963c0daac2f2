"""half_adder(x1, x2, nand): the sum of two bits from NAND gates alone."""

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.perceptron.half_adder_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    half_adder,
)
from nncheck.specs.perceptron.sections import ADDER

BITS = ((0, 0), (0, 1), (1, 0), (1, 1))


def _outputs(value, x1, x2):
    """The two bits that come out of the plan of gates, or None."""
    outputs = value.get("outputs") if isinstance(value, dict) else None
    if not isinstance(outputs, list) or len(outputs) != 2:
        return None
    signals = [x1, x2]
    for a, b in value["gates"]:
        signals.append(1 - signals[a] * signals[b])
    return [signals[number] for number in outputs]


def _bit(place, word, x1, x2):
    want = ((x1 + x2) % 2, (x1 + x2) // 2)[place]

    def judge(observation):
        outputs = _outputs(observation.value, x1, x2)
        if outputs is None:
            return Complaint("gave no pair of wires", "the pair (sum, carry)")
        if outputs[place] == want:
            return None
        return Complaint(f"gave the {word} {show(outputs[place])}", f"{want}")

    def symptom(value):
        outputs = _outputs(value, x1, x2)
        return "no pair" if outputs is None else outputs[place]

    return Probe(
        (),  # the answer builds one plan for all bits
        words=f"half_adder({x1}, {x2}, nand)",
        judge=judge,
        expects=f"the {word} {want}, made by `nand` alone",
        symptom=symptom,
    )


def _bits(place, word):
    def probes(rng):
        order = rng.permutation(len(BITS))
        return [_bit(place, word, *BITS[i]) for i in order]

    return probes


def _few_gates(x1, x2):
    def judge(observation):
        want = [(x1 + x2) % 2, (x1 + x2) // 2]
        if _outputs(observation.value, x1, x2) != want:
            return Complaint("gave other bits", f"{show(want)} first of all")
        gates = len(observation.value["gates"])
        if gates <= 5:
            return None
        return Complaint(f"used {gates} gates", "at most 5")

    return Probe(
        (),  # the answer builds one plan for all bits
        words=f"half_adder({x1}, {x2}, nand)",
        judge=judge,
        expects="both bits from at most 5 gates",
        symptom=lambda value: int(len(value["gates"]) > 5),
    )


def _economy(rng):
    return [_few_gates(x1, x2) for x1, x2 in BITS]


EXERCISE = Exercise(
    page="perceptron",
    name="half_adder",
    title="A one-bit adder from NAND gates",
    minutes=8,
    section=ADDER,
    reference=half_adder,
    alternatives=ALTERNATIVES,
    arguments=("x1", "x2", "nand"),
    driver="half_adder",
    parts=(
        Part("the sum bit", 1, _bits(0, "sum")),
        Part("the carry bit", 1, _bits(1, "carry")),
        Part("five gates are enough", 1, _economy),
    ),
    hints=(
        "Start with n = NAND of both inputs. It is 0 in one row only. Which "
        "bit of the sum is that row about?",
        "A NAND whose two inputs are the same wire turns the signal round.",
        "For the sum, feed n and one input into a gate, n and the other "
        "input into a second one. Write both columns down: what does one "
        "more gate make of them?",
    ),
    misconceptions=MISCONCEPTIONS,
)
