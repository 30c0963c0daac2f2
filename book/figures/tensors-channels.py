"""A batch of color pictures, with the channels last and first."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, Sheet

WIDE, HIGH = 680, 330
SIDE, CELLS = 108, 4
CELL = SIDE / CELLS
COLORS = [(ORANGE, "R"), (GREEN, "G"), (BLUE, "B")]
LETTERS = {"font_weight": "bold"}


def frame(sheet, left, top, fill="white"):
    """A picture of four by four pixels, without its numbers."""
    sheet.add(
        "rect", x=left, y=top, width=SIDE, height=SIDE, fill=fill,
        stroke=INK, stroke_width=1.3,
    )  # fmt: skip
    for k in range(1, CELLS):
        x, y = left + k * CELL, top + k * CELL
        sheet.line(x, top, x, top + SIDE, color=GRAY, width=0.7)
        sheet.line(left, y, left + SIDE, y, color=GRAY, width=0.7)


def pixels_of_three(sheet, left, top):
    """Write R, G, B into each pixel of one picture."""
    frame(sheet, left, top)
    for row in range(CELLS):
        for column in range(CELLS):
            for k, (color, letter) in enumerate(COLORS):
                x = left + column * CELL + 5.5 + 8 * k
                y = top + row * CELL + 18
                sheet.text(x, y, letter, size=10, color=color, **LETTERS)


def planes(sheet, left, top):
    """Draw one picture as three planes, one per color."""
    for k in (2, 1, 0):
        color, letter = COLORS[k]
        x, y = left + 22 * k, top - 22 * k
        frame(sheet, x, y)
        sheet.text(x + SIDE - 10, y + 16, letter, size=15, color=color)


sheet = Sheet(WIDE, HIGH)
for back in (2, 1):
    frame(sheet, 60 + 30 * back, 150 - 30 * back)
pixels_of_three(sheet, 60, 150)
sheet.text(160, 34, "channels last", size=18)
sheet.text(160, 58, "(128, 256, 256, 3)", size=16, color=GRAY)
sheet.arrow(176, 262, 236, 202, color=GRAY)
sheet.text(214, 244, "samples", size=15, color=GRAY, anchor="start")
sheet.text(114, 282, "each pixel holds", size=15)
sheet.text(114, 302, "its three values", size=15)
for shift in (162, 0):
    planes(sheet, 340 + shift, 172)
sheet.text(500, 34, "channels first", size=18)
sheet.text(500, 58, "(128, 3, 256, 256)", size=16, color=GRAY)
sheet.arrow(380, 314, 628, 314, color=GRAY)
sheet.text(510, 306, "samples", size=15, color=GRAY)
sheet.save(__file__)
