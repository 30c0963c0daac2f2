"""A sheet of SVG on which the book's hand-made diagrams are drawn.

Each script beside this file draws one diagram. The sheet writes plain text
with numbers rounded to a tenth, so that the same script always gives the same
bytes. The background is white: the drawing stays readable on a dark page.
"""

from __future__ import annotations

import math
from pathlib import Path
from xml.sax.saxutils import escape

# the roles of viz.style.COLORS: the palette of Okabe and Ito
INK = "#1a1a1a"
GRAY = "#5f5f5f"
PALE = "#eef3f7"
BLUE = "#0072b2"
ORANGE = "#d55e00"
GREEN = "#00734f"

FONT = "'DejaVu Sans', Verdana, Helvetica, Arial, sans-serif"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


class Sheet:
    """A drawing area of ``width`` by ``height`` units, origin at top left."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._parts: list[str] = []

    def add(self, tag: str, text: str = "", **attributes) -> None:
        """Append one element; ``stroke_width`` becomes ``stroke-width``."""
        pairs = "".join(
            f' {key.replace("_", "-")}="'
            f'{_number(value) if isinstance(value, (int, float)) else value}"'
            for key, value in attributes.items()
        )
        body = f">{escape(text)}</{tag}>" if text else "/>"
        self._parts.append(f"<{tag}{pairs}{body}")

    def text(
        self, x, y, text, *, size=15, color=INK, anchor="middle", **more
    ) -> None:
        """Write ``text`` with its baseline at ``y``."""
        self.add(
            "text",
            text,
            x=x,
            y=y,
            fill=color,
            font_size=size,
            text_anchor=anchor,
            **more,
        )

    def line(self, x1, y1, x2, y2, *, color=INK, width=1.6) -> None:
        """Draw a plain straight line."""
        self.add(
            "line",
            x1=x1,
            y1=y1,
            x2=x2,
            y2=y2,
            stroke=color,
            stroke_width=width,
        )

    def path(self, d: str, *, color=INK, width=1.6, fill="none") -> None:
        """Draw the path ``d`` (the syntax of SVG)."""
        self.add(
            "path",
            d=d,
            stroke=color,
            stroke_width=width,
            fill=fill,
            stroke_linecap="round",
            stroke_linejoin="round",
        )

    def arrow(self, x1, y1, x2, y2, *, color=INK, width=1.6) -> None:
        """Draw a line whose head ends exactly at ``(x2, y2)``."""
        length = math.hypot(x2 - x1, y2 - y1)
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        bx, by = x2 - 9 * ux, y2 - 9 * uy  # where the head begins
        self.line(x1, y1, bx, by, color=color, width=width)
        corners = [(x2, y2), (bx - 4 * uy, by + 4 * ux)]
        corners.append((bx + 4 * uy, by - 4 * ux))
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in corners)
        self.add("polygon", points=points, fill=color)

    def circle(self, x, y, r, *, fill="white", color=INK, width=1.6) -> None:
        """Draw a circle around ``(x, y)``."""
        self.add(
            "circle",
            cx=x,
            cy=y,
            r=r,
            fill=fill,
            stroke=color,
            stroke_width=width,
        )

    def box(self, x, y, width, height, *, fill="white", color=INK) -> None:
        """Draw a rectangle with rounded corners around ``(x, y)``."""
        self.add(
            "rect",
            x=x - width / 2,
            y=y - height / 2,
            width=width,
            height=height,
            rx=7,
            fill=fill,
            stroke=color,
            stroke_width=1.6,
        )

    def save(self, script: str) -> None:
        """Write the SVG beside ``script``, under the same name."""
        head = (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" '
            f'font-family="{FONT}">'
        )
        back = f'<rect width="{self.width}" height="{self.height}"'
        lines = [head, f'{back} fill="white"/>', *self._parts, "</svg>", ""]
        Path(script).with_suffix(".svg").write_text(
            "\n".join(lines), encoding="utf-8", newline="\n"
        )
