"""The calculation of one neuron, with the local derivative on every edge."""

from _svg import BLUE, INK, ORANGE, PALE, Sheet

sheet = Sheet(700, 300)
NODES = {
    "w": (60, 60, "w", "0.5"),
    "x": (60, 150, "x", "2"),
    "b": (60, 240, "b", "0.1"),
    "z": (250, 150, "z", "1.1"),
    "a": (430, 150, "a", "0.7503"),
    "E": (620, 150, "E", "0.0312"),
    "y": (500, 262, "y", "1"),
}
# start, end, the local derivative as a formula and as a number, its place
EDGES = [
    ("w", "z", "∂z/∂w = x", "= 2", (176, 76)),
    ("x", "z", "∂z/∂x = w = 0.5", "", (155, 141)),
    ("b", "z", "∂z/∂b", "= 1", (176, 232)),
    ("z", "a", "∂a/∂z = a(1 − a)", "= 0.1874", (340, 118)),
    ("a", "E", "∂E/∂a = a − y", "= −0.2497", (528, 118)),
]


def connect(start: str, end: str, color: str) -> None:
    """An arrow from box to box."""
    (x1, y1, *_), (x2, y2, *_) = NODES[start], NODES[end]
    share = 38 / abs(x2 - x1)
    dy = y2 - y1
    sheet.arrow(
        x1 + 38, y1 + share * dy, x2 - 40, y2 - share * dy, color=color
    )


for start, end, formula, value, (x, y) in EDGES:
    connect(start, end, INK)
    size = 13 if not value else 14
    sheet.text(x, y, formula, size=size, color=ORANGE)
    if value:
        sheet.text(x, y + 17, value, size=14, color=ORANGE)
sheet.line(539, 244, 592, 176, color="#8a8a8a")
for x, y, name, value in NODES.values():
    put_in = name in "wxby"
    sheet.box(x, y, 76, 48, fill=PALE if put_in else "white")
    sheet.text(x, y - 4, name, size=16, font_style="italic")
    sheet.text(x, y + 16, value, size=14, color=BLUE)
sheet.text(250, 196, "sum", size=14)
sheet.text(430, 196, "sigmoid", size=14)
sheet.text(620, 196, "½(a − y)²", size=14)
sheet.save(__file__)
