"""Callback: the hooks of a training run, and who is told first."""

import inspect
import reprlib
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from nnlib._validation import takes

if TYPE_CHECKING:
    from nnlib.models import Sequential

__all__ = ["Callback", "LambdaCallback", "Logs", "in_order", "listens", "tell"]

Logs = dict[str, float]


class Callback:
    """Base of all callbacks: hooks that do nothing.

    `logs` holds the loss and the metrics: running means over the epoch so
    far, and at the end of an epoch also the `val_` ones. To stop the
    training, set `self.model.stop_training = True`.

    Attributes:
        model: the model in training.
        params: a dict with the numbers of `epochs` and of `steps`, the
            updates in one epoch.
        adds_to_logs: True in a class whose `on_epoch_end` puts numbers of
            its own into `logs`; it is then told before all others, so that
            these find them there.

    Book: Training.
    """

    model: "Sequential"
    params: dict[str, int]
    adds_to_logs = False

    def on_train_begin(self) -> None:
        """Before the first epoch."""

    def on_epoch_begin(self, epoch: int) -> None:
        """Before each epoch; the first has number 0."""

    def on_batch_end(self, batch: int, logs: Logs) -> None:
        """After each update of the parameters."""

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """After each epoch, when the validation data have been looked at."""

    def on_train_end(self) -> None:
        """After the last epoch, also when an error or Ctrl-C ends it."""

    def __repr__(self) -> str:
        own = vars(self)
        shown = ", ".join(
            f"{name}={reprlib.repr(own[name])}"
            for name in inspect.signature(type(self)).parameters
            if name in own
        )
        return f"{type(self).__name__}({shown})"


class LambdaCallback(Callback):
    """A callback made of plain functions, one for each hook.

    Args:
        hooks: functions by the names of the hooks, with their arguments.

    Raises:
        TypeError: for another name, or a function of other arguments.

    >>> shout = LambdaCallback(on_train_begin=lambda: print("Here we go"))
    >>> shout.on_train_begin()
    Here we go

    Book: Training.
    """

    def __init__(self, **hooks: Callable[..., Any]):
        known = [name for name in dir(Callback) if name.startswith("on_")]
        for name, function in hooks.items():
            if name not in known:
                raise TypeError(
                    f"LambdaCallback has no hook {name!r}. "
                    f"Hooks: {', '.join(known)}."
                )
            if not callable(function):
                raise TypeError(
                    f"LambdaCallback: {name} must be a function, got "
                    f"{function!r}. Write {name}=lambda *args: print(args)."
                )
            given = list(inspect.signature(getattr(self, name)).parameters)
            if not takes(function, len(given)):
                raise TypeError(
                    f"LambdaCallback: {name} must be a function of "
                    f"({', '.join(given)}), got {function!r}."
                )
            setattr(self, name, function)


def in_order(callbacks: Any, others: Sequence[Callback]) -> list[Callback]:
    """Those of `callbacks` that add to the logs, then `others`, then the rest.

    So the record, the printed line and EarlyStopping see the added numbers
    wherever they stand in the list that `fit` was given.
    """
    if isinstance(callbacks, Callback):
        name = type(callbacks).__name__
        raise TypeError(f"fit: callbacks is a list: callbacks=[{name}(…)].")
    if not isinstance(callbacks, Iterable):
        raise TypeError(
            f"fit: callbacks is a list, got {callbacks!r}. Leave it out, or "
            "write callbacks=[EarlyStopping()], for example."
        )
    callbacks = list(callbacks)  # a generator would be empty afterwards
    for callback in callbacks:
        if not isinstance(callback, Callback):
            hint = "Wrap a function in LambdaCallback(on_epoch_end=…)."
            if isinstance(callback, type):
                hint = f"Write {callback.__name__}(…), with parentheses."
            raise TypeError(f"fit: {callback!r} is not a Callback. {hint}")
    first = [c for c in callbacks if c.adds_to_logs]
    return [*first, *others, *(c for c in callbacks if not c.adds_to_logs)]


def listens(callback: Callback, hook: str) -> bool:
    """Whether a callback has a hook of its own, or only the empty one."""
    own = getattr(callback, hook)
    return getattr(own, "__func__", own) is not getattr(Callback, hook)


def tell(callbacks: Sequence[Callback], hook: str, *args: Any) -> None:
    """Call one hook of each callback."""
    for callback in callbacks:
        getattr(callback, hook)(*args)
