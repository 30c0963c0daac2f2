"""Every numbered equation of the chapter on training, held against nnlib.

Each test stands for one label of the chapter.
"""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Dense,
    LayerStatistics,
    LogUniform,
    ReLU,
    Sequential,
    Uniform,
    random_search,
)

LOW, HIGH = 1e-4, 1e-1


def draws(sampler, n=20_000):
    rng = np.random.default_rng(5)
    return np.array([sampler.sample(rng) for _ in range(n)])


@pytest.mark.parametrize("t", [0.001, 0.01, 0.05])
def test_uniform(t):
    share = np.mean(draws(Uniform(LOW, HIGH)) > t)
    assert share == pytest.approx((HIGH - t) / (HIGH - LOW), abs=0.01)


@pytest.mark.parametrize("t", [0.0003, 0.001, 0.01, 0.05])
def test_loguniform(t):
    rates = draws(LogUniform(LOW, HIGH))
    expected = np.log(HIGH / t) / np.log(HIGH / LOW)
    assert np.mean(rates > t) == pytest.approx(expected, abs=0.01)
    # the rate of u is a (b / a)^u: u is uniform again
    u = np.log(rates / LOW) / np.log(HIGH / LOW)
    assert np.quantile(u, [0.1, 0.5, 0.9]) == pytest.approx(
        [0.1, 0.5, 0.9], abs=0.01
    )


class Lottery:
    """A "model" that is good for one setting in twenty."""

    def __init__(self, number):
        self.number = number

    def fit(self, X, y, **options):
        pass

    def evaluate(self, X, y):
        return {"loss": float(self.number >= 0.05)}


def test_luck():
    # how often do n draws of a search meet the best twentieth?
    X = np.zeros((1, 1))
    for n in (5, 20):
        wins = [
            random_search(
                lambda number, rng: Lottery(number),
                {"number": Uniform(0, 1)},
                (X, X),
                (X, X),
                n_trials=n,
                rng=seed,
            ).best.score
            == 0
            for seed in range(400)
        ]
        assert np.mean(wins) == pytest.approx(1 - 0.95**n, abs=0.08)
    assert f"{1 - 0.95**60:.3f}" == "0.954"


def test_ratio():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(8, 3)), rng.normal(size=(8, 1))
    model = Sequential([Dense(3, 4), ReLU(), Dense(4, 1)], rng=0)
    model.compile(SGD(0.1), "mse")
    before = [w.copy() for w in model.get_weights()]
    inside = LayerStatistics()
    model.fit(X, y, epochs=1, batch_size=8, callbacks=[inside], rng=0)
    after = model.get_weights()
    for k, name in enumerate(["1 Dense", "3 Dense"]):
        old = np.concatenate([w.ravel() for w in before[2 * k : 2 * k + 2]])
        new = np.concatenate([w.ravel() for w in after[2 * k : 2 * k + 2]])
        ratio = np.linalg.norm(new - old) / np.linalg.norm(old)
        assert inside.update_ratios[name] == pytest.approx([ratio])
