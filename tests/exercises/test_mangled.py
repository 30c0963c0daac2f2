"""Whatever happens to a notebook on its way: same score, or a sentence."""

import copy

import numpy as np
import pytest

from nncheck.cli import as_text
from nncheck.grading import grade_notebook

NAMES = ("step", "gates", "signed_distance", "Perceptron", "half_adder")


def is_code(cell):
    return cell["cell_type"] == "code"


def answers(notebook):
    """The numbers of the cells with answers."""
    return [
        i
        for i, cell in enumerate(notebook["cells"])
        if cell["metadata"].get("nbgrader", {}).get("solution")
        or cell.get("answer")
    ]


def mark(notebook):
    for i in answers(notebook):
        notebook["cells"][i]["answer"] = True


# what keeps the score


def duplicate(notebook, rng):
    cells = notebook["cells"]
    i = int(rng.integers(len(cells)))
    cells.insert(int(rng.integers(i + 1, len(cells) + 1)), dict(cells[i]))


def move(notebook, rng):
    cells = notebook["cells"]
    cell = cells.pop(int(rng.integers(len(cells))))
    cells.insert(int(rng.integers(len(cells) + 1)), cell)


def strip_metadata(notebook, rng):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    notebook["metadata"] = {}


def delete_text_or_check(notebook, rng):
    cells = notebook["cells"]
    where = [
        i
        for i, cell in enumerate(cells)
        if i not in answers(notebook)
        and "import" not in "".join(cell["source"])
    ]
    del cells[where[int(rng.integers(len(where)))]]


def foreign_kernel(notebook, rng):
    notebook["metadata"]["kernelspec"] = {"name": "julia", "language": "julia"}


def stored_errors(notebook, rng):
    for cell in filter(is_code, notebook["cells"]):
        cell["outputs"] = [{"output_type": "error", "traceback": None}]
        cell["execution_count"] = "seven"


def lines_for_text(notebook, rng):
    for cell in notebook["cells"]:
        if isinstance(cell["source"], list):
            cell["source"] = "".join(cell["source"])
        else:
            cell["source"] = cell["source"].splitlines(keepends=True)


def same_ids(notebook, rng):
    for cell in notebook["cells"]:
        cell["id"] = "same"


def old_minor_version(notebook, rng):
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        cell.pop("id", None)


def failing_cells(notebook, rng):
    for code in (
        "1 / 0",
        "undefined_name",
        "import sys; sys.exit()",
        "def f(",
    ):
        where = int(rng.integers(len(notebook["cells"]) + 1))
        notebook["cells"].insert(where, new_code(code) | {"bad": True})


def magics(notebook, rng):
    notebook["cells"].insert(0, new_code("%matplotlib inline\n!true"))
    notebook["cells"].append(new_code("%timeit -n 1 -r 1 1 + 1"))


def merge(notebook, rng):
    cells = notebook["cells"]
    pairs = [
        i
        for i in range(len(cells) - 1)
        if is_code(cells[i])
        and is_code(cells[i + 1])
        and not (cells[i].get("bad") or cells[i + 1].get("bad"))
        # an example that fails must not stand before an answer
        and (cells[i].get("answer") or not cells[i + 1].get("answer"))
    ]
    i = pairs[int(rng.integers(len(pairs)))]
    second = cells.pop(i + 1)
    text = "".join(cells[i]["source"]) + "\n\n" + "".join(second["source"])
    cells[i] = dict(cells[i], source=text)


KEEPING = [
    duplicate,
    move,
    strip_metadata,
    delete_text_or_check,
    foreign_kernel,
    stored_errors,
    lines_for_text,
    same_ids,
    old_minor_version,
    failing_cells,
    magics,
    merge,
]


def new_code(source):
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }


@pytest.mark.parametrize("seed", range(30))
def test_harmless_changes_keep_the_score(seed, solved, save):
    rng = np.random.default_rng(seed)
    notebook = solved("perceptron")
    mark(notebook)
    chosen = rng.choice(len(KEEPING), size=4, replace=False)
    for i in [*chosen, seed % len(KEEPING)]:
        KEEPING[i](notebook, rng)
    name = ["hw (2).ipynb", "Übung.ipynb", "perceptron"][seed % 3]
    report = grade_notebook(save(notebook, name), seed=seed)
    assert report.points == report.out_of == 16, as_text(report)


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
