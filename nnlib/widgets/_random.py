"""Random numbers that Python and the browser draw alike.

The mirror of ``random.mjs``: with one seed both give the same data and the
same weights, so that a state that was made in the page can be continued in a
notebook. For everything else the library uses NumPy's generators.
"""

from __future__ import annotations

import math

_WORD = 0xFFFFFFFF


class Mulberry32:
    """A generator of numbers in [0, 1) from a whole-number seed.

    >>> random = Mulberry32(1)
    >>> round(random(), 6)
    0.627074
    """

    def __init__(self, seed: int) -> None:
        self.state = seed & _WORD

    def __call__(self) -> float:
        """The next number."""
        self.state = (self.state + 0x6D2B79F5) & _WORD
        t = _product(self.state ^ (self.state >> 15), self.state | 1)
        t ^= (t + _product(t ^ (t >> 7), t | 61)) & _WORD
        return (t ^ (t >> 14)) / 2**32

    def normal(self) -> float:
        """A standard normal number, from two uniform ones."""
        radius = math.sqrt(-2 * math.log(1 - self()))
        return radius * math.cos(2 * math.pi * self())

    def order(self, n: int) -> list[int]:
        """The numbers 0 … n - 1 in random order (Fisher and Yates)."""
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = math.floor(self() * (i + 1))
            order[i], order[j] = order[j], order[i]
        return order


def _product(a: int, b: int) -> int:
    return (a * b) & _WORD
