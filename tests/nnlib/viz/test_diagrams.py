"""Neurons, networks and matrix products say what they are told to say."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, Rectangle

from nnlib.activations import relu
from nnlib.viz import (
    COLORS,
    draw_matrix_product,
    draw_network,
    draw_neuron,
)
from nnlib.viz.style import tint


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def circles(ax):
    return [patch for patch in ax.patches if isinstance(patch, Circle)]


@pytest.mark.parametrize(
    ("inputs", "z", "answer"),
    [((0, 0), "3", 1), ((0, 1), "1", 1), ((1, 0), "1", 1), ((1, 1), "−1", 0)],
)
def test_nand_neuron_works_out_its_truth_table(inputs, z, answer):
    ax = draw_neuron([-2, -2], 3, inputs=inputs)
    assert f"$z$ = {z}" in texts(ax)
    assert f"$\\hat{{y}}$ = {answer}" in texts(ax)
    assert texts(ax).count("−2") == 2
    assert "$b$ = 3" in texts(ax)


def test_neuron_with_names_works_nothing_out():
    ax = draw_neuron(["$w_1$", "$w_2$"], "$b$", parts=True)
    said = texts(ax)
    assert {"$x_1$", "$x_2$", "$w_1$", "$w_2$", "$b$", "Σ", "$z$"} <= set(said)
    parts = {"inputs", "weights", "bias", "sum", "activation", "output"}
    assert parts <= set(said)
    assert not any("=" in text for text in said)
    assert len(circles(ax)) == 4  # two inputs, the sum, the activation


def test_neuron_activation_by_name_or_function():
    by_name = draw_neuron([2], 0, inputs=[3], activation="relu")
    by_function = draw_neuron([2], 0, inputs=[3], activation=relu)
    assert texts(by_name) == texts(by_function)
    assert "$\\hat{y}$ = 6" in texts(by_name)
    named = draw_neuron([2], 0, inputs=[3], output="NAND")
    assert texts(named)[-1] == "NAND"


def test_neuron_edges_tell_the_sign_by_color_and_dashes():
    ax = draw_neuron([1.5, -2], 0)
    plus, minus = ax.lines[:2]
    assert plus.get_color() == COLORS["positive"]
    assert minus.get_color() == COLORS["negative"]
    assert plus.get_linestyle() == "-" and minus.get_linestyle() == "--"


def test_neuron_never_writes_minus_zero():
    ax = draw_neuron([-2.0], 0.0, inputs=[0.0], activation="identity")
    assert "$z$ = 0" in texts(ax)


def test_neuron_errors():
    with pytest.raises(ValueError, match="2 weights but 1 inputs"):
        draw_neuron([1, 2], 0, inputs=["x"])
    with pytest.raises(ValueError, match="0 weights"):
        draw_neuron([], 0)
    with pytest.raises(ValueError, match="Did you mean 'sigmoid'"):
        draw_neuron([1], 0, activation="sigmiod")


def test_network_has_a_circle_per_unit_and_an_edge_per_weight():
    ax = draw_network([2, 3, 1])
    assert len(circles(ax)) == 6
    assert len(ax.lines) == 2 * 3 + 3 * 1
    assert texts(ax) == ["input\n2", "hidden\n3", "output\n1"]


def test_a_large_layer_is_shortened_and_keeps_its_true_size():
    ax = draw_network([784, 30, 10], names=["pixels", "hidden", "digits"])
    assert len(circles(ax)) == 3 * 7
    assert len(ax.collections) == 3  # dots in each layer
    assert texts(ax) == ["pixels\n784", "hidden\n30", "digits\n10"]
    tops = {max(c.center[1] for c in circles(ax)), ax.get_ylim()[1]}
    assert max(tops) == ax.get_ylim()[1]  # everything fits on the sheet


def test_network_dots_stand_in_the_gap():
    ax = draw_network([100, 1], max_units=5)
    heights = sorted(c.center[1] for c in circles(ax) if c.center[0] == 0)
    dots = ax.collections[0].get_offsets()[:, 1]
    gap = int(np.argmax(np.diff(heights)))
    assert heights[gap] < dots.min() < dots.max() < heights[gap + 1]


def test_network_weights_show_sign_size_and_value():
    weights = [np.array([[1.0, -2.0]]), np.array([[0.5], [3.0]])]
    ax = draw_network([1, 2, 1], weights=weights)
    first, second = ax.lines[:2]
    assert first.get_color() == COLORS["positive"]
    assert second.get_color() == COLORS["negative"]
    assert second.get_linewidth() > first.get_linewidth()
    assert {"1", "−2", "0.5", "3"} <= set(texts(ax))
    large = draw_network([3, 3], weights=[np.ones((3, 3))])
    assert texts(large) == ["input\n3", "output\n3"]


def test_network_names_its_units():
    ax = draw_network([2, 1], unit_names=[["a", "b"], None])
    assert texts(ax)[:2] == ["a", "b"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"sizes": [3]}, "at least two layers"),
        ({"sizes": [3, 0]}, "one unit or more"),
        ({"sizes": [2, 1], "names": ["in"]}, "2 layers but 1 names"),
        (
            {"sizes": [2, 1], "unit_names": [["a"], None]},
            "layer 0 has 2 units but 1 unit_names",
        ),
        (
            {"sizes": [2, 1], "weights": [np.ones((1, 2))]},
            r"shapes \[\(1, 2\)\].*expected \[\(2, 1\)\]",
        ),
    ],
)
def test_network_errors(arguments, text):
    with pytest.raises(ValueError, match=text):
        draw_network(**arguments)


def test_product_writes_every_number_and_shape():
    ax = draw_matrix_product([[1, 2]], [[3, 4], [5, -6]], entry=(0, 1))
    said = texts(ax)
    assert {"13", "−8", "X  (1, 2)", "Y  (2, 2)", "XY  (1, 2)"} <= set(said)
    assert len([p for p in ax.patches if isinstance(p, Rectangle)]) == 8


def test_product_shades_the_row_and_the_column_of_an_entry():
    ax = draw_matrix_product([[1, 2], [3, 4]], np.eye(2), entry=(1, 0))
    lit = to_hex(tint(COLORS["model"], 0.3))
    places = {
        p.get_xy() for p in ax.patches if to_hex(p.get_facecolor()) == lit
    }
    row = [p for p in places if p[0] < 0]
    column = [p for p in places if p[1] >= 0]
    assert len(row) == len(column) == 2
    assert len({y for _, y in row}) == 1 and len({x for x, _ in column}) == 1
    # the entry itself is where the row and the column meet
    assert (column[0][0], row[0][1]) in places
    assert len(places) == 5


def test_product_without_an_entry_shades_nothing():
    ax = draw_matrix_product(np.eye(2), np.eye(2))
    colors = {to_hex(patch.get_facecolor()) for patch in ax.patches}
    assert colors == {COLORS["panel"].lower()}


def test_product_errors():
    with pytest.raises(ValueError, match=r"\(2, 2\) and \(3, 2\) do not fit"):
        draw_matrix_product(np.eye(2), np.ones((3, 2)))
    with pytest.raises(ValueError, match="at most 8"):
        draw_matrix_product(np.ones((1, 9)), np.ones((9, 1)))
    with pytest.raises(ValueError, match=r"no entry \(2, 0\)"):
        draw_matrix_product(np.eye(2), np.eye(2), entry=(2, 0))


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: draw_neuron([1], 0, ax=ax),
        lambda ax: draw_network([2, 1], ax=ax),
        lambda ax: draw_matrix_product(np.eye(2), np.eye(2), ax=ax),
    ],
)
def test_diagrams_use_the_axes_they_are_given(draw):
    figure, ax = plt.subplots(figsize=(3, 3))
    assert draw(ax) is ax
    assert figure.get_size_inches().tolist() == [3, 3]
    assert ax.get_aspect() == 1
    assert not ax.axison
