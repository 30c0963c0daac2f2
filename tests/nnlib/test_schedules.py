"""Schedules: the rates of the first steps, by hand."""

import math

import numpy as np
import pytest

from nnlib import (
    SGD,
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    Schedule,
    StepDecay,
    schedules,
)

EVERY = [
    StepDecay(0.2, 10, 0.5),
    ExponentialDecay(0.2, 1, 0.95),
    InverseTimeDecay(0.2, 1, 1.0),
    CosineDecay(0.2, 100),
    CosineDecay(0.2, 100, 0.1),
    CosineDecay(0.0, 100, warmup_target=0.4, warmup_steps=10),
]
every = pytest.mark.parametrize("schedule", EVERY, ids=repr)


def test_inverse_time_by_hand():
    # .2 / 2 = .1, .2 / 3 = .0667, .2 / 4 = .05, .2 / 5 = .04
    schedule = InverseTimeDecay(0.2, decay_steps=1, decay_rate=1.0)
    rates = [schedule(t) for t in range(5)]
    np.testing.assert_allclose(
        rates, [0.2, 0.1, 0.0667, 0.05, 0.04], atol=4e-5
    )
    # a unit of ten steps, k = 3: .2 / (1 + 3 * 5 / 10) = .2 / 2.5 = .08
    assert InverseTimeDecay(0.2, 10, 3)(5) == pytest.approx(0.08)


def test_exponential_by_hand():
    # .2 * .95 = .19, * .95 = .1805, * .95 = .171475, * .95 = .162901
    schedule = ExponentialDecay(0.2, decay_steps=1, decay_rate=0.95)
    rates = [schedule(t) for t in range(5)]
    np.testing.assert_allclose(
        rates, [0.2, 0.19, 0.1805, 0.171475, 0.162901], atol=5e-7
    )
    # half of it in every 10 steps: after 5, .2 / √2 = .141421
    assert ExponentialDecay(0.2, 10, 0.5)(5) == pytest.approx(0.141421, 1e-5)


def test_step_decay_by_hand():
    # constant for ten steps, then half, then a quarter
    schedule = StepDecay(0.8, decay_steps=10, decay_rate=0.5)
    rates = [schedule(t) for t in (0, 9, 10, 19, 20, 30)]
    np.testing.assert_allclose(rates, [0.8, 0.8, 0.4, 0.4, 0.2, 0.1])


def test_cosine_by_hand():
    # (1 + cos 0) / 2 = 1, (1 + cos 60°) / 2 = .75, (1 + cos 90°) / 2 = .5,
    # (1 + cos 120°) / 2 = .25, (1 + cos 180°) / 2 = 0, and then 0
    schedule = CosineDecay(0.4, decay_steps=12)
    rates = [schedule(t) for t in (0, 4, 6, 8, 12, 100)]
    np.testing.assert_allclose(rates, [0.4, 0.3, 0.2, 0.1, 0, 0], atol=1e-16)
    # a tenth stays: .4 * (.9 * .5 + .1) = .22 half-way, .04 at the end
    schedule = CosineDecay(0.4, decay_steps=12, alpha=0.1)
    np.testing.assert_allclose([schedule(6), schedule(12)], [0.22, 0.04])


def test_a_warm_up_rises_from_the_initial_rate():
    # 0.1, 0.2, then the target 0.3
    schedule = CosineDecay(0.1, 8, warmup_target=0.3, warmup_steps=2)
    assert [schedule(t) for t in range(3)] == pytest.approx([0.1, 0.2, 0.3])


def test_cosine_with_warm_up_by_hand():
    # from 0 to .4 in 4 steps: 0, .1, .2, .3, .4; then the wave of 8 steps
    schedule = CosineDecay(0.0, 8, warmup_target=0.4, warmup_steps=4)
    rates = [schedule(t) for t in (0, 1, 2, 3, 4, 8, 12, 13)]
    expected = [0, 0.1, 0.2, 0.3, 0.4, 0.2, 0, 0]
    np.testing.assert_allclose(rates, expected, atol=1e-16)


