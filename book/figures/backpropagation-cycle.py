"""The cycle of training: who computes, who changes the weights."""

import math

from _svg import BLUE, GRAY, GREEN, ORANGE, PALE, Sheet

sheet = Sheet(620, 380)
CENTER, RX, RY = (310, 190), 195, 130
STATIONS = [
    ("a batch", "X and y", PALE, GRAY),
    ("forward", "outputs, all values kept", "#e9f3fa", BLUE),
    ("cost", "one number, C", "#e9f3fa", BLUE),
    ("backward", "a derivative for each weight", "#fdf1e7", ORANGE),
    ("optimizer", "changes the weights", "#e8f4ef", GREEN),
]


def place(k: float) -> tuple[float, float]:
    """A point of the ring, stations counted clockwise from the top."""
    angle = 2 * math.pi * k / len(STATIONS) - math.pi / 2
    x, y = CENTER[0] + RX * math.cos(angle), CENTER[1] + RY * math.sin(angle)
    return x, y


for k in (0, 1, 3, 4):
    sheet.arrow(*place(k + 0.36), *place(k + 0.62), color=GRAY, width=2.4)
bottom = place(2)[1]
sheet.arrow(338, bottom, 309, bottom, color=GRAY, width=2.4)
for k, (name, what, fill, color) in enumerate(STATIONS):
    x, y = place(k)
    width = 224 if len(what) > 20 else 170
    sheet.box(x, y, width, 62, fill=fill, color=color)
    sheet.text(x, y - 5, name, size=17, color=color)
    sheet.text(x, y + 18, what, size=14)
sheet.text(310, 190, "one turn is", size=15, color=GRAY)
sheet.text(310, 210, "one iteration", size=15, color=GRAY)
sheet.save(__file__)
