"""Records of a training run: in memory, and in a file."""

import csv
import os
from io import StringIO

from nnlib._validation import as_path, check_flag
from nnlib.callbacks.base import Callback, Logs

__all__ = ["CSVLogger", "History"]


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


class CSVLogger(Callback):
    """A table in a file: one line for each epoch, the names in the first.

    Each line is on the disk when its epoch ends, so whatever ends the
    training, no finished epoch is lost. Numbers are written with all their
    digits: read back, they are the same floats.

    Args:
        path: the file; its folder is made if needed.
        append: go on at the end of a file from an earlier run, which must
            have the same columns; otherwise it is replaced. Epochs count
            from 0 in each run.

    Raises:
        ValueError: when there are other columns than in the first line.

    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "log.csv")
    >>> log = CSVLogger(path)
    >>> log.on_train_begin()
    >>> log.on_epoch_end(0, {"loss": 0.5, "val_loss": 1 / 3})
    >>> print(path.read_text())
    epoch,loss,val_loss
    0,0.5,0.3333333333333333

    Book: Training.
    """

    def __init__(self, path: str | os.PathLike, *, append: bool = False):
        self.path = as_path(path, "CSVLogger", "log.csv")
        if self.path.is_dir():
            raise IsADirectoryError(
                f'CSVLogger: "{self.path}" is a folder. Name a file in it: '
                f'"{self.path / "log.csv"}".'
            )
        self.append = check_flag(append, "CSVLogger", "append")
        self.columns: list[str] = []

    def on_train_begin(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not (self.append and self.path.exists()):
            self.path.write_text("", encoding="utf-8")
        with open(self.path, newline="", encoding="utf-8") as file:
            try:
                self.columns = next(csv.reader(file), [])
            except UnicodeDecodeError:
                raise ValueError(
                    f'CSVLogger: "{self.path}" is not a table of text to go '
                    "on with. Use another path."
                ) from None

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        row = {"epoch": epoch} | {k: float(v) for k, v in logs.items()}
        if not self.columns:
            self.columns = list(row)
            self._write(self.columns)
        if sorted(row) != sorted(self.columns):
            raise ValueError(
                f'CSVLogger: "{self.path}" has the columns '
                f"{', '.join(self.columns)}, and this run gives "
                f"{', '.join(row)}. Use another path, or append=False to "
                "replace the file."
            )
        self._write([repr(row[name]) for name in self.columns])

    def _write(self, cells: list[str]) -> None:
        line = StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        # opened and closed for each line: nothing waits in a buffer
        with open(self.path, "a", newline="", encoding="utf-8") as file:
            file.write(line.getvalue())
