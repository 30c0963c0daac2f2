"""A layered network: values run forward, gradients run backward."""

import math

from _svg import BLUE, GRAY, INK, ORANGE, PALE, Sheet

SIZES = (3, 3, 2)
RADIUS = 21
sheet = Sheet(700, 330)


def place(layer: int, unit: int) -> tuple[float, float]:
    """The center of a unit."""
    size = SIZES[layer]
    return 90 + 190 * layer, 150 + 84 * (unit - (size - 1) / 2)


def pair(start: tuple[float, float], end: tuple[float, float]) -> None:
    """Two parallel arrows: forward above, backward below."""
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    for side, color in ((3.5, BLUE), (-3.5, ORANGE)):
        dx, dy = side * uy, -side * ux
        a = (x1 + (RADIUS + 2) * ux + dx, y1 + (RADIUS + 2) * uy + dy)
        b = (x2 - (RADIUS + 2) * ux + dx, y2 - (RADIUS + 2) * uy + dy)
        ends = (*a, *b) if color == BLUE else (*b, *a)
        sheet.arrow(*ends, color=color, width=1.5)


LOSS = (610.0, 150.0)
for layer in (0, 1):
    for i in range(SIZES[layer]):
        for j in range(SIZES[layer + 1]):
            pair(place(layer, i), place(layer + 1, j))
for i in range(SIZES[2]):
    pair(place(2, i), LOSS)
for layer, size in enumerate(SIZES):
    for unit in range(size):
        fill = PALE if layer == 0 else "white"
        sheet.circle(*place(layer, unit), RADIUS, fill=fill, color=INK)
sheet.circle(*LOSS, 24, fill="#fdf1e7", color=ORANGE, width=2.2)
sheet.text(LOSS[0], LOSS[1] + 6, "C", size=19, font_style="italic")
for x, name in ((90, "inputs"), (280, "hidden"), (470, "outputs")):
    sheet.text(x, 24, name, color=GRAY)
sheet.text(610, 24, "cost", color=GRAY)
sheet.arrow(90, 282, 250, 282, color=BLUE, width=2.4)
sheet.text(262, 287, "forward: values, layer by layer", color=BLUE,
           anchor="start")  # fmt: skip
sheet.arrow(250, 310, 90, 310, color=ORANGE, width=2.4)
sheet.text(262, 315, "backward: derivatives of C, layer by layer",
           color=ORANGE, anchor="start")  # fmt: skip
sheet.save(__file__)
