"""The trials of a search: models trained and judged, one table of scores."""

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from nnlib.models import Sequential

Build = Callable[..., "Sequential"]
Data = tuple[ArrayLike, ArrayLike]
Settings = dict[str, Any]

# a setting of this name is handed to `fit`, all others to `build`
FOR_FIT = ("batch_size", "epochs")
MORE_IS_BETTER = ("accuracy", "precision", "recall", "f1_score", "roc_auc")


@dataclass(frozen=True)
class Trial:
    """One choice of settings, and how well it did.

    Attributes:
        settings: the hyper-parameters by name.
        score: the metric on the validation data; NaN if training diverged.
        epochs: how long it was trained.
    """

    settings: Settings
    score: float
    epochs: int


@dataclass(frozen=True)
class SearchResult:
    """All trials of a search; printed, a table with the best one first.

    Attributes:
        trials: in the order in which they were begun.
        metric: what the scores are.
        mode: "min" or "max": which scores are better.
        in_rounds: only scores after the same number of epochs are compared.
    """

    trials: list[Trial]
    metric: str
    mode: str
    in_rounds: bool = False

    @property
    def ranked(self) -> list[Trial]:
        """The trials, best first; those of the last round before others."""
        return sorted(
            self.trials,
            key=lambda trial: (
                -trial.epochs if self.in_rounds else 0,
                _cost(trial.score, self.mode),
            ),
        )

    @property
    def best(self) -> Trial:
        """The trial to go on with: `build(**result.best.settings, rng=0)`."""
        first = self.ranked[0]
        if math.isnan(first.score):
            raise ValueError(
                f"there is no best trial: {self.metric} is NaN in all "
                f"{len(self.trials)}. Training diverged; try smaller "
                "learning rates."
            )
        return first

    def __repr__(self) -> str:
        names = list(self.trials[0].settings)
        shown = [name for name in names if name != "epochs"]
        rows = [
            [_short(t.score), str(t.epochs)]
            + [_short(t.settings[name]) for name in shown]
            for t in self.ranked
        ]
        table = [[self.metric, "epochs", *shown], *rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        return "\n".join(
            "  ".join(
                cell.rjust(width)
                for cell, width in zip(row, widths, strict=True)
            )
            for row in table
        )


class Task:
    """What all trials of a search have in common."""

    def __init__(
        self,
        who: str,
        build: Build,
        train: Data,
        validation: Data,
        batch_size: int,
        metric: str,
        mode: str,
    ):
        self.who, self.build = who, build
        self.train_data = _pair(who, "train", train)
        self.validation = _pair(who, "validation", validation)
        self.batch_size = batch_size
        self.metric, self.mode = metric, _known_mode(who, metric, mode)

    def start(self, settings: Settings, rng: np.random.Generator) -> Any:
        """A new model of these settings."""
        own = {k: v for k, v in settings.items() if k not in FOR_FIT}
        try:
            inspect.signature(self.build).bind(**own, rng=rng)
        except TypeError as error:
            names = ", ".join([*own, "rng"])
            raise TypeError(
                f"{self.who}: build must take the settings and rng by name, "
                f"def build({names}); it does not ({error})."
            ) from None
        model = self.build(**own, rng=rng)
        if not (hasattr(model, "fit") and hasattr(model, "evaluate")):
            raise TypeError(
                f"{self.who}: build returned {type(model).__name__}; it must "
                "return the compiled model. End it with: return model"
            )
        return model

    def train(
        self,
        model: Any,
        settings: Settings,
        epochs: int,
        rng: np.random.Generator,
    ) -> float:
        """Train some more epochs; the score on the validation data."""
        batch_size = settings.get("batch_size", self.batch_size)
        # a trial that diverges is a result, not a reason for warnings
        with np.errstate(over="ignore", invalid="ignore"):
            model.fit(
                *self.train_data,
                epochs=epochs,
                batch_size=batch_size,
                rng=rng,
                verbose=0,
            )
            values = model.evaluate(*self.validation)
        if self.metric not in values:
            raise ValueError(
                f"{self.who}: the model reports {', '.join(values)}, not "
                f"{self.metric!r}. Name it in build: "
                f"model.compile(…, metrics=[{self.metric!r}])."
            )
        return float(values[self.metric])


def train_all(
    task: Task, choices: list[Settings], epochs: int, rng: np.random.Generator
) -> SearchResult:
    """Each of the settings in turn, all for the same number of epochs."""
    trials = []
    for settings, own in zip(choices, rng.spawn(len(choices)), strict=True):
        model = task.start(settings, own)
        n = settings.get("epochs", epochs)
        score = task.train(model, settings, n, own)
        trials.append(Trial(settings, score, n))
    return SearchResult(trials, task.metric, task.mode)


def train_by_halves(
    task: Task,
    choices: list[Settings],
    min_epochs: int,
    factor: int,
    rng: np.random.Generator,
) -> SearchResult:
    """All of the settings, then ever fewer of them for ever longer."""
    streams = rng.spawn(len(choices))
    models = [task.start(*pair) for pair in zip(choices, streams, strict=True)]
    trials = [Trial(settings, math.nan, 0) for settings in choices]
    alive, epochs = list(range(len(choices))), min_epochs
    while True:
        for i in alive:
            more = epochs - trials[i].epochs
            score = task.train(models[i], choices[i], more, streams[i])
            trials[i] = Trial(choices[i], score, epochs)
        if len(alive) == 1:
            return SearchResult(trials, task.metric, task.mode, in_rounds=True)
        alive.sort(key=lambda i: _cost(trials[i].score, task.mode))
        alive = alive[: max(1, len(alive) // factor)]
        epochs *= factor


def _cost(score: float, mode: str) -> float:
    """Lower is better; NaN is worst."""
    if math.isnan(score):
        return math.inf
    return -score if mode == "max" else score


def _known_mode(who: str, metric: str, mode: str) -> str:
    if not isinstance(metric, str):
        raise TypeError(
            f"{who}: metric must be a name, got {metric!r}. "
            'Use "loss" or a metric of the model, such as "accuracy".'
        )
    if mode in ("min", "max"):
        return mode
    if mode != "auto":
        raise ValueError(
            f"{who}: mode={mode!r}; expected 'min', 'max' or 'auto'."
        )
    if metric == "loss" or metric.endswith("error"):
        return "min"
    if metric in MORE_IS_BETTER:
        return "max"
    raise ValueError(
        f"{who}: is more {metric!r} better, or less? Say mode='max' or "
        "mode='min'."
    )


def _pair(who: str, name: str, data: Any) -> Data:
    if not isinstance(data, tuple | list) or len(data) != 2:
        raise TypeError(
            f"{who}: {name} must be a pair (X, y), got "
            f"{type(data).__name__}. Write ({name}_X, {name}_y)."
        )
    return data[0], data[1]


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)
