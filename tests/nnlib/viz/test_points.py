"""What the plots of functions, points and regions draw and refuse."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from nnlib.activations import step
from nnlib.datasets import make_blobs, make_squad
from nnlib.viz import (
    COLORS,
    plot_data,
    plot_decision_boundary,
    plot_function,
)
from nnlib.viz.style import CLASS_COLORS, tint

CORNERS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])


def regions(ax):
    """The fill colors of the regions, in the order they were drawn."""
    sets = [c for c in ax.collections if hasattr(c, "levels")]
    filled = [c for c in sets if c.filled and c.get_facecolor().size]
    return [to_hex(c.get_facecolor()[0]) for c in filled]


def shade(k):
    return to_hex(tint(CLASS_COLORS[k], 0.22))


def test_function_is_drawn_on_the_given_axes():
    _, ax = plt.subplots()
    assert plot_function(np.sin, (0, 3), ax=ax, color="red") is ax
    (line,) = ax.lines
    x, y = line.get_data()
    assert (x[0], x[-1]) == (0, 3)
    assert np.allclose(y, np.sin(x))
    assert line.get_color() == "red"


def test_function_jump_breaks_the_line_and_sets_two_dots():
    ax = plot_function(step, (-2, 2), jumps=[0])
    x, y = ax.lines[0].get_data()
    assert np.isnan(y[x == 0]).all()
    assert not np.isnan(y[x != 0]).any()
    assert set(y[x < 0]) == {0.0} and set(y[x > 0]) == {1.0}
    open_dot, closed_dot = ax.collections
    assert open_dot.get_offsets().tolist() == [[0, 1]]
    assert to_hex(open_dot.get_facecolor()[0]) == COLORS["paper"].lower()
    assert closed_dot.get_offsets().tolist() == [[0, 0]]  # step(0) = 0


def test_function_label_at_the_end_or_above_a_place():
    ax = plot_function(np.tanh, (-3, 3), label="tanh")
    assert ax.texts[0].xy == pytest.approx((3, np.tanh(3)))
    ax = plot_function(np.tanh, (-3, 3), label="tanh", label_at=1)
    assert ax.texts[0].xy == pytest.approx((1, np.tanh(1)))
    assert ax.texts[0].get_ha() == "right"  # beside a rising line


def test_function_errors():
    with pytest.raises(ValueError, match="left < right"):
        plot_function(np.sin, (3, 3))
    with pytest.raises(ValueError, match="entry by entry"):
        plot_function(np.sum)


def test_data_has_a_color_and_a_marker_for_each_class():
    X, y = make_blobs(60, centers=3, rng=0)
    ax = plot_data(X, y, feature_names=["height", "age"])
    assert len(ax.collections) == 3
    colors = {to_hex(c.get_facecolor()[0]) for c in ax.collections}
    shapes = {c.get_paths()[0].vertices.tobytes() for c in ax.collections}
    assert len(colors) == len(shapes) == 3
    for k, points in enumerate(ax.collections):
        assert np.array_equal(points.get_offsets(), X[y == k])
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["class 0", "class 1", "class 2"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("height", "age")


def test_data_without_labels_and_with_a_column_of_labels():
    ax = plot_data(CORNERS)
    assert len(ax.collections) == 1
    assert ax.get_legend() is None
    ax = plot_data(CORNERS, np.array([[0], [1], [1], [0]]))
    assert len(ax.collections) == 2


def test_a_class_keeps_its_color_when_another_is_absent():
    ax = plot_data(CORNERS[:2], [1, 1])
    assert to_hex(ax.collections[0].get_facecolor()[0]) == (
        COLORS["class_1"].lower()
    )
    ax = plot_data(CORNERS[:2], [1, 1], class_names=["no", "yes"])
    assert ax.get_legend().get_texts()[0].get_text() == "yes"


@pytest.mark.parametrize(
    ("X", "y", "text"),
    [
        (np.ones((4, 784)), None, r"shape \(n, 2\), got \(4, 784\)"),
        (np.ones(2), None, r"got \(2,\)"),
        (np.ones((0, 2)), None, r"got \(0, 2\)"),
        (CORNERS, [0, 1], "one label for each of the 4 points"),
        (CORNERS, np.eye(4), "argmax"),
        (np.ones((9, 2)), range(9), "at most 6 classes"),
    ],
)
def test_data_errors(X, y, text):
    with pytest.raises(ValueError, match=text):
        plot_data(X, y)


def test_data_needs_a_name_for_each_class():
    with pytest.raises(ValueError, match="only 1 names"):
        plot_data(CORNERS, [0, 1, 1, 0], class_names=["no"])


def test_boundary_of_a_score_lies_where_it_meets_the_threshold():
    ax = plot_decision_boundary(
        lambda X: X[:, 0] - 0.25, CORNERS, resolution=50, threshold=0
    )
    (line,) = [
        c
        for c in ax.collections
        if hasattr(c, "levels") and not c.filled and c.levels[0] == 0
    ][:1]
    vertices = line.get_paths()[0].vertices
    assert vertices[:, 0] == pytest.approx(0.25)
    assert regions(ax) == [shade(0), shade(1)]


@pytest.mark.parametrize(
    "answers",
    [
        lambda X: (X[:, 0] > 0.5).astype(int),
        lambda X: (X[:, :1] > 0.5).astype(float),
        lambda X: np.column_stack([1 - X[:, 0], X[:, 0]]),
    ],
    ids=["labels", "column", "scores"],
)
def test_boundary_takes_labels_scores_and_columns(answers):
    ax = plot_decision_boundary(answers, CORNERS, [0, 0, 1, 1])
    assert regions(ax) == [shade(0), shade(1)]
    assert len(ax.get_legend().get_texts()) == 2


def test_boundary_colors_the_side_of_class_1_by_class_1():
    """The region under the points of a class has that class's color."""
    X, y = make_squad(rng=0)
    ax = plot_decision_boundary(
        lambda X: (X[:, 0] - 170) / 12 + (X[:, 1] - 16.5) / 2.5,
        X,
        y,
        threshold=0,
    )
    sets = [c for c in ax.collections if hasattr(c, "levels") and c.filled]
    accepted = [c for c in sets if to_hex(c.get_facecolor()[0]) == shade(1)]
    (path,) = accepted[0].get_paths()
    assert path.contains_points(X[y == 1]).all()
    assert not path.contains_points(X[y == 0]).any()


