"""A multi-layer perceptron with the names of its parts."""

from _layers import connect, heights, units
from _svg import BLUE, GRAY, GREEN, INK, ORANGE, Sheet

sheet = Sheet(640, 360)
X = [110, 250, 390, 530]
columns = [heights(n, 165, 62) for n in (3, 4, 4, 2)]
for left in range(3):
    connect(sheet, X[left : left + 2], columns[left : left + 2], color=GRAY)
connect(sheet, X[1:3], [[columns[1][0]], [columns[2][0]]], color=ORANGE, w=3)
for x, column, color in zip(
    X, columns, (BLUE, ORANGE, ORANGE, GREEN), strict=True
):
    units(sheet, x, column, color=color)
for y, name in zip(columns[0], ("x₁", "x₂", "x₃"), strict=True):
    sheet.text(X[0], y + 6, name, size=17, color=BLUE)
for y, name in zip(columns[3], ("ŷ₁", "ŷ₂"), strict=True):
    sheet.text(X[3], y + 6, name, size=17, color=GREEN)
sheet.text(320, 22, "an edge is a weight", color=ORANGE)
sheet.arrow(320, 30, 320, columns[1][0] - 6, color=ORANGE)
for x, name, more, color in [
    (X[0], "input layer", "holds the features", BLUE),
    (
        (X[1] + X[2]) / 2,
        "two hidden layers",
        "weighted sum, bias, bend",
        ORANGE,
    ),
    (X[3], "output layer", "the answer", GREEN),
]:
    sheet.text(x, 315, name, size=17, color=color)
    sheet.text(x, 338, more, size=14, color=INK)
sheet.save(__file__)
