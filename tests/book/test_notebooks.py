"""Notebooks go to text and back, and run to the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import notebook_text
import notebooks
from notebook_files import (
    STATE,
    VIEW,
    normalize,
    read,
    views_of,
    widget_state,
    write,
)
from notebook_kernel import NotebookError, execute
from notebook_text import TextViewError, from_text, take_back, to_text, view_of

WIDGETS = """\
import ipywidgets as W

a, b = W.FloatSlider(value=0.1), W.FloatSlider(value=0.3)
_ = W.jslink((a, "value"), (b, "value"))
unseen = W.Text(value="never shown")
W.VBox([a, b])"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty book/ folder that the tools take for the real one."""
    folder = tmp_path / "book"
    folder.mkdir()
    for module in (notebook_text, notebooks):
        monkeypatch.setattr(module, "BOOK", folder)
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(notebook_text, "EDIT", tmp_path / "build" / "edit")
    return folder


def demo() -> NotebookNode:
    """Return a notebook with every kind of cell and metadata."""
    nb = new_notebook(
        cells=[
            new_markdown_cell("(ch-demo)=\n# Demo"),
            new_markdown_cell("A second cell.\n\n- with\n- a list"),
            new_code_cell(
                "x = 1\nprint(x)", metadata={"tags": ["hide-input"]}
            ),
            new_code_cell(
                "print(2)",
                metadata={"mystnb": {"image": {"alt": 'says: "two" — é'}}},
            ),
        ]
    )
    nb.metadata["myst"] = {"html_meta": {"description": "A: demo"}}
    return normalize(nb, "demo")


def contents(nb: NotebookNode) -> list[tuple]:
    """Return what the cells of a notebook are."""
    return [(c.id, c.cell_type, c.source, c.metadata) for c in nb.cells]


def test_text_and_back_changes_nothing() -> None:
    nb = demo()
    back = from_text(to_text(nb), nb, "demo")
    assert contents(back) == contents(nb)
    assert back.metadata["myst"] == nb.metadata["myst"]
    assert to_text(back) == to_text(nb)


def test_text_has_no_outputs_and_no_widgets() -> None:
    nb = demo()
    nb.cells[2].outputs = [nbformat.v4.new_output("stream", text="noise")]
    nb.metadata["widgets"] = {STATE: {"state": {"noise": {}}}}
    assert "noise" not in to_text(nb)


def test_cells_keep_their_ids_through_edits() -> None:
    nb = demo()
    text = to_text(nb).replace(
        "print(2)", "print(2)\n```\n\n```{code-cell}\ny"
    )
    text = text.replace("A second cell.", "A better second cell.")
    edited = from_text(text, nb, "demo")
    ids = [cell.id for cell in edited.cells]
    assert ids[:4] == [cell.id for cell in nb.cells]
    assert len(set(ids)) == 5
    again = from_text(text, nb, "demo")
    assert [cell.id for cell in again.cells] == ids


def test_equal_cells_get_different_ids() -> None:
    text = "```{code-cell}\nx\n```\n\n" * 3
    ids = [cell.id for cell in from_text(text, None, "demo").cells]
    assert len(set(ids)) == 3


def test_edit_begins_a_chapter_that_does_not_exist(book: Path) -> None:
    assert notebooks.main(["edit", "demo"]) == 0
    nb = take_back("demo")
    assert nb.cells[0].source.startswith("(ch-demo)=\n# Demo\n")
    assert "Further reading" in nb.cells[-1].source


def test_edit_never_overwrites_edits(book: Path, capsys) -> None:
    write(demo(), book / "demo.ipynb")
    notebooks.main(["edit", "demo"])
    view = view_of("demo")
    view.write_text(view.read_text("utf8") + "\nMine.\n", encoding="utf8")
    capsys.readouterr()
    notebooks.main(["edit", "demo"])
    assert "holds edits" in capsys.readouterr().out
    assert view.read_text("utf8").endswith("Mine.\n")


def test_edit_refreshes_a_view_without_edits(book: Path) -> None:
    nb = demo()
    write(nb, book / "demo.ipynb")
    notebooks.main(["edit", "demo"])
    nb.cells[2].source = "print('changed in JupyterLab')"
    write(nb, book / "demo.ipynb")
    notebooks.main(["edit", "demo"])
    assert "changed in JupyterLab" in view_of("demo").read_text("utf8")


def test_stale_view_without_edits_gives_way(book: Path) -> None:
    nb = demo()
    write(nb, book / "demo.ipynb")
    notebooks.main(["edit", "demo"])
    nb.cells[2].source = "print('changed in JupyterLab')"
    write(nb, book / "demo.ipynb")
    assert take_back("demo").cells[2].source == nb.cells[2].source


def test_two_sided_edits_are_refused(book: Path) -> None:
    nb = demo()
    write(nb, book / "demo.ipynb")
    notebooks.main(["edit", "demo"])
    view = view_of("demo")
    view.write_text(view.read_text("utf8") + "\nMine.\n", encoding="utf8")
    nb.cells[2].source = "print('changed in JupyterLab')"
    write(nb, book / "demo.ipynb")
    with pytest.raises(TextViewError, match="both changed"):
        take_back("demo")


