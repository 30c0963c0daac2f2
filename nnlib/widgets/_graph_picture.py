"""The still picture of a small network's graph: boxes, wires, numbers."""

from __future__ import annotations

from typing import Any

from matplotlib.patches import FancyBboxPatch

from nnlib.autodiff import Value
from nnlib.viz.style import COLORS
from nnlib.widgets._graphs import Net, Node

HALF, TALL = 54, 24  # half the size of a box


def draw_net(ax: Any, net: Net, values: dict[str, Value]) -> None:
    """Draw a network's graph with all its values and gradients."""
    places = {each["name"]: each for each in net["nodes"]}
    for each in net["nodes"]:
        for term in each["terms"]:
            for start in _wires(each, term, places):
                x, y = zip(*start, strict=True)
                ax.plot(x, y, color=COLORS["muted"], lw=1, linestyle="-")
    for name, each in places.items():
        _box(ax, each, values[name])
    low = max(each["at"][1] for each in net["nodes"]) + TALL + 4
    ax.set(xlim=(0, 480), ylim=(low, -4), aspect="equal")
    ax.set_axis_off()


def _wires(each: Node, term: list[str], places: dict[str, Node]) -> list:
    """The lines of a term; a signal runs through the box of its weight."""
    ends = [places[name] for name in term]
    if each["op"] == "product" and len(term) == 2:
        ends.sort(key=lambda end: end.get("kind") == "weight")
        return [[end["at"] for end in (*ends, each)]]
    return [[end["at"], each["at"]] for end in ends]


def _box(ax: Any, each: Node, value: Value) -> None:
    x, y = each["at"]
    put_in = each["op"] == "number"
    ax.add_patch(
        FancyBboxPatch(
            (x - HALF, y - TALL),
            2 * HALF,
            2 * TALL,
            boxstyle="round,pad=0,rounding_size=8",
            facecolor=COLORS["panel"] if put_in else COLORS["paper"],
            edgecolor=COLORS["muted"],
            linewidth=0.8,
            zorder=3,
        )
    )
    name = {"size": 7, "weight": "bold", "va": "center", "zorder": 4}
    ax.text(x - HALF + 6, y - 9, each["label"], **name)
    text = {"size": 7, "ha": "right", "va": "center", "zorder": 4}
    shown = f"{value.data:.4f}".replace("-", "−")
    ax.text(x + HALF - 6, y - 9, shown, color=COLORS["positive"], **text)
    if each.get("kind") == "target":
        return
    grad = f"{value.grad:.4f}".replace("-", "−")
    ax.text(
        x + HALF - 6,
        y + 11,
        grad,
        color=COLORS["negative"],
        style="italic",
        **text,
    )
