"""The 4-5-5-3 network with its weights and biases counted."""

from _layers import connect, heights, units
from _svg import BLUE, GRAY, GREEN, INK, ORANGE, Sheet

SIZES = (4, 5, 5, 3)
sheet = Sheet(660, 380)
X = [70, 240, 410, 580]
columns = [heights(n, 150, 52) for n in SIZES]
for left in range(3):
    connect(
        sheet, X[left : left + 2], columns[left : left + 2], color=GRAY, r=17
    )
colors = (BLUE, ORANGE, ORANGE, GREEN)
for x, column, color in zip(X, columns, colors, strict=True):
    biased = ["b"] * len(column) if x > X[0] else []
    units(sheet, x, column, color=color, r=17, names=biased)
for left in range(3):
    d, m = SIZES[left], SIZES[left + 1]
    middle = (X[left] + X[left + 1]) / 2
    sheet.text(middle, 318, f"{d} · {m} = {d * m} weights", size=15, color=INK)
    sheet.text(middle, 340, f"+ {m} biases", size=15, color=INK)
    sheet.text(middle, 364, f"= {d * m + m}", size=17, color=ORANGE)
sheet.save(__file__)
