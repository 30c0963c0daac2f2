"""A nerve cell above, the artificial neuron below, part for part."""

from _svg import BLUE, GRAY, GREEN, ORANGE, PALE, Sheet

sheet = Sheet(700, 470)


def nerve_cell() -> None:
    """Dendrites at the left, the cell body, the axon and its endings."""
    branches = (
        "M 215 92 C 170 70 140 62 100 40 M 160 70 C 135 78 110 76 84 82",
        "M 210 112 C 165 112 130 118 80 120",
        "M 150 116 C 125 128 105 134 90 150",
        "M 215 132 C 180 152 150 165 104 184",
        "M 165 158 C 150 170 145 182 140 196",
    )
    for branch in branches:
        sheet.path(branch, color=BLUE, width=4)
    axon = "M 296 112 C 360 108 420 116 500 112"
    sheet.path(axon, color=GREEN, width=4)
    for end in ("560 72", "575 112", "560 152"):
        x, y = end.split()
        sheet.path(f"M 500 112 C 520 112 530 {y} {end}", color=GREEN, width=3)
        sheet.circle(int(x) + 5, int(y), 6, fill=GREEN, color=GREEN)
    body = (
        "M 205 84 C 225 64 275 66 292 92 C 306 112 298 140 276 150 "
        "C 250 162 214 152 204 130 C 198 114 196 96 205 84 Z"
    )
    sheet.path(body, color=ORANGE, fill="#fdf1e7", width=2.4)
    sheet.circle(250, 110, 15, fill="#f3c9a5", color=ORANGE)


def artificial_neuron() -> None:
    """Inputs, weights, sum, step and output, under their counterparts."""
    for i, y in enumerate((280, 345, 410)):
        name = ("x₁", "x₂", "x₃")[i]
        sheet.circle(90, y, 21, fill=PALE, color=BLUE)
        sheet.text(90, y + 6, name, size=17, color=BLUE)
        start, end = (112, y + (345 - y) * 0.12), (221, 345 - (345 - y) * 0.3)
        sheet.arrow(*start, *end, color=BLUE, width=2)
        label = ((180, 300), (150, 338), (180, 403))[i]
        sheet.text(*label, ("w₁", "w₂", "w₃")[i], size=16, color=BLUE)
    sheet.circle(252, 345, 33, fill="#fdf1e7", color=ORANGE, width=2.4)
    sheet.text(252, 354, "Σ", size=26, color=ORANGE)
    sheet.arrow(252, 425, 252, 380, color=ORANGE, width=2)
    sheet.text(252, 443, "bias b", size=16, color=ORANGE)
    sheet.arrow(286, 345, 368, 345, width=2)
    sheet.text(326, 335, "z", size=17, font_style="italic")
    sheet.box(404, 345, 70, 60, fill="#fdf1e7", color=ORANGE)
    sheet.path("M 382 362 H 404 V 328 H 426", color=ORANGE, width=3)
    sheet.arrow(440, 345, 560, 345, color=GREEN, width=2)
    sheet.text(577, 351, "ŷ", size=19, color=GREEN)


nerve_cell()
artificial_neuron()

sheet.text(92, 222, "dendrites collect", color=BLUE)
sheet.text(252, 190, "cell body adds up", color=ORANGE)
sheet.text(400, 98, "axon carries on", color=GREEN)
sheet.text(590, 190, "synapses hand over", color=GREEN)
sheet.text(92, 458, "inputs", color=BLUE)
sheet.text(404, 398, "step: 0 or 1", color=ORANGE)
sheet.text(590, 398, "output", color=GREEN)
sheet.line(20, 238, 680, 238, color="#c9c9c9", width=1)
sheet.text(
    640, 30, "nerve cell", color=GRAY, anchor="end", font_style="italic"
)
sheet.text(
    640,
    272,
    "artificial neuron",
    color=GRAY,
    anchor="end",
    font_style="italic",
)
sheet.save(__file__)
