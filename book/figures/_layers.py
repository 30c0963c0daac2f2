"""Columns of circles and the lines between them, for drawings of networks."""

from __future__ import annotations

from collections.abc import Sequence

from _svg import INK, Sheet

R = 22


def heights(n: int, middle: float, pitch: float) -> list[float]:
    """The places of ``n`` circles in a column around ``middle``."""
    return [middle + pitch * (i - (n - 1) / 2) for i in range(n)]


def connect(
    sheet: Sheet,
    x: Sequence[float],
    columns: Sequence[Sequence[float]],
    *,
    color: str = INK,
    w: float = 0.9,
    r: float = R,
) -> None:
    """Join every circle of the left column with every one of the right."""
    for start in columns[0]:
        for end in columns[1]:
            run, rise = x[1] - x[0], end - start
            share = r / (run**2 + rise**2) ** 0.5
            dx, dy = share * run, share * rise
            sheet.line(
                x[0] + dx,
                start + dy,
                x[1] - dx,
                end - dy,
                color=color,
                width=w,
            )


def units(
    sheet: Sheet,
    x: float,
    column: Sequence[float],
    *,
    color: str = INK,
    names: Sequence[str] = (),
    r: float = R,
    size: float = 16,
) -> None:
    """Draw a column of circles, with names in them if there are any."""
    for y in column:
        sheet.circle(x, y, r, fill="white", color=color, width=2)
    for y, name in zip(column, names, strict=False):
        sheet.text(x, y + 6, name, size=size, color=color)
