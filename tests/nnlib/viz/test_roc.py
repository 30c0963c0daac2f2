"""The drawn ROC curve is that of the metric."""

import numpy as np
import pytest

from nnlib import roc_curve
from nnlib.viz import plot_roc

Y, SCORE = [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_curve_chance_and_area():
    ax = plot_roc(Y, SCORE)
    fpr, tpr, _ = roc_curve(Y, SCORE)
    curve, chance = ax.lines
    np.testing.assert_array_equal(curve.get_xdata(), fpr)
    np.testing.assert_array_equal(curve.get_ydata(), tpr)
    assert chance.get_xydata().tolist() == [[0, 0], [1, 1]]
    assert chance.get_linestyle() != curve.get_linestyle()
    assert legend(ax) == ["area 0.750", "chance, area 0.5"]
    assert ax.get_xlabel() == "false positive rate"
    assert ax.get_ylabel() == "true positive rate"
    assert ax.get_aspect() == 1


def test_scores_can_be_compared_on_the_same_axes():
    ax = plot_roc(Y, SCORE, label="first")
    assert plot_roc(Y, [0, 1, 2, 3], label="second", ax=ax) is ax
    assert legend(ax) == [
        "first, area 0.750",
        "second, area 1.000",
        "chance, area 0.5",
    ]
    assert len(ax.lines) == 3


@pytest.mark.parametrize(
    ("threshold", "point"),
    [
        (0.9, (0, 0)),  # nothing is called positive
        (0.8, (0, 0.5)),  # .8 counts: score >= threshold
        (0.5, (0, 0.5)),
        (0.35, (0.5, 1)),
        (0.0, (1, 1)),
    ],
)
def test_the_point_of_a_threshold(threshold, point):
    ax = plot_roc(Y, SCORE, threshold=threshold)
    dot = ax.lines[-1]
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == point
    assert ax.texts[0].get_text() == f"threshold {threshold:g}"
    assert legend(ax) == ["area 0.750", "chance, area 0.5"]


def test_the_errors_are_those_of_the_metric():
    with pytest.raises(ValueError, match="only class 1"):
        plot_roc([1, 1], [0.1, 0.2])
