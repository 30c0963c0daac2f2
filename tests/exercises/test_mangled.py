"""Whatever happens to a notebook on its way: same score, or a sentence."""

import copy
import subprocess
import sys
from dataclasses import replace as changed
from pathlib import Path

import pytest

import mangled
from mangling_cells import new_code
from nncheck import catalog
from nncheck.grading import grade_notebook

NAMES = ("step", "gates", "signed_distance", "Perceptron", "half_adder")
SHARES = 4  # of the thousand


def answers(notebook):
    """The numbers of the cells with answers."""
    return [
        i
        for i, cell in enumerate(notebook["cells"])
        if cell["metadata"].get("nbgrader", {}).get("solution")
    ]


# a thousand at random: tools/mangling.py says what is done to them


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_a_thousand_keep_the_score_or_say_what_to_restore(share):
    # in another process: IPython would change this one
    each = mangled.COUNT // SHARES
    program = Path(mangled.__file__)
    words = ["--here", "--first", str(share * each), "--count", str(each)]
    done = subprocess.run(
        [sys.executable, str(program), *words], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{each} notebooks, 0 problems" in done.stdout


@pytest.mark.parametrize(
    ("seed", "page"), list(enumerate(catalog.PAGES, start=mangled.COUNT))
)
def test_in_a_process_of_its_own_it_is_the_same(seed, page):
    assert mangled.problems(page, seed) == []


def test_a_verdict_that_does_not_help_is_noticed(solved, save):
    notebook = solved("museum_numbers")
    i = answers(notebook)[1]
    assert "predictions[" in "".join(notebook["cells"].pop(i)["source"])
    report = grade_notebook(save(notebook))
    assert report.points < report.out_of
    assert mangled.unhelpful(report) == []
    assert len(mangled.unhelpful(changed(report, notes=()))) == 1


# what costs an exercise, and the sentence that says what to do


def retype(kind):
    def change(notebook, i):
        notebook["cells"][i]["cell_type"] = kind
        return f"is a {kind} cell", "Change the type of the cell to Code"

    change.__name__ = kind
    return change


def delete(notebook, i):
    del notebook["cells"][i]
    return "No cell was found for it", "Copy the cell from the original"


def cut_in_two(notebook, i):
    source = "".join(notebook["cells"][i]["source"])
    half = source.index("### BEGIN SOLUTION")
    notebook["cells"][i]["source"] = source[:half] + "    return ("
    notebook["cells"].insert(i + 1, new_code(source[half:]))
    return "failed: IndentationError", "expected is a code cell that defines"


@pytest.mark.parametrize("place", range(len(NAMES)))
@pytest.mark.parametrize(
    "change", [retype("markdown"), retype("raw"), delete, cut_in_two]
)
def test_lost_cells_are_named(change, place, solved, save):
    notebook = solved("perceptron")
    words = change(notebook, answers(notebook)[place])
    report = grade_notebook(save(notebook))
    lost = next(v for v in report.verdicts if v.exercise == NAMES[place])
    assert lost.points == 0
    assert f"defines no `{NAMES[place]}`" in lost.text
    for piece in words:
        assert piece in lost.text
    others = [v for v in report.verdicts if v.exercise != NAMES[place]]
    assert all(verdict.full for verdict in others)


def test_a_stub_that_comes_last_is_pointed_out(solved, save):
    notebook = solved("perceptron")
    i = answers(notebook)[0]
    stub = copy.deepcopy(notebook["cells"][i])
    stub["source"] = "def step(z):\n    raise NotImplementedError()"
    notebook["cells"].append(stub)
    report = grade_notebook(save(notebook))
    step = report.verdicts[0]
    assert step.state == "stub"
    assert any("the last one counts" in note for note in report.notes)


def test_an_answer_by_another_name_is_missed_by_name(solved, save, replace):
    notebook = replace(
        solved("perceptron"), "step", "def stepp(z):\n    return z > 0"
    )
    report = grade_notebook(save(notebook))
    assert "defines no `step`" in report.verdicts[0].text


def test_a_lower_half_is_sent_to_its_upper_half(solved, save):
    notebook = solved("perceptron")
    i = answers(notebook)[NAMES.index("Perceptron")]
    upper, lower = "".join(notebook["cells"][i]["source"]).split(
        "    def predict(", 1
    )
    notebook["cells"][i]["source"] = upper
    notebook["cells"].insert(i + 1, new_code("    def predict(" + lower))
    report = grade_notebook(save(notebook))
    assert report.points < report.out_of
    notes = "\n".join(report.notes)
    assert f"Cell {i + 2} begins with an indented line" in notes


def test_a_lost_import_is_named(solved, save):
    notebook = solved("perceptron")
    first = next(c for c in notebook["cells"] if c["cell_type"] == "code")
    notebook["cells"].remove(first)
    report = grade_notebook(save(notebook))
    assert report.points < report.out_of
    (note,) = [n for n in report.notes if n.startswith("No cell")]
    assert "`np`" in note
    assert "copy the code cell that imports" in note


LOST = {
    "deleted": "no cell was found for it",
    "retyped": "is a markdown cell. Change the type",
    "too early": "Move cell 1 below the cell with `predictions = {}`",
}


@pytest.mark.parametrize("how", LOST)
def test_a_lost_prediction_is_named(how, solved, save):
    notebook = solved("museum_numbers")
    cells = notebook["cells"]
    cell = cells.pop(answers(notebook)[1])
    if how == "retyped":
        cells.append(cell | {"cell_type": "markdown"})
    elif how == "too early":
        cells.insert(0, cell)
    report = grade_notebook(save(notebook))
    lost = "The prediction for squared_distances is lost"
    (note,) = [n for n in report.notes if lost in n]
    assert LOST[how] in note


def test_an_unfinished_notebook_is_not_called_broken(solved, save):
    notebook = solved("museum_numbers")
    source = 'predictions["walk"] = "…"\nraise NotImplementedError()'
    for i in answers(notebook):
        if 'predictions["walk"]' in "".join(notebook["cells"][i]["source"]):
            notebook["cells"][i]["source"] = "# " + source
    report = grade_notebook(save(notebook))
    assert report.points == report.out_of - 0.5
    assert report.notes == ()
