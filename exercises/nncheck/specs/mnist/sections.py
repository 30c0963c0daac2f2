"""Where the MNIST chapter explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("mnist", title)


DATA = _section("What the data are")
PREPARE = _section("From bytes to inputs")
BASELINES = _section("How good is good?")
TRAINING = _section("Training")
STEP_SIZE = _section("How large a step?")
LIBRARY = _section("The same network with `nnlib`")
MISTAKES = _section("What it gets wrong")
