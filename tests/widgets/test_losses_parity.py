"""The losses of the browser are those of nnlib, to 1e-9."""

from __future__ import annotations

import numpy as np
import pytest

from nnlib import losses, one_hot
from nnlib.activations import log_softmax
from tests.widgets.checks import agree
from tests.widgets.node import call

pytestmark = pytest.mark.node

SHAPES = [(1, 1), (1, 3), (7, 1), (5, 4)]


def compare(name, loss, cases, *more):
    """Hold value and gradient of the loss `name` against nnlib's."""
    arguments = [[y.tolist(), p.tolist(), *more] for y, p in cases]
    values = call("losses", name, *arguments)
    gradients = call("losses", f"{name}Gradient", *arguments)
    for (y, p), value, gradient in zip(cases, values, gradients, strict=True):
        agree(value, loss(y, p))
        assert np.shape(gradient) == p.shape
        agree(gradient, loss.gradient(y, p))


def numbers(seed, shape, spread=2.0):
    return np.random.default_rng(seed).normal(size=shape) * spread


@pytest.mark.parametrize(
    ("name", "loss"),
    [
        ("meanSquaredError", losses.MeanSquaredError()),
        ("quadraticCost", losses.QuadraticCost()),
        ("meanAbsoluteError", losses.MeanAbsoluteError()),
        ("huber", losses.Huber()),
    ],
)
def test_regression(name, loss):
    cases = [(numbers(0, s), numbers(1, s)) for s in SHAPES]
    hit = numbers(2, (4, 2))
    cases.append((hit, hit.copy()))  # at the kink
    compare(name, loss, cases)


def test_huber_with_another_delta():
    cases = [(numbers(3, s), numbers(4, s)) for s in SHAPES]
    compare("huber", losses.Huber(delta=0.3), cases, 0.3)


def test_hinge():
    cases = [(np.sign(numbers(5, s)), numbers(6, s)) for s in SHAPES]
    cases.append((np.array([[1.0, -1.0]]), np.array([[1.0, -1.0]])))  # kinks
    compare("hinge", losses.Hinge(), cases)


def test_binary_crossentropy():
    rng = np.random.default_rng(7)
    cases = [(rng.integers(0, 2, s) * 1.0, rng.random(s)) for s in SHAPES]
    cases.append((rng.random((3, 2)), rng.random((3, 2))))  # soft targets
    cases.append((np.array([[0.0, 1.0]]), np.array([[0.0, 1.0]])))
    compare("binaryCrossentropy", losses.BinaryCrossentropy(), cases)


def test_a_certain_and_wrong_answer_costs_much_and_not_infinitely_much():
    y, p = np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]])
    compare("binaryCrossentropy", losses.BinaryCrossentropy(), [(y, p)])
    one = np.array([[0.0, 1.0]])
    compare(
        "categoricalCrossentropy",
        losses.CategoricalCrossentropy(),
        [(one, 1 - one)],
    )


def test_binary_crossentropy_from_logits():
    rng = np.random.default_rng(8)
    y = [rng.integers(0, 2, s) * 1.0 for s in SHAPES]
    cases = [(each, numbers(9, each.shape, 4)) for each in y]
    large = np.array([[1000.0], [-1000.0], [1000.0], [-1000.0]])
    cases.append((np.array([[0.0], [1.0], [1.0], [0.0]]), large))
    compare(
        "binaryCrossentropyFromLogits",
        losses.BinaryCrossentropy(from_logits=True),
        cases,
    )


@pytest.mark.parametrize("large", [1, 1000])
def test_crossentropy_of_classes(large):
    rng = np.random.default_rng(10)
    for n, k in [(1, 2), (6, 3), (4, 10)]:
        labels = rng.integers(0, k, n)
        scores = rng.normal(size=(n, k)) * large
        p, hot = np.exp(log_softmax(scores / large)), one_hot(labels, k)
        rows = [("categoricalCrossentropy", hot)]
        rows.append(("sparseCategoricalCrossentropy", labels))
        for name, y in rows:
            kind = getattr(losses, name[0].upper() + name[1:])
            compare(name, kind(), [(y, p)])
            compare(name + "FromLogits", kind(from_logits=True), [(y, scores)])


def test_the_dog():
    # cross-entropies worked out by hand in the chapter on losses
    dog = [[0, 1, 0], [0, 1, 0]]
    (value,) = call(
        "losses",
        "categoricalCrossentropy",
        [dog, [[0.2, 0.3, 0.5], [0.3, 0.5, 0.2]]],
    )
    assert value == pytest.approx(0.94856, abs=5e-6)
