"""Where the chapter on the multilayer perceptron explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("multilayer_perceptron", title)


SHAPES = _section("A shape that no line cuts out")
LAYERS = _section("Layers, and what to call them")
PRODUCT = _section("A whole layer in one product")
LAYOUT = _section("The same network in other books")
BEND = _section("Why there must be a bend")
CHOICES = _section("Choosing the ends and the middle")
MYTHS = _section("Common misconceptions")
