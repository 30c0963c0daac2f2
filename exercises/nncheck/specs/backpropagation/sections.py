"""Where the chapter on backpropagation explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("backpropagation", title)


UPDATE = _section("What every weight wants to know")
NEURON = _section("One neuron by hand")
NETWORK = _section("Three neurons, and nobody to ask")
ROUTES = _section("Where routes meet, add")
GRAPH = _section("Let the graph keep the books")
LAYERS = _section("A layer at a time")
CHECK = _section("Trust, but check")
BUGS = _section("Four bugs, and what they look like")
