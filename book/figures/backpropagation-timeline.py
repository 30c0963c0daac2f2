"""Who found what, when, on one line of time."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, Sheet

sheet = Sheet(720, 400)
LEFT, RIGHT, AXIS = 40, 690, 205
FIRST, LAST = 1953, 2015
# year, who, what, height of the text, color
EVENTS = [
    (1960, "Kelley 1960, Bryson 1961", "gradients of paths", 40, BLUE),
    (1962, "Dreyfus 1962", "by the chain rule alone", 105, BLUE),
    (1969, "Bryson & Ho 1969", "a textbook of control", 262, BLUE),
    (1970, "Linnainmaa 1970", "reverse mode, for any program", 350, GREEN),
    (1973, "Dreyfus 1973", "tuning controllers", 160, BLUE),
    (1974, "Werbos 1974, 1982", "proposed for networks", 250, ORANGE),
    (1986, "Rumelhart, Hinton, Williams", "1986: hidden features", 60, ORANGE),
    (1993, "Wan 1993", "wins a contest", 130, ORANGE),
    (2005, "2000s", "out of fashion", 275, GRAY),
    (2012, "2010s", "back, on GPUs", 95, ORANGE),
]


def at(year: float) -> float:
    """The place of a year on the line."""
    return LEFT + (RIGHT - LEFT) * (year - FIRST) / (LAST - FIRST)


sheet.line(LEFT, AXIS, RIGHT, AXIS, width=2.4)
for year in range(1960, 2011, 10):
    sheet.line(at(year), AXIS - 5, at(year), AXIS + 5)
    sheet.text(at(year), AXIS + 22, str(year), size=13, color=GRAY)
for year, who, what, y, color in EVENTS:
    x = at(year)
    above = y < AXIS
    sheet.line(x, AXIS, x, y + 22 if above else y - 16, color="#8a8a8a")
    sheet.circle(x, AXIS, 5, fill=color, color=color)
    anchor = "end" if x > 610 or year == 1969 else "start"
    shift = 6 if anchor == "start" else -6
    text = {"size": 14, "anchor": anchor}
    sheet.text(x + shift, y, who, color=color, **text)
    sheet.text(x + shift, y + 18, what, color=INK, **text)
for x, name, color in (
    (LEFT, "control theory", BLUE),
    (170, "automatic differentiation", GREEN),
    (380, "neural networks", ORANGE),
):
    sheet.text(x, 392, name, size=14, color=color, anchor="start")
sheet.save(__file__)
