"""The 3-3-4-1 network with the name of every node and every edge."""

from _layers import connect, heights, units
from _svg import BLUE, GRAY, GREEN, ORANGE, Sheet

UP, DOWN = "⁰¹²³", "₀₁₂₃₄"
SIZES = (3, 3, 4, 1)
sheet = Sheet(700, 560)
X = [70, 260, 460, 640]
columns = [heights(n, 205, 98) for n in SIZES]
for left in range(3):
    connect(
        sheet,
        X[left : left + 2],
        columns[left : left + 2],
        color="#8a8a8a",
        r=30,
    )


def name(letter: str, layer: int, *indices: int) -> str:
    """A letter with its layer above and its indices below."""
    low = "".join(DOWN[i] for i in indices)
    return f"{letter}⁽{UP[layer]}⁾{low}"


def edge(layer: int, i: int, j: int, share: float, color: str) -> None:
    """One edge with its name on it."""
    ends = X[layer - 1 : layer + 1]
    start, end = columns[layer - 1][i - 1], columns[layer][j - 1]
    connect(sheet, ends, [[start], [end]], color=color, w=2.6, r=30)
    x = ends[0] + share * (ends[1] - ends[0])
    y = start + share * (end - start)
    sheet.add("rect", x=x - 33, y=y - 13, width=66, height=26, fill="white")
    sheet.text(x, y + 6, name("W", layer, i, j), size=18, color=color)


edge(1, 1, 1, 0.5, ORANGE)
edge(1, 3, 1, 0.36, ORANGE)
edge(2, 2, 4, 0.42, BLUE)
edge(3, 1, 1, 0.45, GREEN)
for layer, (x, column) in enumerate(zip(X, columns, strict=True)):
    color = (BLUE, ORANGE, ORANGE, GREEN)[layer]
    names = [name("a", layer, j + 1) for j in range(len(column))]
    units(sheet, x, column, color=color, r=30, names=names, size=18)
for x, y, text in [
    (X[0], columns[0][2] + 52, "a⁽⁰⁾ = x"),
    (X[1], columns[1][2] + 52, "biases b⁽¹⁾"),
    (X[2], columns[2][3] + 52, "biases b⁽²⁾"),
    (X[3], columns[3][0] + 52, "bias b⁽³⁾"),
    (X[3], columns[3][0] + 74, "a⁽³⁾ = ŷ"),
]:
    sheet.text(x, y, text, size=16, color=GRAY)


def names(layer: int, x: float, color: str) -> None:
    """The matrix of the names of all edges into a layer."""
    d, m = SIZES[layer - 1], SIZES[layer]
    wide, low = 52, 462
    for i in range(d):
        for j in range(m):
            text = name("W", layer, i + 1, j + 1)
            place = x + wide * (j - (m - 1) / 2), low + 27 * i
            sheet.text(*place, text, size=15, color=color)
    edge = x - wide * m / 2 - 6, x + wide * m / 2 + 6
    for side, inward in zip(edge, (7, -7), strict=True):
        top, bottom = low - 22, low + 27 * d - 16
        d_path = f"M{side + inward} {top}H{side}V{bottom}H{side + inward}"
        sheet.path(d_path, color=color)


names(1, 150, ORANGE)
names(2, 400, BLUE)
names(3, 610, GREEN)
sheet.save(__file__)
