"""Three weight matrices: dense, local, and shared, which is a convolution."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, Sheet

PIXELS, UNITS, FILTER = 8, 6, 3
CELL, TOP = 29, 86
SHARED = [(BLUE, "a"), (ORANGE, "b"), (GREEN, "c")]
KINDS = [
    ("dense", "48 weights", 44),
    ("local", "18 weights", 262),
    ("shared", "3 weights", 480),
]


def shade(pixel, unit):
    """A gray that no neighbor has: each cell is a number of its own."""
    level = 110 + (37 * pixel + 23 * unit) % 97
    return f"#{level:02x}{level + 12:02x}{level + 24:02x}"


def cell(sheet, left, pixel, unit, fill, letter=""):
    x, y = left + unit * CELL, TOP + pixel * CELL
    sheet.add(
        "rect", x=x, y=y, width=CELL, height=CELL, fill=fill,
        stroke=GRAY, stroke_width=0.8,
    )  # fmt: skip
    if letter:
        sheet.text(x + CELL / 2, y + 20, letter, size=17, color="white")


def matrix(sheet, kind, left):
    for pixel in range(PIXELS):
        for unit in range(UNITS):
            place = pixel - unit  # within the unit's three pixels?
            seen = 0 <= place < FILTER
            if kind == "dense" or (kind == "local" and seen):
                cell(sheet, left, pixel, unit, shade(pixel, unit))
            elif seen:
                cell(sheet, left, pixel, unit, *SHARED[place])
            else:
                cell(sheet, left, pixel, unit, "white")


sheet = Sheet(680, 392)
for kind, weights, left in KINDS:
    middle = left + UNITS * CELL / 2
    matrix(sheet, kind, left)
    sheet.text(middle, 34, kind, size=20)
    sheet.text(middle, 64, "6 units", size=17, color=GRAY)
    sheet.text(middle, TOP + PIXELS * CELL + 32, weights, size=19)
turned = "rotate(-90 26 202)"
sheet.text(26, 202, "8 pixels", size=17, color=GRAY, transform=turned)
sheet.text(340, 382, "white: a weight that is 0 forever", size=16, color=INK)
sheet.save(__file__)
