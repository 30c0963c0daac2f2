"""Where the chapter on tensors explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("tensors", title)


TYPES = _section("Rank, shape, dtype")
WEIGHT = _section("What data weigh")
CUTTING = _section("Cutting")
ENTRIES = _section("Entry by entry")
BROADCASTING = _section("Different shapes: broadcasting")
DOT = _section("The dot product")
RESHAPE = _section("Reshape and transpose")
PLANE = _section("What a matrix does to the plane")
LAYER = _section("A layer")
