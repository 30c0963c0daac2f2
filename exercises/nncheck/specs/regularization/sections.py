"""Where the chapter on regularization explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("regularization", title)


WEIGHTS = _section("Keep the weights small")
ZERO = _section("Why zero, exactly")
LIMIT = _section("A hard limit")
DROPOUT = _section("Switch units off")
BATCH = _section("Batch normalization")
BACK = _section("The way back")
FOLLOWS = _section("What follows from it")
