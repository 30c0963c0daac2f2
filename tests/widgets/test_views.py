"""The Python side: values, errors, links, what a notebook stores."""

from __future__ import annotations

import base64
import json

import nbformat
import numpy as np
import pytest
from ipywidgets import Widget
from nbclient import NotebookClient
from traitlets import TraitError

from nnlib import widgets
from nnlib.datasets import make_squad
from nnlib.widgets._base import module_source, picture

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
MAKERS = {
    "separating_line": widgets.separating_line,
    "perceptron_stepper": widgets.perceptron_stepper,
    "sharpen": widgets.sharpen,
    "gate_builder": widgets.gate_builder,
}


@pytest.fixture(params=MAKERS.values(), ids=MAKERS.keys())
def make(request):
    return request.param


def test_text_form_has_the_values_and_no_address(make):
    text = repr(make())
    assert text.startswith(f"{make.__name__}(")
    assert "0x" not in text and "object at" not in text
    assert text == repr(make())
    assert len(text.splitlines()) == 2


def test_docstring_says_what_to_try(make):
    assert "What to try:" in make.__doc__
    assert "Book: Perceptron." in make.__doc__


def test_shows_view_text_and_picture(make):
    box = make()
    data = box._repr_mimebundle_()
    assert set(data) == {"text/plain", VIEW, "image/png"}
    assert data[VIEW]["model_id"] == box.model_id
    assert data["text/plain"] == repr(box)
    png = base64.b64decode(data["image/png"])
    assert png.startswith(b"\x89PNG")
    assert b"Software" not in png
    assert len(png) < 60_000


def test_picture_is_the_same_whatever_the_page_did_before(make):
    import matplotlib.pyplot as plt

    before = picture(make().view)
    plt.rcParams["font.size"] = 30
    assert picture(make().view) == before


def test_every_control_is_linked_with_its_trait(make):
    box = make()
    linked = {}
    for link in box.links:
        (control, _), (view, trait) = link.source, link.target
        assert link._model_name == "LinkModel"  # both ways, in the browser
        assert view is box.view
        linked[trait] = control
    assert linked == box.sliders
    for trait, control in box.sliders.items():
        here = control.index if hasattr(control, "index") else control.value
        assert here == getattr(box.view, trait)


def test_every_control_has_a_label(make):
    assert all(each.description for each in make().sliders.values())


def test_the_whole_state_is_plain_data(make):
    box = make()
    for widget in (box.view, *box.sliders.values(), *box.links):
        json.dumps(widget.get_state(), default=model_id)
    names = set(box.view.get_state())
    assert {"_esm", "_css"} <= names


def model_id(value):
    assert isinstance(value, Widget), f"{value!r} is not plain data"
    return value.model_id


def test_sliders_make_room_for_the_value():
    box = widgets.separating_line(w1=7.5, b=-40)
    assert box.sliders["w1"].max == 7.5
    assert box.sliders["b"].min == -40
    assert box.sliders["b"].value == -40


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "1", True])
@pytest.mark.parametrize("trait", ["w1", "w2", "b"])
def test_numbers_must_be_finite(trait, value):
    with pytest.raises(TraitError, match=f"{trait} must be a finite number"):
        widgets.separating_line(**{trait: value})
    box = widgets.gate_builder()
    with pytest.raises(TraitError, match=f"{trait} must be a finite number"):
        setattr(box.view, trait, value)


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
        MAKERS[name](X=X, y=y)


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


def test_a_notebook_stores_all_that_a_page_needs():
    cells = [f"from nnlib import widgets\nwidgets.{name}()" for name in MAKERS]
    cells.append("from nncheck.quiz import quiz\nquiz('perceptron')")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in cells]
    )
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    states = notebook.metadata["widgets"][STATE]["state"]
    for cell in notebook.cells:
        (output,) = cell.outputs
        shown = states[output["data"][VIEW]["model_id"]]["state"]
        panel, view = (
            ids(shown["children"])
            if "children" in shown
            else (
                None,
                output["data"][VIEW]["model_id"],
            )
        )
        assert "export default" in states[view]["state"]["_esm"]
        if panel:
            controls = ids(states[panel]["state"]["children"])
            links = [s for s in states.values() if is_link(s, view)]
            assert len(links) == len(controls) >= 2


def ids(references):
    return [name.removeprefix("IPY_MODEL_") for name in references]


def is_link(model, view):
    target = model["state"].get("target")
    return bool(target) and ids(target[:1]) == [view]
