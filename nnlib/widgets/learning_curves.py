"""Learning curves of several runs; a slider chooses the run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ipywidgets
import traitlets

from nnlib.widgets._base import Explorable, View

KEYS = ("loss", "val_loss", "accuracy", "val_accuracy")


class LearningCurves(View):
    """Loss and accuracy of one run, epoch by epoch, before all the others.

    Book: MNIST.
    """

    _module = Path(__file__).with_name("learning_curves.mjs")
    _style = Path(__file__).with_name("learning_curves.css")
    _shown = ("chosen",)

    _name = traitlets.Unicode().tag(sync=True)
    _runs: traitlets.List = traitlets.List().tag(sync=True)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)

    @property
    def chosen(self) -> str:
        """The label of the run that is shown; it may be set."""
        return self._runs[self._chosen]["label"]

    @chosen.setter
    def chosen(self, label: str) -> None:
        self._chosen = _index(label, [run["label"] for run in self._runs])

    def summary(self) -> str:
        return self._runs[self._chosen]["sentence"]

    def draw(self, ax: Any) -> None:
        figure = ax.figure
        ax.remove()  # two panels take its place
        top, bottom = figure.subplots(2, 1, sharex=True)
        self._draw_measure(top, "loss")
        self._draw_measure(bottom, "accuracy")
        top.set(ylim=(0, loss_limit(self._runs)))
        top.set_title(f"{self._name} {self.chosen}")
        bottom.set(xlabel="epoch", ylim=(0, 1))
        lines = [*top.get_lines()[-2:], top.get_lines()[0]]
        names = ["training", "validation", "other runs' validation"]
        figure.legend(lines, names, loc="outside lower center", ncols=3)

    def _draw_measure(self, ax: Any, measure: str) -> None:
        from nnlib.viz.style import COLORS

        run = self._runs[self._chosen]
        for other in self._runs:
            validation = other[f"val_{measure}"]
            epochs = range(1, len(validation) + 1)
            ax.plot(epochs, validation, "-", lw=1, color=COLORS["muted"])
        epochs = range(1, len(run[measure]) + 1)
        ax.plot(epochs, run[measure], "o-", color=COLORS["train"])
        ax.plot(
            epochs, run[f"val_{measure}"], "s--", color=COLORS["validation"]
        )
        ax.set_ylabel(measure)


def learning_curves(
    histories: Mapping[str, Any],
    *,
    name: str = "run",
    chosen: str | None = None,
) -> Explorable:
    """The learning curves of several runs, one at a time by a slider.

    What to try: before you move the slider, say how the curve for the next
    value will differ. Which runs would you train longer, which ones would
    you stop after the first epoch?

    Args:
        histories: for each label what `fit` returned, or a dict of lists;
            with the keys "loss", "val_loss", "accuracy", "val_accuracy".
        name: what the labels are values of, such as "learning rate η".
        chosen: the label shown first; the first one without it.

    Raises:
        ValueError: for histories with missing keys or of unequal length.

    >>> one = dict(loss=[2.3, 1.1], val_loss=[2.2, 1.3],
    ...            accuracy=[0.1, 0.7], val_accuracy=[0.1, 0.6])
    >>> learning_curves({"0.1": one, "0.2": one}, name="rate")
    learning_curves(chosen='0.1')
    rate 0.1, epoch 2: loss 1.100 in training, 1.300 in validation; \
accuracy 70.0 % and 60.0 %.

    Book: MNIST.
    """
    runs = [_packed(label, h, name) for label, h in histories.items()]
    if len(runs) < 2:
        raise ValueError(
            f"learning_curves compares at least two runs, got {len(runs)}. "
            'Pass {"0.1": history, "0.3": other_history}.'
        )
    labels = [run["label"] for run in runs]
    start = 0 if chosen is None else _index(chosen, labels)
    view = LearningCurves(_name=name, _runs=runs, _chosen=start)
    slider = ipywidgets.SelectionSlider(
        options=labels,
        index=start,
        description=name,
        style={"description_width": "initial"},
    )
    return Explorable("learning_curves", view, {"_chosen": slider})


def loss_limit(runs: Sequence[Mapping[str, Any]]) -> float:
    """The common end of the loss axis, a multiple of one half.

    >>> loss_limit([{"loss": [2.3, 0.1], "val_loss": [2.4, 2.6]}])
    3.0
    """
    top = max(max(run["loss"] + run["val_loss"]) for run in runs)
    return math.ceil(2 * top) / 2


def _packed(label: str, history: Any, name: str) -> dict[str, Any]:
    values = getattr(history, "history", history)
    missing = [key for key in KEYS if key not in values]
    if missing:
        raise ValueError(
            f"learning_curves: the history of {label!r} has no "
            f"{', '.join(missing)}. Compile with metrics=['accuracy'] and "
            "fit with validation_data=(X_val, y_val)."
        )
    run = {key: [float(v) for v in values[key]] for key in KEYS}
    lengths = {key: len(run[key]) for key in KEYS}
    if len(set(lengths.values())) > 1 or not run["loss"]:
        raise ValueError(
            f"learning_curves: the lists of {label!r} must all have one "
            f"number for each epoch, got lengths {lengths}."
        )
    last = {key: run[key][-1] for key in KEYS}
    sentence = (
        f"{name} {label}, epoch {len(run['loss'])}: "
        f"loss {last['loss']:.3f} in training, "
        f"{last['val_loss']:.3f} in validation; "
        f"accuracy {100 * last['accuracy']:.1f} % and "
        f"{100 * last['val_accuracy']:.1f} %."
    )
    return run | {"label": str(label), "sentence": sentence}


def _index(label: str, labels: Sequence[str]) -> int:
    if label not in labels:
        raise ValueError(
            f"learning_curves: chosen={label!r} is none of the labels; "
            f"choose from {', '.join(map(repr, labels))}."
        )
    return labels.index(label)
