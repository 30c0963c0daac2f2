"""Where the chapter on training explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("training", title)


RATES = _section("One network, five rates")
SEARCH = _section("Let a machine search")
CUP = _section("A tournament")
WATCH = _section("Watch it learn")
GRADIENT = _section("Is the gradient right?")
TWO_TESTS = _section("Two tests before every long run")
