"""TensorBoard: a training run as event files, to be opened in the browser."""

import os
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import as_path, check_positive_int
from nnlib.callbacks.base import Logs
from nnlib.callbacks.layer_statistics import LayerStatistics

__all__ = ["TensorBoard"]


class TensorBoard(LayerStatistics):
    """Writes a training run as event files that TensorBoard shows.

    Install the writer with `pip install "nnlib[tensorboard]"`, and the
    viewer with `pip install tensorboard`; then `tensorboard --logdir runs`
    and a browser show the curves while the model learns.

    The numbers of training and validation lie in the folders `train` and
    `validation` under one name, so that TensorBoard draws them in one plot.
    The first also holds the learning rate, the norms of the gradients, the
    ratios of update to weights, and histograms of weights and outputs.

    Args:
        log_dir: a folder for this run alone, such as "runs/adam-1".
        histogram_freq: histograms every so many epochs.
        sample: as for `LayerStatistics`.

    Raises:
        ImportError: when tensorboardX is not installed.

    Example::

        board = TensorBoard("runs/adam-1")
        model.fit(X, y, epochs=5, callbacks=[board])

    Book: Training.
    """

    def __init__(
        self,
        log_dir: str | os.PathLike,
        *,
        histogram_freq: int = 1,
        sample: ArrayLike | None = None,
    ):
        super().__init__(sample)
        self.log_dir = as_path(log_dir, "TensorBoard", "runs/1")
        self.histogram_freq = check_positive_int(
            histogram_freq, "TensorBoard", "histogram_freq"
        )
        self._writer_class = _import_writer()
        self._writers: dict[str, Any] = {}

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        super().on_epoch_end(epoch, logs)
        rate = {"learning_rate": self.learning_rates[-1]}
        for name, value in (rate | logs).items():
            part = "validation" if name.startswith("val_") else "train"
            tag = name.removeprefix("val_")
            self._writer(part).add_scalar(tag, value, epoch)
        train = self._writer("train")
        for title, numbers in [
            ("gradient_norm", self.gradient_norms),
            ("update_ratio", self.update_ratios),
        ]:
            for name, values in numbers.items():
                train.add_scalar(_tag(title, name), values[-1], epoch)
        if epoch % self.histogram_freq == 0:
            self._write_histograms(epoch)
        for writer in self._writers.values():
            writer.flush()

    def _write_histograms(self, epoch: int) -> None:
        for title, arrays in [
            ("weights", self.weights),
            ("outputs", self.outputs),
        ]:
            for name, values in arrays.items():
                finite = values[np.isfinite(values)]
                if finite.size:
                    tag = _tag(title, name)
                    self._writer("train").add_histogram(tag, finite, epoch)

    def on_train_end(self) -> None:
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def _writer(self, part: str) -> Any:
        """The writer of one folder, made when it is first needed."""
        if part not in self._writers:
            folder = str(self.log_dir / part)
            self._writers[part] = self._writer_class(folder)
        return self._writers[part]


def _tag(title: str, name: str) -> str:
    """ "weights/1_Dense_W": TensorBoard groups by what stands before /."""
    return f"{title}/{name.replace(' ', '_')}"


def _import_writer() -> Any:
    try:
        from tensorboardX import SummaryWriter
    except ImportError as error:
        raise ImportError(
            "TensorBoard needs the package tensorboardX to write its files. "
            'Type: pip install "nnlib[tensorboard]". Without it, Dashboard '
            "draws the same numbers in the notebook."
        ) from error
    return SummaryWriter
