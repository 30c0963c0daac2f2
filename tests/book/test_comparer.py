"""The comparer notices every kind of stale output, and only those."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread, imsave
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from compare_notebooks import compare_notebook, differences
from notebook_files import VIEW, normalize, widget_state, write
from notebook_kernel import execute

SOURCES = [
    "import sys\nimport warnings\nimport numpy as np\nprint('loss 0.125')",
    "np.array([0.5, 0.25])",
    "from IPython.display import HTML, Latex, display\n"
    "display(HTML('<b>bold</b>'))",
    "display(Latex('$x$'))",
    "print('careful', file=sys.stderr)",
    "import matplotlib.pyplot as plt\n"
    "fig, ax = plt.subplots(figsize=(2, 1))\n"
    "ax.plot([0, 1])\nplt.show()",
    "import ipywidgets as W\n"
    "a, b = W.FloatSlider(value=0.1), W.FloatSlider(value=0.3)\n"
    "_ = W.jslink((a, 'value'), (b, 'value'))\nW.VBox([a, b])",
    "1 / 0",
]
TEXT, ARRAY, RICH, LATEX, WARNING, PLOT, WIDGET, ERROR = range(len(SOURCES))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """Return an executed notebook with every kind of output."""
    nb = new_notebook(cells=[new_code_cell(text) for text in SOURCES])
    nb.cells[ERROR].metadata["tags"] = ["raises-exception"]
    execute(nb, tmp_path_factory.mktemp("run"), "demo")
    return normalize(nb, "demo")


def copy_of(nb: NotebookNode) -> NotebookNode:
    """Return an independent copy of a notebook."""
    return nbformat.reads(nbformat.writes(nb), as_version=4)


def set_text(nb: NotebookNode, cell: int, text: str) -> None:
    """Change the printed text of a cell."""
    nb.cells[cell].outputs[0].text = text


def set_data(nb: NotebookNode, cell: int, kind: str, value: object) -> None:
    """Change one kind of a displayed value."""
    nb.cells[cell].outputs[0].data[kind] = value


def picture(shape: tuple[int, int], value: float) -> str:
    """Return a gray picture as the base64 text of a PNG."""
    data = io.BytesIO()
    gray = np.full((*shape, 3), value)
    imsave(data, gray, format="png")
    return base64.b64encode(data.getvalue()).decode()


def set_trait(nb: NotebookNode, name: str, value: object) -> None:
    """Change a trait of the first stored model that has it."""
    for model in widget_state(nb).values():
        if name in model["state"]:
            model["state"][name] = value
            return
    raise LookupError(name)


def drop_link(nb: NotebookNode) -> None:
    """Forget the link between the two sliders."""
    state = widget_state(nb)
    found = [k for k, v in state.items() if v["model_name"] == "LinkModel"]
    assert found
    del state[found[0]]


def unrun(nb: NotebookNode) -> None:
    """Leave a cell as it is before anyone ran it."""
    nb.cells[TEXT].update(execution_count=None, outputs=[])


MUTATIONS: dict[str, tuple[Callable[[NotebookNode], object], str]] = {
    "printed number": (
        lambda nb: set_text(nb, TEXT, "loss 0.126\n"),
        "0.126 became 0.125",
    ),
    "printed word": (
        lambda nb: set_text(nb, TEXT, "cost 0.125\n"),
        "'cost 0.125' became 'loss 0.125'",
    ),
    "array": (
        lambda nb: set_data(nb, ARRAY, "text/plain", "array([0.5 , 0.35])"),
        "0.35 became 0.25",
    ),
    "HTML": (
        lambda nb: set_data(nb, RICH, "text/html", "<i>bold</i>"),
        "text/html",
    ),
    "LaTeX": (
        lambda nb: set_data(nb, LATEX, "text/latex", "$y$"),
        "text/latex",
    ),
    "stderr text": (
        lambda nb: set_text(nb, WARNING, "carefree\n"),
        "stderr: line 1",
    ),
    "stderr removed": (
        lambda nb: nb.cells[WARNING].update(outputs=[]),
        "outputs [] became ['stream']",
    ),
    "stdout for stderr": (
        lambda nb: nb.cells[WARNING].outputs[0].update(name="stdout"),
        "stdout became stderr",
    ),
    "extra output": (
        lambda nb: nb.cells[RICH].outputs.append(
            new_output("stream", text="more")
        ),
        "became ['display_data']",
    ),
    "picture removed": (
        lambda nb: nb.cells[PLOT].outputs[0].data.pop("image/png"),
        "kinds ['text/plain'] became",
    ),
    "picture replaced by another": (
        lambda nb: set_data(nb, PLOT, "image/png", same_size(nb, 0.5)),
        "mean pixel difference",
    ),
    "picture of another size": (
        lambda nb: set_data(nb, PLOT, "image/png", picture((3, 4), 1.0)),
        "size (3, 4) became",
    ),
    "figure size in the text": (
        lambda nb: set_data(
            nb, PLOT, "text/plain", "<Figure size 300x100 with 1 Axes>"
        ),
        "300 became 200",
    ),
    "widget view that names no model": (
        lambda nb: set_data(nb, WIDGET, VIEW, {"model_id": "f" * 32}),
        "the page is dead",
    ),
    "widget state removed": (
        lambda nb: nb.metadata.pop("widgets"),
        "the page is dead",
    ),
    "widget's text": (
        lambda nb: set_data(nb, WIDGET, "text/plain", "Box()"),
        "'Box()' became 'VBox(",
    ),
    "value of a slider": (
        lambda nb: set_trait(nb, "value", 0.2),
        "state.value",
    ),
    "format of a slider": (
        lambda nb: set_trait(nb, "readout_format", ".1f"),
        "state.readout_format",
    ),
    "link between sliders": (drop_link, "links"),
    "cell never run": (unrun, "without having been run"),
    "name of an error": (
        lambda nb: nb.cells[ERROR].outputs[0].update(ename="ValueError"),
        "error ValueError became ZeroDivisionError",
    ),
    "message of an error": (
        lambda nb: nb.cells[ERROR].outputs[0].update(evalue="by one"),
        "'by one' became 'division by zero'",
    ),
}


def same_size(nb: NotebookNode, value: float) -> str:
    """Return a gray picture of the size of the stored plot."""
    data = nb.cells[PLOT].outputs[0].data["image/png"]
    stored = imread(io.BytesIO(base64.b64decode(data)), format="png")
    return picture(stored.shape[:2], value)


def test_equal_runs_have_no_difference(stored: NotebookNode) -> None:
    assert list(differences(copy_of(stored), copy_of(stored))) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutation_is_caught(name: str, stored: NotebookNode) -> None:
    change, expected = MUTATIONS[name]
    mutant = copy_of(stored)
    change(mutant)
    found = "\n".join(differences(mutant, copy_of(stored)))
    assert expected in found


@pytest.mark.parametrize(
    "change",
    [
        lambda nb: set_text(nb, TEXT, "loss 0.12500000001\n"),
        lambda nb: set_trait(nb, "value", 0.1 + 1e-12),
    ],
    ids=["printed number", "number in a widget"],
)
def test_rounding_is_tolerated(
    change: Callable[[NotebookNode], object], stored: NotebookNode
) -> None:
    mutant = copy_of(stored)
    change(mutant)
    assert list(differences(mutant, copy_of(stored))) == []


def test_pieces_of_one_stream_are_one_text(stored: NotebookNode) -> None:
    pieces = copy_of(stored)
    pieces.cells[TEXT].outputs = [
        new_output("stream", text="loss "),
        new_output("stream", text="0.125\n"),
    ]
    assert list(differences(pieces, copy_of(stored))) == []


def test_ignored_cell_is_not_compared(stored: NotebookNode) -> None:
    mutant = copy_of(stored)
    set_text(mutant, TEXT, "loss 7\n")
    mutant.cells[TEXT].metadata["tags"] = ["nbval-ignore-output"]
    assert list(differences(mutant, copy_of(stored))) == []


def test_file_is_executed_and_compared(
    stored: NotebookNode, tmp_path: Path
) -> None:
    path = tmp_path / "demo.ipynb"
    write(copy_of(stored), path)
    assert compare_notebook(path) == []
    stale = copy_of(stored)
    stale.cells[TEXT].source = "print('loss 0.250')\nimport sys"
    stale.cells[TEXT].source += "\nimport numpy as np"
    write(stale, path)
    assert compare_notebook(path) == [
        "code cell 1: stdout: 0.125 became 0.250"
    ]


def test_notebook_that_fails_is_a_difference(tmp_path: Path) -> None:
    path = tmp_path / "demo.ipynb"
    write(new_notebook(cells=[new_code_cell("1 / 0")]), path)
    (found,) = compare_notebook(path)
    assert "code cell 1 of 1 failed" in found
    assert "ZeroDivisionError" in found
