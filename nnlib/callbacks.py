"""Callbacks: what `fit` tells while it trains, and who listens.

A callback overrides the hooks it cares about. Its `model` is the model in
training, its `params` a dict with the numbers of `epochs` and of `steps` (the
updates in one epoch).
"""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnlib.models import Sequential

__all__ = [
    "Callback",
    "EpochPrinter",
    "History",
    "LambdaCallback",
    "ProgressBar",
]

Logs = dict[str, float]


class Callback:
    """Base of all callbacks: hooks that do nothing.

    `logs` holds the loss and the metrics: running means over the epoch so
    far, and at the end of an epoch also the `val_` ones. To stop the
    training, set `self.model.stop_training = True`.

    Book: Training in practice.
    """

    model: "Sequential"
    params: dict[str, int]

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


class History(Callback):
    """The record that `fit` returns.

    Attributes:
        history: for "loss", "val_loss", … one number for each epoch.
        epoch: the numbers of the finished epochs, from 0.
        interrupted: True if Ctrl-C ended the training.

    Book: MNIST.
    """

    def __init__(self) -> None:
        self.history: dict[str, list[float]] = {}
        self.epoch: list[int] = []
        self.interrupted = False

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        self.epoch.append(epoch)
        for name, value in logs.items():
            self.history.setdefault(name, []).append(value)

    def __repr__(self) -> str:
        last = "".join(f", {k} {v[-1]:.4f}" for k, v in self.history.items())
        stop = ", interrupted" if self.interrupted else ""
        return f"History({len(self.epoch)} epochs{last}{stop})"


class LambdaCallback(Callback):
    """A callback made of plain functions, one for each hook.

    >>> shout = LambdaCallback(on_train_begin=lambda: print("Here we go"))
    >>> shout.on_train_begin()
    Here we go

    Book: Training in practice.
    """

    def __init__(self, **hooks: Callable[..., Any]):
        known = [name for name in dir(Callback) if name.startswith("on_")]
        for name, function in hooks.items():
            if name not in known:
                raise TypeError(
                    f"LambdaCallback has no hook {name!r}. "
                    f"Hooks: {', '.join(known)}."
                )
            setattr(self, name, function)


class EpochPrinter(Callback):
    """Prints one line for each epoch, without times: `fit(verbose=2)`."""

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        width = len(str(self.params["epochs"]))
        number = f"{epoch + 1:{width}}/{self.params['epochs']}"
        values = "  ".join(f"{k} {v:.4f}" for k, v in logs.items())
        print(f"epoch {number}  {values}")


class ProgressBar(Callback):
    """A bar over all updates of the run: `fit(verbose=1)`."""

    def on_train_begin(self) -> None:
        from tqdm.auto import tqdm  # here, so that import nnlib stays light

        self.bar = tqdm(total=self.params["epochs"] * self.params["steps"])

    def on_epoch_begin(self, epoch: int) -> None:
        text = f"epoch {epoch + 1}/{self.params['epochs']}"
        self.bar.set_description(text, refresh=False)

    def on_batch_end(self, batch: int, logs: Logs) -> None:
        self.bar.update()

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        values = {name: f"{value:.4f}" for name, value in logs.items()}
        self.bar.set_postfix(values)

    def on_train_end(self) -> None:
        self.bar.close()


def for_verbose(verbose: Any) -> list[Callback]:
    """The callbacks that `fit(verbose=...)` stands for.

    "auto" shows a bar to somebody who watches and prints nothing else, so
    that outputs stored by a program are the same in every run.
    """
    if verbose == "auto":
        return [ProgressBar()] if someone_watches() else []
    if verbose == 0:
        return []
    if verbose == 1:
        return [ProgressBar()]
    if verbose == 2:
        return [EpochPrinter()]
    raise ValueError(
        f'verbose must be "auto", 0 (silent), 1 (a bar) or 2 (a line for '
        f"each epoch), got {verbose!r}."
    )


def someone_watches() -> bool:
    """True on a terminal and in a live notebook, False for stored outputs.

    A notebook that a person has open can be asked for input; one that a
    program executes cannot.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    kernel = getattr(shell, "kernel", None)
    if kernel is not None:
        return bool(getattr(kernel, "_allow_stdin", False))
    return sys.stderr is not None and sys.stderr.isatty()


def tell(callbacks: Sequence[Callback], hook: str, *args: Any) -> None:
    """Call one hook of each callback."""
    for callback in callbacks:
        getattr(callback, hook)(*args)
