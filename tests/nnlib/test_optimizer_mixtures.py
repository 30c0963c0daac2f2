"""Every option of the optimizers with every other, number by number.

The twin below knows no arrays: it is the documented update of one number,
`w ← w - η λ w` and then the formula of the optimizer, after the gradients of
all parameters were scaled or cut.
"""

import itertools
import math

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adagrad,
    Adam,
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    RMSprop,
    StepDecay,
)

SHAPES = [(3, 2), (4,), (2, 2, 2), (1,)]
RATES = {
    "constant": 0.05,
    "exponential": ExponentialDecay(0.1, 3, 0.5),
    "inverse time": InverseTimeDecay(0.1, 3, 0.5),
    "stairs": StepDecay(0.1, 4, 0.3),
    "warm-up": CosineDecay(0.01, 6, 0.1, warmup_target=0.2, warmup_steps=3),
}
CLIPS = [{}, {"clipnorm": 0.5}, {"clipvalue": 0.5}]
RULES = [
    (SGD, {}),
    (SGD, {"momentum": 0.9}),
    (SGD, {"momentum": 0.9, "nesterov": True}),
    (Adagrad, {}),
    (RMSprop, {}),
    (Adam, {}),
]


def clipped(g, clipnorm=None, clipvalue=None):
    if clipnorm:
        norm = math.sqrt(sum(x * x for x in g))
        return [x * min(1, clipnorm / norm) for x in g]
    if clipvalue:
        return [max(-clipvalue, min(clipvalue, x)) for x in g]
    return g


def moved(kind, rate, t, g, memory, momentum=0.0, nesterov=False):
    """What is added to a number at step t (from 0), and its new memory."""
    a, b = memory
    if kind is SGD:
        v = momentum * a - rate * g
        return (momentum * v - rate * g if nesterov else v), (v, b)
    if kind is Adagrad:
        s = a + g * g
        return -rate * g / (math.sqrt(s) + 1e-8), (s, b)
    if kind is RMSprop:
        s = 0.9 * a + 0.1 * g * g
        return -rate * g / (math.sqrt(s) + 1e-8), (s, b)
    m, s = 0.9 * a + 0.1 * g, 0.999 * b + 0.001 * g * g
    m_hat, s_hat = m / (1 - 0.9 ** (t + 1)), s / (1 - 0.999 ** (t + 1))
    return -rate * m_hat / (math.sqrt(s_hat) + 1e-8), (m, s)


@pytest.mark.parametrize("rate", RATES.values(), ids=RATES)
@pytest.mark.parametrize(
    "kind, own", RULES, ids=lambda x: x.__name__ if isinstance(x, type) else ""
)
def test_ten_steps_of_every_mixture(kind, own, rate):
    rng = np.random.default_rng(0)
    for clip, decay in itertools.product(CLIPS, (0.0, 0.1)):
        params = [rng.normal(size=shape) for shape in SHAPES]
        numbers = [float(w) for array in params for w in array.flat]
        memories = [(0.0, 0.0)] * len(numbers)
        optimizer = kind(rate, weight_decay=decay, **own, **clip)
        for t in range(10):
            # every second gradient is short, and is not to be clipped
            size = 0.05 if t % 2 else 3
            grads = [size * rng.normal(size=shape) for shape in SHAPES]
            optimizer.step(params, grads)
            eta = rate(t) if callable(rate) else rate
            flat = [float(g) for array in grads for g in array.flat]
            for i, g in enumerate(clipped(flat, **clip)):
                numbers[i] -= eta * decay * numbers[i]
                change, memories[i] = moved(
                    kind, eta, t, g, memories[i], **own
                )
                numbers[i] += change
        found = np.concatenate([array.ravel() for array in params])
        np.testing.assert_allclose(found, numbers, rtol=0, atol=1e-12)
