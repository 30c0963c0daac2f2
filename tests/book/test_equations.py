"""Every numbered equation of a chapter has a test that evaluates it.

The equation `eq-<slug>-<name>` is tested by `test_<name>` in
`test_<slug>_equations.py`, against nnlib or a finite difference.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from nbformat import NotebookNode

from notebook_files import chapters, read

HERE = Path(__file__).parent
LABEL = re.compile(
    r"\$\$[ \t]*\((?P<dollar>eq-[\w-]+)\)|^:label: (?P<directive>eq-[\w-]+)",
    re.MULTILINE,
)


def equations(nb: NotebookNode) -> list[str]:
    """Return the labels of the numbered equations, in reading order."""
    prose = "\n\n".join(c.source for c in nb.cells if c.cell_type != "code")
    return [m["dollar"] or m["directive"] for m in LABEL.finditer(prose)]


def checked_tests(path: Path) -> dict[str, bool]:
    """Return the tests of a file, and whether each one checks anything."""
    if not path.exists():
        return {}
    tree = ast.parse(path.read_text("utf8"))
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef)]
    checking = {f.name for f in functions if checks(f, set())}
    # a test may leave the comparison to a helper of its file
    return {f.name: checks(f, checking) for f in functions}


def checks(function: ast.FunctionDef, helpers: set[str]) -> bool:
    """Tell whether a function asserts something, or calls one that does."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Attribute) and node.attr.startswith("assert_"):
            return True
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in helpers:
            return True
    return False


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_every_equation_has_its_test(path: Path) -> None:
    labels = equations(read(path))
    assert len(labels) == len(set(labels)), "a label is used twice"
    prefix = f"eq-{path.stem}-"
    assert [x for x in labels if not x.startswith(prefix)] == []
    names = {
        "test_" + x.removeprefix(prefix).replace("-", "_") for x in labels
    }
    found = checked_tests(HERE / f"test_{path.stem}_equations.py")
    assert sorted(names - set(found)) == [], "equations without a test"
    assert [name for name in names if not found[name]] == []


def test_labels_of_both_forms_are_found() -> None:
    text = "$$ a $$ (eq-x-one)\n\n$$\nb\n$$ (eq-x-two)\n\n$$ c $$\n\n"
    text += "```{math}\n:label: eq-x-three\nd\n```\nSee {eq}`eq-x-one`."
    nb = NotebookNode(cells=[NotebookNode(cell_type="markdown", source=text)])
    assert equations(nb) == ["eq-x-one", "eq-x-two", "eq-x-three"]


def test_function_without_assertion_checks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "test_x_equations.py"
    path.write_text(
        "def same(a): assert a\n\ndef idle(a): return a\n\n"
        "def test_a():\n    1 + 1\n\ndef test_b():\n    assert 1\n\n"
        "def test_c():\n    same(1)\n\ndef test_d():\n    idle(1)\n"
    )
    found = checked_tests(path)
    assert [found[f"test_{x}"] for x in "abcd"] == [False, True, True, False]
    assert checked_tests(tmp_path / "none.py") == {}
