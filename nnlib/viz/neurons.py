"""The diagram of one neuron: inputs, weights, sum, activation, output."""

from collections.abc import Callable, Sequence
from numbers import Real
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from nnlib import activations
from nnlib._validation import Array, lookup
from nnlib.viz.style import COLORS, tint

Value = float | str
Activation = Callable[[Array], Array]

INPUT = 0.42  # radius of an input
BODY = 0.56  # radius of the sum and of the activation
SUM, ACTIVATION, OUTPUT = 3.4, 5.7, 7.7  # places from left to right
BIAS = 2 * BODY + 0.35  # height at which the arrow of the bias starts
UNIT = 0.68  # inches, at most, of one unit on the drawing
PITCH = 1.3  # from one input down to the next


def draw_neuron(
    weights: Sequence[Value],
    bias: Value,
    *,
    inputs: Sequence[Value] | None = None,
    activation: str | Activation = "step",
    output: str | None = None,
    parts: bool = False,
    ax: Axes | None = None,
) -> Axes:
    r"""One neuron, ``activation(x · w + b)``, from its inputs to its output.

    Inputs, weights and bias may be names or numbers. Edges with a positive
    weight are solid and blue, with a negative one dashed and vermillion,
    with a name gray. When all are numbers, the sum and the output are
    worked out and shown.

    Args:
        weights: one per input.
        bias: the bias.
        inputs: names or values; ``x_1, x_2, …`` without it.
        activation: a function of `nnlib.activations`, or its name.
        output: what to write at the end, instead of the value or ``ŷ``.
        parts: write below each part what it is called.
        ax: where to draw; a new figure without it.

    Raises:
        ValueError: when inputs and weights differ in number, or the name of
            the activation is unknown.

    Example:
        >>> ax = draw_neuron([-2, -2], 3, inputs=[1, 1])  # NAND of 1 and 1
        >>> [t.get_text() for t in ax.texts if "=" in t.get_text()]
        ['$b$ = 3', '$z$ = −1', '$\\hat{y}$ = 0']

    Book: Perceptron.
    """
    n = len(weights)
    if inputs is None:
        inputs = [f"$x_{i}$" for i in range(1, n + 1)]
    if len(inputs) != n or n == 0:
        raise ValueError(
            f"draw_neuron: {n} weights but {len(inputs)} inputs; expected "
            "one weight for each input, and at least one of them."
        )
    function = _function(activation)
    z = _weighted_sum(inputs, weights, bias)
    heights = PITCH * (np.arange(n)[::-1] - (n - 1) / 2)
    top = max(heights[0] + INPUT, BIAS + 0.45) + 0.1
    bottom = min(heights[-1] - INPUT, -BODY) - (0.85 if parts else 0.1)
    ax = sheet((-INPUT - 0.1, OUTPUT + 1.3), (bottom, top), ax)
    for height, name, weight in zip(heights, inputs, weights, strict=True):
        _draw_input(ax, height, name, weight)
    _draw_sum(ax, bias, z)
    _draw_activation(ax, function)
    value = None if z is None else float(function(np.asarray(z)))
    _draw_output(ax, output, value)
    if parts:
        _name_parts(ax, bottom + 0.1)
    return ax


def sheet(
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    ax: Axes | None,
    largest: float = UNIT,
) -> Axes:
    """Bare axes with equal units; a new figure is as high as they need."""
    if ax is None:
        figure, ax = plt.subplots()
        unit = min(figure.get_figwidth() / (xlim[1] - xlim[0]), largest)
        figure.set_figheight(unit * (ylim[1] - ylim[0]) + 0.1)
    ax.set(xlim=xlim, ylim=ylim)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return ax


def as_text(value: Any) -> str:
    """A name as it is; a number short, with a real minus sign."""
    if isinstance(value, Real):
        # adding 0 turns -0.0 into 0
        return f"{value + 0:.4g}".replace("-", "−")
    return str(value)


def edge_style(weight: Any) -> dict[str, Any]:
    """Color and dashes by the sign of a weight; gray for a name."""
    if not isinstance(weight, Real):
        return {"color": COLORS["muted"], "linestyle": "-"}
    if weight < 0:
        return {"color": COLORS["negative"], "linestyle": (0, (5, 2))}
    return {"color": COLORS["positive"], "linestyle": "-"}


