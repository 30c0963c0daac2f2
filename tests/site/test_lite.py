"""The JupyterLite site: it holds every notebook and what they import.

That Python itself runs in it is not tested: Pyodide comes from a public
server, and the tests reach none.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from filelock import FileLock

import lite
from notebook_files import ROOT, read
from run_places import LITE, RUNTIME
from wheels import wheel_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lite")]
NOTEBOOKS = sorted(p for n in lite.NOTEBOOKS for p in ROOT.glob(n))
# what Pyodide brings, of the requirements of the packages in the site
PYODIDE = {
    *("numpy", "scipy", "matplotlib", "pandas", "scikit-learn", "joblib"),
    *("packaging", "requests", "typing-extensions", "ipython", "traitlets"),
}
# JupyterLite's own stand-ins
LITES_OWN = {"ipykernel", "widgetsnbextension"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a book with nothing but its JupyterLite."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder = base / "lite-site"
    with FileLock(base / "lite.lock"):
        if not folder.exists():
            lite.make(folder)
    return folder


def contents(site: Path, folder: str) -> set[str]:
    """What JupyterLite lists in a folder."""
    listed = site / LITE / "api" / "contents" / folder / "all.json"
    entries = json.loads(listed.read_text("utf8"))["content"]
    return {entry["path"] for entry in entries}


def test_every_notebook_is_listed(site: Path) -> None:
    names = {path.relative_to(ROOT).as_posix() for path in NOTEBOOKS}
    assert len(names) >= 26
    listed = contents(site, "book") | contents(site, "exercises/release")
    assert {name for name in listed if name.endswith(".ipynb")} == names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_installs_what_it_needs_and_is_else_the_same(
    path: Path, site: Path
) -> None:
    copy = read(site / LITE / "files" / path.relative_to(ROOT))
    first, *rest = copy.cells
    assert first.source.startswith("%pip install -q nnlib ")
    assert rest == read(path).cells


def wheels(site: Path) -> dict[str, Path]:
    """The wheels of the site by the name of their package."""
    folder = site / LITE / "pypi"
    found = {path.name.split("-")[0]: path for path in folder.glob("*.whl")}
    return {name.lower().replace("_", "-"): p for name, p in found.items()}


def test_the_index_of_the_wheels_knows_them_all(site: Path) -> None:
    folder = site / LITE / "pypi"
    index = json.loads((folder / "all.json").read_text("utf8"))
    assert set(index) == set(wheels(site))
    assert "nnlib" in index
    for path in wheels(site).values():
        assert path.name.endswith("-py3-none-any.whl")


def test_no_requirement_is_left_for_pypi(site: Path) -> None:
    there = {*wheels(site), *PYODIDE, *LITES_OWN}
    for path in wheels(site).values():
        with zipfile.ZipFile(path) as wheel:
            (name,) = (n for n in wheel.namelist() if n.endswith("/METADATA"))
            text = wheel.read(name).decode()
        needs = re.findall(r"^Requires-Dist: ([\w.-]+)(.*)$", text, re.M)
        for need, when in needs:
            if "extra ==" not in when and "platform" not in when:
                assert need.lower().replace("_", "-") in there, path.name


def test_a_wheel_holds_the_package_and_no_compiled_part(
    tmp_path: Path,
) -> None:
    path = wheel_of("psygnal", tmp_path)
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
        assert wheel.testzip() is None
        folder = next(n for n in names if n.endswith("/RECORD"))
        listed = wheel.read(folder).decode().splitlines()
    assert {line.split(",")[0] for line in listed} == names
    assert "psygnal/_signal.py" in names
    assert not any(name.endswith(".so") for name in names)
    again = wheel_of("psygnal", tmp_path / "again").read_bytes()
    assert again == path.read_bytes()
    assert distribution("psygnal").version in path.name


def test_a_compiled_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="numpy has a compiled part"):
        wheel_of("numpy", tmp_path)


@pytest.mark.browser
def test_it_opens_and_asks_for_nothing_but_its_runtime(site: Path) -> None:
    done = subprocess.run(
        ["node", "tests/site/lite.mjs", str(site), "book/losses.ipynb"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {path.name for path in ROOT.glob("book/*.ipynb")} <= set(
        found["names"]
    )
    assert found["outside"], "the kernel did not even ask for its runtime"
    start = f"https://{RUNTIME}/pyodide/"
    assert [u for u in found["outside"] if not u.startswith(start)] == []
