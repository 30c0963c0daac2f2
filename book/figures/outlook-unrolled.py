"""A recurrent layer, and the same layer drawn once for every moment."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, PALE, Sheet

MIDDLE, SIDE, HIGH = 148, 62, 54
UP, DOWN = MIDDLE - HIGH / 2, MIDDLE + HIGH / 2
LOOP = 92
MOMENTS = [262, 374, 486, 598]
BELOW = "₁₂₃₄"
SLANTED = {"font_style": "italic"}


def copy(sheet, x, moment):
    """One layer with its input below and its output above."""
    sheet.box(x, MIDDLE, SIDE, HIGH, fill=PALE)
    sheet.text(x, MIDDLE + 6, f"h{moment}", size=19, **SLANTED)
    sheet.arrow(x, 250, x, DOWN, color=BLUE)
    sheet.text(x + 9, 222, "W", size=17, color=BLUE, anchor="start")
    sheet.text(x, 274, f"x{moment}", size=19, **SLANTED)
    sheet.arrow(x, UP, x, 56, color=GREEN)
    sheet.text(x, 46, f"y{moment}", size=19, **SLANTED)


sheet = Sheet(680, 320)
copy(sheet, LOOP, "")
right = LOOP + SIDE / 2
sheet.path(
    f"M{right:g} {MIDDLE + 10}C{right + 52:g} {MIDDLE + 14} {right + 52:g} 92 "
    f"{right + 4:g} 92C{right - 4:g} 92 {LOOP + 18} 98 {LOOP + 17} 108",
    color=ORANGE,
)
sheet.arrow(LOOP + 17, 106, LOOP + 17, UP, color=ORANGE)
sheet.text(right + 44, 128, "V", size=17, color=ORANGE, anchor="start")
sheet.text(202, MIDDLE + 10, "=", size=30)
for x, moment in zip(MOMENTS, BELOW, strict=True):
    copy(sheet, x, moment)
for start, end in zip(MOMENTS, MOMENTS[1:], strict=False):
    sheet.arrow(start + SIDE / 2, MIDDLE, end - SIDE / 2, MIDDLE, color=ORANGE)
    sheet.text((start + end) / 2, MIDDLE - 10, "V", size=17, color=ORANGE)
sheet.arrow(
    MOMENTS[0] - SIDE / 2, 304, MOMENTS[-1] + SIDE / 2, 304, color=GRAY
)
sheet.text(LOOP, 309, "one layer", size=16, color=INK)
sheet.text(434, 298, "time", size=16, color=GRAY)
sheet.save(__file__)
