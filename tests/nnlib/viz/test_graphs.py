"""The drawing of a calculation: every value once, no box on another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from nnlib import Value
from nnlib.viz import COLORS, draw_graph
from nnlib.viz._layers import _apart, layered


def neuron():
    w, b, x = Value(0.5, "w"), Value(0.1, "b"), Value(2.0, "x")
    a = (w * x + b).sigmoid()
    a.label = "a"
    return a


def texts(ax):
    return [text.get_text() for text in ax.texts]


def patches(ax, kind):
    return [patch for patch in ax.patches if isinstance(patch, kind)]


def test_values_operations_and_labels():
    said = texts(draw_graph(neuron()))
    assert sorted(said) == sorted(
        ["w", "0.5", "x", "2", "×", "1", "b", "0.1", "+", "1.1"]
        + ["sigmoid", "0.7503", "a"]
    )


def test_gradients_come_after_backward():
    a = neuron()
    a.backward()
    ax = draw_graph(a)
    # a (1 - a) = .1874 at z; times x = 2 and w = .5
    gradients = [t for t in ax.texts if t.get_style() == "italic"]
    assert {t.get_color() for t in gradients} == {COLORS["negative"]}
    assert sorted(t.get_text() for t in gradients) == sorted(
        ["0.3747", "0.09368", "0.1874", "0.1874", "0.1874", "1"]
    )


def test_a_box_per_value_and_an_arrow_per_route():
    w = Value(2.0, "w")
    ax = draw_graph(w * w + w)
    assert len(patches(ax, FancyBboxPatch)) == 3
    # w goes twice into the product, once into the sum; so does the product
    assert len(patches(ax, FancyArrowPatch)) == 4
    # numbers put in are gray, results white
    faces = [box.get_facecolor() for box in patches(ax, FancyBboxPatch)]
    assert len(set(faces)) == 2 and len(set(faces[1:])) == 1


def test_the_two_arrows_of_a_square_are_told_apart():
    w = Value(2.0, "w")
    one, two = patches(draw_graph(w * w), FancyArrowPatch)
    ends = [arrow._path_original.vertices[-1] for arrow in (one, two)]
    assert ends[0][0] == ends[1][0] and abs(ends[0][1] - ends[1][1]) > 0.1


def test_local_derivatives_on_the_edges():
    a = neuron()
    plain, marked = texts(draw_graph(a)), texts(draw_graph(a, slopes=True))
    for text in plain:
        marked.remove(text)
    # dz/d(wx) = dz/db = 1, d(wx)/dw = x = 2, d(wx)/dx = w = .5, da/dz
    assert sorted(marked) == ["0.1874", "0.5", "1", "1", "2"]


def test_a_wide_graph_makes_a_wide_figure():
    total = Value(1.0)
    for _ in range(12):
        total = total.tanh()
    wide = draw_graph(total).figure
    small = draw_graph(Value(1.0).tanh()).figure
    assert wide.get_figwidth() > small.get_figwidth()
    assert wide.get_figheight() == pytest.approx(small.get_figheight())


def test_draws_on_given_axes():
    ax = draw_graph(neuron())
    assert draw_graph(neuron(), ax=ax) is ax


def test_a_single_value():
    assert texts(draw_graph(Value(3.0, "x"))) == ["x", "3"]
    assert texts(draw_graph(Value(-3.0))) == ["−3"]


def random_graph(choices):
    """Edges of a graph in which each node has one or two inputs, or none."""
    edges = []
    for target, (count, a, b) in enumerate(choices):
        for source in (a, b)[:count]:
            if target:
                edges.append((source % target, target))
    return edges


choices = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=25,
)


@given(choices)
def test_edges_lead_to_the_right_and_nothing_overlaps(choices):
    edges = random_graph(choices)
    places, routes = layered(len(choices), edges)
    points = {tuple(place) for place in places}
    assert len(points) == len(choices)
    for a in places:
        for b in places:
            if a is not b and a[0] == b[0]:
                assert abs(a[1] - b[1]) > 1 - 1e-9
    for (source, target), route in zip(edges, routes, strict=True):
        columns = [point[0] for point in route] + [places[target][0]]
        assert np.array_equal(route[0], places[source])
        # one step to the right after the other, past all boxes on the way
        assert np.array_equal(np.diff(columns), np.ones(len(route)))
        for point in route[1:]:
            for place in places:
                if place[0] == point[0]:
                    assert abs(place[1] - point[1]) > 0.6


def test_an_input_stands_just_before_its_first_use():
    # 0 -> 1 -> 2 -> 3 and the input 4 -> 3
    places, _ = layered(5, [(0, 1), (1, 2), (2, 3), (4, 3)])
    assert [place[0] for place in places] == [0, 1, 2, 3, 2]


def test_apart_by_hand():
    room, weight = np.ones(3), np.ones(3)
    # far enough apart: everyone gets what it wants
    assert _apart(np.array([0.0, 1, 5]), room, weight).tolist() == [0, 1, 5]
    # three that all want 2 stand around it
    assert _apart(np.full(3, 2.0), room, weight).tolist() == [1, 2, 3]
    # the heavy one hardly moves: 0 and 0, weights 9 and 1, one apart:
    # the block stands at (9 * 0 + 1 * (0 - 1)) / 10 = -0.1
    pair = _apart(np.zeros(2), room[:2], np.array([9.0, 1]))
    assert pair == pytest.approx([-0.1, 0.9])


def test_errors():
    with pytest.raises(TypeError, match="draws a Value, got float"):
        draw_graph(0.5)
    total = Value(1.0)
    for _ in range(100):
        total = total + 1
    with pytest.raises(ValueError, match="201 values; .* more than 80"):
        draw_graph(total)
