"""Which mutants to try when there is no time for all, and what they tell.

Every module has its share of the sample. Which of its mutants are drawn
depends on their names alone: the same ones in every run, and a larger sample
holds the smaller one.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")
SURE = 1.96  # standard errors that hold 95 % of a normal distribution


def draw(
    things: Iterable[Thing],
    size: int,
    group: Callable[[Thing], str],
    name: Callable[[Thing], str],
) -> list[Thing]:
    """Return about `size` of the things, some of every group.

    Half of the sample goes to the groups by their size, and no group gets
    less than if the other half were divided evenly.

    >>> words = ["apple", "avocado", "apricot", "bean", "beet", "cress"]
    >>> draw(words, 4, lambda word: word[0], str)
    ['apricot', 'avocado', 'beet', 'cress']
    """
    groups: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[group(thing)].append(thing)
    whole = sum(map(len, groups.values()))
    drawn = []
    for members in groups.values():
        least = size / 2 / len(groups)
        share = max(least, size * len(members) / whole)
        members.sort(key=lambda thing: rank(name(thing)))
        drawn += sorted(members[: round(share)], key=name)
    return drawn


def rank(name: str) -> str:
    """Return something that orders names as if by chance, always alike."""
    return hashlib.sha256(name.encode()).hexdigest()


def weighted(
    groups: Collection[tuple[int, int, int]],
) -> tuple[float, float]:
    """Return the share of a whole, and how many draws it is worth.

    A group of which more is drawn than its share must not count for more,
    so each weighs what its size is; that costs a little certainty (Kish's
    effective sample size).

    Args:
        groups: of each group, how many it has, were drawn and were caught.

    >>> weighted([(100, 10, 9), (300, 30, 30)])
    (0.975, 40.0)
    """
    groups = [group for group in groups if group[1]]
    whole = sum(size for size, _, _ in groups)
    share = sum(size / whole * hit / drawn for size, drawn, hit in groups)
    worth = whole**2 / sum(size**2 / drawn for size, drawn, _ in groups)
    return share, worth


def wilson(share: float, number: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share that was seen in a sample.

    >>> low, high = wilson(0.9, 100)
    >>> print(f"{low:.3f} {high:.3f}")
    0.826 0.945
    """
    squared = SURE**2 / number
    middle = (share + squared / 2) / (1 + squared)
    spread = math.sqrt(share * (1 - share) / number + squared / 4 / number)
    reach = SURE * spread / (1 + squared)
    return middle - reach, middle + reach
