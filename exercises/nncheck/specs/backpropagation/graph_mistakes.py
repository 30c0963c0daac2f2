"""Wrong answers to the exercise graph, and what is said about them."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.observe import TimeUp
from nncheck.specs.backpropagation.graph_answers import (
    PATIENCE,
    graph_gradients,
)
from nncheck.specs.backpropagation.sections import GRAPH, ROUTES


def overwrites(edges, size):
    gradients = np.zeros(size)
    gradients[-1] = 1
    for source, target, slope in reversed(edges):
        gradients[source] = slope * gradients[target]
    return gradients


def first_arrival_only(edges, size):
    gradients = np.zeros(size)
    gradients[-1] = 1
    for source, target, slope in reversed(edges):
        if gradients[source] == 0:
            gradients[source] = slope * gradients[target]
    return gradients


def front_to_back(edges, size):
    gradients = np.zeros(size)
    gradients[-1] = 1
    for source, target, slope in edges:
        gradients[source] += slope * gradients[target]
    return gradients


def never_begun(edges, size):
    gradients = np.zeros(size)
    for source, target, slope in reversed(edges):
        gradients[source] += slope * gradients[target]
    return gradients


def slopes_added(edges, size):
    gradients = np.zeros(size)
    gradients[-1] = 1
    for source, target, slope in reversed(edges):
        gradients[source] += slope + gradients[target]
    return gradients


def slopes_added_up(edges, size):
    gradients = np.zeros(size)
    gradients[-1] = 1
    for source, _, slope in edges:
        gradients[source] += slope
    return gradients


def routes_multiplied(edges, size):
    gradients = np.ones(size)
    for source, target, slope in reversed(edges):
        gradients[source] *= slope * gradients[target]
    return gradients


def routes_averaged(edges, size):
    gradients, counts = graph_gradients([], size), np.zeros(size)
    for source, target, slope in reversed(edges):
        counts[source] += 1
        share = slope * gradients[target] - gradients[source]
        gradients[source] += share / counts[source]
    return gradients


def strongest_route(edges, size):
    gradients = graph_gradients([], size)
    for source, target, slope in reversed(edges):
        new = slope * gradients[target]
        if abs(new) > abs(gradients[source]):
            gradients[source] = new
    return gradients


def twin_edges_lost(edges, size):
    single = {(source, target): slope for source, target, slope in edges}
    return graph_gradients([(*k, slope) for k, slope in single.items()], size)


def of_every_number_by_the_first(edges, size):
    gradients = np.eye(size)[0]
    for source, target, slope in edges:
        gradients[target] += slope * gradients[source]
    return gradients


def result_left_out(edges, size):
    return graph_gradients(edges, size)[:-1]


def lists_all_routes(edges, size):
    routes = 0

    def slope_by(node):
        nonlocal routes
        routes += 1
        if routes > PATIENCE:
            raise TimeUp
        if node == size - 1:
            return 1.0
        leaving = [edge for edge in edges if edge[0] == node]
        return sum(slope * slope_by(target) for _, target, slope in leaving)

    return np.array([slope_by(node) for node in range(size)])


def _wrong(answer, message, hint, section=ROUTES):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        overwrites,
        "Where a second route arrives, it overwrites the first one. A nudge "
        "travels all routes at once, and the effects add up.",
        "What should stand at a number where 0.2 arrives, then 0.3?",
    ),
    _wrong(
        first_arrival_only,
        "You keep what arrives first and drop the rest. A nudge travels all "
        "routes at once, and the effects add up.",
        "What should stand at a number where 0.2 arrives, then 0.3?",
    ),
    _wrong(
        strongest_route,
        "You keep the strongest route only. The weaker ones act as well.",
        "What should stand at a number where 0.2 arrives, then 0.3?",
    ),
    _wrong(
        front_to_back,
        "You walk through the edges in the order of the forward pass. Then "
        "a number hands on its slope before it has received it.",
        "Which is the first edge whose slope by the far end you know?",
        GRAPH,
    ),
    _wrong(
        never_begun,
        "All your slopes are 0: every product contains the slope at the "
        "end, and nobody has set that one.",
        "By how much does the result change when the result changes by 1?",
        GRAPH,
    ),
    _wrong(
        slopes_added,
        "You add along the route. Every stage passes on its share of the "
        "nudge, so that along a route the slopes multiply.",
        "A gear that doubles behind a gear that triples: how fast?",
    ),
    _wrong(
        slopes_added_up,
        "You look one edge ahead only: at each number you add the slopes of "
        "the edges that leave it. What happens behind them counts as well.",
        "What if the very next edge had the slope 0?",
    ),
    _wrong(
        routes_multiplied,
        "You multiply where routes meet. Along a route multiply, over "
        "routes add.",
        "If one of two routes had the slope 0, would the other one not act?",
    ),
    _wrong(
        routes_averaged,
        "You take the mean of the routes. But two routes are two effects: a "
        "nudge that acts twice acts more, not the same.",
        "The slope of w + w by w: is it 1 or 2?",
    ),
    _wrong(
        twin_edges_lost,
        "Two edges between the same two numbers count as one. They come "
        "from a number that is used twice in one operation, as in a square, "
        "and are two routes.",
        "Does a dictionary keep two entries with the same key?",
        GRAPH,
    ),
    _wrong(
        of_every_number_by_the_first,
        "You differentiate every number by the first one. Asked for is the "
        "other direction: the last number by every one.",
        "Which entry of your result should be 1, whatever the graph?",
        GRAPH,
    ),
    _wrong(
        result_left_out,
        "The slope by the last number itself is missing.",
        "By how much does the result change when the result changes by 1?",
        GRAPH,
    ),
    _wrong(
        lists_all_routes,
        "Your sums are right, but you walk every route by itself, and in "
        "the last graph there are two billion. What many routes have in "
        "common has to be computed once only.",
        "How often do you compute the slope by one and the same number?",
    ),
)