def test_unknown_chapter_is_explained(book: Path, capsys) -> None:
    write(demo(), book / "demo.ipynb")
    assert notebooks.main(["run", "dmeo"]) == 1
    message = capsys.readouterr().err
    assert "no chapter 'dmeo' (there are: demo)" in message
    assert "make edit CH=dmeo" in message


def test_edit_without_a_name_is_explained(book: Path, capsys) -> None:
    with pytest.raises(SystemExit):
        notebooks.main(["edit"])
    assert "edit needs the name of a chapter" in capsys.readouterr().err


def test_two_runs_give_the_same_bytes(book: Path) -> None:
    nb = demo()
    nb.cells.append(new_code_cell(WIDGETS))
    write(nb, book / "demo.ipynb")
    notebooks.run_one(book / "demo.ipynb")
    first = (book / "demo.ipynb").read_bytes()
    stored = read(book / "demo.ipynb")
    counts = [c.execution_count for c in stored.cells if "outputs" in c]
    assert counts == [1, 2, 3]
    assert stored.cells[2].outputs[0].text == "1\n"
    notebooks.run_one(book / "demo.ipynb")
    assert (book / "demo.ipynb").read_bytes() == first


def test_run_takes_the_text_view_back(book: Path) -> None:
    write(demo(), book / "demo.ipynb")
    notebooks.main(["edit", "demo"])
    view = view_of("demo")
    text = view.read_text("utf8").replace("print(2)", "print( 3 )")
    view.write_text(text, encoding="utf8")
    notebooks.run_one(book / "demo.ipynb")
    stored = read(book / "demo.ipynb")
    assert stored.cells[3].outputs[0].text == "3\n"
    # ruff laid the code out, and the view follows
    assert stored.cells[3].source == "print(3)"
    assert view.read_text("utf8") == to_text(stored)


def test_error_is_reported_and_nothing_is_lost(book: Path, capsys) -> None:
    write(demo(), book / "demo.ipynb")
    before = (book / "demo.ipynb").read_bytes()
    notebooks.main(["edit", "demo"])
    view = view_of("demo")
    text = view.read_text("utf8").replace("print(2)", "y = 1\ny / 0")
    view.write_text(text, encoding="utf8")
    assert notebooks.main(["run", "demo"]) == 1
    message = capsys.readouterr().err
    assert "demo: code cell 2 of 2 failed" in message
    assert "y / 0" in message and "ZeroDivisionError" in message
    assert (book / "demo.ipynb").read_bytes() == before
    assert view.read_text("utf8") == text


def test_dead_kernel_is_reported(tmp_path: Path) -> None:
    nb = new_notebook(cells=[new_code_cell("import os\nos._exit(1)")])
    with pytest.raises(NotebookError, match="demo: code cell 1 of 1 failed"):
        execute(nb, tmp_path, "demo")


@pytest.fixture(scope="module")
def with_widgets(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """Return an executed notebook with linked sliders, not normalized."""
    nb = new_notebook(cells=[new_code_cell(WIDGETS), new_code_cell("1 / 0")])
    nb.cells[1].metadata["tags"] = ["raises-exception"]
    execute(nb, tmp_path_factory.mktemp("run"), "demo")
    return nb


def test_widgets_that_no_page_shows_are_dropped(
    with_widgets: NotebookNode,
) -> None:
    nb = normalize(nbformat.from_dict(with_widgets), "demo")
    models = [m["model_name"] for m in widget_state(nb).values()]
    assert "TextModel" not in models
    assert sorted(m for m in models if "Layout" not in m) == [
        "FloatSliderModel",
        "FloatSliderModel",
        "LinkModel",
        "SliderStyleModel",
        "SliderStyleModel",
        "VBoxModel",
    ]
    assert views_of(nb)[0] in widget_state(nb)


def test_error_keeps_its_message_and_loses_its_frames(
    with_widgets: NotebookNode,
) -> None:
    nb = normalize(nbformat.from_dict(with_widgets), "demo")
    (error,) = nb.cells[1].outputs
    assert error.traceback == ["ZeroDivisionError: division by zero"]


def test_clean_drops_what_jupyterlab_adds(book: Path) -> None:
    nb = demo()
    clean = nbformat.writes(nb)
    nb.cells[2].metadata["execution"] = {"shell.execute_reply": "12:30"}
    nb.cells[2].metadata["collapsed"] = False
    nb.metadata["kernelspec"]["display_name"] = "my env"
    write(nb, book / "demo.ipynb")
    assert notebooks.main(["clean", "demo"]) == 0
    assert (book / "demo.ipynb").read_text("utf8") == clean + "\n"


def test_check_reports_broken_rules(book: Path, capsys) -> None:
    nb = demo()
    view = {"model_id": "0" * 32}
    shown = nbformat.v4.new_output("display_data", {VIEW: view})
    nb.cells[2].outputs = [shown]
    write(nb, book / "demo.ipynb")
    assert notebooks.main(["check", str(book / "demo.ipynb")]) == 1
    assert "without stored state" in capsys.readouterr().out
