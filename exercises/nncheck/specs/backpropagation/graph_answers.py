"""Right answers to the exercise graph_gradients."""

import numpy as np

PATIENCE = 50_000  # routes after which a list of them counts as endless


def graph_gradients(edges, size):
    """The derivative of the last number by each number of the graph."""
    gradients = np.zeros(size)
    gradients[-1] = 1
    for source, target, slope in reversed(edges):
        gradients[source] += slope * gradients[target]
    return gradients


# ------------------------------------------------------- other right answers


def node_by_node(edges, size):
    leaving: dict = {}
    for source, target, slope in edges:
        leaving.setdefault(source, []).append((target, slope))
    gradients = [0.0] * (size - 1) + [1.0]
    for node in range(size - 2, -1, -1):
        for target, slope in leaving.get(node, []):
            gradients[node] += gradients[target] * slope
    return np.array(gradients)


def with_memory(edges, size):
    known = {size - 1: 1.0}

    def slope_by(node):
        if node not in known:
            known[node] = sum(
                slope * slope_by(target)
                for source, target, slope in edges
                if source == node
            )
        return known[node]

    return np.array([slope_by(node) for node in range(size)], np.float32)


def with_a_matrix(edges, size):
    slopes = np.zeros((size, size))
    for source, target, slope in edges:
        slopes[source, target] += slope
    last = np.eye(size)[-1]
    return np.linalg.solve(np.eye(size) - slopes, last)


def forward_from_each(edges, size):
    tangents = np.eye(size)  # row: the number that is nudged
    for source, target, slope in edges:
        tangents[:, target] += slope * tangents[:, source]
    return tangents[:, -1]


ALTERNATIVES = (node_by_node, with_memory, with_a_matrix, forward_from_each)
