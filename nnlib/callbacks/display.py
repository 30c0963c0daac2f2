"""What `fit(verbose=...)` shows while it trains."""

import sys
from typing import Any

from nnlib.callbacks.base import Callback, Logs

__all__ = ["EpochPrinter", "ProgressBar", "for_verbose", "someone_watches"]


class EpochPrinter(Callback):
    """Prints one line for each epoch, without times: `fit(verbose=2)`."""

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        width = len(str(self.params["epochs"]))
        number = f"{epoch + 1:{width}}/{self.params['epochs']}"
        values = "  ".join(f"{k} {v:.4f}" for k, v in logs.items())
        print(f"epoch {number}  {values}")


class ProgressBar(Callback):
    """A bar over all updates of the run: `fit(verbose=1)`.

    Book: MNIST.
    """

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
