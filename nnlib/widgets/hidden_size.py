"""How many hidden units? Stored runs of several sizes; a slider chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets

from nnlib.widgets._base import Explorable, View

LOWEST = 0.01  # percent: below it the logarithmic axis ends


class HiddenSize(View):
    """Training and validation error of networks of several sizes.

    Book: MNIST.
    """

    _module = Path(__file__).with_name("hidden_size.mjs")
    _style = Path(__file__).with_name("hidden_size.css")
    _shown = ("size",)

    _sizes: traitlets.List = traitlets.List().tag(sync=True)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)

    @property
    def size(self) -> int:
        """The number of hidden units that is shown; it may be set."""
        return self._sizes[self._chosen]["size"]

    @size.setter
    def size(self, size: int) -> None:
        self._chosen = _index(size, [each["size"] for each in self._sizes])

    def summary(self) -> str:
        return self._sizes[self._chosen]["sentence"]

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        figure = ax.figure
        ax.remove()  # two panels take its place
        by_size, by_epoch = figure.subplots(2, 1)
        looks = {"train": ("o-", "train"), "val": ("s--", "validation")}
        place = range(len(self._sizes))
        for name, (line, color) in looks.items():
            ends = [[run[-1] for run in each[name]] for each in self._sizes]
            means = np.maximum(LOWEST, np.mean(ends, axis=1))
            by_size.plot(place, means, line, color=COLORS[color])
            for run in self._sizes[self._chosen][name]:
                epochs = range(1, len(run) + 1)
                points = np.maximum(LOWEST, run)
                by_epoch.plot(epochs, points, line, color=COLORS[color], ms=3)
        by_size.axvspan(
            self._chosen - 0.4,
            self._chosen + 0.4,
            color=COLORS["muted"],
            alpha=0.2,
        )
        by_size.set_xticks(place, [str(each["size"]) for each in self._sizes])
        by_size.set_xlabel("hidden units")
        by_epoch.set_xlabel(f"epoch, {self.size} hidden units")
        for each in (by_size, by_epoch):
            each.set(yscale="log", ylabel="error in %")
        figure.legend(
            by_size.get_lines(),
            ["training", "validation"],
            loc="outside lower center",
            ncols=2,
        )


def hidden_size(
    runs: Mapping[int, Sequence[Mapping[str, Sequence[float]]]],
    *,
    chosen: int | None = None,
) -> Explorable:
    """Errors of networks with more and more hidden units, several seeds each.

    What to try: say, before you move the slider to the right, which of the
    two curves will go on falling. Where does the gap between them open? From
    which size on do the seeds differ as much as the sizes?

    Args:
        runs: for each number of hidden units its runs, each with the lists
            "train" and "val": percent of wrong answers after every epoch.
        chosen: the number of hidden units shown first.

    Raises:
        ValueError: for fewer than two sizes, or lists of unequal length.

    >>> run = {"train": [9.0, 4.0], "val": [9.5, 6.0]}
    >>> hidden_size({4: [run], 8: [run]}, chosen=8)
    hidden_size(size=8)
    8 hidden units, 6,370 parameters, after 2 epochs: training error 4.00 %, \
validation error 6.00 %.

    Book: MNIST.
    """
    if len(runs) < 2:
        raise ValueError(
            f"hidden_size compares at least two sizes, got {len(runs)}."
        )
    sizes = [_packed(size, runs[size]) for size in sorted(runs)]
    known = [each["size"] for each in sizes]
    start = 0 if chosen is None else _index(chosen, known)
    view = HiddenSize(_sizes=sizes, _chosen=start)
    slider = ipywidgets.SelectionSlider(
        options=[str(size) for size in known],
        index=start,
        description="hidden units",
        style={"description_width": "initial"},
    )
    return Explorable("hidden_size", view, {"_chosen": slider})


def _packed(
    size: int, runs: Sequence[Mapping[str, Sequence[float]]]
) -> dict[str, Any]:
    lengths = {len(run[name]) for run in runs for name in ("train", "val")}
    if len(lengths) != 1 or 0 in lengths:
        raise ValueError(
            f"hidden_size: the runs with {size} units must have one number "
            "for each epoch in 'train' and in 'val', and all the same "
            f"number of epochs, got the lengths {sorted(lengths)}."
        )
    lists = {
        name: [[float(v) for v in run[name]] for run in runs]
        for name in ("train", "val")
    }
    return {
        "size": int(size),
        "sentence": _sentence(size, lengths.pop(), lists),
    } | lists


def _sentence(
    size: int, epochs: int, lists: Mapping[str, list[list[float]]]
) -> str:
    train, val = (
        [run[-1] for run in lists[name]] for name in ("train", "val")
    )
    spread = ""
    if len(val) > 1:
        spread = f" ({min(val):.2f} to {max(val):.2f} for {len(val)} seeds)"
    return (
        f"{size} hidden units, {795 * size + 10:,} parameters, after "
        f"{epochs} epochs: training error {np.mean(train):.2f} %, "
        f"validation error {np.mean(val):.2f} %{spread}."
    )


def _index(size: int, sizes: Sequence[int]) -> int:
    if size not in sizes:
        raise ValueError(
            f"hidden_size: there is no run with {size!r} units; choose from "
            f"{', '.join(map(str, sizes))}."
        )
    return sizes.index(size)
