"""One way to read the ``rng`` argument of every generator."""

import numpy as np

Rng = int | np.random.Generator | None


def as_generator(rng: Rng) -> np.random.Generator:
    """A NumPy Generator, made from a seed, a Generator or nothing."""
    if isinstance(rng, bool) or not isinstance(
        rng, int | np.integer | np.random.Generator | None
    ):
        raise TypeError(
            f"rng must be an int, a numpy Generator or None, got {rng!r}. "
            "Type rng=0 for points you can draw again."
        )
    return np.random.default_rng(rng)
