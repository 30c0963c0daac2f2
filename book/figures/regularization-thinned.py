"""A network and two of the thinned networks that dropout makes of it."""

from _svg import BLUE, GRAY, INK, ORANGE, PALE, Sheet

SIZES = (3, 4, 4, 2)
R = 15
sheet = Sheet(760, 300)


def draw(left: float, off: set[tuple[int, int]], name: str) -> None:
    """One network; the units in `off` are crossed and lose their edges."""

    def place(layer: int, unit: int) -> tuple[float, float]:
        return left + 66 * layer, 142 + 52 * (unit - (SIZES[layer] - 1) / 2)

    for layer, size in enumerate(SIZES[:-1]):
        for i in range(size):
            for j in range(SIZES[layer + 1]):
                if (layer, i) in off or (layer + 1, j) in off:
                    continue
                start, end = place(layer, i), place(layer + 1, j)
                sheet.line(*start, *end, color=BLUE, width=1.1)
    for layer, size in enumerate(SIZES):
        for unit in range(size):
            x, y = place(layer, unit)
            if (layer, unit) in off:
                sheet.add("circle", cx=x, cy=y, r=R, fill="white",
                          stroke=ORANGE, stroke_width=1.8,
                          stroke_dasharray="4 3")  # fmt: skip
                cross = f"M{x - 8:.1f} {y - 8:.1f}l16 16m0 -16l-16 16"
                sheet.path(cross, color=ORANGE, width=2)
            else:
                fill = PALE if layer == 0 else "white"
                sheet.circle(x, y, R, fill=fill, color=INK)
    sheet.text(left + 99, 285, name, color=GRAY)


draw(34, set(), "all units")
draw(281, {(1, 1), (1, 2), (2, 0)}, "one mask")
draw(528, {(1, 0), (2, 1), (2, 3)}, "another")
sheet.save(__file__)
