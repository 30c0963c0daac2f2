"""Price curves as a tensor of rank 3: days, minutes, prices."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, PALE, Sheet

WIDE, HIGH = 640, 330
CELL_X, CELL_Y = 62, 27
NAMES = ["price", "low", "high"]
TIMES = ["minute 0", "minute 1", "minute 2", "…", "minute 389"]


def sheet_of_paper(sheet, left, top, fill):
    """One day: a table of minutes and prices, without its numbers."""
    width, height = 3 * CELL_X, 5 * CELL_Y
    sheet.add(
        "rect", x=left, y=top, width=width, height=height, fill=fill,
        stroke=GRAY, stroke_width=1.2,
    )  # fmt: skip
    for k in range(1, 3):
        x = left + k * CELL_X
        sheet.line(x, top, x, top + height, color=GRAY, width=0.6)
    for k in range(1, 5):
        y = top + k * CELL_Y
        sheet.line(left, y, left + width, y, color=GRAY, width=0.6)


sheet = Sheet(WIDE, HIGH)
for back in (5, 4, 3, 2, 1):
    sheet_of_paper(sheet, 190 + 20 * back, 150 - 18 * back, "white")
sheet_of_paper(sheet, 190, 150, PALE)
for k, name in enumerate(NAMES):
    x = 190 + (k + 0.5) * CELL_X
    sheet.text(x, 305, name, size=15, color=ORANGE)
for k, name in enumerate(TIMES):
    y = 150 + k * CELL_Y + 19
    sheet.text(180, y, name, size=15, color=BLUE, anchor="end")
sheet.text(122, 314, "axis 1: 390", size=16, color=BLUE)
sheet.text(283, 324, "axis 2: 3", size=16, color=ORANGE)
sheet.text(142, 144, "day 0", size=15, color=INK, anchor="start")
sheet.arrow(396, 278, 506, 179, color=GREEN, width=2)
sheet.text(480, 250, "axis 0: 250 days", size=16, color=GREEN, anchor="start")
sheet.text(500, 56, "day 249", size=15, color=INK, anchor="start")
sheet.save(__file__)
