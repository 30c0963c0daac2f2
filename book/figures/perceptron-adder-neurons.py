"""The one-bit adder drawn three times with neurons in place of the gates."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, PALE, Sheet

PANEL = 270
RADIUS = 22
# centers within a panel: the neurons n, p, q, sum s, carry c
NODES = {"n": (195, 120), "p": (335, 65), "q": (335, 175)}
NODES |= {"s": (465, 120), "c": (335, 240)}
INPUTS = {"x₁": (55, 65), "x₂": (55, 175)}
WIRES = ("x₁n", "x₂n", "x₁p", "x₂q", "np", "nq", "ps", "qs")

sheet = Sheet(620, 3 * PANEL)


def connect(start, end, *, shift=0.0, gap=RADIUS, color=INK) -> None:
    """An arrow between two circles, moved sideways by ``shift``."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    dx, dy = -shift * uy, shift * ux
    sheet.arrow(
        x1 + gap * ux + dx,
        y1 + gap * uy + dy,
        x2 - (RADIUS + 1) * ux + dx,
        y2 - (RADIUS + 1) * uy + dy,
        color=color,
    )


def panel(top: float, title: str, *, merged: bool, nodes: bool) -> None:
    """One drawing of the adder; ``nodes`` draws the inputs as circles."""
    at = {k: (x, y + top) for k, (x, y) in (NODES | INPUTS).items()}
    sheet.text(20, top + 24, title, color=GRAY, anchor="start")
    for wire in WIRES:
        start, end = wire[:-1], wire[-1]
        connect(at[start], at[end])
    if merged:
        connect(at["n"], at["c"], color=ORANGE)
        x, y = at["n"]
        sheet.text(x + 55, y + 80, "−4", size=18, color=ORANGE)
    else:
        for shift in (-6, 6):
            connect(at["n"], at["c"], shift=shift, color=ORANGE)
        x, y = at["n"]
        sheet.text(x + 44, y + 86, "−2, −2", size=16, color=ORANGE)
    for name, (x, y) in at.items():
        is_input = name in INPUTS
        if nodes or not is_input:
            fill, color = (PALE, BLUE) if is_input else ("#fdf1e7", INK)
            sheet.circle(x, y, RADIUS, fill=fill, color=color)
        text = name if is_input else "3"
        sheet.text(x, y + 6, text, size=17, color=BLUE if is_input else INK)
    for name, text in (("s", "sum"), ("c", "carry")):
        x, y = at[name]
        sheet.arrow(x + RADIUS, y, x + 60, y, color=GREEN)
        sheet.text(x + 66, y + 6, text, size=17, color=GREEN, anchor="start")


panel(0, "each gate a neuron with bias 3", merged=False, nodes=False)
panel(PANEL, "the double wire merged", merged=True, nodes=False)
panel(2 * PANEL, "the inputs drawn as nodes", merged=True, nodes=True)
for k in (1, 2):
    sheet.line(20, k * PANEL, 600, k * PANEL, color="#c9c9c9", width=1)
sheet.save(__file__)
