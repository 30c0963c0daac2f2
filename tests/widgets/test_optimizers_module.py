"""The optimizers and schedules of the browser are nnlib's, to 1e-9."""

import numpy as np
import pytest

from nnlib import optimizers, schedules
from tests.widgets.node import call

pytestmark = pytest.mark.node

RULES = {
    "sgd": ("sgd", {"learning_rate": 0.1}),
    "heavy ball": ("sgd", {"learning_rate": 0.03, "momentum": 0.9}),
    "nesterov": (
        "sgd",
        {"learning_rate": 0.03, "momentum": 0.8, "nesterov": True},
    ),
    "adagrad": ("adagrad", {"learning_rate": 0.2, "epsilon": 1e-6}),
    "rmsprop": ("rmsprop", {"learning_rate": 0.05, "rho": 0.8}),
    "adam": ("adam", {"learning_rate": 0.1, "beta_1": 0.8, "beta_2": 0.99}),
    "defaults sgd": ("sgd", {}),
    "defaults adagrad": ("adagrad", {}),
    "defaults rmsprop": ("rmsprop", {}),
    "defaults adam": ("adam", {}),
}
COMMON = [
    {},
    {"weight_decay": 0.02},
    {"clipnorm": 1.5},
    {"clipvalue": 0.4, "weight_decay": 0.1},
]
BROWSER = {
    "learning_rate": "learningRate",
    "weight_decay": "weightDecay",
    "beta_1": "beta1",
    "beta_2": "beta2",
}


def renamed(options):
    return {BROWSER.get(name, name): v for name, v in options.items()}


def trajectory(rule, w, gradients):
    """nnlib's path, with the parameters split into two arrays."""
    params = [np.array(w[:2]), np.array(w[2:])]
    path = [np.concatenate(params)]
    for g in gradients:
        rule.step(params, [np.array(g[:2]), np.array(g[2:])])
        path.append(np.concatenate(params))
    return path


@pytest.fixture(scope="module")
def task():
    rng = np.random.default_rng(3)
    gradients = rng.normal(size=(50, 5)) * [1e-3, 1, 1, 30, 0]
    return rng.normal(size=5).tolist(), gradients.tolist()


@pytest.mark.parametrize("common", COMMON, ids=lambda c: "+".join(c) or "bare")
@pytest.mark.parametrize("name", RULES)
def test_fifty_steps(name, common, task):
    alias, options = RULES[name]
    options = options | common
    w, gradients = task
    got = call(
        "optimizers", "optimizerSteps", [alias, renamed(options), w, gradients]
    )[0]
    rule = optimizers.ALIASES[alias](**options)
    expected = trajectory(rule, w, gradients)
    assert len(got) == 51
    assert np.abs(np.subtract(got[-1], got[0])[:4]).min() > 1e-7
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-12)


SCHEDULES = {
    "stepDecay": (schedules.StepDecay(0.2, 7, 0.5), [0.2, 7, 0.5]),
    "exponentialDecay": (
        schedules.ExponentialDecay(0.2, 3, 0.95),
        [0.2, 3, 0.95],
    ),
    "inverseTimeDecay": (
        schedules.InverseTimeDecay(0.2, 4, 1.5),
        [0.2, 4, 1.5],
    ),
    "cosineDecay": (
        schedules.CosineDecay(
            0.01, 30, 0.1, warmup_target=0.3, warmup_steps=8
        ),
        [0.01, 30, {"alpha": 0.1, "warmupTarget": 0.3, "warmupSteps": 8}],
    ),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_fifty_steps_of_a_schedule(name, task):
    """As the learning rate of an optimizer, and so at each number of steps."""
    schedule, arguments = SCHEDULES[name]
    w, gradients = task
    options = {"schedule": [name, *arguments]}
    got = call(
        "optimizers", "optimizerSteps", ["adam", options, w, gradients]
    )[0]
    expected = trajectory(optimizers.Adam(schedule), w, gradients)
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-12)


def test_plain_cosine():
    ones = [[1.0]] * 6
    options = {"schedule": ["cosineDecay", 0.2, 4]}
    (path,) = call("optimizers", "optimizerSteps", ["sgd", options, [0], ones])
    rates = [schedules.CosineDecay(0.2, 4)(t) for t in range(6)]
    np.testing.assert_allclose(-np.diff(path, axis=0)[:, 0], rates, atol=1e-12)


def test_an_unknown_name_is_refused():
    with pytest.raises(RuntimeError, match="unknown optimizer adamw"):
        call("optimizers", "optimizerSteps", ["adamw", {}, [0], []])
