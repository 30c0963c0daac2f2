"""In JupyterLab Python hears every explorable, and each hears Python."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from nnlib import widgets

ROOT = Path(__file__).parents[2]
NAMES = list(widgets.__all__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def free_port() -> int:
    """Return the number of a port that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def notebook() -> nbformat.NotebookNode:
    """Return one that shows every explorable in a cell of its own."""
    cells = [f"import sys; sys.path.insert(0, {json.dumps(str(ROOT))})"]
    cells[0] += "\nfrom tests.site.lab_probe import probe"
    cells += [f"probe({name!r})" for name in NAMES]
    nb = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in cells]
    )
    nb.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    return nb


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the notebook in a JupyterLab of its own."""
    folder = tmp_path_factory.mktemp("lab")
    nbformat.write(notebook(), folder / "probe.ipynb")
    port, token = free_port(), secrets.token_hex(16)
    program = Path(sys.executable).with_name("jupyter-lab")
    settings = [
        "--no-browser",
        "--allow-root",
        f"--ServerApp.port={port}",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    own = {
        name: str(folder / "home")
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR")
    }
    own["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / "workspaces")
    # every cell stays in the page, also those that nobody looks at
    tracker = folder / "home" / "@jupyterlab" / "notebook-extension"
    tracker.mkdir(parents=True)
    (tracker / "tracker.jupyterlab-settings").write_text(
        json.dumps({"windowingMode": "none"}), encoding="utf8"
    )
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(
            [str(program), *settings],
            cwd=ROOT,
            env={**os.environ, **own},
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/api?token={token}", server)
        path = "lab/tree/probe.ipynb"
        yield f"http://127.0.0.1:{port}/{path}?token={token}"
    finally:
        server.terminate()
        server.wait(30)


def wait_for(url: str, server: subprocess.Popen) -> None:
    """Return as soon as the server answers."""
    for _ in range(240):
        assert server.poll() is None, "JupyterLab ended at once"
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    pytest.fail("JupyterLab did not answer within two minutes")


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
