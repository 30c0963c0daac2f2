"""digit_bits(A): from ten units, one a digit, to four, one a bit."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.multilayer_perceptron.bits_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    digit_bits,
)
from nncheck.specs.multilayer_perceptron.sections import CHOICES

LOW, HIGH = 0.1, 0.9


def _bits(digit):
    """The four bits, the lowest first."""
    return np.array([int(c) for c in f"{digit:04b}"[::-1]])


def _outputs(value, n):
    """The outputs as (n, 4) numbers, or None."""
    try:
        array = np.asarray(value)
    except ValueError:  # values of different shapes
        return None
    good = array.dtype.kind in "iuf" and array.shape == (n, 4)
    return array.astype(float) if good else None


def _judge(digits):
    def judge(observation):
        n = len(digits)
        outputs = _outputs(observation.value, n)
        if outputs is None:
            return Complaint(
                f"gave {show(observation.value)}",
                f"numbers in an array of shape ({n}, 4)",
            )
        for digit, row in zip(digits, outputs, strict=True):
            bits = _bits(digit)
            right = np.where(bits == 1, row >= HIGH, row <= LOW)
            if not (right & (row >= 0) & (row <= 1)).all():
                return Complaint(
                    f"gave {show(row)} for the digit {digit}",
                    f"the bits {show(bits)}: at least {HIGH} for a 1, at "
                    f"most {LOW} for a 0",
                )
        if np.isin(outputs, (0, 1)).all():
            return Complaint(
                "gave nothing but exact zeros and ones",
                "outputs of sigmoid units, which lie between 0 and 1",
            )
        return None

    return judge


def _symptom(digits):
    def symptom(value):
        outputs = _outputs(value, len(digits))
        if outputs is None:
            return _kind(value)
        level = (outputs > LOW).astype(int) + (outputs >= HIGH)
        level[outputs < 0] = -1
        level[outputs > 1] = 3
        return [level, int(np.isin(outputs, (0, 1)).all())]

    return symptom


def _kind(value):
    """What came instead of the outputs."""
    try:
        array = np.asarray(value)
    except ValueError:
        return f"{len(value)} values of different shapes"
    return f"{array.dtype.kind} of shape {array.shape}"


def _probe(A, digits):
    shown = ", ".join(map(str, digits))
    noun = "digit" if len(digits) == 1 else "digits"
    worst = "" if A.dtype.kind == "i" else f", A from {A.min()} to {A.max()}"
    return Probe(
        (A,),
        words=f"digit_bits(A) for the {noun} {shown}{worst}",
        judge=_judge(digits),
        expects=f"an array of shape ({len(digits)}, 4)",
        symptom=_symptom(digits),
    )


def _good(rng):
    """Clear answers, none of them quite the same."""
    probes = []
    for count in (1, 2, 5):
        digits = rng.permutation(np.arange(1, 10))[:count].tolist()
        A = np.round(rng.uniform(0.001, 0.01, (count, 10)), 3)
        size = np.round(rng.uniform(0.99, 0.999, count), 3)
        A[np.arange(count), digits] = size
        probes.append(_probe(A, digits))
    return probes


def _worst(rng):
    """All ten digits, each as badly as is allowed."""
    digits = rng.permutation(10).tolist()
    A = np.full((10, 10), 0.01)
    A[np.arange(10), digits] = 0.99
    return [_probe(A, digits)]


def _best(rng):
    digits = rng.permutation(10).tolist()
    return [_probe(np.eye(10, dtype=int)[digits], digits)]


EXERCISE = Exercise(
    page="multilayer_perceptron",
    name="digit_bits",
    title="From ten digits to four bits",
    minutes=5,
    section=CHOICES,
    reference=digit_bits,
    alternatives=ALTERNATIVES,
    arguments=("A",),
    parts=(
        Part("clear answers", 1, _good),
        Part("the worst answers that are allowed, all digits", 1, _worst),
        Part("perfect answers, written as whole numbers", 1, _best),
    ),
    hints=(
        "Write the ten digits in binary, one under the other. What does the "
        "column of the lowest bit say about the weights into the first unit?",
        "Which sum z does a sigmoid need for 0.9, which for 0.1? Try ±2 and "
        "±3 in a cell.",
        "With the weight w from every digit that has the bit, what is the "
        "smallest sum where the bit should be 1, and the largest where it "
        "should be 0? The bias belongs half-way between, and w has to be "
        "large enough for both ends.",
    ),
    misconceptions=MISCONCEPTIONS,
)
