"""Two ways from a picture to a name: hand-made features, learned layers."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, PALE, Sheet

sheet = Sheet(720, 320)
WARM = "#fdf1e7"


def row(y, title, boxes) -> None:
    """One pipeline: a title and boxes joined by arrows."""
    sheet.text(20, y - 52, title, size=17, color=INK, anchor="start")
    before = None
    for x, width, lines, fill, color in boxes:
        if before is not None:
            sheet.arrow(before + 4, y, x - width / 2 - 4, y, color=GRAY)
        sheet.box(x, y, width, 66, fill=fill, color=color)
        for k, text in enumerate(lines):
            low = y + 6 + 20 * (k - (len(lines) - 1) / 2)
            sheet.text(x, low, text, size=15, color=color)
        before = x + width / 2


row(
    90,
    "classical",
    [
        (75, 104, ["picture"], "white", INK),
        (223, 128, ["clean, crop,", "scale"], PALE, BLUE),
        (400, 150, ["features made", "by a person"], PALE, BLUE),
        (562, 108, ["classifier"], WARM, ORANGE),
        (672, 56, ["name"], "white", GREEN),
    ],
)
row(
    240,
    "end to end",
    [
        (75, 104, ["picture"], "white", INK),
        (211, 104, ["scale"], PALE, BLUE),
        (
            455,
            322,
            ["layer → layer → layer", "features learned"],
            WARM,
            ORANGE,
        ),
        (672, 56, ["name"], "white", GREEN),
    ],
)
for y, x1, x2 in ((146, 508, 616), (296, 298, 616)):
    sheet.line(x1, y, x2, y, color=ORANGE, width=3)
    sheet.text(
        (x1 + x2) / 2, y + 19, "learned from examples", size=14, color=ORANGE
    )
for y, x1, x2 in ((146, 159, 475), (296, 159, 263)):
    sheet.line(x1, y, x2, y, color=BLUE, width=3)
    sheet.text((x1 + x2) / 2, y + 19, "made by hand", size=14, color=BLUE)
sheet.save(__file__)
