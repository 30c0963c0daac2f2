"""The explorable with the number of hidden units: words, checks, axes."""

import math

import pytest

from nnlib.widgets.hidden_size import hidden_size
from tests.widgets.node import call


def run(*val, gap=0.5):
    """A run whose training error is lower by a gap."""
    return {"val": list(val), "train": [max(0.0, v - gap) for v in val]}


@pytest.fixture
def box():
    runs = {16: [run(9, 5), run(8, 4)], 4: [run(30, 20), run(40, 25)]}
    return hidden_size(runs, chosen=16)


def test_text_tells_the_state(box):
    assert repr(box) == (
        "hidden_size(size=16)\n"
        "16 hidden units, 12,730 parameters, after 2 epochs: training error "
        "4.00 %, validation error 4.50 % (4.00 to 5.00 for 2 seeds)."
    )
    box.view.size = 4
    assert box.view._chosen == 0 and "22.50 %" in box.view.summary()
    with pytest.raises(ValueError, match="no run with 5 units; .* 4, 16"):
        box.view.size = 5


def test_parameters_are_those_of_the_network(box):
    from nnlib import Dense, ReLU, Sequential, Softmax

    model = Sequential([Dense(784, 16), ReLU(), Dense(16, 10), Softmax()])
    assert f"{model.count_params():,} parameters" in box.view.summary()


def test_slider_is_linked_by_index(box):
    slider = box.sliders["_chosen"]
    assert slider.options == ("4", "16") and slider.index == 1
    assert box.links[0].source == (slider, "index")


@pytest.mark.parametrize(
    ("runs", "message"),
    [
        ({4: [run(1)]}, "at least two sizes, got 1"),
        ({4: [run(1)], 8: [run(1), run(1, 2)]}, "8 units must .* lengths"),
        ({4: [run()], 8: [run()]}, "one number for each epoch"),
        ({4: [], 8: [run(1)]}, "runs with 4 units"),
    ],
)
def test_bad_runs_are_refused_in_words(runs, message):
    with pytest.raises(ValueError, match=message):
        hidden_size(runs)


@pytest.mark.node
def test_the_axis_holds_every_error(box):
    sizes = box.view._sizes
    assert call("hidden_size", "errorLimits", [sizes]) == [[0, 2]]
    perfect = [{"train": [[0.0, 0.02]], "val": [[3.0, 100.0]]}]
    assert call("hidden_size", "errorLimits", [perfect]) == [[-2, 2]]
    logs = call("hidden_size", "logError", [0], [0.01], [10], [2.5])
    assert logs == pytest.approx([-2, -2, 1, math.log10(2.5)], abs=1e-12)
    assert call("hidden_size", "meanOfRuns", [[1, 2, 6]]) == [3]
