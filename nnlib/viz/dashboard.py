"""Dashboard: a training run in pictures, drawn while it goes on.

It is a callback and a plot. Callbacks do not draw, so the numbers are
collected there (`nnlib.callbacks.LayerStatistics`), and the part that draws
is here, above them.
"""

import io
import math
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from nnlib._validation import check_number
from nnlib.callbacks import History, LayerStatistics, Logs, someone_watches
from nnlib.viz.inside import plot_layer_curves, plot_layer_histograms
from nnlib.viz.results import plot_history
from nnlib.viz.style import COLORS, use_style

WIDTH, ROW_HEIGHT = 10.0, 2.9  # inches


class Dashboard(LayerStatistics):
    """Loss, metrics and what happens in the layers, redrawn in the notebook.

    It draws the loss and every metric; the learning rate, if it changes; for
    each layer the norm of the gradient and the ratio of update to weights;
    and the histograms of outputs and weights after the last epoch.

    In a notebook that somebody watches the figure is redrawn in its place;
    in one that a program executes it is drawn once, at the end. Elsewhere
    nothing is shown: call `draw` and save the figure.

    Args:
        sample: inputs whose way up is looked at, such as some validation
            data; without it, the last batch of each epoch.
        seconds: the least time from one drawing to the next.

    Shapes:
        sample: (n, d).

    Attributes:
        history: the losses and metrics, a History.

    Example:
        >>> import numpy as np
        >>> from nnlib import Dense, ReLU, Sequential
        >>> model = Sequential([Dense(2, 3), ReLU(), Dense(3, 1)], rng=0)
        >>> model.compile("sgd", "mse")
        >>> dashboard, X = Dashboard(), np.eye(2)
        >>> _ = model.fit(X, X[:, :1], epochs=2, callbacks=[dashboard], rng=0)
        >>> [ax.get_label() for ax in dashboard.draw().axes]
        ['loss', 'gradient norm', 'update / weights', 'outputs', 'weights']

    Book: Training.
    """

    def __init__(
        self, sample: ArrayLike | None = None, *, seconds: float = 1.0
    ):
        super().__init__(sample)
        self.seconds = check_number(seconds, "Dashboard", "seconds", low=0)
        self.history = History()

    def on_train_begin(self) -> None:
        super().on_train_begin()
        self.history = History()
        self._display: Any = None
        self._drawn_at = -math.inf

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        super().on_epoch_end(epoch, logs)
        self.history.on_epoch_end(epoch, logs)
        waited = time.monotonic() - self._drawn_at
        if in_notebook() and someone_watches() and waited >= self.seconds:
            self._show()

    def on_train_end(self) -> None:
        if in_notebook() and self.history.epoch:
            self._show()

    def _show(self) -> None:
        from IPython.display import display  # here: only notebooks have it

        if self._display is None:
            self._display = display(self, display_id=True)
        else:
            self._display.update(self)
        self._drawn_at = time.monotonic()

    def draw(self) -> Figure:
        """A new figure of all panels, after the epochs so far.

        Raises:
            RuntimeError: before the first epoch has ended.
        """
        if not self.history.epoch:
            raise RuntimeError(
                "Dashboard: no epoch is recorded yet. Hand it to fit first: "
                "model.fit(X, y, epochs=5, callbacks=[dashboard])."
            )
        panels = self._panels()
        rows = math.ceil(len(panels) / 2)
        with plt.rc_context():
            use_style()
            # not made by pyplot: else the notebook would show it once more
            figure = Figure(figsize=(WIDTH, ROW_HEIGHT * rows))
            done, rate = len(self.history.epoch), self.learning_rates[-1]
            figure.suptitle(
                f"After epoch {done} of {self.params['epochs']}, "
                f"learning rate {rate:.3g}"
            )
            # each panel in a part of its own: what stands beside one does
            # not narrow the others
            parts = figure.subfigures(rows, 2, squeeze=False).flat
            for (name, plot), part in zip(panels.items(), parts, strict=False):
                plot(ax=part.add_subplot(label=name))
        return figure

    def _panels(self) -> dict[str, Callable[..., Any]]:
        """For each panel its name and what draws it."""
        panels: dict[str, Callable[..., Any]] = {}
        for name in _numbers(self.history.history):
            panels[name] = partial(plot_history, self.history, name)
        if len(set(self.learning_rates)) > 1:
            panels["learning rate"] = self._plot_rates
        if self.gradient_norms:
            panels["gradient norm"] = partial(
                plot_layer_curves, self.gradient_norms, ylabel="gradient norm"
            )
            panels["update / weights"] = self._plot_ratios
        panels["outputs"] = partial(
            plot_layer_histograms, self.outputs, xlabel="outputs of the layers"
        )
        matrices = {k: w for k, w in self.weights.items() if w.ndim > 1}
        if matrices:
            panels["weights"] = partial(
                plot_layer_histograms, matrices, xlabel="weights of the layers"
            )
        return panels

    def _plot_rates(self, ax: Axes) -> None:
        epochs = range(1, len(self.learning_rates) + 1)
        ax.plot(epochs, self.learning_rates, color=COLORS["data"])
        ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        ax.set(xlabel="epoch", ylabel="learning rate")

    def _plot_ratios(self, ax: Axes) -> None:
        plot_layer_curves(self.update_ratios, ylabel="update / weights", ax=ax)
        if ax.get_yscale() != "log":
            return  # nothing is drawn
        ax.axhline(1e-3, color=COLORS["muted"], linewidth=1, linestyle=":")
        ax.annotate(
            "1/1000",
            (0, 1e-3),
            xycoords=("axes fraction", "data"),
            xytext=(4, 3),
            textcoords="offset points",
            fontsize=10,
            color=COLORS["muted"],
        )

    def _repr_png_(self) -> bytes | None:
        """The picture, for a notebook."""
        if not self.history.epoch:
            return None
        file = io.BytesIO()
        # without the version of matplotlib: the same numbers, the same bytes
        self.draw().savefig(file, format="png", metadata={"Software": None})
        return file.getvalue()

    def __repr__(self) -> str:
        return repr(self.history).replace("History", "Dashboard", 1)


def _numbers(history: dict[str, list[float]]) -> list[str]:
    """What `plot_history` is to draw: "val_loss" comes along with "loss"."""
    return [
        name
        for name in history
        if name != "learning_rate"
        and not (name[:4] == "val_" and name[4:] in history)
    ]


def in_notebook() -> bool:
    """True where a figure can be shown and redrawn."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None
