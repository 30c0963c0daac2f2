"""Plots of what happens in the layers."""

import numpy as np
import pytest
from matplotlib.axes import Axes

from nnlib.viz import plot_layer_curves, plot_layer_histograms, use_style


def texts(ax):
    return [text.get_text() for text in ax.texts]


def heights(ax, row):
    """How high the bars of a row are, and where they end."""
    values, edges, _ = ax.patches[row].get_data()
    return row - values, edges


def test_curves_show_the_numbers_from_epoch_1():
    ax = plot_layer_curves({"1 Dense": [1, 0.1, 0.01], "3 Dense": [2, 2, 2]})
    first, second = ax.lines
    assert first.get_xdata().tolist() == [1, 2, 3]
    assert first.get_ydata().tolist() == [1, 0.1, 0.01]
    assert second.get_ydata().tolist() == [2, 2, 2]
    assert ax.get_yscale() == "log"
    assert ax.get_xlabel() == "epoch"


def test_no_two_of_many_lines_look_alike():
    use_style()
    ax = plot_layer_curves({str(i): [1, 2] for i in range(20)})
    looks = {
        (line.get_color(), line.get_linestyle(), line.get_marker())
        for line in ax.lines
    }
    assert len(looks) == 20
    # and not by color alone
    assert len({line.get_linestyle() for line in ax.lines[:4]}) == 4


def test_what_is_not_positive_leaves_a_gap():
    ax = plot_layer_curves({"a": [1, 0, np.nan, np.inf, 2]})
    np.testing.assert_array_equal(
        ax.lines[0].get_ydata(), [1, np.nan, np.nan, np.nan, 2]
    )
    assert texts(ax) == []


@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf])
def test_nothing_to_draw_is_said(bad):
    ax = plot_layer_curves({"a": [bad, bad], "b": [bad, bad]})
    assert texts(ax) == ["no positive value (0, NaN or ∞)"]
    assert ax.get_yscale() == "linear"
    ax.figure.canvas.draw()


def test_histograms_count_values():
    rng = np.random.default_rng(0)
    spread = rng.normal(size=(100, 10))
    ax = plot_layer_histograms({"1": spread, "2": spread / 10}, xlabel="z")
    bars, edges = heights(ax, 0)
    low, high = np.quantile(spread, [0.005, 0.995])
    assert (edges[0], edges[-1]) == pytest.approx((low, high))
    counts, _ = np.histogram(spread, edges)
    np.testing.assert_allclose(bars, 0.85 * counts / counts.max())
    assert ax.get_xlim() == pytest.approx((low, high))
    assert ax.get_xlabel() == "z"
    # the first layer on top
    bottom, top = ax.get_ylim()
    assert bottom > top


def test_bars_end_where_the_values_end():
    ax = plot_layer_histograms({"tanh": [-1, 1], "wide": [-5, 5]})
    _, edges = heights(ax, 0)
    assert (edges[0], edges[-1]) == (-1, 1)


def test_zeros_and_bad_values_are_counted_beside():
    ax = plot_layer_histograms(
        {
            "dead": np.zeros(4),
            "half": [0, 0, 1, 2],
            "bad": [np.nan, 1, 2, np.inf],
            "mixed": [0, 1, 2, np.nan],
            "fine": [1.0, 2.0],
        }
    )
    assert texts(ax) == [
        "100 % are 0",
        "50 % are 0",
        "50 % NaN or ∞",
        "25 % are 0, 25 % NaN or ∞",
    ]
    bars, _ = heights(ax, 0)
    assert not bars.any()
    ax.figure.canvas.draw()


@pytest.mark.parametrize("values", [[3.0, 3.0], [0, 0], [np.nan]])
def test_histograms_of_values_that_do_not_spread(values):
    ax = plot_layer_histograms({"1": values})
    low, high = ax.get_xlim()
    assert high - low == pytest.approx(1)
    ax.figure.canvas.draw()


def test_they_draw_where_they_are_told():
    ax = plot_layer_curves({"a": [1]})
    assert isinstance(ax, Axes)
    assert plot_layer_curves({"a": [1]}, ax=ax) is ax
    ax = plot_layer_histograms({"a": [1]})
    assert plot_layer_histograms({"a": [1]}, ax=ax) is ax


def test_no_layers():
    with pytest.raises(ValueError, match="plot_layer_curves: there is no la"):
        plot_layer_curves({})
    with pytest.raises(ValueError, match="plot_layer_histograms: there is no"):
        plot_layer_histograms({})
