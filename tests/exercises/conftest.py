"""What the tests of the exercises share."""

import copy
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))


@pytest.fixture(autouse=True)
def records_folder(tmp_path_factory, monkeypatch) -> Path:
    """Where results would go; recording itself is off in every test."""
    folder = tmp_path_factory.getbasetemp() / "no-records"
    monkeypatch.setenv("NNCHECK_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def recording(tmp_path, monkeypatch, records_folder) -> Path:
    """Recording is on, into a folder of the test: the file."""
    from nncheck import records

    monkeypatch.setenv("NNCHECK_DATA_DIR", str(tmp_path / "results"))
    monkeypatch.delenv("NNCHECK_RECORD", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setattr(records, "TOLD", set())
    return tmp_path / "results" / records.FILE


@pytest.fixture(scope="session")
def solved_notebooks() -> dict[str, dict]:
    """The notebooks with the solutions, by chapter, as JSON."""
    import exercises as tool

    return {
        path.stem: json.loads(tool.as_bytes(tool.read_source(path)))
        for path in tool.sources()
    }


@pytest.fixture
def solved(solved_notebooks: dict[str, dict]) -> Callable[[str], dict]:
    """A fresh copy of a chapter's solved notebook."""
    return lambda page: copy.deepcopy(solved_notebooks[page])


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write a notebook to a file: its path."""

    def write(notebook: dict, name: str = "notebook.ipynb") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(notebook))
        return path

    return write


@pytest.fixture
def replace() -> Callable[[dict, str, str], dict]:
    """Put other code into the cell that defines a name."""

    def put(notebook: dict, name: str, code: str) -> dict:
        for cell in notebook["cells"]:
            source = "".join(cell["source"])
            if f"def {name}(" in source or f"class {name}:" in source:
                cell["source"] = code
                return notebook
        raise AssertionError(f"no cell defines {name}")

    return put
