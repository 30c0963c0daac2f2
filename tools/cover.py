"""The cover of the printed editions: the book's own icon, and its title."""

from __future__ import annotations

import io
import textwrap
import xml.etree.ElementTree as ET
from typing import Any

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from edition import Edition
from environment import ROOT

ICON = ROOT / "assets" / "favicon.svg"
INCHES, DPI = (6, 8), 200
CODES = {
    "moveTo": [Path.MOVETO],
    "lineTo": [Path.LINETO],
    "curveTo": [Path.CURVE4] * 3,
    "closePath": [Path.CLOSEPOLY],
    "endPath": [],
}


def outline(words: str) -> Path:
    """A path of SVG as one of Matplotlib.

    >>> outline("M1 2h3v4z").vertices.tolist()
    [[1.0, 2.0], [4.0, 2.0], [4.0, 6.0], [1.0, 2.0], [1.0, 2.0]]
    """
    pen = RecordingPen()
    parse_path(words, pen)
    points, codes, start = [], [], (0.0, 0.0)
    for command, given in pen.value:
        start = given[0] if command == "moveTo" else start
        points += [start] if command == "closePath" else list(given)
        codes += CODES[command]
    return Path(points, codes)


def draw_icon(axes: Axes) -> str:
    """Draw the icon without its plate; return the color of the plate."""
    unit = INCHES[0] * 72 / 64  # points for one unit of the icon
    plate = ""

    def draw(tag: ET.Element, given: dict[str, str]) -> None:
        nonlocal plate
        kind = tag.tag.rpartition("}")[2]
        style = given | tag.attrib
        colors = {
            "facecolor": style.get("fill", "none"),
            "edgecolor": style.get("stroke", "none"),
            "linewidth": float(style.get("stroke-width", 0)) * unit,
        }
        if kind == "rect":
            plate = style["fill"]
        elif kind == "circle":
            place = float(style["cx"]), float(style["cy"])
            axes.add_patch(Circle(place, float(style["r"]), **colors))
        elif kind == "path":
            rounded = {"capstyle": "round", "joinstyle": "round"}
            path = outline(style["d"])
            axes.add_patch(PathPatch(path, **colors, **rounded))
        for child in tag if kind in ("svg", "g") else ():
            draw(child, tag.attrib if kind == "g" else {})

    draw(ET.parse(ICON).getroot(), {})
    return plate


def cover(edition: Edition) -> bytes:
    """The cover as a PNG, 1200 by 1600; the same edition, the same bytes."""
    figure = Figure(figsize=INCHES, dpi=DPI)
    axes = figure.add_axes((0, 0.06, 1, 0.75))
    axes.set(xlim=(0, 64), ylim=(64, 0), aspect="equal")
    axes.axis("off")
    figure.set_facecolor(draw_icon(axes))
    title = textwrap.fill(edition.title, 15)
    style: dict[str, Any] = {"color": "white", "ha": "center"}
    style["family"] = "DejaVu Sans"  # Matplotlib brings it along
    words = figure.text(0.5, 0.93, title, va="top", size=33, **style)
    words.set(weight="bold", linespacing=1.25)
    figure.text(0.5, 0.05, edition.authors, size=12, **style)
    made = io.BytesIO()
    figure.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()
