"""Is it a face? The question, its parts, and their parts down to pixels."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, PALE, Sheet

WARM = "#fdf1e7"
sheet = Sheet(720, 400)


def question(x, y, text, width, fill, color) -> None:
    """A box with a question in it."""
    sheet.box(x, y, width, 42, fill=fill, color=color)
    sheet.text(x, y + 6, text, size=15, color=color)


PARTS = [
    (130, "eye top left?"),
    (320, "eye top right?"),
    (475, "nose below?"),
    (625, "mouth?"),
]
PIECES = [(52, "lashes?"), (140, "iris?"), (230, "eyebrow?")]
for x, _ in PARTS:
    sheet.arrow(x, 130, 360 + (x - 360) * 0.25, 66, color=GRAY)
for x, _ in PIECES:
    sheet.arrow(x, 226, 130 + (x - 130) * 0.3, 176, color=GRAY)
    sheet.arrow(x, 316, x, 272, color=GRAY)
for x, _ in PARTS[1:]:
    for dx in (-24, 0, 24):
        sheet.arrow(x + dx, 226, x + 0.4 * dx, 176, color=GRAY)
    sheet.text(x, 252, "…", size=22, color=GRAY)
    sheet.arrow(x, 316, x, 268, color=GRAY)
question(360, 42, "Is it a face?", 150, "white", GREEN)
for x, text in PARTS:
    question(x, 152, text, 130, WARM, ORANGE)
for x, text in PIECES:
    question(x, 248, text, 84, WARM, ORANGE)
sheet.box(355, 340, 690, 44, fill=PALE, color=BLUE)
sheet.text(
    355,
    346,
    "pixels: questions about a dot, an edge, a corner",
    size=16,
    color=BLUE,
)
sheet.text(
    20,
    392,
    "each arrow: an answer that the next layer uses",
    size=14,
    color=INK,
    anchor="start",
)
sheet.save(__file__)
