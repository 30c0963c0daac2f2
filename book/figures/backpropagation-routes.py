"""All routes from one weight of the first layer to the cost."""

from _svg import GRAY, INK, ORANGE, PALE, Sheet

SIZES = (3, 3, 3, 1)
RADIUS = 20
X = (70, 220, 370, 520)
sheet = Sheet(700, 290)


def place(layer: int, unit: int) -> tuple[float, float]:
    """The center of a unit."""
    return X[layer], 150 + 88 * (unit - (SIZES[layer] - 1) / 2)


def connect(start, end, *, lit: bool) -> None:
    """A line between two circles, an arrow where a route runs."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    ends = (x1 + RADIUS * ux, y1 + RADIUS * uy)
    ends += (x2 - (RADIUS + 1) * ux, y2 - (RADIUS + 1) * uy)
    if lit:
        sheet.arrow(*ends, color=ORANGE, width=3.2)
    else:
        sheet.line(*ends, color="#8a8a8a", width=1.3)


def on_route(layer: int, i: int, j: int) -> bool:
    """Whether the edge from unit i to unit j carries the weight's effect."""
    if layer == 0:
        return (i, j) == (0, 0)
    return layer == 2 or i == 0


LOSS = (640.0, 150.0)
for lit in (False, True):  # the routes are drawn on top
    for layer in range(3):
        for i in range(SIZES[layer]):
            for j in range(SIZES[layer + 1]):
                if on_route(layer, i, j) == lit:
                    connect(place(layer, i), place(layer + 1, j), lit=lit)
connect(place(3, 0), LOSS, lit=True)
for layer, size in enumerate(SIZES):
    for unit in range(size):
        fill = PALE if layer == 0 else "white"
        sheet.circle(*place(layer, unit), RADIUS, fill=fill, color=INK)
sheet.circle(*LOSS, RADIUS + 2, fill="#fdf1e7", color=ORANGE, width=2.2)
sheet.text(640, 156, "C", size=18, font_style="italic")
sheet.text(145, 50, "this weight", color=ORANGE)
for x, name in zip(
    X, ("inputs", "layer 1", "layer 2", "layer 3"), strict=True
):
    sheet.text(x, 280, name, color=GRAY)
sheet.text(640, 280, "cost", color=GRAY)
for unit, name in enumerate(("route 1", "route 2", "route 3")):
    x, y = place(2, unit)
    sheet.text(x, y - 27, name, size=14, color=ORANGE)
sheet.save(__file__)
