"""Where the chapter on gradient descent explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("gradient_descent", title)


SEARCH = _section("Why not try everything?")
DOWN = _section("Which way is down?")
RATE = _section("How far?")
BATCHES = _section("One sample, some, or all?")
AVERAGE = _section("Averages with a memory")
MOMENTUM = _section("Momentum")
ADAPTIVE = _section("A step size for every weight")
MYTHS = _section("Common misconceptions")
