"""penalized_step(...): one step of gradient descent with L1 and L2."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.regularization.penalties_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    penalized_step,
)
from nncheck.specs.regularization.sections import WEIGHTS

RESULTS = ("W", "b")


def _pair(value):
    return value if isinstance(value, list) and len(value) == 2 else None


def _probe(W, b, grads, rates, place):
    args = (W, b, *grads, *rates)
    want = penalized_step(*args)[place]

    def judge(observation):
        pair = _pair(observation.value)
        if pair is None:
            came = f"gave {show(observation.value)}"
            return Complaint(came, "the pair W, b")
        wrong = compare(want, pair[place])
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} for {RESULTS[place]}", wrong.expected)

    def symptom(value):
        pair = _pair(value)
        return "no pair" if pair is None else pair[place]

    learning_rate, l1, l2 = rates
    given = ", ".join(
        f"{name} = {show(array)}"
        for name, array in zip(
            ("W", "b", "grad_W", "grad_b"), args[:4], strict=True
        )
    )
    return Probe(
        args,
        words="penalized_step(W, b, grad_W, grad_b, "
        f"{learning_rate:g}, l1={l1:g}, l2={l2:g}) with {given}",
        judge=judge,
        expects=f"{RESULTS[place]} of shape {want.shape}",
        symptom=symptom,
    )


def _draw(rng, shape):
    sizes = rng.uniform(0.5, 3, shape) * rng.choice([-1, 1], shape)
    return np.round(sizes, 1)


def _rates(rng, with_l1, with_l2):
    draw = [round(float(rng.uniform(0.2, 0.6)), 2) for _ in range(3)]
    return draw[0], with_l1 * draw[1], with_l2 * draw[2]


def _l2(rng):
    one, still = np.array([[1.0]]), (np.zeros((1, 1)), np.zeros(1))
    W, grads = _draw(rng, (2, 2)), (_draw(rng, (2, 2)), _draw(rng, 2))
    rates = _rates(rng, 0, 1)
    return [
        _probe(one, np.zeros(1), still, rates, 0),
        _probe(W, _draw(rng, 2), grads, rates, 0),
    ]


def _l1(rng):
    pair = np.array([[2.0, -0.5]])
    still = (np.zeros((1, 2)), np.zeros(2))
    W, grads = _draw(rng, (2, 2)), (_draw(rng, (2, 2)), _draw(rng, 2))
    W[0, 1] = 0
    return [
        _probe(pair, np.zeros(2), still, _rates(rng, 1, 0), 0),
        _probe(W, _draw(rng, 2), grads, _rates(rng, 1, 0), 0),
        _probe(W, _draw(rng, 2), grads, _rates(rng, 1, 1), 0),
    ]


def _biases(rng):
    W, grads = _draw(rng, (2, 2)), (_draw(rng, (2, 2)), _draw(rng, 2))
    return [_probe(W, _draw(rng, 2), grads, _rates(rng, 1, 1), 1)]


EXERCISE = Exercise(
    page="regularization",
    name="penalized_step",
    title="A step with L1 and L2",
    minutes=6,
    section=WEIGHTS,
    reference=penalized_step,
    alternatives=ALTERNATIVES,
    arguments=("W", "b", "grad_W", "grad_b", "learning_rate", "l1", "l2"),
    parts=(
        Part("L2 on the weights", 1.5, _l2),
        Part("L1 on the weights", 1, _l1),
        Part("the biases", 0.5, _biases),
    ),
    hints=(
        "A step subtracts the learning rate times the gradient of the whole "
        "cost, penalties included. Which two terms do they add to grad_W?",
        "The ½ in the L2 penalty cancels the 2 of the derivative. The "
        "derivative of |w| is −1, 0 or 1: `np.sign`.",
        "Try W = 1 without any gradient, η = 0.01 and l2 = 0.1: after one "
        "step the weight is 0.999.",
    ),
    misconceptions=MISCONCEPTIONS,
)
