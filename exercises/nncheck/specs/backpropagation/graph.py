"""graph_gradients(edges, size): the slopes by every number of a graph."""

import numpy as np

from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.backpropagation.graph_answers import (
    ALTERNATIVES,
    graph_gradients,
)
from nncheck.specs.backpropagation.graph_mistakes import MISCONCEPTIONS
from nncheck.specs.backpropagation.sections import ROUTES

LINKS = 31  # two ways at each: a billion routes and more


def _slope(rng, low=0.4, high=2.0):
    return round(float(rng.choice([-1, 1]) * rng.uniform(low, high)), 1)


def shared_weight(rng):
    """w, x, w·x, a sigmoid, times w again, a sigmoid, the loss."""
    first, second, third = (round(float(s), 2) for s in rng.uniform(1, 3, 3))
    return [
        (0, 2, first),
        (1, 2, _slope(rng)),
        (2, 3, round(float(rng.uniform(0.1, 0.25)), 2)),
        (0, 4, second),
        (3, 4, _slope(rng)),
        (4, 5, round(float(rng.uniform(0.1, 0.25)), 2)),
        (5, 6, -third),
    ]


def _two_routes(rng):
    a, b, c, d = (_slope(rng) for _ in range(4))
    return [
        Probe(([(0, 1, a), (1, 2, b)], 3)),
        Probe(([(0, 1, a), (0, 2, b), (1, 3, c), (2, 3, d)], 4)),
        Probe((shared_weight(rng), 7), "graph_gradients on a shared weight"),
    ]


def random_graph(rng, size):
    """Every node but the last two leads to two or three later ones."""
    edges = []
    for source in range(size - 1):
        later = np.arange(source + 1, size)
        count = min(len(later), 1 + source % 3)
        for target in rng.choice(later, count, replace=False):
            edges.append((source, int(target), _slope(rng)))
    return sorted(edges, key=lambda edge: edge[1])


def _any_graph(rng):
    a, b, c = (_slope(rng) for _ in range(3))
    square = [(0, 1, a), (1, 2, b), (1, 2, b)]
    # node 2 is computed, but the result does not use it
    aside = [(0, 1, a), (1, 2, b), (1, 3, c)]
    size = int(rng.integers(7, 10))
    return [
        Probe((square, 3)),
        Probe((aside, 4)),
        Probe(
            (random_graph(rng, size), size),
            f"graph_gradients on a random graph of {size} numbers",
        ),
    ]


def _many_routes(rng):
    edges = []
    for link in range(LINKS):
        total = float(rng.choice([-1.1, 0.9, 1.2]))
        slope = round(float(rng.uniform(0.2, 0.8)), 1)
        edges += [(link, link + 1, slope), (link, link + 1, total - slope)]
    words = f"graph_gradients on {LINKS} links of two edges each"
    return [Probe((edges, LINKS + 1), words)]


EXERCISE = Exercise(
    page="backpropagation",
    name="graph_gradients",
    title="Where routes meet",
    minutes=6,
    section=ROUTES,
    reference=graph_gradients,
    alternatives=ALTERNATIVES,
    arguments=("edges", "size"),
    limit=2.0,
    parts=(
        Part("two routes, and a weight used twice", 1, _two_routes),
        Part("any graph", 1, _any_graph),
        Part("a graph with billions of routes", 1, _many_routes),
    ),
    hints=(
        "Which slope do you know without any work? By how much does the "
        "result change when the result changes?",
        "At each edge one multiplication and one addition. Which of its two "
        "ends must be finished before it is the edge's turn?",
        "The edges are sorted by where they lead to. In which direction must "
        "you walk through the list, so that a number has received everything "
        "before it hands it on?",
    ),
    misconceptions=MISCONCEPTIONS,
)
