"""The graph of a calculation with values: numbers forward, slopes backward."""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from nnlib.autodiff import Value
from nnlib.viz._layers import Place, layered
from nnlib.viz.neurons import as_text
from nnlib.viz.style import COLORS

# all in inches
WIDTH, LINE = 0.8, 0.19  # of a box; height of a line of text in it
GAP, WIDE_GAP = 0.36, 0.85  # between columns, without and with slopes
ROW = 0.34  # between boxes, one above the other
PORT = 0.23  # between the ends of edges at one box
MOST = 80  # nodes that a drawing can hold

SIGNS = {"*": "×", "-": "−", "neg": "−"}
SIZE = 10  # points


def draw_graph(
    value: Value, *, slopes: bool = False, ax: Axes | None = None
) -> Axes:
    """The calculation of a value: a box for each number, inputs on the left.

    A box shows what made its number (a label in gray boxes, for those that
    were put in), the number, and after ``value.backward()`` the gradient
    below it, in italics.

    Args:
        value: the result of the calculation.
        slopes: write on each edge its local derivative.
        ax: where to draw; a new figure without it, as wide as the graph.

    Raises:
        TypeError: for anything but a Value.
        ValueError: when the graph is too large to be read.

    Example:
        >>> w, x = Value(3.0, "w"), Value(2.0, "x")
        >>> product = w * x
        >>> product.backward()
        >>> ax = draw_graph(product)
        >>> [text.get_text() for text in ax.texts][:6]
        ['w', '3', '2', 'x', '2', '3']

    Book: Backpropagation.
    """
    if not isinstance(value, Value):
        raise TypeError(
            f"draw_graph draws a Value, got {type(value).__name__}. Make the "
            "numbers of the calculation Values: Value(2.0, 'x')."
        )
    graph = value.graph()
    nodes, edges = graph["nodes"], graph["edges"]
    if len(nodes) > MOST:
        raise ValueError(
            f"draw_graph: this graph has {len(nodes)} values; a drawing of "
            f"more than {MOST} cannot be read. Draw a part of it."
        )
    height = (3 if value.grad else 2) * LINE + 0.08
    pairs = [(edge["source"], edge["target"]) for edge in edges]
    places, routes = layered(len(nodes), pairs)
    pitch = np.array([WIDTH + (WIDE_GAP if slopes else GAP), -(height + ROW)])
    ax = _sheet(places, pitch, height, ax)
    _draw_edges(ax, edges, places, routes, pitch, slopes)
    for node, place in zip(nodes, places, strict=True):
        _draw_box(ax, node, place * pitch, bool(value.grad))
    return ax


def _sheet(
    places: list[Place], pitch: np.ndarray, height: float, ax: Axes | None
) -> Axes:
    """Bare axes in inches; a new figure is as large as the graph."""
    low, high = np.sort(
        [np.min(places, 0) * pitch, np.max(places, 0) * pitch], 0
    )
    low -= [WIDTH / 2 + 0.06, height / 2 + 0.08]
    high += [WIDTH / 2 + 0.06, height / 2 + LINE + 0.06]
    if ax is None:
        figure, ax = plt.subplots()
        width = figure.get_figwidth()
        figure.set_size_inches(
            max(width, high[0] - low[0] + 0.2), high[1] - low[1] + 0.2
        )
        # a small graph stands in the middle at its own size
        spare = max(width - 0.2 - (high[0] - low[0]), 0) / 2
        low[0], high[0] = low[0] - spare, high[0] + spare
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    ax.set_aspect("equal")
    ax.set_axis_off()
    return ax


def _draw_box(ax: Axes, node: dict[str, Any], center: Any, grad: bool) -> None:
    x, y = center
    put_in = not node["operation"]
    sign = SIGNS.get(node["operation"], node["operation"])
    name = node["label"] if put_in else sign
    lines = [(name, COLORS["ink"], "normal")] if name else []
    lines.append((as_text(node["data"]), COLORS["positive"], "normal"))
    if grad:
        lines.append((as_text(node["grad"]), COLORS["negative"], "italic"))
    height = len(lines) * LINE + 0.08
    ax.add_patch(
        FancyBboxPatch(
            (x - WIDTH / 2, y - height / 2),
            WIDTH,
            height,
            boxstyle="round,pad=0,rounding_size=0.07",
            facecolor=COLORS["panel"] if put_in else COLORS["paper"],
            edgecolor=COLORS["muted"] if put_in else COLORS["ink"],
            linewidth=1.2,
            zorder=3,
        )
    )
    for i, (text, color, style) in enumerate(lines):
        above = (len(lines) - 1) / 2 - i
        _write(ax, x, y + above * LINE, text, color, style)
    if not put_in and node["label"]:
        _write(ax, x, y + height / 2 + LINE / 2, node["label"], COLORS["ink"])


def _write(ax, x, y, text, color, style="normal") -> None:
    ax.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        size=SIZE,
        color=color,
        style=style,
        zorder=5,
    )


def _draw_edges(ax, edges, places, routes, pitch, slopes) -> None:
    """Curves from box to box; several into one box arrive side by side."""
    for i, (edge, route) in enumerate(zip(edges, routes, strict=True)):
        siblings = [
            j for j, e in enumerate(edges) if e["target"] == edge["target"]
        ]
        # from top to bottom as the edges come in
        siblings.sort(key=lambda j: (routes[j][-1][1], j))
        port = siblings.index(i) - (len(siblings) - 1) / 2
        points = [
            places[edge["source"]] * pitch + [WIDTH / 2, 0],
            *[place * pitch for place in route[1:]],
            places[edge["target"]] * pitch - [WIDTH / 2 + 0.02, PORT * port],
        ]
        ax.add_patch(
            FancyArrowPatch(
                path=_smooth(points),
                arrowstyle="-|>,head_length=4,head_width=2",
                color=COLORS["muted"],
                linewidth=1.2,
                shrinkA=0,
                shrinkB=0,
                zorder=2,
            )
        )
        if slopes:
            _write_slope(ax, points, edge["slope"])


def _smooth(points: list[np.ndarray]) -> Path:
    """A curve through the points that is level at each of them."""
    corners, codes = [points[0]], [Path.MOVETO]
    for start, end in zip(points[:-1], points[1:], strict=True):
        half = (end[0] - start[0]) / 2
        corners += [start + [half, 0], end - [half, 0], end]
        codes += [Path.CURVE4] * 3
    return Path(np.array(corners), codes)


def _write_slope(ax, points, slope) -> None:
    # near the target, where the edges of one operation are side by side
    start, end = points[-2], points[-1]
    share = 0.55
    rise = 3 * share**2 - 2 * share**3  # of the curve that _smooth draws
    x = start[0] + (end[0] - start[0]) * share
    y = start[1] + (end[1] - start[1]) * rise
    ax.text(
        x,
        y,
        as_text(slope),
        ha="center",
        va="center",
        size=SIZE - 1,
        color=COLORS["ink"],
        bbox={"facecolor": COLORS["paper"], "edgecolor": "none", "pad": 1},
        zorder=2.5,
    )
