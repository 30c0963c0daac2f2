"""Searches: what they try, what they look at, what they choose.

Most tests use a probe in the place of a model: it records what it was given,
and its score is a formula of its settings.
"""

import math
from collections import Counter

import numpy as np
import pytest

from nnlib import (
    SGD,
    Dense,
    LogUniform,
    ReLU,
    Sequential,
    Uniform,
    UniformInteger,
    accuracy,
    grid_search,
    random_search,
    successive_halving,
)
from nnlib._trials import SearchResult, Trial
from nnlib.datasets import make_circles

TRAIN = (np.zeros((8, 1)), np.zeros(8))
VALIDATION = (np.ones((4, 1)), np.ones(4))


class Probe:
    """A model that learns nothing and remembers everything."""

    def __init__(self, settings, score, rng):
        self.settings, self.score, self.rng = settings, score, rng
        self.epochs, self.fits, self.judged = 0, [], []

    def fit(self, X, y, **how):
        assert X is TRAIN[0] and y is TRAIN[1]
        self.fits.append(how)
        self.epochs += how["epochs"]

    def evaluate(self, X, y):
        # the score is taken on the validation data, after training
        assert X is VALIDATION[0] and y is VALIDATION[1]
        assert self.epochs > 0
        self.judged.append(self.epochs)
        value = self.score(self)
        return {"loss": value, "accuracy": 1 - value, "auc": value}


def recorder(score=lambda probe: 0.5):
    made = []

    def build(*, rng, **settings):
        made.append(Probe(settings, score, rng))
        return made[-1]

    return build, made


SEARCHES = {
    "grid": lambda build, space, **more: grid_search(
        build, space, TRAIN, VALIDATION, **{"rng": 0} | more
    ),
    "random": lambda build, space, **more: random_search(
        build, space, TRAIN, VALIDATION, **{"rng": 0, "n_trials": 5} | more
    ),
    "halving": lambda build, space, **more: successive_halving(
        build, space, TRAIN, VALIDATION, **{"rng": 0, "n_trials": 9} | more
    ),
}
every = pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)


def test_a_grid_tries_every_combination_once():
    build, made = recorder()
    space = {"units": [8, 16, 32], "rate": (0.1, 0.01)}
    result = SEARCHES["grid"](build, space, epochs=3, batch_size=64)
    tried = [(p.settings["units"], p.settings["rate"]) for p in made]
    assert tried == [
        (8, 0.1),
        (8, 0.01),
        (16, 0.1),
        (16, 0.01),
        (32, 0.1),
        (32, 0.01),
    ]
    assert [trial.settings for trial in result.trials] == [
        probe.settings for probe in made
    ]
    for probe in made:
        (how,) = probe.fits
        assert (how["epochs"], how["batch_size"]) == (3, 64)


def test_batch_size_and_epochs_in_the_space_go_to_fit():
    build, made = recorder(lambda probe: 1 / probe.epochs)
    space = {"units": [8], "batch_size": [32, 128], "epochs": [2, 5]}
    result = SEARCHES["grid"](build, space)
    assert all(probe.settings == {"units": 8} for probe in made)
    assert [(p.fits[0]["batch_size"], p.epochs) for p in made] == [
        (32, 2),
        (32, 5),
        (128, 2),
        (128, 5),
    ]
    assert result.best.settings == {
        "units": 8,
        "batch_size": 32,
        "epochs": 5,
    }


@every
@pytest.mark.parametrize(
    ("metric", "mode", "chosen"),
    [
        ("loss", "auto", 0.1),
        ("accuracy", "auto", 0.1),  # 1 - 0.1, the largest
        ("loss", "max", 0.9),
        ("auc", "max", 0.9),
        ("auc", "min", 0.1),
    ],
)
def test_the_best_is_the_best(search, metric, mode, chosen):
    build, _ = recorder(lambda probe: probe.settings["level"])
    result = search(
        build, {"level": [0.4, 0.1, 0.9]}, metric=metric, mode=mode
    )
    tried = {trial.settings["level"] for trial in result.trials}
    assert tried == {0.4, 0.1, 0.9}
    assert result.best.settings["level"] == chosen
    longest = max(trial.epochs for trial in result.trials)
    scores = [t.score for t in result.ranked if t.epochs == longest]
    assert scores == sorted(scores, reverse=result.mode == "max")


@every
def test_each_trial_has_randomness_of_its_own(search):
    build, made = recorder()
    search(build, {"units": [1, 2, 3]})
    draws = [probe.rng.random() for probe in made]
    assert len(set(draws)) == len(made)
    assert all(probe.fits[0]["rng"] is probe.rng for probe in made)
    # equal seeds, equal searches; a Generator serves as well
    for rng, equal in (
        (0, True),
        (np.random.default_rng(0), True),
        (1, False),
    ):
        build, again = recorder()
        search(build, {"units": [1, 2, 3]}, rng=rng)
        assert ([p.rng.random() for p in again] == draws) is equal


