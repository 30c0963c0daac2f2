"""The NAND gate as a single neuron: two weights of -2 and a bias of 3."""

from _svg import BLUE, GREEN, ORANGE, PALE, Sheet

sheet = Sheet(460, 190)
for y, name in ((50, "x₁"), (140, "x₂")):
    sheet.circle(50, y, 22, fill=PALE, color=BLUE)
    sheet.text(50, y + 6, name, size=18, color=BLUE)
    sheet.arrow(73, y + (95 - y) * 0.12, 203, 95 - (95 - y) * 0.25, color=BLUE)
sheet.text(140, 58, "−2", size=18, color=BLUE)
sheet.text(140, 146, "−2", size=18, color=BLUE)
sheet.circle(238, 95, 37, fill="#fdf1e7", color=ORANGE, width=2.2)
sheet.text(238, 102, "b = 3", size=18, color=ORANGE)
sheet.arrow(276, 95, 352, 95, color=GREEN)
sheet.text(358, 101, "ŷ: NAND", size=18, color=GREEN, anchor="start")
sheet.save(__file__)
