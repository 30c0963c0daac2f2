"""The diagram of a network: layers of circles, joined by edges."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnlib.viz.neurons import as_text, draw_node, edge_style, sheet
from nnlib.viz.style import COLORS

RADIUS = 0.36
STEP = 0.95  # from one unit down to the next, more in a small network
WIDTH = 9.0  # from the first layer to the last
FEW = 6  # edges between two layers that leave room for their values


def draw_network(
    sizes: Sequence[int],
    *,
    names: Sequence[str] | None = None,
    unit_names: Sequence[Sequence[Any] | None] | None = None,
    weights: Sequence[np.ndarray] | None = None,
    max_units: int = 8,
    ax: Axes | None = None,
) -> Axes:
    r"""A network as layers of circles, every unit joined to the next layer.

    A layer larger than ``max_units`` shows its first and last units with
    dots between them; its true size stands below.

    Args:
        sizes: units per layer, the inputs first.
        names: what to write below each layer, above its size; ``input``,
            ``hidden``, ``output`` without it.
        unit_names: per layer, what to write in its units (or None).
        weights: one matrix per step between layers; edges then show sign
            (blue solid, vermillion dashed), size (thickness) and, in a
            small network, the value.
        max_units: the most circles that one layer gets.
        ax: where to draw; a new figure without it.

    Shapes:
        weights[l] ``(sizes[l], sizes[l + 1])``.

    Raises:
        ValueError: when sizes, names or weights do not fit together.

    Example:
        >>> ax = draw_network([784, 30, 10])
        >>> [t.get_text() for t in ax.texts if "\n" in t.get_text()]
        ['input\n784', 'hidden\n30', 'output\n10']

    Book: Multi-layer perceptron.
    """
    _check_network(sizes, names, unit_names, weights)
    step = STEP if max(sizes) > 4 else 1.4 * STEP
    shown = [_shown_units(size, max_units, step) for size in sizes]
    half = max(max(units.values()) for units in shown)
    ax = sheet((-1, WIDTH + 1), (-half - 1.6, half + 0.5), ax)
    x = np.linspace(0, WIDTH, len(sizes))
    values = max(np.multiply(sizes[:-1], sizes[1:])) <= FEW
    for layer in range(len(sizes) - 1):
        matrix = None if weights is None else np.asarray(weights[layer])
        ends = x[layer : layer + 2]
        _draw_edges(ax, ends, shown[layer], shown[layer + 1], matrix, values)
    for layer, units in enumerate(shown):
        inside = unit_names[layer] if unit_names else None
        _draw_layer(ax, x[layer], units, inside)
        name = names[layer] if names else _usual_name(layer, len(sizes))
        text = f"{name}\n{sizes[layer]}"
        low = -half - RADIUS - 0.15
        ax.text(x[layer], low, text, ha="center", va="top")
    return ax


def _check_network(sizes, names, unit_names, weights) -> None:
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(
            f"draw_network: sizes={list(sizes)}; expected at least two "
            "layers of one unit or more, for example [784, 30, 10]."
        )
    for argument, given in (("names", names), ("unit_names", unit_names)):
        if given is not None and len(given) != len(sizes):
            raise ValueError(
                f"draw_network: {len(sizes)} layers but {len(given)} "
                f"{argument}; give one for each layer."
            )
    for layer, inside in enumerate(unit_names or ()):
        if inside is not None and len(inside) != sizes[layer]:
            raise ValueError(
                f"draw_network: layer {layer} has {sizes[layer]} units but "
                f"{len(inside)} unit_names; give one for each, or None."
            )
    expected = list(zip(sizes[:-1], sizes[1:], strict=True))
    found = None if weights is None else [np.shape(W) for W in weights]
    if found is not None and found != expected:
        raise ValueError(
            f"draw_network: weights of shapes {found}; for sizes "
            f"{list(sizes)} expected {expected}."
        )


def _shown_units(size: int, most: int, step: float) -> dict[int, float]:
    """Height of each unit that is drawn, by its index in the layer."""
    most = max(most, 3)
    if size <= most:
        heights = step * ((size - 1) / 2 - np.arange(size))
        return dict(enumerate(heights))
    # the middle place is left to the dots
    places = step * ((most - 1) / 2 - np.arange(most))
    above = most // 2
    below = most - above - 1
    indices = [*range(above), *range(size - below, size)]
    kept = np.delete(places, above)
    return dict(zip(indices, kept, strict=True))


def _usual_name(layer: int, layers: int) -> str:
    if layer == 0:
        return "input"
    return "output" if layer == layers - 1 else "hidden"


def _draw_edges(ax, x, sources, targets, matrix, values) -> None:
    largest = 1.0 if matrix is None else max(np.abs(matrix).max(), 1e-12)
    for i, start in sources.items():
        for j, end in targets.items():
            style = {"color": COLORS["muted"], "linestyle": "-"}
            width = 1.0
            if matrix is not None:
                style = edge_style(float(matrix[i, j]))
                width = 0.4 + 2.2 * abs(matrix[i, j]) / largest
            ax.plot(x, [start, end], linewidth=width, zorder=1, **style)
            if matrix is not None and values:
                _write_weight(ax, x, start, end, matrix[i, j])


def _write_weight(ax, x, start, end, weight) -> None:
    share = 0.3  # near the source, where the edges are still apart
    ax.text(
        x[0] + share * (x[1] - x[0]),
        start + share * (end - start),
        as_text(float(weight)),
        ha="center",
        va="center",
        color=edge_style(float(weight))["color"],
        bbox={"facecolor": COLORS["paper"], "edgecolor": "none", "pad": 1},
        zorder=2,
    )


def _draw_layer(ax, x, units, inside) -> None:
    for i, y in units.items():
        draw_node(ax, x, y, RADIUS, as_text(inside[i]) if inside else "")
    if list(units) != list(range(len(units))):
        _draw_dots(ax, x, list(units.values()))


def _draw_dots(ax, x, heights) -> None:
    """Three dots in the one gap that is wider than a step."""
    gap = int(np.argmin(np.diff(heights)))
    middle = (heights[gap] + heights[gap + 1]) / 2
    ax.scatter(
        [x] * 3,
        middle + 0.2 * np.array([-1, 0, 1]),
        s=9,
        color=COLORS["ink"],
        zorder=3,
    )