@every
def test_the_global_random_state_is_left_alone(search):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    search(recorder()[0], {"units": [1, 2]})
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_random_search_draws_from_distributions_and_lists():
    build, made = recorder()
    space = {
        "rate": LogUniform(1e-4, 1e-1),
        "drop": Uniform(0, 0.5),
        "units": UniformInteger(4, 6),
        "name": ["relu", "tanh"],
        "batch_size": [32, 64],
    }
    SEARCHES["random"](build, space, n_trials=300)
    rates = np.array([probe.settings["rate"] for probe in made])
    # each of the three powers of ten gets a third; uniform rates would put
    # (0.1 - 0.01) / (0.1 - 0.0001) = 90 % above 0.01
    thirds = np.histogram(np.log10(rates), bins=[-4, -3, -2, -1])[0]
    assert thirds.sum() == 300 and thirds.min() > 80
    drops = np.array([probe.settings["drop"] for probe in made])
    assert drops.min() >= 0 and drops.max() < 0.5
    assert drops.mean() == pytest.approx(0.25, abs=0.03)
    units = Counter(probe.settings["units"] for probe in made)
    assert set(units) == {4, 5, 6} and min(units.values()) > 70
    assert all(type(probe.settings["units"]) is int for probe in made)
    assert {type(probe.settings["name"]) for probe in made} == {str}
    sizes = Counter(probe.fits[0]["batch_size"] for probe in made)
    assert set(sizes) == {32, 64}
    assert all(type(size) is int for size in sizes)


def test_uniform_draws_would_put_nine_tenths_in_the_last_decade():
    draw = Uniform(1e-4, 1e-1).sample
    rng = np.random.default_rng(0)
    above = np.mean([draw(rng) > 0.01 for _ in range(5000)])
    assert above == pytest.approx(0.9, abs=0.02)


def test_halving_trains_ever_fewer_ever_longer():
    build, made = recorder(lambda probe: probe.settings["level"])
    result = SEARCHES["halving"](build, {"level": Uniform(0, 1)})
    # 9 models for 1 epoch, 3 until 3, 1 until 9: judged after each round
    judged = sorted((probe.judged for probe in made), key=len)
    assert judged == [[1]] * 6 + [[1, 3]] * 2 + [[1, 3, 9]]
    assert [how["epochs"] for how in made[0].fits] in ([1], [1, 2], [1, 2, 6])
    levels = sorted(probe.settings["level"] for probe in made)
    assert result.best.settings["level"] == levels[0]
    assert result.best.epochs == 9
    reached = [t.settings["level"] for t in result.ranked]
    assert reached == levels


def test_halving_never_compares_scores_of_different_rounds():
    """A loss that rises with the epochs: early scores look better."""
    build, _ = recorder(lambda probe: probe.settings["level"] + probe.epochs)
    result = SEARCHES["halving"](build, {"level": Uniform(0, 1)})
    assert result.best.epochs == 9
    assert result.best.score == max(t.score for t in result.trials)


@pytest.mark.parametrize(
    ("n_trials", "factor", "min_epochs", "rounds"),
    [
        (1, 3, 2, [[2]]),
        (2, 3, 1, [[1], [1, 3]]),
        (4, 2, 1, [[1], [1], [1, 2], [1, 2, 4]]),
        (5, 2, 3, [[3], [3], [3], [3, 6], [3, 6, 12]]),
    ],
)
def test_rounds_of_halving(n_trials, factor, min_epochs, rounds):
    build, made = recorder(lambda probe: probe.settings["level"])
    SEARCHES["halving"](
        build,
        {"level": Uniform(0, 1)},
        n_trials=n_trials,
        factor=factor,
        min_epochs=min_epochs,
    )
    assert sorted((p.judged for p in made), key=len) == rounds


@every
def test_a_trial_that_diverged_is_never_the_best(search):
    def score(probe):
        level = probe.settings["level"]
        return math.nan if level < 0.5 else level

    build, _ = recorder(score)
    result = search(build, {"level": [0.1, 0.7, 0.2, 0.6]})
    assert result.best.settings["level"] == 0.6
    assert math.isnan(result.ranked[-1].score)
    hopeless = search(recorder(lambda probe: math.nan)[0], {"level": [1]})
    with pytest.raises(ValueError, match="loss is NaN in all .* diverged"):
        hopeless.best  # noqa: B018


def test_the_table():
    result = SearchResult(
        [
            Trial({"rate": 0.1, "name": "relu"}, 0.25, 5),
            Trial({"rate": 1 / 300, "name": "tanh"}, 0.123456, 5),
        ],
        "loss",
        "min",
    )
    assert repr(result).splitlines() == [
        "  loss  epochs      rate  name",
        "0.1235       5  0.003333  tanh",
        "  0.25       5       0.1  relu",
    ]


