"""Searching hyper-parameters: train, judge on validation data, compare.

No search is given a test set. What it returns was chosen *because* it did
well on the validation data, so that its score there flatters it: the test
set is for one look at the end.
"""

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from nnlib._samplers import is_sampler
from nnlib._trials import (
    Build,
    Data,
    SearchResult,
    Settings,
    Task,
    train_all,
    train_by_halves,
)
from nnlib._validation import as_generator, check_positive_int

Rng = int | np.random.Generator | None


def grid_search(
    build: Build,
    space: Mapping[str, Any],
    train: Data,
    validation: Data,
    *,
    epochs: int = 1,
    batch_size: int = 32,
    metric: str = "loss",
    mode: str = "auto",
    rng: Rng,
) -> SearchResult:
    """Every combination of the listed values, trained and compared.

    Args:
        build: a function of the settings and `rng` (for the weights) that
            returns a compiled model: `def build(units, rng): ...`.
        space: a list of values for each setting. `batch_size` and `epochs`
            are handed to `fit`, all others to `build`.
        train: (X, y) to fit.
        validation: (X, y) to judge. Not the test set: it would be used up.
        epochs: passes over the data in each trial.
        batch_size: rows for one update.
        metric: "loss" or a metric of the model.
        mode: "min" or "max"; "auto" knows which for the loss and for the
            metrics of nnlib.
        rng: an int or a Generator. Each trial gets a stream of its own.

    >>> from nnlib import SGD, Dense, Sequential
    >>> def build(learning_rate, rng):
    ...     model = Sequential([Dense(1, 1)], rng=rng)
    ...     model.compile(SGD(learning_rate), "mse")
    ...     return model
    >>> X = np.linspace(-1, 1, 20)[:, None]
    >>> result = grid_search(
    ...     build,
    ...     {"learning_rate": [0.001, 0.1]},
    ...     (X[::2], 2 * X[::2]),
    ...     (X[1::2], 2 * X[1::2]),
    ...     epochs=20,
    ...     rng=0,
    ... )
    >>> result.best.settings
    {'learning_rate': 0.1}

    Book: Training.
    """
    _check_space("grid_search", space)
    for name, values in space.items():
        if is_sampler(values):
            raise TypeError(
                f"grid_search tries every value, and {name!r} is drawn from "
                f"{values!r}. List its values, or use random_search."
            )
    lists = [_listed("grid_search", name, space[name]) for name in space]
    choices = [
        dict(zip(space, values, strict=True))
        for values in itertools.product(*lists)
    ]
    task = Task(
        "grid_search", build, train, validation, batch_size, metric, mode
    )
    return train_all(task, choices, epochs, as_generator(rng))


def random_search(
    build: Build,
    space: Mapping[str, Any],
    train: Data,
    validation: Data,
    *,
    n_trials: int,
    epochs: int = 1,
    batch_size: int = 32,
    metric: str = "loss",
    mode: str = "auto",
    rng: Rng,
) -> SearchResult:
    """Settings drawn at random, trained and compared.

    When only some of the settings matter, n trials try n values of each of
    these; a grid of n points tries far fewer.

    Args:
        build: a function of the settings and `rng`, as for `grid_search`.
        space: for each setting a distribution, such as
            `LogUniform(1e-4, 1e-1)`, or a list to choose from.
        train: (X, y) to fit.
        validation: (X, y) to judge.
        n_trials: how many settings are drawn.
        epochs: passes over the data in each trial.
        batch_size: rows for one update.
        metric: "loss" or a metric of the model.
        mode: "min", "max" or "auto", as for `grid_search`.
        rng: an int or a Generator. Each trial gets a stream of its own.

    Book: Training.
    Source: Bergstra & Bengio (2012), Random search for hyper-parameter
        optimization.
    """
    who = "random_search"
    rng = as_generator(rng)
    choices = _drawn(who, space, n_trials, rng)
    task = Task(who, build, train, validation, batch_size, metric, mode)
    return train_all(task, choices, epochs, rng)


