"""Probes for answers that return a loss together with its gradient."""

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Probe

VALUE, GRADIENT = 0, 1
RESULTS = ("the loss", "the gradient")


def pair(value):
    """The two results, or None."""
    return value if isinstance(value, list) and len(value) == 2 else None


def pair_probe(reference, args, place, words=""):
    """One call of which one result is looked at."""
    want, name = reference(*args)[place], RESULTS[place]

    def judge(observation):
        results = pair(observation.value)
        if results is None:
            came = f"gave {show(observation.value)}"
            return Complaint(came, "the pair (loss, gradient)")
        wrong = compare(want, results[place])
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} for {name}", wrong.expected)

    def symptom(value):
        results = pair(value)
        return "no pair" if results is None else results[place]

    expects = f"the pair (loss, gradient), with {name} {show(want)}"
    return Probe(args, words, judge, expects, symptom=symptom)


def both(reference, cases):
    """Two makers of probes: for the loss, and for the gradient."""

    def probes(place):
        return lambda rng: [
            pair_probe(reference, args, place) for args in cases(rng)
        ]

    return probes(VALUE), probes(GRADIENT)