def draw_node(ax: Axes, x: float, y: float, radius: float, text: str) -> None:
    """A circle with a text in it."""
    ax.add_patch(
        Circle(
            (x, y),
            radius,
            facecolor=COLORS["paper"],
            edgecolor=COLORS["ink"],
            linewidth=1.5,
            zorder=3,
        )
    )
    ax.text(x, y, text, ha="center", va="center", zorder=4)


def _function(activation: str | Activation) -> Activation:
    if callable(activation):
        return activation
    names = ("identity", "step", "sigmoid", "tanh", "relu", "leaky_relu")
    table = {name: getattr(activations, name) for name in names}
    return lookup(activation, table, "activation")


def _weighted_sum(inputs, weights, bias) -> float | None:
    if not all(isinstance(v, Real) for v in (*inputs, *weights, bias)):
        return None
    return float(np.dot(inputs, weights) + bias)


def _draw_input(ax, y, name, weight) -> None:
    style = edge_style(weight)
    ax.plot([0, SUM], [y, 0], linewidth=2, zorder=1, **style)
    ax.text(
        0.45 * SUM,
        0.55 * y,
        as_text(weight),
        ha="center",
        va="center",
        color=style["color"],
        bbox={"facecolor": COLORS["paper"], "edgecolor": "none", "pad": 2},
        zorder=2,
    )
    draw_node(ax, 0, y, INPUT, as_text(name))


def _arrow(ax, start, end) -> None:
    ax.annotate(
        "",
        xy=end,
        xytext=start,
        arrowprops={
            "arrowstyle": "-|>",
            "color": COLORS["ink"],
            "linewidth": 1.5,
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )


def _draw_sum(ax, bias, z) -> None:
    draw_node(ax, SUM, 0, BODY, "")
    ax.text(SUM, 0, "Σ", ha="center", va="center", fontsize=20, zorder=4)
    _arrow(ax, (SUM, BIAS), (SUM, BODY))
    text = f"$b$ = {as_text(bias)}" if isinstance(bias, Real) else str(bias)
    ax.text(SUM, BIAS + 0.08, text, ha="center", va="bottom")
    _arrow(ax, (SUM + BODY, 0), (ACTIVATION - BODY, 0))
    text = "$z$" if z is None else f"$z$ = {as_text(z)}"
    middle = (SUM + ACTIVATION) / 2
    ax.text(middle, 0.12, text, ha="center", va="bottom")


def _draw_activation(ax, function) -> None:
    """A circle with the curve of the function, from -3 to 3, inside."""
    draw_node(ax, ACTIVATION, 0, BODY, "")
    z = np.linspace(-3, 3, 121)
    a = np.asarray(function(z), dtype=float)
    span = max(np.ptp(a), 1e-12)
    x = ACTIVATION + 0.62 * BODY * z / 3
    y = 0.9 * BODY * ((a - a.min()) / span - 0.5)
    ax.plot(x, y, color=COLORS["model"], linestyle="-", zorder=4)
    ax.plot(
        x[[0, -1]],
        y[[0, 0]] if a.min() >= 0 else [0, 0],
        color=tint(COLORS["muted"], 0.6),
        linestyle="-",
        linewidth=0.8,
        zorder=3.5,
    )


def _draw_output(ax, output, value) -> None:
    _arrow(ax, (ACTIVATION + BODY, 0), (OUTPUT - 0.25, 0))
    if output is None:
        output = "$\\hat{y}$"
        if value is not None:
            output += f" = {as_text(value)}"
    ax.text(OUTPUT - 0.12, 0, output, ha="left", va="center")


def _name_parts(ax, y) -> None:
    names = {
        0.0: "inputs",
        0.45 * SUM: "weights",
        SUM: "sum",
        ACTIVATION: "activation",
        OUTPUT: "output",
    }
    style = {"color": COLORS["muted"], "size": 11}
    for x, name in names.items():
        ax.text(x, y, name, ha="center", va="bottom", **style)
    ax.text(SUM + 0.15, (BIAS + BODY) / 2, "bias", va="center", **style)
