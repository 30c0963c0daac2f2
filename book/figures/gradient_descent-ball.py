"""A ball on the wall of a valley: each step is the rate times the slope."""

from _svg import BLUE, GREEN, INK, ORANGE, Sheet

WIDE, HIGH = 560, 250
MIDDLE, FLOOR, BEND = 300, 205, 0.0032  # a parabola on the sheet


def height(x):
    """The height of the ground over the floor."""
    return BEND * (x - MIDDLE) ** 2


sheet = Sheet(WIDE, HIGH)
ground = " ".join(
    f"{'M' if x == 60 else 'L'}{x} {FLOOR - height(x):.1f}"
    for x in range(60, 541, 10)
)
sheet.path(ground, color=INK, width=2.4)
x, rate = 85.0, 55.0
places = []
for _ in range(5):
    places.append(x)
    x -= rate * 2 * BEND * (x - MIDDLE)
for k, at in enumerate(places):
    sheet.add(
        "circle",
        cx=at,
        cy=FLOOR - height(at) - 13,
        r=12,
        fill=ORANGE if k == 0 else "#fdf1e7",
        stroke=ORANGE,
        stroke_width=1.8,
    )
for left, right in zip(places, places[1:], strict=False):
    sheet.arrow(left, FLOOR + 22, right, FLOOR + 22, color=GREEN, width=2)
    sheet.line(left, FLOOR + 16, left, FLOOR + 28, color=GREEN)
sheet.text(165, 55, "steep: a long step", color=ORANGE, anchor="start")
sheet.text(MIDDLE, 145, "flat: a short one", color=BLUE)
sheet.text(400, FLOOR + 27, "step = η · slope", color=GREEN)
sheet.line(MIDDLE - 20, 153, MIDDLE - 32, 172, color=BLUE, width=1.2)
sheet.save(__file__)
