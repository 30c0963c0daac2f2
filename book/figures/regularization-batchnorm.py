"""Batch normalization: through the batch in training, past it in use."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, PALE, Sheet

sheet = Sheet(760, 320)
TOP, LOW = 92, 236


def box(
    x: float, y: float, width: float, lines: list[str], color: str
) -> None:
    """A box with one or two lines of text."""
    sheet.box(x, y, width, 54, fill="white", color=color)
    first = y + 6 - 9 * (len(lines) - 1)
    for k, text in enumerate(lines):
        sheet.text(x, first + 19 * k, text, color=color)


# the values of one unit, one square for each example of the batch
for k in range(4):
    y = TOP - 51 + 34 * k
    sheet.add("rect", x=32, y=y - 15, width=34, height=30, fill=PALE,
              stroke=INK, stroke_width=1.4)  # fmt: skip
    label = ("x₁", "x₂", "…", "xₘ")[k]
    sheet.text(49, y + 5, label, font_style="italic")
sheet.text(49, 20, "one unit", color=GRAY)
box(190, TOP, 110, ["mean μ,", "variance σ²"], BLUE)
box(390, TOP, 140, ["x̂ = (x − μ)", "/ √(σ² + ε)"], INK)
box(590, TOP, 110, ["y = γ x̂ + β"], INK)
sheet.arrow(70, TOP, 133, TOP, color=BLUE, width=2)
sheet.arrow(247, TOP, 318, TOP, color=BLUE, width=2)
sheet.arrow(462, TOP, 533, TOP, width=2)
sheet.arrow(647, TOP, 715, TOP, width=2)
sheet.text(732, TOP + 6, "y", font_style="italic", size=18)
# x itself goes to x̂, too, over the head of the statistics
sheet.path(f"M70 {TOP - 51}H390V{TOP - 37}", color=INK, width=1.6)
sheet.arrow(390, TOP - 40, 390, TOP - 28)
sheet.text(590, TOP - 42, "γ, β are learned", color=GRAY)
box(190, LOW, 150, ["running averages", "of μ and σ²"], GREEN)
sheet.arrow(190, TOP + 28, 190, LOW - 28, color=GREEN, width=2)
sheet.text(200, 170, "each batch moves them", color=GREEN, anchor="start")
sheet.path(f"M266 {LOW}H390V{TOP + 40}", color=GREEN, width=2)
sheet.arrow(390, TOP + 44, 390, TOP + 28, color=GREEN, width=2)
sheet.text(400, LOW + 5, "in use: they replace μ and σ²", color=GREEN,
           anchor="start")  # fmt: skip
sheet.arrow(390, 296, 330, 296, color=ORANGE, width=2)
sheet.text(400, 301, "back: gradients pass through μ and σ², too",
           color=ORANGE, anchor="start")  # fmt: skip
sheet.save(__file__)
