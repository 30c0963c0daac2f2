"""Probes for optimizers: a few steps with given gradients."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.drivers.gradient_descent import optimizer
from nncheck.engine import Probe

ARGUMENTS = ("settings", "params", "grads", "grads", "grads")


def walk(rule, settings, params, grads):
    """Some steps of an optimizer, compared with the reference's.

    Args:
        rule: the reference, a class.
        settings: the arguments of its constructor.
        params: the parameters at the start.
        grads: for each of them the gradients, one for each step.
    """
    args = (settings, *params, *grads)
    want = optimizer(rule, settings, *map(np.copy, args[1:]))
    words = ", ".join(f"{k}={v:g}" for k, v in settings.items())
    words = words.replace("nesterov=1", "nesterov=True")
    start = " and ".join(map(show, params))
    slopes = _slopes(grads)
    return Probe(
        args,
        words=f"{rule.__name__}({words}) from params {start}, {slopes}",
        judge=lambda seen: _first_difference(want, seen.value),
        expects="a step that changes the arrays of `params`",
        exact_failure=False,
    )


def _slopes(grads):
    steps = len(grads[0])
    if len(grads) == 1 and grads[0].size <= 6:
        listed = ", then ".join(map(show, grads[0]))
        return f"with the gradient {listed}"
    return f"{steps} steps with random gradients"


def _first_difference(want, got):
    """The first step after which a parameter is not where it should be."""
    if not isinstance(got, list) or len(got) != len(want):
        return Complaint(f"gave {show(got)}", f"{len(want)} parameters")
    for t in range(len(want[0])):
        for k, (right, path) in enumerate(zip(want, got, strict=True)):
            complaint = compare(right[t], path[t])
            if complaint:
                which = f"params[{k}] after step {t + 1}"
                return Complaint(
                    f"{complaint.came} as {which}", complaint.expected
                )
    return None


def slopes(rng, steps, *shape):
    """Gradients that are neither small nor all alike."""
    size = rng.uniform(0.4, 2, size=(steps, *shape))
    return np.round(size * rng.choice([-1, 1, 1], size=size.shape), 2)


def one_array(rule, rng, settings, steps=5):
    """The first step, two steps by hand, then a random walk."""
    hand = np.array([[2.0], [1.0]])
    w = np.round(rng.normal(size=2), 1)
    return [
        walk(rule, settings, [np.array([1.0])], [hand[:1]]),
        walk(rule, settings, [np.array([1.0])], [hand]),
        walk(rule, settings, [w], [slopes(rng, steps, 2)]),
    ]


def two_arrays(rule, rng, settings, steps=5):
    """Two parameters alike in shape, then two of different shapes."""
    alike = [slopes(rng, steps, 1), slopes(rng, steps, 1)]
    mixed = [slopes(rng, steps, 2, 2), slopes(rng, steps, 2)]
    W, b = np.round(rng.normal(size=(2, 2)), 1), np.zeros(2)
    return [
        walk(rule, settings, [np.array([1.0]), np.array([2.0])], alike),
        walk(rule, settings, [W, b], mixed),
    ]
