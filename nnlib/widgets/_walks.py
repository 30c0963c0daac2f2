"""What the explorables share in which optimizers walk over a loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np

from nnlib._validation import Array, check_number
from nnlib.optimizers import Optimizer
from nnlib.widgets._base import View, float_slider
from nnlib.widgets._surfaces import Surface

STYLE = Path(__file__).with_name("walks.css")
FAR = 1e8  # beyond this a walk is given up: it has diverged
RATES = (
    *(0.001, 0.002, 0.005, 0.01, 0.015, 0.019, 0.02, 0.021, 0.03, 0.05),
    *(0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0, 1.1, 1.5, 2.0),
    *(2.1, 3.0),
)


def walk(
    surface: Surface, start: Sequence[float], rule: Optimizer, steps: int
) -> Array:
    """The weights before and after each step, until they are too far."""
    w = np.array(start, dtype=float)
    path = [w.copy()]
    while len(path) <= steps:
        rule.step([w], [np.asarray(surface.gradient(w))])
        path.append(w.copy())
        if not np.linalg.norm(w) < FAR:
            break
    return np.array(path)


def drawable(path: Array, surface: Surface) -> Array:
    """The path with far points pulled in, still outside of the picture."""
    low, high = np.array(surface.box).T
    span = high - low
    return np.clip(path, low - 20 * span, high + 20 * span)


def draw_map(
    ax: Any,
    value: Callable[[Array], Any],
    box: Sequence[tuple[float, float]],
    paths: Mapping[str, Array],
    labels: tuple[str, str] = ("$w_1$", "$w_2$"),
) -> None:
    """Contour lines and paths, each with its own color, dashes and marker.

    Lines only, unlike `plot_loss_surface`: every notebook with an explorable
    stores this picture beside it, and filled maps make large files.
    """
    from nnlib.viz.style import CLASS_COLORS, CLASS_MARKERS, COLORS

    x, y = (np.linspace(*limits, 61) for limits in box)
    heights = np.array(
        [[float(value(np.array([a, b]))) for a in x] for b in y]
    )
    levels = np.unique(np.quantile(heights, np.linspace(0.02, 0.9, 7)))
    ax.contour(x, y, heights, levels, colors=COLORS["muted"], linewidths=0.8)
    dashes = ("-", "--", "-.", ":", (0, (5, 4)), (0, (8, 2, 1, 2)))
    for k, (name, path) in enumerate(paths.items()):
        look = {"color": CLASS_COLORS[k], "linestyle": dashes[k]}
        ax.plot(*path.T, linewidth=1.4, **look)
        look = {"color": CLASS_COLORS[k], "marker": CLASS_MARKERS[k]}
        ax.plot(*path[-1], markersize=8, linestyle="none", label=name, **look)
    if len(paths) > 1:
        ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    ax.set(xlim=box[0], ylim=box[1], xlabel=labels[0], ylabel=labels[1])


def checked_start(
    who: str, w: Sequence[float], surface: Surface
) -> list[float]:
    """The start as numbers, one for each weight of the surface."""
    values = np.atleast_1d(np.asarray(w, dtype=float))
    wanted = len(surface.box)
    if values.shape != (wanted,):
        shown = "start=[2.0]" if wanted == 1 else "start=[2.0, 1.0]"
        raise ValueError(
            f"{who}: the {surface.name} has {wanted} "
            f"weight{'s' if wanted > 1 else ''}, and start has shape "
            f"{values.shape}. For example: {shown}."
        )
    return values.tolist()


def rates_with(
    who: str, *chosen: float, rates: Sequence[float] = RATES
) -> list[float]:
    """The learning rates of the slider, with the chosen ones among them."""
    for rate in chosen:
        check_number(rate, who, "learning_rate", low=0, include_low=False)
    return sorted({*rates, *map(float, chosen)})


def rate_slider(
    label: str, view: Any, trait: str
) -> ipywidgets.SelectionSlider:
    """A slider over the view's learning rates, linked by their index."""
    return ipywidgets.SelectionSlider(
        options=[f"{rate:g}" for rate in view._rates],
        index=getattr(view, trait),
        description=label,
        style={"description_width": "6.5em"},
    )


def momentum_slider(view: View) -> ipywidgets.FloatSlider:
    """A slider for μ."""
    return float_slider("momentum μ", view, "momentum", 0.0, 0.99, 0.01)


def controls_of_view(view: View) -> dict[str, ipywidgets.FloatSlider]:
    """Two sliders that turn and tilt the landscape."""
    return {
        "turn": float_slider("turn (°)", view, "turn", -180, 180, 5),
        "tilt": float_slider("tilt (°)", view, "tilt", 0, 90, 5),
    }
