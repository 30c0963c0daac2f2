"""The explorable with the learning curves: its words, checks and geometry."""

import pytest
import traitlets

from nnlib.callbacks import History
from nnlib.widgets.learning_curves import (
    learning_curves,
    loss_limit,
)
from tests.widgets.node import call

MODULE = "learning_curves"


def history(*losses, accuracy=0.5):
    """A history whose validation is a tenth worse than its training."""
    return {
        "loss": list(losses),
        "val_loss": [1.1 * loss for loss in losses],
        "accuracy": [accuracy] * len(losses),
        "val_accuracy": [0.9 * accuracy] * len(losses),
    }


@pytest.fixture
def box():
    runs = {"0.1": history(2.0, 1.0), "1": history(2.31, 2.3, 2.3)}
    return learning_curves(runs, name="rate", chosen="1")


def test_text_tells_the_state(box):
    assert repr(box) == (
        "learning_curves(chosen='1')\n"
        "rate 1, epoch 3: loss 2.300 in training, 2.530 in validation; "
        "accuracy 50.0 % and 45.0 %."
    )


def test_slider_and_view_are_linked_by_index(box):
    slider = box.sliders["_chosen"]
    assert slider.index == 1 and slider.options == ("0.1", "1")
    source, target = box.links[0].source, box.links[0].target
    assert source == (slider, "index")
    assert target == (box.view, "_chosen")


def test_chosen_can_be_set(box):
    box.view.chosen = "0.1"
    assert box.view._chosen == 0
    with pytest.raises(ValueError, match="none of the labels.*'0.1', '1'"):
        box.view.chosen = "0.2"
    with pytest.raises(traitlets.TraitError):
        box.view._chosen = -1


def test_takes_what_fit_returns():
    record = History()
    record.history = history(0.5, 0.4)
    box = learning_curves({"a": record, "b": history(0.3)})
    assert box.view._runs[0]["loss"] == [0.5, 0.4]


@pytest.mark.parametrize(
    ("runs", "message"),
    [
        ({"a": history(1.0)}, "at least two runs, got 1"),
        (
            {"a": {"loss": [1.0]}, "b": history(1.0)},
            r"'a' has no val_loss, accuracy, val_accuracy. .*metrics=",
        ),
        (
            {"a": history(1.0), "b": history(1.0) | {"loss": [1.0, 2.0]}},
            "one number for each epoch.*'loss': 2",
        ),
        ({"a": history(), "b": history(1.0)}, "one number for each epoch"),
    ],
)
def test_bad_histories_are_refused_in_words(runs, message):
    with pytest.raises(ValueError, match=message):
        learning_curves(runs)


def test_unknown_label_is_refused():
    runs = {"a": history(1.0), "b": history(2.0)}
    with pytest.raises(ValueError, match="chosen='c' is none of the labels"):
        learning_curves(runs, chosen="c")


@pytest.mark.node
@pytest.mark.parametrize("top", [0.2, 0.5, 2.301, 2.5, 7.9])
def test_page_and_picture_have_the_same_loss_axis(top):
    runs = [history(1.0 * top, 0.1), history(0.1)]
    assert call(MODULE, "lossLimit", [runs]) == [loss_limit(runs)]
    assert loss_limit(runs) >= 1.1 * top


@pytest.mark.node
def test_points_count_epochs_from_one():
    assert call(MODULE, "points", [[3, 2]]) == [[[1, 3], [2, 2]]]
    runs = [history(1.0), history(1.0, 2.0, 3.0)]
    assert call(MODULE, "longest", [runs]) == [3]


@pytest.mark.node
@pytest.mark.parametrize("heights", [[0, 100], [50, 52], [52, 50], [7, 7]])
def test_names_never_overlap_and_keep_their_order(heights):
    [(low, high)] = call(MODULE, "apart", [heights, 19])
    assert abs(high - low) >= 19
    assert low + high == sum(heights)
    assert (high - low) * (heights[1] - heights[0]) >= 0
