"""The page on explorables of one's own tells the truth: it is built here.

The code blocks with a file name for a caption are written to a folder that
lies, for the time of a test, beside the library's own explorables.
"""

from __future__ import annotations

import base64
import doctest
import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import nnlib.widgets
from nnlib.widgets import _base
from nnlib.widgets._source import module_source
from tests.widgets import node

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "book" / "own_explorable.md").read_text("utf8")
BLOCK = re.compile(
    r"^```\{code-block\} \w+\n:caption: ([\w/.]+)\n\n(.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
KIT = node.WIDGETS / "kit.mjs"


def files() -> dict[str, str]:
    """The files of the page: blocks of one name are parts of one file."""
    found: dict[str, list[str]] = {}
    for path, text in BLOCK.findall(PAGE):
        found.setdefault(Path(path).name, []).append(text)
    return {name: "\n".join(parts) for name, parts in found.items()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the page's files, as if they were in the library."""
    shutil.copy(KIT, tmp_path)
    for name, text in files().items():
        (tmp_path / name).write_text(text, encoding="utf8")
    places = [*nnlib.widgets.__path__, str(tmp_path)]
    monkeypatch.setattr(nnlib.widgets, "__path__", places)
    monkeypatch.setattr(node, "WIDGETS", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in ("nnlib.widgets.parabola", "test_parabola"):
        sys.modules.pop(name, None)
    vars(nnlib.widgets).pop("parabola", None)


@pytest.fixture
def module(folder: Path) -> ModuleType:
    """The example's Python module."""
    made = importlib.import_module("nnlib.widgets.parabola")
    assert Path(made.__file__ or "").parent == folder
    return made


def test_the_page_has_all_files_of_the_example() -> None:
    assert set(files()) == {
        "parabola.mjs",
        "parabola.py",
        "test_parabola.py",
    }


@pytest.mark.node
def test_the_examples_own_test_passes(module: ModuleType) -> None:
    tests = importlib.import_module("test_parabola")
    names = [name for name in vars(tests) if name.startswith("test_")]
    assert len(names) == 4
    for name in names:
        getattr(tests, name)()


@pytest.mark.node
def test_the_examples_test_can_fail(folder: Path) -> None:
    path = folder / "parabola.mjs"
    text = path.read_text("utf8")
    assert "2 * a * w" in text
    path.write_text(text.replace("2 * a * w", "a * w"), encoding="utf8")
    tests = importlib.import_module("test_parabola")
    with pytest.raises(AssertionError):
        tests.test_browser_and_python_agree()


def test_the_example_shows_widget_text_and_picture(module: ModuleType) -> None:
    box = module.parabola(w=1.0)
    shown = box._repr_mimebundle_()
    png = base64.b64decode(shown["image/png"])
    assert png.startswith(b"\x89PNG")
    assert shown["text/plain"].endswith("height 0.50, slope 1.00")
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert set(box.sliders) == {"a", "w"}
    assert len(box.links) == 2
    assert "What to try:" in module.parabola.__doc__


def test_the_doctest_of_the_example(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert (failed, tried) == (0, 1)


@pytest.mark.node
def test_the_browser_gets_one_module_that_renders(
    module: ModuleType, tmp_path: Path
) -> None:
    sources = {"parabola": module.Parabola._esm}
    kinds = node.kinds_of_render(sources, tmp_path)
    assert kinds == {"parabola": "function"}


@pytest.mark.parametrize("verb", ["check --ignore=I001", "format --diff"])
def test_the_blocks_keep_the_house_style(verb: str) -> None:
    # not I001: ruff sorts by what it finds, and the example is not there
    ruff = Path(sys.executable).with_name("ruff")
    if not ruff.exists():
        pytest.skip("ruff is not installed beside this Python")
    for path, text in BLOCK.findall(PAGE):
        if path.endswith(".py"):
            done = subprocess.run(
                [str(ruff), *verb.split(), "--stdin-filename", path, "-"],
                input=text,
                capture_output=True,
                encoding="utf8",
                cwd=ROOT,
                timeout=60,
            )
            assert done.returncode == 0, done.stdout + done.stderr


def exported(path: Path) -> set[str]:
    """The names that a module exports."""
    text = path.read_text("utf8")
    pattern = r"^export (?:const|function|class) (\w+)"
    return set(re.findall(pattern, text, re.MULTILINE))


def test_the_table_has_the_whole_kit_and_nothing_else() -> None:
    section = PAGE.split("## What the kit offers")[1].split("Beside the kit")
    cells = "".join(re.findall(r"^\| (`.*?) \|", section[0], re.MULTILINE))
    assert set(re.findall(r"`(\w+)\(", cells)) == exported(KIT)


def test_the_shared_modules_are_there_and_have_what_is_said() -> None:
    lines = re.findall(r"^\| `(\w+\.mjs)` \| (.*) \|$", PAGE, re.MULTILINE)
    assert len(lines) == 7
    for name, text in lines:
        names = re.findall(r"`(\w+)(?:\(.*?\))?`", text)
        assert set(names) <= exported(node.WIDGETS / name), name


def test_the_python_side_has_what_is_said() -> None:
    names = re.findall(r"`nnlib.widgets._base` has (.*?)\. A drop", PAGE)
    for name in re.findall(r"`(\w+)", names[0]):
        assert hasattr(_base, name), name


@pytest.mark.parametrize(
    "line",
    [
        "import { fmt as f } from './kit.mjs';",
        'import { fmt as f } from "./kit.mjs";',
        'import * as kit from "./kit.mjs";',
        'import kit from "./kit.mjs";',
    ],
)
def test_an_import_that_would_be_lost_is_refused(
    folder: Path, line: str
) -> None:
    path = folder / "parabola.mjs"
    text = path.read_text("utf8")
    path.write_text(f"{text}\n{line}\n", encoding="utf8")
    with pytest.raises(ValueError, match='parabola.mjs has .* without "as"'):
        module_source(path)


def test_a_view_without_a_still_picture_says_what_to_write() -> None:
    with pytest.raises(NotImplementedError, match=r"View .* draw\(self, ax\)"):
        _base.picture(_base.View())
