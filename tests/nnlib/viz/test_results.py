"""Plots of a training run and of a confusion matrix."""

from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from nnlib.viz import COLORS, plot_confusion_matrix, plot_history
from nnlib.viz.results import _shades

RUN = {
    "loss": [0.9, 0.5, 0.3],
    "val_loss": [0.8, 0.6, 0.5],
    "accuracy": [0.6, 0.8, 0.9],
}


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_history_draws_training_and_validation_from_epoch_1():
    ax = plot_history(RUN)
    training, validation = ax.lines
    assert training.get_xdata().tolist() == [1, 2, 3]
    assert training.get_ydata().tolist() == RUN["loss"]
    assert validation.get_ydata().tolist() == RUN["val_loss"]
    assert training.get_color() == COLORS["train"]
    assert training.get_linestyle() != validation.get_linestyle()
    assert training.get_marker() != validation.get_marker()
    assert texts(ax) == ["training", "validation"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "loss")


def test_history_takes_what_fit_returns_and_any_metric():
    ax = plot_history(SimpleNamespace(history=RUN), "accuracy")
    assert len(ax.lines) == 1
    assert ax.get_ylabel() == "accuracy"


def test_a_long_history_has_about_ten_markers():
    ax = plot_history({"loss": np.linspace(1, 0, 200)})
    assert ax.lines[0].get_markevery() == 20
    assert plot_history(RUN).lines[0].get_markevery() == 1


def test_history_names_do_not_overlap_where_the_lines_meet():
    ax = plot_history({"loss": [1.0, 0.2], "val_loss": [0.9, 0.2]})
    heights = [text.xy[1] for text in ax.texts]
    assert abs(heights[0] - heights[1]) > 0.05


def test_history_of_one_epoch_and_of_a_flat_run():
    assert len(plot_history({"loss": [0.5]}).lines) == 1
    assert len(plot_history({"loss": [1, 1], "val_loss": [1, 1]}).lines) == 2


def test_a_validation_number_alone():
    ax = plot_history(RUN, "val_loss")
    (line,) = ax.lines
    assert line.get_color() == COLORS["validation"]
    assert line.get_linestyle() == "--"
    assert texts(ax) == ["validation"]
    assert ax.get_ylabel() == "loss"


def test_runs_that_end_in_nan():
    run = {"loss": [3.0, 7.0, np.nan], "val_loss": [2.0, np.inf, np.nan]}
    ax = plot_history(run)
    assert texts(ax) == ["training", "validation"]
    assert [text.xy[1] for text in ax.texts] == [7, 2]
    ax = plot_history({"loss": [np.nan, np.inf]})
    assert texts(ax)[-1] == "no finite value (NaN or ∞)"
    ax.figure.canvas.draw()


def test_history_errors():
    with pytest.raises(KeyError, match="no 'auc' in this history.*'loss'"):
        plot_history(RUN, "auc")
    with pytest.raises(ValueError, match="no epochs"):
        plot_history({"loss": []})
    with pytest.raises(TypeError, match="what fit returned"):
        plot_history([0.9, 0.5])


def test_confusion_matrix_counts_stand_in_their_cells():
    matrix = [[5, 1, 0], [0, 4, 2], [3, 0, 6]]
    ax = plot_confusion_matrix(matrix, class_names="abc")
    for text in ax.texts:
        x, y = text.get_position()
        count = matrix[int(y)][int(x)]  # rows true, columns predicted
        assert text.get_text() == (str(count) if count else "·")
    assert len(ax.texts) == 9
    assert ax.get_xlabel() == "predicted class"
    assert ax.get_ylabel() == "true class"
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["a", "b", "c"]
    assert ax.yaxis_inverted()  # the first class is the upper row


def test_confusion_matrix_shades_right_blue_and_wrong_by_their_number():
    shades = _shades(np.array([[9, 1, 4], [0, 8, 0], [2, 0, 7]]))
    assert to_hex(shades[0, 0]) == COLORS["positive"].lower()
    assert tuple(shades[1, 0]) == to_rgb(COLORS["panel"])
    red, green, blue = np.moveaxis(shades, -1, 0)
    assert red[0, 1] > blue[0, 1]  # a mistake is vermillion
    assert blue[0, 2] < blue[2, 0] < blue[0, 1]  # darker the more


def test_confusion_matrix_numbers_stay_readable():
    """White on dark blue, ink elsewhere; large enough for ten classes."""
    ax = plot_confusion_matrix(np.diag(np.full(10, 100)) + 3)
    assert all(text.get_fontsize() >= 10 for text in ax.texts)
    colors = {text.get_text(): text.get_color() for text in ax.texts}
    assert colors == {"103": COLORS["paper"], "3": COLORS["ink"]}


def test_confusion_matrix_takes_names_in_an_array():
    ax = plot_confusion_matrix(np.eye(2), class_names=np.array(["a", "b"]))
    assert [t.get_text() for t in ax.get_xticklabels()] == ["a", "b"]


@pytest.mark.parametrize(
    ("matrix", "text"),
    [
        ([[1, 2, 3]], r"square matrix \(k, k\), got shape \(1, 3\)"),
        ([1, 2], r"got shape \(2,\)"),
        (np.ones((0, 0)), "square matrix"),
        ([[1, -2], [0, 1]], "negative value -2"),
    ],
)
def test_confusion_matrix_errors(matrix, text):
    with pytest.raises(ValueError, match=text):
        plot_confusion_matrix(matrix)


def test_confusion_matrix_needs_a_name_for_each_class():
    with pytest.raises(ValueError, match="2 classes but 3 class_names"):
        plot_confusion_matrix(np.eye(2), class_names="abc")
