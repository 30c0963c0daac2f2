"""Where the chapter on activations explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("activations", title)


SLOPE = _section("Learning goes through the slope")
SQUASHING = _section("Squashing: sigmoid and tanh")
TRAPS = _section("Two traps in the code")
SATURATION = _section("Saturation")
HINGE = _section("A hinge: ReLU")
LEAKS = _section("Leaks")
SOFTMAX = _section("One of many: softmax")
JACOBIAN = _section("What each probability does when one score grows")
WHICH = _section("Which one, where?")
