"""Softmax of the scores 1, 2, 3 as bars: a thumbnail for the cheat sheet."""

from _svg import BLUE, GRAY, Sheet

from nnlib.activations import softmax

sheet = Sheet(130, 90)
for i, share in enumerate(softmax([1.0, 2.0, 3.0])):
    height = 100 * float(share)
    sheet.add(
        "rect",
        x=22 + 31 * i,
        y=80 - height,
        width=24,
        height=height,
        fill=BLUE,
    )
sheet.line(12, 80, 118, 80, color=GRAY, width=1)
sheet.save(__file__)
