"""ModelCheckpoint: the model on the disk, epoch after epoch."""

import os
from pathlib import Path

from nnlib._validation import as_path, check_flag
from nnlib.callbacks.base import Logs
from nnlib.callbacks.monitor import Monitor, no_such_name

__all__ = ["ModelCheckpoint"]


class ModelCheckpoint(Monitor):
    """Saves the model after each epoch, or after each that is the best yet.

    A file is whole or not there, also when the program is ended while it is
    written. `Sequential.load` opens it; it holds all that training needs to
    go on. In a second `fit` the best of the first still counts.

    Args:
        path: a file name ending in .npz. It may contain the epoch, counted
            from 1, and the numbers of the logs, as in
            "digits-{epoch:02d}-{val_loss:.3f}.npz"; otherwise the file is
            replaced each time. Its folder is made if needed.
        monitor: the name in the logs that tells which epoch is the best.
        save_best_only: save only when that number has got better.
        mode: "min", "max", or "auto" to tell by the name.

    Attributes:
        saved: the path of the last file written; None before the first.

    Raises:
        ValueError: when a name is not in the logs.

    >>> import tempfile
    >>> from nnlib import Dense, Sequential
    >>> name = tempfile.mkdtemp() + "/{epoch:02d}.npz"
    >>> keep = ModelCheckpoint(name, "val_accuracy", save_best_only=True)
    >>> keep.model = Sequential([Dense(1, 1)])
    >>> for epoch, accuracy in enumerate([0.8, 0.9, 0.85]):
    ...     keep.on_epoch_end(epoch, {"val_accuracy": accuracy})
    >>> keep.saved.name, Sequential.load(keep.saved)
    ('02.npz', Sequential([Dense(1, 1)]))

    Book: Training.
    """

    def __init__(
        self,
        path: str | os.PathLike,
        monitor: str = "val_loss",
        *,
        save_best_only: bool = False,
        mode: str = "auto",
    ):
        if mode == "auto" and not save_best_only:
            mode = "min"  # nothing will be compared: any name will do
        super().__init__(monitor, mode, 0.0)
        self.path = str(as_path(path, "ModelCheckpoint", "model.npz"))
        if not self.path.endswith(".npz"):
            raise ValueError(
                f'ModelCheckpoint: use a path ending in ".npz", got "{path}".'
            )
        self.save_best_only = check_flag(
            save_best_only, "ModelCheckpoint", "save_best_only"
        )
        self.saved: Path | None = None

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        if self.save_best_only and not self.improved(epoch, logs):
            return
        path = self._path(epoch, logs)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.model.save(path)
        self.saved = path

    def _path(self, epoch: int, logs: Logs) -> Path:
        names = {**logs, "epoch": epoch + 1}
        try:
            return Path(self.path.format(**names))
        except KeyError as error:
            name = error.args[0]
        except (ValueError, IndexError, AttributeError) as error:
            raise ValueError(
                f'ModelCheckpoint: cannot fill in "{self.path}": {error}. '
                'Write, for example, "model-{epoch:02d}.npz".'
            ) from None
        raise ValueError(no_such_name(name, names, self))
