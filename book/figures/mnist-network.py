"""The network of the chapter: 784 inputs, 30 hidden units, 10 outputs."""

from _svg import BLUE, GRAY, GREEN, ORANGE, PALE, Sheet

WIDE, HIGH = 720, 400
INPUTS = [60, 95, 130, 165, None, 255, 290, 325]  # None: the ones left out
HIDDEN = [45, 85, 125, 165, None, 235, 275, 315, 355]
OUTPUTS = [30 + 36 * digit for digit in range(10)]
SHARES = [0.02, 0.01, 0.02, 0.01, 0.78, 0.01, 0.03, 0.02, 0.02, 0.08]
X_IMAGE, X_IN, X_HIDDEN, X_OUT = 70, 215, 370, 525


def connect(sheet, x1, column, x2, next_column, color):
    """Every unit of a column with every unit of the next."""
    for y1 in filter(None, column):
        for y2 in filter(None, next_column):
            sheet.line(x1, y1, x2, y2, color=color, width=0.35)


def dots(sheet, x, y):
    """Three small dots that stand for the units left out."""
    for step in (-11, 0, 11):
        sheet.circle(x, y + step, 1.6, fill=GRAY, color=GRAY)


def four(sheet, x, y, size):
    """A 4 written on a sheet of 28 by 28 pixels."""
    sheet.box(x, y, size, size, fill="white", color=GRAY)
    strokes = "M{} {}L{} {}H{}M{} {}L{} {}".format(
        *(x - 0.10 * size, y - 0.30 * size),
        *(x - 0.26 * size, y + 0.06 * size, x + 0.28 * size),
        *(x + 0.14 * size, y - 0.26 * size),
        *(x + 0.08 * size, y + 0.34 * size),
    )
    sheet.path(strokes, width=8)
    sheet.text(x, y + 0.5 * size + 22, "28 × 28 pixels", size=15, color=GRAY)


sheet = Sheet(WIDE, HIGH)
connect(sheet, X_IN, INPUTS, X_HIDDEN, HIDDEN, BLUE)
connect(sheet, X_HIDDEN, HIDDEN, X_OUT, OUTPUTS, ORANGE)
four(sheet, X_IMAGE, 190, 112)
sheet.arrow(132, 190, 196, 190, color=GRAY)
for y in filter(None, INPUTS):
    sheet.circle(X_IN, y, 7, fill=PALE, color=BLUE)
for y in filter(None, HIDDEN):
    sheet.circle(X_HIDDEN, y, 13, fill="#fdf1e7", color=ORANGE)
dots(sheet, X_IN, 210)
dots(sheet, X_HIDDEN, 200)
for digit, (y, share) in enumerate(zip(OUTPUTS, SHARES, strict=True)):
    sheet.circle(X_OUT, y, 13, fill="white", color=GREEN)
    sheet.text(X_OUT, y + 5.5, str(digit), size=15)
    bar = max(1.5, 150 * share)
    sheet.add("rect", x=X_OUT + 22, y=y - 8, width=bar, height=16, fill=GREEN)
for x, text, color in [
    (X_IN, "784 inputs", BLUE),
    (X_HIDDEN, "30 hidden units", ORANGE),
    (X_OUT + 60, "10 probabilities", GREEN),
]:
    sheet.text(x, HIGH - 9, text, size=15, color=color)
sheet.save(__file__)
