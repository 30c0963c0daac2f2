"""Where the chapter on data and initialization explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("preparation", title)


DATA = _section("What the data bring along")
AXES = _section("Turning the axes")
NOISE = _section("How much of a digit is noise?")
SPLIT = _section("Split first, fit second")
ZEROS = _section("All weights equal")
SPREAD = _section("How large should they be?")
BACK = _section("The way back")
REMEDIES = _section("Remedies, tried")