def test_a_real_search_finds_a_rate_that_learns():
    X, y = make_circles(200, rng=0)
    y = y[:, None].astype(float)
    train, validation, test = (
        (X[rows], y[rows])
        for rows in (slice(100), slice(100, 150), slice(150, 200))
    )

    def build(learning_rate, units, rng):
        model = Sequential([Dense(2, units), ReLU(), Dense(units, 1)], rng=rng)
        model.compile(SGD(learning_rate), "mse", metrics=["accuracy"])
        return model

    before = [array.copy() for pair in (train, validation) for array in pair]
    result = grid_search(
        build,
        {"learning_rate": [1e-5, 0.1, 1e4], "units": [16]},
        train,
        validation,
        epochs=30,
        metric="accuracy",
        rng=0,
    )
    assert result.best.settings == {"learning_rate": 0.1, "units": 16}
    assert result.best.score > 0.9
    for array, copy in zip((*train, *validation), before, strict=True):
        np.testing.assert_array_equal(array, copy)
    # the test set gets its one look afterwards
    model = build(**result.best.settings, rng=0)
    model.fit(*train, epochs=30, rng=0, verbose=0)
    assert accuracy(test[1], model.predict(test[0])) > 0.85


def test_halving_goes_on_with_the_same_models():
    """Three rounds of 1, 2 and 6 epochs are one training of nine."""
    X = np.linspace(-1, 1, 30)[:, None]

    def build(momentum, rng):
        model = Sequential([Dense(1, 1)], rng=7)
        model.compile(SGD(0.01, momentum=momentum), "mse")
        return model

    result = successive_halving(
        build,
        {"momentum": Uniform(0, 0.9)},
        (X, 2 * X),
        (X, 2 * X),
        n_trials=9,
        batch_size=30,  # whole batches: the order of the rows is no matter
        rng=0,
    )
    model = build(**result.best.settings, rng=0)
    model.fit(X, 2 * X, epochs=9, batch_size=30, rng=0, verbose=0)
    loss = model.evaluate(X, 2 * X)["loss"]
    assert result.best.score == pytest.approx(loss, rel=1e-9)


BUILD = recorder()[0]
SPACE = {"units": [1, 2]}


def try_grid(build=BUILD, space=SPACE, data=(TRAIN, VALIDATION), **more):
    return grid_search(build, space, *data, **{"rng": 0} | more)


def try_random(build=BUILD, space=SPACE, **more):
    more = {"n_trials": 2, "rng": 0} | more
    return random_search(build, space, TRAIN, VALIDATION, **more)


def try_halving(space=SPACE, **more):
    more = {"n_trials": 2, "rng": 0} | more
    return successive_halving(BUILD, space, TRAIN, VALIDATION, **more)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: try_grid(space={"rate": LogUniform(0.1, 1)}),
            TypeError,
            "tries every value, and 'rate' is drawn from LogUniform.* List",
        ),
        (
            lambda: try_grid(space={"rate": 0.1}),
            TypeError,
            r"space\['rate'\] must be a list of values, got 0.1. Write \[0.1",
        ),
        (
            lambda: try_random(space={"kind": "relu"}),
            TypeError,
            r"random_search: space\['kind'\] must be a list",
        ),
        (
            lambda: try_grid(space={"rate": []}),
            ValueError,
            r"space\['rate'\] has no values",
        ),
        (lambda: try_grid(space={}), ValueError, "space is empty"),
        (
            lambda: try_grid(build=lambda units: None),
            TypeError,
            r"def build\(units, rng\); it does not .*rng",
        ),
        (
            lambda: try_grid(build=lambda units, rng: None),
            TypeError,
            "build returned NoneType; it must return the compiled model",
        ),
        (
            lambda: try_grid(data=(TRAIN[0], VALIDATION)),
            TypeError,
            r"train must be a pair \(X, y\), got ndarray",
        ),
        (
            lambda: try_grid(data=(TRAIN, None)),
            TypeError,
            "validation must be a pair",
        ),
        (
            lambda: try_grid(metric="f1_score"),
            ValueError,
            "the model reports loss, accuracy, auc, not 'f1_score'. Name it",
        ),
        (
            lambda: try_grid(metric="auc"),
            ValueError,
            "is more 'auc' better, or less. Say mode='max' or mode='min'",
        ),
        (
            lambda: try_grid(mode="best"),
            ValueError,
            "mode='best'; expected 'min', 'max' or 'auto'",
        ),
        (
            lambda: try_random(n_trials=0),
            ValueError,
            "random_search: n_trials must be at least 1",
        ),
        (lambda: try_random(rng="seed"), TypeError, "rng must be an int"),
        (
            lambda: try_halving(factor=1),
            ValueError,
            "factor=1 keeps every model",
        ),
        (
            lambda: try_halving({"epochs": [1, 2]}),
            ValueError,
            "Take 'epochs' out of space",
        ),
        (
            lambda: try_halving(min_epochs=0),
            ValueError,
            "min_epochs must be at least 1",
        ),
        (
            lambda: LogUniform(0, 1),
            ValueError,
            "LogUniform: low must be above 0, got 0; 0 has no logarithm",
        ),
        (
            lambda: Uniform(1, 1),
            ValueError,
            "Uniform: low must be below high, got 1 and 1",
        ),
        (
            lambda: UniformInteger(1, 2.5),
            ValueError,
            "UniformInteger: high must be a whole number, got 2.5",
        ),
        (lambda: Uniform("a", 1), TypeError, "low must be a number, got 'a'"),
        (lambda: Uniform(0, math.inf), ValueError, "Uniform: high must be"),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
