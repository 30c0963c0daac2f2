"""Monitor: watching whether one number of the logs gets better."""

import math

from nnlib._validation import check_number
from nnlib.callbacks.base import Callback, Logs

__all__ = ["Monitor", "no_such_name"]

# what mode="auto" knows, by the words of a name such as "val_roc_auc"
SMALLER = {"loss", "error", "cost", "crossentropy", "mse", "mae", "rmse"}
LARGER = {"accuracy", "acc", "precision", "recall", "f1", "auc", "score"}


class Monitor(Callback):
    """Base of the callbacks that watch whether one number gets better.

    Args:
        monitor: its name in the logs, such as "loss" or "val_accuracy".
        mode: "min" if smaller is better, "max" if larger is; "auto" tells
            by the name, for losses, errors, accuracies and the like.
        min_delta: how much better it must get to count.

    Attributes:
        best: the best value so far; before the first, the worst there is.
        best_epoch: the number of its epoch; None before the first.
    """

    def __init__(self, monitor: str, mode: str, min_delta: float):
        who = type(self).__name__
        if not isinstance(monitor, str):
            raise TypeError(
                f"{who}: monitor is a name in the logs, such as "
                f'"val_loss"; got {monitor!r}.'
            )
        self.monitor = monitor
        self.mode = _resolve_mode(mode, monitor, who)
        self.min_delta = check_number(min_delta, who, "min_delta", low=0)
        self._forget()

    def _forget(self) -> None:
        self.best = math.inf if self.mode == "min" else -math.inf
        self.best_epoch: int | None = None

    def improved(self, epoch: int, logs: Logs) -> bool:
        """Whether this epoch is the best so far; then it is remembered.

        A NaN is no improvement.

        Raises:
            ValueError: when the monitored name is not in the logs.
        """
        if self.monitor not in logs:
            raise ValueError(no_such_name(self.monitor, logs, self))
        value = float(logs[self.monitor])
        gain = self.best - value if self.mode == "min" else value - self.best
        if not gain > self.min_delta:
            return False
        self.best, self.best_epoch = value, epoch
        return True


def _resolve_mode(mode: str, monitor: str, who: str) -> str:
    if mode in ("min", "max"):
        return mode
    if mode != "auto":
        raise ValueError(
            f'{who}: mode must be "min" (smaller is better), "max" (larger '
            f'is better) or "auto", got {mode!r}.'
        )
    words = set(monitor.lower().split("_"))
    smaller, larger = words & SMALLER, words & LARGER
    if bool(smaller) == bool(larger):
        raise ValueError(
            f"{who}: the name {monitor!r} does not tell whether smaller or "
            'larger is better. Add mode="min" or mode="max".'
        )
    return "min" if smaller else "max"


def no_such_name(name: str, logs: Logs, callback: Callback) -> str:
    """The message for a name that is not in the logs."""
    import difflib  # here: most names are right

    who = type(callback).__name__
    near = difflib.get_close_matches(name, logs, n=1, cutoff=0.8)
    known = ", ".join(repr(key) for key in logs)
    hint = "Metrics are named in compile(metrics=[…])."
    if near:
        hint = f"Did you mean {near[0]!r}?"
    elif name.startswith("val_") and not any(k[:4] == "val_" for k in logs):
        hint = "Give fit validation_data or validation_split."
    return f"{who}: there is no {name!r} in the logs, only {known}. {hint}"