@every
def test_rates_fall_and_stay_above_zero(schedule):
    start = getattr(schedule, "warmup_steps", 0)
    rates = [schedule(t) for t in range(start, 300)]
    assert all(a >= b >= 0 for a, b in zip(rates, rates[1:], strict=False))
    assert rates[0] > rates[150]
    assert all(type(rate) is float for rate in rates)


@every
def test_an_optimizer_follows(schedule):
    # the gradient is 1: the path is minus the sum of the rates
    w, optimizer = np.zeros(1), SGD(schedule)
    for _ in range(25):
        optimizer.step([w], [np.ones(1)])
    assert w[0] == pytest.approx(-math.fsum(map(schedule, range(25))))
    assert optimizer.current_learning_rate() == schedule(25)


@every
def test_repr_builds_it_again(schedule):
    again = eval(repr(schedule), vars(schedules))
    assert again.config() == schedule.config()
    assert [again(t) for t in range(30)] == [schedule(t) for t in range(30)]
    assert repr(SGD(schedule)) == f"SGD(learning_rate={schedule!r})"


@pytest.mark.peer
def test_the_same_as_keras(monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    theirs = pytest.importorskip(
        "keras.optimizers.schedules", reason="Keras is not installed"
    )
    pairs = [
        (
            ExponentialDecay(0.2, 10, 0.5),
            theirs.ExponentialDecay(0.2, 10, 0.5),
        ),
        (
            StepDecay(0.2, 10, 0.5),
            theirs.ExponentialDecay(0.2, 10, 0.5, staircase=True),
        ),
        (
            InverseTimeDecay(0.2, 10, 3),
            theirs.InverseTimeDecay(0.2, 10, 3),
        ),
        (CosineDecay(0.2, 20, 0.1), theirs.CosineDecay(0.2, 20, 0.1)),
        (
            CosineDecay(0.1, 20, 0.1, warmup_target=0.4, warmup_steps=5),
            theirs.CosineDecay(
                0.1, 20, 0.1, warmup_target=0.4, warmup_steps=5
            ),
        ),
    ]
    for mine, other in pairs:
        # they compute in float32
        np.testing.assert_allclose(
            [mine(t) for t in range(30)],
            [float(other(t)) for t in range(30)],
            atol=1e-7,
        )


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: ExponentialDecay(0, 1, 0.9),
            ValueError,
            r"ExponentialDecay: initial_learning_rate must be in \(0, inf\)",
        ),
        (
            lambda: StepDecay(0.1, 0, 0.9),
            ValueError,
            "StepDecay: decay_steps must be at least 1, got 0",
        ),
        (
            lambda: StepDecay(0.1, 2.5, 0.9),
            TypeError,
            "StepDecay: decay_steps must be a whole number, got 2.5",
        ),
        (
            lambda: InverseTimeDecay(0.1, 1, -1),
            ValueError,
            r"InverseTimeDecay: decay_rate must be in \(0, inf\), got -1",
        ),
        (
            lambda: CosineDecay(0, 10),
            ValueError,
            r"CosineDecay: initial_learning_rate must be in \(0, inf\), got 0",
        ),
        (
            lambda: CosineDecay(0.1, 10, alpha=-0.1),
            ValueError,
            r"CosineDecay: alpha must be in \[0, inf\), got -0.1",
        ),
        (
            lambda: CosineDecay(0.1, 10, warmup_steps=5),
            ValueError,
            "^CosineDecay: a warm-up needs both warmup_target and "
            "warmup_steps, got None a",
        ),
        (
            lambda: CosineDecay(0.1, 10, warmup_target=0.5),
            ValueError,
            "needs both warmup_target and warmup_steps, got 0.5 and 0",
        ),
        (
            lambda: CosineDecay(0, 10, warmup_target=0.5, warmup_steps=-2),
            ValueError,
            "CosineDecay: warmup_steps must be at least 1, got -2",
        ),
        (
            lambda: Schedule()(0),
            NotImplementedError,
            "Schedule needs a __call__",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
