"""In JupyterLab Python hears every explorable, and each hears Python."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pytest

from nnlib import widgets
from tests.site.lab_server import ROOT, running_lab, write_notebook

NAMES = list(widgets.__all__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def sources() -> list[str]:
    """Return the cells that show every explorable."""
    first = f"import sys; sys.path.insert(0, {json.dumps(str(ROOT))})"
    first += "\nfrom tests.site.lab_probe import probe"
    return [first, *(f"probe({name!r})" for name in NAMES)]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the notebook in a JupyterLab of its own."""
    folder = tmp_path_factory.mktemp("lab")
    write_notebook(folder / "probe.ipynb", sources())
    with running_lab(folder) as address:
        yield address.format("probe.ipynb")


@pytest.fixture(scope="module")
def report(lab: str) -> dict[str, list[str]]:
    """Return what was found wrong, by the name of the explorable."""
    done = subprocess.run(
        ["node", "tests/site/lab.mjs", lab, *NAMES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if done.returncode:
        pytest.fail(f"the browser failed:\n{done.stderr}")
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_both_ways(report: dict[str, list[str]], name: str) -> None:
    assert report[name] == []


def test_nothing_else_happens(report: dict[str, list[str]]) -> None:
    assert report["errors"] == []
    assert report["outside"] == []
