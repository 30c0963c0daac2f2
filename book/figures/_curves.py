"""Thumbnails of activation functions: the function and its derivative."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from _svg import BLUE, GRAY, ORANGE, Sheet

WIDTH, HEIGHT = 130, 90
Z, OUT = (-3.0, 3.0), (-1.4, 2.6)


def _place(z: float, out: float) -> tuple[float, float]:
    x = (z - Z[0]) / (Z[1] - Z[0]) * WIDTH
    y = HEIGHT - (out - OUT[0]) / (OUT[1] - OUT[0]) * HEIGHT
    return x, y


def _path(f: Callable, low: float, high: float) -> str:
    z = np.linspace(low, high, 61)
    out = np.asarray(f(z), dtype=float)
    inside = (out >= OUT[0]) & (out <= OUT[1])
    points = map(_place, z[inside], out[inside])
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def thumbnail(
    script: str,
    function: Callable,
    derivative: Callable,
    breaks: Sequence[float] = (),
) -> None:
    """Draw a function (solid) and its derivative (dashed) beside `script`.

    Both are drawn in pieces that end at `breaks`.
    """
    sheet = Sheet(WIDTH, HEIGHT)
    (x0, y0), (x1, _) = _place(Z[0], 0), _place(Z[1], 0)
    sheet.line(x0, y0, x1, y0, color=GRAY, width=0.7)
    middle = _place(0, 0)[0]
    sheet.line(middle, 0, middle, HEIGHT, color=GRAY, width=0.7)
    edges = [Z[0], *breaks, Z[1]]
    tiny = 1e-9
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        ends = (low + tiny, high - tiny)
        sheet.add(
            "path",
            d=_path(derivative, *ends),
            stroke=ORANGE,
            stroke_width=2,
            stroke_dasharray="5 3",
            fill="none",
        )
        sheet.path(_path(function, *ends), color=BLUE, width=2.6)
    sheet.save(script)