def test_boundary_of_several_classes_and_of_one():
    ax = plot_decision_boundary(
        lambda X: np.clip((3 * X[:, 0]).astype(int), 0, 2), CORNERS
    )
    assert regions(ax) == [shade(0), shade(1), shade(2)]
    ax = plot_decision_boundary(lambda X: np.ones(len(X)), CORNERS)
    assert regions(ax) == [shade(1)]
    assert regions(
        plot_decision_boundary(lambda X: np.zeros(len(X), int), CORNERS)
    ) == [shade(0)]


def test_boundary_asks_the_predict_method():
    class Model:
        def predict(self, X):
            return X.sum(axis=1)

    ax = plot_decision_boundary(Model(), CORNERS)
    assert regions(ax) == [shade(0), shade(1)]
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    assert left < 0 < 1 < right and low < 0 < 1 < high


def test_boundary_errors():
    with pytest.raises(TypeError, match="model is a str"):
        plot_decision_boundary("model", CORNERS)
    with pytest.raises(ValueError, match="one answer per row"):
        plot_decision_boundary(lambda X: 1.0, CORNERS)
    with pytest.raises(ValueError, match="one answer per row"):
        plot_decision_boundary(lambda X: X[:3, 0], CORNERS)
    with pytest.raises(ValueError, match="7 scores per row"):
        plot_decision_boundary(lambda X: np.ones((len(X), 7)), CORNERS)
    with pytest.raises(ValueError, match=r"shape \(n, 2\)"):
        plot_decision_boundary(lambda X: X[:, 0], np.ones((3, 4)))
