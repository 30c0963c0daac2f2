"""Places for the nodes of a directed graph, in columns from left to right.

The way of Sugiyama, Tagawa and Toda (1981): put each node in a column, give
a long edge a point in every column that it crosses, and then move all points
of a column near their neighbors, keeping them apart.
"""

from collections.abc import Sequence

import numpy as np

Place = np.ndarray  # column and row, both may be fractions
Edge = tuple[int, int]

THIN = 0.35  # room that a passing edge needs; a node needs 1
SWEEPS = 12


def layered(
    n: int, edges: Sequence[Edge]
) -> tuple[list[Place], list[list[Place]]]:
    """A place for each node, and for each edge the places it passes.

    Args:
        n: the number of nodes; an edge leads from a lower number to a higher
            one.
        edges: (source, target), each.
    """
    columns = _columns(n, edges)
    column = list(columns)
    links: list[Edge] = []  # edges from one column to the next
    chains: list[list[int]] = []
    for source, target in edges:
        passed = range(column[source] + 1, column[target])
        points = list(range(len(columns), len(columns) + len(passed)))
        columns += passed
        chain = [source, *points]
        links += zip(chain, [*points, target], strict=True)
        chains.append(chain)
    rows = _rows(columns, links, n)
    places = [np.array(p, float) for p in zip(columns, rows, strict=True)]
    return places[:n], [[places[i] for i in chain] for chain in chains]


def _columns(n: int, edges: Sequence[Edge]) -> list[int]:
    """As far left as its inputs allow; an input just before its first use."""
    columns = [0] * n
    for source, target in sorted(edges, key=lambda edge: edge[1]):
        columns[target] = max(columns[target], columns[source] + 1)
    made = {target for _, target in edges}
    for node in range(n):
        uses = [columns[target] for source, target in edges if source == node]
        if node not in made and uses:
            columns[node] = min(uses) - 1
    return columns


def _neighbors(
    count: int, links: list[Edge]
) -> tuple[list[list[int]], list[list[int]]]:
    """For each point those before it and those after it."""
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for source, target in links:
        before[target].append(source)
        after[source].append(target)
    return before, after


def _rows(columns: list[int], links: list[Edge], n: int) -> np.ndarray:
    """Heights: near the neighbors' mean, in turn from the left and right."""
    count = len(columns)
    before, after = _neighbors(count, links)
    put_in = np.array([not sources for sources in before])
    for sources in before:
        # a number put in stands beside its use, and not the use beside it
        sources[:] = [i for i in sources if not put_in[i]] or sources
    weight = np.where(put_in, 0.1, 1.0)
    room = np.where(np.arange(count) < n, 1.0, THIN)
    groups = [
        [i for i, c in enumerate(columns) if c == column]
        for column in range(max(columns) + 1)
    ]
    rows = np.zeros(count)
    for group in groups:
        rows[group] = np.arange(len(group)) - (len(group) - 1) / 2
    for sweep in range(SWEEPS):
        near = (before, after)[sweep % 2]
        if sweep >= SWEEPS - 4:  # the last sweeps look both ways
            near = [a + b for a, b in zip(before, after, strict=True)]
        for group in groups if sweep % 2 == 0 else groups[::-1]:
            wanted = np.array([np.mean(rows[near[i] or [i]]) for i in group])
            order = np.argsort(wanted, kind="stable")
            i = np.array(group)[order]
            rows[i] = _apart(wanted[order], room[i], weight[i])
    return rows


def _apart(
    wanted: np.ndarray, room: np.ndarray, weight: np.ndarray
) -> np.ndarray:
    """Rising heights, as near as can be to the wanted ones, with room each.

    Least squares: points that would come too near form a block, which stands
    at the weighted mean of what its members want.
    """
    offset = np.concatenate([[0], np.cumsum((room[:-1] + room[1:]) / 2)])
    blocks: list[tuple[float, float, int]] = []  # mean, weight, members
    for height, w in zip(wanted - offset, weight, strict=True):
        blocks.append((height, w, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, u, k), (b, v, m) = blocks[-2:]
            blocks[-2:] = [((u * a + v * b) / (u + v), u + v, k + m)]
    means = [mean for mean, _, members in blocks for _ in range(members)]
    return np.array(means) + offset
