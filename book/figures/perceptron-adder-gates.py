"""The one-bit adder drawn with five NAND gates."""

from _svg import BLUE, GREEN, INK, PALE, Sheet

sheet = Sheet(620, 310)


def gate(x: float, y: float) -> None:
    """A NAND gate: a flat back at x - 30, a round front, a small bubble."""
    d = f"M {x - 30} {y - 26} H {x} A 26 26 0 0 1 {x} {y + 26} H {x - 30} Z"
    sheet.path(d, fill=PALE)
    sheet.circle(x + 31, y, 5)


def wire(*points: tuple[float, float], color: str = INK) -> None:
    """A wire through ``points``."""
    d = "M " + " L ".join(f"{x} {y}" for x, y in points)
    sheet.path(d, color=color)


for y, name in ((60, "x₁"), (200, "x₂")):
    sheet.text(26, y + 6, name, size=18, color=BLUE)
# wires to the first gate and around it
wire((44, 60), (340, 60))
wire((80, 60), (80, 118), (160, 118))
wire((44, 200), (340, 200))
wire((80, 200), (80, 142), (160, 142))
# n, the output of the first gate, feeds three gates
wire((226, 130), (270, 130))
wire((270, 84), (270, 260), (460, 260))
wire((270, 84), (340, 84))
wire((270, 176), (340, 176))
wire((440, 260), (440, 284), (460, 284))
# the last gate of the sum
wire((406, 72), (430, 72), (430, 118), (460, 118))
wire((406, 188), (430, 188), (430, 142), (460, 142))
wire((526, 130), (548, 130), color=GREEN)
wire((526, 272), (548, 272), color=GREEN)
for x, y in ((190, 130), (370, 72), (370, 188), (490, 130), (490, 272)):
    gate(x, y)
for x, y in ((80, 60), (80, 200), (270, 130), (270, 176), (440, 260)):
    sheet.circle(x, y, 3.5, fill=INK)
for x, y, name in ((252, 122, "n"), (419, 63, "p"), (419, 206, "q")):
    sheet.text(x, y, name, size=17, font_style="italic")
sheet.text(554, 136, "sum", size=17, color=GREEN, anchor="start")
sheet.text(554, 278, "carry", size=17, color=GREEN, anchor="start")
sheet.save(__file__)
