"""The explorables of the perceptron: values, errors, shared modules."""

from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import widgets
from nnlib.datasets import make_squad
from nnlib.widgets._base import module_source


def test_sliders_make_room_for_the_value():
    box = widgets.separating_line(w1=7.5, b=-40)
    assert box.sliders["w1"].max == 7.5
    assert box.sliders["b"].min == -40
    assert box.sliders["b"].value == -40


def test_numbers_must_stay_in_their_range():
    with pytest.raises(TraitError, match="c must be .* from 1 to 100, got 0"):
        widgets.sharpen(c=0)
    with pytest.raises(TraitError, match="from -4 to 4, got 5"):
        widgets.sharpen(z=5)
    with pytest.raises(TraitError, match=r"learning_rate must .* got -1"):
        widgets.perceptron_stepper(learning_rate=-1)


def test_own_points():
    X, y = make_squad(rng=0)
    box = widgets.separating_line(X, y, w1=0, w2=0, b=1.0, b_max=9)
    assert box.view.mistakes == 163 - 110  # all are accepted
    assert not box.view._square  # centimeters and years: two scales
    scaled = (X - X.mean(axis=0)) / X.std(axis=0)
    assert widgets.separating_line(scaled, y).view._square
    own = widgets.perceptron_stepper(X=scaled, y=y, seen=2 * len(y))
    assert own.view.data == "yours"
    assert own.view.perceptron.history[1] == 0


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[0, 0]], None, "needs both X and y, or neither"),
        ([[0, 0, 0]], [1], r"batch of shape \(n, 2\), got \(1, 3\)"),
        ([0, 0], [1], r"x\[None, :\]"),
        ([[0, 0], [1, 1]], [1], "X has 2 rows and y has 1"),
        ([[0, np.nan]], [1], "1 NaN value, first at row 0, column 1"),
        ([[0, 0], [1, 1]], [-1, 1], r"\(y > 0\)\.astype\(int\)"),
        ([[0, 0], [1, 1]], [[0], [1]], r"y of shape \(2,\)"),
    ],
)
@pytest.mark.parametrize("name", ["separating_line", "perceptron_stepper"])
def test_malformed_points_are_refused(name, X, y, message):
    with pytest.raises(ValueError, match=message):
        getattr(widgets, name)(X=X, y=y)


def test_the_tie_of_the_separating_line():
    box = widgets.separating_line([[0, 0], [1, 1]], [0, 1], w1=1, w2=1, b=0)
    assert box.view.mistakes == 0  # z = 0 is class 0
    box.view.b = 0.5
    assert box.view.mistakes == 1


def test_choosing_data_by_name_starts_anew():
    view = widgets.perceptron_stepper("AND", seen=5).view
    view.data = "XOR"
    assert (view.data, view.seen) == ("XOR", 0)
    with pytest.raises(ValueError, match="no data 'XNOR'; choose one of AND"):
        view.data = "XNOR"
    with pytest.raises(ValueError, match="choose one of AND, OR, NAND, XOR"):
        widgets.perceptron_stepper("and")


def test_gates_by_their_weights():
    assert widgets.gate_builder(1, 1, -1.5).view.gate == "AND"
    assert widgets.gate_builder(1, 1, -2).view.gate == "always 0"  # the tie
    assert widgets.gate_builder(-1, 0, 0.5).view.gate == "NOT x₁"


def test_a_module_without_the_kit_is_refused(tmp_path):
    path = tmp_path / "lonely.mjs"
    path.write_text("export default { render() {} };\n")
    with pytest.raises(ValueError, match=r'shares .* from "./kit.mjs"'):
        module_source(path)


def test_shared_modules_are_written_once_and_first(tmp_path):
    files = {
        "kit.mjs": "export const a = 1;\n",
        "net.mjs": 'import { a } from "./kit.mjs";\nexport const b = a;\n',
        "view.mjs": 'import { a } from "./kit.mjs";\n'
        'import {\n  b,\n} from "./net.mjs";\n'
        "export const c = a + b;\nexport default { c };\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert module_source(tmp_path / "view.mjs").split("\n") == [
        "const a = 1;",
        "",
        "const b = a;",
        "",
        "export const c = a + b;",
        "export default { c };",
        "",
    ]
