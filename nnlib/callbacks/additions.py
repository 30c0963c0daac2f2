"""Callbacks that put numbers of their own into the logs of an epoch.

They are told before all others, so that the record, the printed line and
EarlyStopping find these numbers wherever they stand in the list.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import check_number, check_same_length, takes
from nnlib.callbacks.base import Callback, Logs

__all__ = ["LearningRateScheduler", "MetricCallback"]


class LearningRateScheduler(Callback):
    """Sets the learning rate of each epoch by a function of your own.

    The rate is in the logs as "learning_rate". When training ends the
    optimizer keeps the last one. For a rate that changes with each update,
    give the optimizer a schedule instead.

    Args:
        schedule: a function of the epoch, from 0, or of the epoch and the
            rate of the epoch before; it returns the new rate.

    Raises:
        ValueError: when the optimizer follows a schedule already, or the
            new rate is negative or not finite.
        TypeError: when the schedule takes other arguments, or returns no
            number.

    >>> from nnlib import SGD, Dense, Sequential
    >>> model = Sequential([Dense(1, 1)], rng=0)
    >>> model.compile(SGD(learning_rate=0.4), "mse")
    >>> halve = LearningRateScheduler(lambda epoch, rate: rate / 2)
    >>> x = np.ones((4, 1))
    >>> model.fit(x, x, epochs=3, callbacks=[halve]).history["learning_rate"]
    [0.2, 0.1, 0.05]

    Book: Training.
    """

    adds_to_logs = True

    def __init__(self, schedule: Callable[..., float]):
        self.schedule = schedule
        self.takes_rate = takes(schedule, 2, if_silent=False)
        if not self.takes_rate and not takes(schedule, 1):
            raise TypeError(
                "LearningRateScheduler: schedule must be a function of "
                f"(epoch) or of (epoch, learning_rate), got {schedule!r}."
            )

    def on_train_begin(self) -> None:
        rate = self.model.optimizer.learning_rate
        if callable(rate):
            raise ValueError(
                "LearningRateScheduler: the optimizer follows a schedule "
                f"already, {rate!r}. Give it a number instead, or leave this "
                "callback out."
            )

    def on_epoch_begin(self, epoch: int) -> None:
        optimizer = self.model.optimizer
        if self.takes_rate:
            rate = self.schedule(epoch, optimizer.learning_rate)
        else:
            rate = self.schedule(epoch)
        what = f"the learning rate of epoch {epoch}"
        optimizer.learning_rate = check_number(
            rate, "LearningRateScheduler", what, low=0
        )

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        logs["learning_rate"] = self.model.optimizer.learning_rate


class MetricCallback(Callback):
    """Computes one more number after each epoch and puts it into the logs.

    There History, CSVLogger and EarlyStopping find it under its name.

    Args:
        name: such as "val_auc".
        function: with `data`, a function of (y_true, y_score), where
            y_score is what `model.predict` returns; without, a function of
            the model.
        data: (X, y), mostly the validation data.

    Raises:
        ValueError: when the name is in the logs already.
        TypeError: when the function does not return a number.

    >>> from nnlib import Dense, Sequential, Sigmoid, roc_auc
    >>> X, y = np.array([[0.0], [1.0], [2.0]]), np.array([[0], [1], [1]])
    >>> model = Sequential([Dense(1, 1), Sigmoid()], rng=0)
    >>> model.compile("sgd", "binary_crossentropy")
    >>> auc = MetricCallback("auc", roc_auc, (X, y))
    >>> model.fit(X, y, epochs=2, callbacks=[auc], rng=0).history["auc"]
    [1.0, 1.0]

    Book: Training.
    """

    adds_to_logs = True

    def __init__(
        self,
        name: str,
        function: Callable[..., float],
        data: tuple[ArrayLike, ArrayLike] | None = None,
    ):
        if not isinstance(name, str):
            raise TypeError(
                f"MetricCallback: the name comes first, got {name!r}. Type "
                'MetricCallback("val_auc", roc_auc, (X_val, y_val)).'
            )
        wanted = "(model)" if data is None else "(y_true, y_score)"
        if not takes(function, 1 if data is None else 2):
            raise TypeError(
                f"MetricCallback: with data={'None' if data is None else '…'}"
                f" the function is one of {wanted}, got {function!r}."
            )
        self.name, self.function = name, function
        self.data = None if data is None else _pair(data)

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        if self.name in logs:
            raise ValueError(
                f"MetricCallback: {self.name!r} is in the logs already, which "
                f"hold {', '.join(map(repr, logs))}. Choose another name."
            )
        if self.data is None:
            value: Any = self.function(self.model)
        else:
            X, y = self.data
            value = self.function(y, self.model.predict(X))
        if np.ndim(value) != 0 or np.asarray(value).dtype.kind not in "fiub":
            raise TypeError(
                f"MetricCallback: {self.name!r} must be one number, and the "
                f"function returned {value!r}."
            )
        logs[self.name] = float(value)


def _pair(data: Any) -> tuple[Any, Any]:
    if not isinstance(data, tuple | list) or len(data) != 2:
        raise TypeError(
            "MetricCallback: data must be the pair (X, y), got "
            f"{type(data).__name__}."
        )
    X, y = np.asarray(data[0]), np.asarray(data[1])
    check_same_length(X, y, "MetricCallback")
    return X, y
