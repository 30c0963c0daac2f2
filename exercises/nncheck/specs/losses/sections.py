"""Where the losses chapter explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("losses", title)


ARROWS = _section("Two arrows that miss")
FLATS = _section("A line among the flats")
KNOB = _section("One weight, one knob")
OUTLIER = _section("When one price goes wild")
SURE = _section("How sure were you?")
SCORES = _section("From scores to the slope, in one step")
DIES = _section("When the slope dies")
