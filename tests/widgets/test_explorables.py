"""What holds for every explorable: text, picture, links, what is stored."""

from __future__ import annotations

import inspect
import json
import math
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets import TraitError

from nnlib import widgets
from nnlib.widgets._base import Number, View, module_source
from tests.widgets import checks
from tests.widgets.explorables import CHAPTER_OF, make
from tests.widgets.node import kinds_of_render

ROOT = Path(__file__).parents[2]
STATE = "application/vnd.jupyter.widget-state+json"
NAMES = list(widgets.__all__)
# bytes: of the pictures that show much at once, and of the views that bring
# a network with them or the modules of a whole workbench
LARGE_PICTURES = {
    "batch_path": 80_000,
    "optimizer_race": 80_000,
    "clinic": 90_000,
}
LARGE_STATES = {"draw_digit": 180_000, "playground": 130_000}
each = pytest.mark.parametrize("name", NAMES)


def test_every_explorable_has_its_chapter():
    assert sorted(CHAPTER_OF) == NAMES == sorted(NAMES)


@each
def test_docstring_says_what_to_try_and_the_chapter(name):
    maker = getattr(widgets, name)
    assert maker.__name__ == name
    for thing in (maker, type(make(name).view)):
        assert f"Book: {CHAPTER_OF[name]}." in inspect.getdoc(thing)
    assert "What to try:" in maker.__doc__


@each
def test_text_form_has_the_values_and_no_address(name):
    checks.tells_its_values(make(name), name)
    assert repr(make(name)) == repr(make(name))


@each
def test_shows_view_text_and_picture(name):
    most = LARGE_PICTURES.get(name, 60_000)
    checks.shows_view_text_and_picture(make(name), most)


@each
def test_picture_is_the_same_whatever_the_page_did_before(name):
    checks.picture_repeats(make(name), make(name))


@each
def test_every_control_is_linked_and_labeled(name):
    checks.controls_are_linked(make(name))


@each
def test_the_whole_state_is_plain_data(name):
    checks.state_is_plain_data(make(name))


@each
def test_the_module_is_whole_and_not_too_heavy(name):
    view = make(name).view
    assert "import {" not in view._esm and "export default" in view._esm
    assert view._esm == module_source(type(view)._module)
    state = {k: v for k, v in view.get_state().items() if k != "_css"}
    text = json.dumps(state, default=checks.model_id)
    assert len(text) < LARGE_STATES.get(name, 90_000)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    sources = {name: make(name).view._esm for name in NAMES}
    return kinds_of_render(sources, tmp_path_factory.mktemp("modules"))


@pytest.mark.node
@each
def test_the_inlined_module_loads_alone_and_can_render(rendered, name):
    assert rendered[name] == "function"


# --- numbers ---------------------------------------------------------------


def number_traits(view: View) -> dict[str, Number]:
    """The traits of a view that hold a number and nothing else."""
    traits = view.traits().items()
    return {name: trait for name, trait in traits if isinstance(trait, Number)}


def test_most_explorables_have_numbers():
    assert sum(bool(number_traits(make(name).view)) for name in NAMES) > 20


@each
@pytest.mark.parametrize("value", [float("nan"), float("inf"), "1", True])
def test_numbers_must_be_finite(name, value):
    view = make(name).view
    arguments = inspect.signature(getattr(widgets, name)).parameters
    for trait in number_traits(view):
        message = f"{trait} must be a finite number"
        with pytest.raises(TraitError, match=message):
            setattr(view, trait, value)
        if trait in arguments:
            with pytest.raises(TraitError, match=message):
                make(name, **{trait: value})


@each
def test_numbers_must_stay_in_their_range(name):
    view = make(name).view
    for trait, limits in number_traits(view).items():
        if not math.isfinite(limits.min):
            continue
        ends = f"from {limits.min:g} to {limits.max:g}"
        for value in (limits.min - 0.5, limits.max + 0.5):
            message = f"{trait} must be .* {ends}, got {value}"
            with pytest.raises(TraitError, match=message):
                setattr(view, trait, value)


# --- a notebook ------------------------------------------------------------


def test_a_notebook_stores_all_that_a_page_needs():
    sources = ["from tests.widgets.explorables import make"]
    sources += [f"make({name!r})" for name in NAMES]
    sources += ["from nncheck.quiz import quiz\nquiz('perceptron')"]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    here = {"metadata": {"path": str(ROOT)}}
    NotebookClient(notebook, timeout=120, resources=here).execute()
    states = notebook.metadata["widgets"][STATE]["state"]
    for cell in notebook.cells[1:-1]:
        (output,) = cell.outputs
        shown = states[output["data"][checks.VIEW]["model_id"]]["state"]
        panel, view = ids(shown["children"])
        assert "export default" in states[view]["state"]["_esm"]
        controls = ids(states[panel]["state"]["children"])
        links = [state for state in states.values() if is_link(state, view)]
        assert len(links) == len(controls) >= 1, cell.source
    (output,) = notebook.cells[-1].outputs
    alone = states[output["data"][checks.VIEW]["model_id"]]["state"]
    assert "export default" in alone["_esm"]


def ids(references):
    return [name.removeprefix("IPY_MODEL_") for name in references]


def is_link(model, view):
    if model["model_name"] != "LinkModel":
        return False
    return ids(model["state"]["target"][:1]) == [view]