def successive_halving(
    build: Build,
    space: Mapping[str, Any],
    train: Data,
    validation: Data,
    *,
    n_trials: int,
    min_epochs: int = 1,
    factor: int = 3,
    batch_size: int = 32,
    metric: str = "loss",
    mode: str = "auto",
    rng: Rng,
) -> SearchResult:
    """Many settings trained briefly, the best of them longer, and so on.

    In each round the models go on training until they have had `factor`
    times the epochs of the round before, and the best `1 / factor` of them
    reach the next round, until one is left: 9 models have 1 epoch, 3 have
    3, 1 has 9. Scores of different rounds are never compared.

    Args:
        build: a function of the settings and `rng`, as for `grid_search`.
        space: distributions or lists, as for `random_search`.
        train: (X, y) to fit.
        validation: (X, y) to judge.
        n_trials: how many settings are drawn for the first round.
        min_epochs: the epochs of the first round.
        factor: how many times fewer models, and more epochs, by round.
        batch_size: rows for one update.
        metric: "loss" or a metric of the model.
        mode: "min", "max" or "auto", as for `grid_search`.
        rng: an int or a Generator. Each trial gets a stream of its own.

    Book: Training.
    Source: Jamieson & Talwalkar (2016), Non-stochastic best arm
        identification and hyperparameter optimization.
    """
    who = "successive_halving"
    check_positive_int(min_epochs, who, "min_epochs")
    if check_positive_int(factor, who, "factor") < 2:
        raise ValueError(
            f"{who}: factor={factor} keeps every model. Use factor=2 or 3."
        )
    _check_space(who, space)
    if "epochs" in space:
        raise ValueError(
            f"{who}: the search itself decides about epochs. Take 'epochs' "
            "out of space; min_epochs and factor set them."
        )
    rng = as_generator(rng)
    choices = _drawn(who, space, n_trials, rng)
    task = Task(who, build, train, validation, batch_size, metric, mode)
    return train_by_halves(task, choices, min_epochs, factor, rng)


def _check_space(who: str, space: Mapping[str, Any]) -> None:
    if not isinstance(space, Mapping):
        raise TypeError(
            f"{who}: space must be a dict of names and values, got "
            f"{type(space).__name__}. Write {{'learning_rate': [0.1, 0.01]}}."
        )
    if not space:
        raise ValueError(
            f"{who}: space is empty. Name at least one setting, for example "
            "{'learning_rate': [0.1, 0.01]}."
        )
    for name in space:
        if not isinstance(name, str):
            raise TypeError(
                f"{who}: space names each setting by a word, got {name!r}. "
                "Write {'learning_rate': [0.1, 0.01]}."
            )


def _listed(who: str, name: str, values: Any) -> list:
    if isinstance(values, type):
        raise TypeError(
            f"{who}: space[{name!r}] is the class {values.__name__}. Write "
            f"{values.__name__}(…), with its arguments."
        )
    bare = isinstance(values, str) or not isinstance(values, Iterable)
    if bare or (isinstance(values, np.ndarray) and values.ndim == 0):
        raise TypeError(
            f"{who}: space[{name!r}] must be a list of values, got "
            f"{values!r}. Write [{values!r}]."
        )
    values = list(values)
    if not values:
        raise ValueError(f"{who}: space[{name!r}] has no values.")
    return values


def _drawn(
    who: str, space: Mapping[str, Any], n_trials: int, rng: Any
) -> list[Settings]:
    """Random settings, one dict for each trial."""
    _check_space(who, space)
    check_positive_int(n_trials, who, "n_trials")
    space = {
        name: v if is_sampler(v) else _listed(who, name, v)
        for name, v in space.items()
    }
    return [
        {
            # an index, as choice() would turn the values into an array's
            name: v[rng.integers(len(v))]
            if isinstance(v, list)
            else v.sample(rng)
            for name, v in space.items()
        }
        for _ in range(n_trials)
    ]
