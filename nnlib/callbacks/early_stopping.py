"""EarlyStopping: enough is enough, and the best was some epochs ago."""

from nnlib._validation import Array, check_flag, check_positive_int
from nnlib.callbacks.base import Logs
from nnlib.callbacks.monitor import Monitor

__all__ = ["EarlyStopping"]


class EarlyStopping(Monitor):
    """Stops when a number has not got better for `patience` epochs.

    However the training ends (by this callback, by the last epoch, or by
    Ctrl-C), the model gets back the weights and the running averages it had
    after its best epoch. The optimizer keeps its memory of the later ones.

    Args:
        monitor: its name in the logs.
        patience: how many epochs in a row may bring nothing.
        mode: "min", "max", or "auto" to tell by the name.
        min_delta: how much better it must get to count.
        restore_best_weights: False keeps the weights of the last epoch.

    Attributes:
        best: the best value.
        best_epoch: the number of its epoch, from 0.
        stopped_epoch: the epoch at which it stopped; None if it did not.

    Raises:
        ValueError: when the monitored name is not in the logs.

    >>> from nnlib import Dense, Sequential
    >>> stop = EarlyStopping("val_loss", patience=3)
    >>> stop.model = Sequential([Dense(1, 1)])
    >>> losses = [0.9, 0.7, 0.6, 0.55, 0.56, 0.54, 0.57, 0.58, 0.59]
    >>> for epoch, loss in enumerate(losses):
    ...     stop.on_epoch_end(epoch, {"val_loss": loss})
    >>> stop.model.stop_training, stop.stopped_epoch, stop.best_epoch
    (True, 8, 5)

    Book: Regularization.
    Source: Prechelt (1998), Early stopping - but when?
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        *,
        patience: int = 3,
        mode: str = "auto",
        min_delta: float = 0.0,
        restore_best_weights: bool = True,
    ):
        super().__init__(monitor, mode, min_delta)
        self.patience = check_positive_int(
            patience, "EarlyStopping", "patience"
        )
        self.restore_best_weights = check_flag(
            restore_best_weights, "EarlyStopping", "restore_best_weights"
        )

    def _forget(self) -> None:
        super()._forget()
        self.waited = 0
        self.stopped_epoch: int | None = None
        self.best_weights: list[Array] | None = None

    def on_train_begin(self) -> None:
        self._forget()

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        if self.improved(epoch, logs):
            self.waited = 0
            if self.restore_best_weights:
                # copies: the model's own arrays go on changing
                self.best_weights = self.model.get_weights()
            return
        self.waited += 1
        if self.waited >= self.patience:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self) -> None:
        if self.best_weights is not None:
            self.model.set_weights(self.best_weights)
