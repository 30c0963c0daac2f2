"""Sliders and view in the browser, and a kernel that may listen."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, PALE, Sheet

DASHED = {"fill": "none", "stroke": GRAY, "stroke_dasharray": "7 5"}


def slider(sheet, y, name, share):
    sheet.text(78, y + 6, name, size=18)
    sheet.line(106, y, 250, y, color=GRAY, width=4)
    sheet.circle(106 + 144 * share, y, 10, fill=BLUE, color=BLUE)


def double(sheet, x1, y1, x2, y2, color):
    """An arrow with a head at each end."""
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    sheet.arrow(x, y, x1, y1, color=color, width=2)
    sheet.arrow(x, y, x2, y2, color=color, width=2)


sheet = Sheet(680, 392)
sheet.box(340, 138, 640, 240, fill=PALE, color=GRAY)
sheet.text(40, 46, "browser", size=17, color=GRAY, anchor="start")
sheet.text(164, 82, "sliders (ipywidgets)", size=16)
slider(sheet, 128, "a", 0.5)
slider(sheet, 188, "w", 0.83)
sheet.text(340, 118, "jslink", size=17, color=ORANGE)
for y in (128, 188):
    double(sheet, 274, y, 408, y, ORANGE)
sheet.box(528, 148, 214, 172)
sheet.text(528, 50, "view (JavaScript)", size=16)
sheet.path("M446 84Q528 312 610 84", color=BLUE, width=2.6)
sheet.add(
    "path", d="M538 224L608 112", stroke=INK, stroke_width=2,
    stroke_dasharray="7 4",
)  # fmt: skip
sheet.circle(573, 168, 7, fill=ORANGE, color=ORANGE)
sheet.add(
    "rect", x=180, y=316, width=320, height=60, rx=7, stroke_width=1.6,
    **DASHED,
)  # fmt: skip
sheet.text(340, 352, "Python kernel, if there is one", size=17)
double(sheet, 340, 260, 340, 314, GREEN)
sheet.text(354, 292, "traits a, w", size=16, color=GREEN, anchor="start")
sheet.save(__file__)
