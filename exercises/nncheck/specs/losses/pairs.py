"""Probes for answers that return a loss together with its gradient."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Probe

VALUE, GRADIENT = 0, 1
RESULTS = ("the loss", "the gradient")


def pair(value):
    """The two results, or None."""
    return value if isinstance(value, list) and len(value) == 2 else None


def no_pair(value):
    """The complaint about anything else."""
    asks = " (is there a `return`?)" if value is None else ""
    return Complaint(f"gave {show(value)}{asks}", "the pair (loss, gradient)")


def rough(value):
    """A loss far out, with all floors under a probability alike."""
    number = isinstance(value, float) or np.ndim(value) == 0
    return "floored" if number and 10 < value < 60 else value


def pair_probe(reference, args, place, symptom_of=None):
    """One call of which one result is looked at."""
    want, name = reference(*args)[place], RESULTS[place]

    def judge(observation):
        results = pair(observation.value)
        if results is None:
            return no_pair(observation.value)
        wrong = compare(want, results[place])
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} for {name}", wrong.expected)

    def symptom(value):
        results = pair(value)
        if results is None:
            return value
        result = results[place]
        return symptom_of(result) if symptom_of else result

    expects = f"the pair (loss, gradient), with {name} {show(want)}"
    return Probe(
        args,
        judge=judge,
        expects=expects,
        symptom=symptom,
        exact_failure=False,
    )


def both(reference, cases, symptom_of=None):
    """Two makers of probes: for the loss, and for the gradient."""

    def probes(place, symptom_of=None):
        return lambda rng: [
            pair_probe(reference, args, place, symptom_of)
            for args in cases(rng)
        ]

    return probes(VALUE, symptom_of), probes(GRADIENT)
