"""The look of the book's figures: colors with fixed roles, one style file.

Four of the colors are those of Okabe and Ito, which people with any common
kind of color vision tell apart. Their orange and their sky blue are too light
for a thin line on white; brown and wine stand in their place. Whatever shows
data has a contrast of 3 to 1 or more. A color never speaks alone: classes
also differ by their marker, lines by their dashes.
"""

from importlib import resources
from types import MappingProxyType

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
PURPLE = "#CC79A7"
BROWN = "#6F5400"
WINE = "#8A2F66"

#: What each color means, everywhere in the book.
COLORS = MappingProxyType(
    {
        "class_0": VERMILLION,
        "class_1": BLUE,
        "class_2": GREEN,
        "class_3": PURPLE,
        "class_4": BROWN,
        "class_5": WINE,
        "negative": VERMILLION,
        "positive": BLUE,
        "train": BLUE,
        "validation": VERMILLION,
        "data": "#444444",
        "model": BLUE,
        "highlight": PURPLE,
        "ink": "#222222",
        "muted": "#6B6B6B",
        # frames and zero lines, which show nothing of their own
        "line": "#B8B8B8",
        "panel": "#F2F2F2",
        "paper": "#FFFFFF",
    }
)

CLASS_COLORS = tuple(COLORS[f"class_{k}"] for k in range(6))
CLASS_MARKERS = ("o", "s", "^", "D", "v", "P")

#: Negative weights vermillion, zero white, positive weights blue.
DIVERGING = LinearSegmentedColormap.from_list(
    "nnlib_diverging",
    ["#8A3B00", VERMILLION, "#F6D2BC", "#FFFFFF", "#BFDDEE", BLUE, "#00456B"],
)


def use_style() -> None:
    """Draw every following figure in the style of the book.

    Example:
        >>> use_style()
        >>> plt.rcParams["axes.spines.top"]
        False
    """
    style = resources.files("nnlib.viz") / "book.mplstyle"
    with resources.as_file(style) as path:
        plt.style.use(path)


def axes_or_new(ax: Axes | None) -> Axes:
    """The axes given, or those of a new figure."""
    return new_axes() if ax is None else ax


def new_axes(height: float | None = None) -> Axes:
    """Axes of a new figure; its height in inches may be given."""
    figure, ax = plt.subplots()
    if height is not None:
        figure.set_figheight(height)
    return ax


def say_if_empty(ax: Axes, why: str = "no finite value (NaN or ∞)") -> None:
    """Write `why` into axes none of whose lines has a finite value.

    A training run that blew up ends so, and bare axes would not tell.
    """
    drawn = [np.asarray(line.get_ydata(), dtype=float) for line in ax.lines]
    if any(np.isfinite(values).any() for values in drawn):
        return
    ax.set_xlim(1, max(2, *(len(values) for values in drawn)))
    ax.set_yticks([])
    ax.text(
        0.5,
        0.5,
        why,
        transform=ax.transAxes,
        ha="center",
        color=COLORS["muted"],
    )


def tint(color: str, share: float) -> tuple[float, float, float]:
    """A color thinned with white; ``share`` is how much of it remains."""
    red, green, blue = (1 - share + share * part for part in to_rgb(color))
    return red, green, blue
