"""Callbacks: what `fit` tells while it trains, and who listens.

A callback overrides the hooks it cares about. Its `model` is the model in
training, its `params` a dict with the numbers of `epochs` and of `steps` (the
updates in one epoch).

At the end of an epoch those that add numbers to the logs are told first
(MetricCallback, LearningRateScheduler), then History and the display, then
the others in the order of the list. `Dashboard` draws, and so it lies with
the plots: `nnlib.viz.Dashboard`.
"""

from nnlib.callbacks.additions import LearningRateScheduler, MetricCallback
from nnlib.callbacks.base import (
    Callback,
    LambdaCallback,
    Logs,
    in_order,
    listens,
    tell,
)
from nnlib.callbacks.display import (
    EpochPrinter,
    ProgressBar,
    for_verbose,
    someone_watches,
)
from nnlib.callbacks.early_stopping import EarlyStopping
from nnlib.callbacks.layer_statistics import LayerStatistics
from nnlib.callbacks.model_checkpoint import ModelCheckpoint
from nnlib.callbacks.records import CSVLogger, History
from nnlib.callbacks.tensorboard import TensorBoard

__all__ = [
    "CSVLogger",
    "Callback",
    "EarlyStopping",
    "EpochPrinter",
    "History",
    "LambdaCallback",
    "LayerStatistics",
    "LearningRateScheduler",
    "Logs",
    "MetricCallback",
    "ModelCheckpoint",
    "ProgressBar",
    "TensorBoard",
    "for_verbose",
    "in_order",
    "listens",
    "someone_watches",
    "tell",
]
