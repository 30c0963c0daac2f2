"""The notebooks in a JupyterLite site beside the built pages: `make lite`.

JupyterLite is JupyterLab in the browser alone. The site holds the program,
every chapter and exercise, and as wheels what they import and Pyodide does
not bring: nnlib itself and the pure Python packages. Pyodide, the Python
that runs in the browser, with NumPy and its like, comes from a public server
when the first notebook is opened; nothing else is asked for elsewhere.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from edition import this_edition
from environment import ROOT
from kit import build_wheel
from notebook_files import read, write
from run_places import LITE
from wheels import wheel_of

SITE = ROOT / "_build" / "html"
NOTEBOOKS = ("book/*.ipynb", "exercises/release/*.ipynb")
# read by the notebooks beside them
COMPANIONS = ("book/figures/*.svg", "benchmarks/results/*.json")
# Pure Python, imported by nnlib, nncheck or the notebooks, and not part of
# Pyodide; in the very versions of requirements.txt, from this environment.
PACKAGES = (
    "anywidget",
    "comm",
    "ipywidgets",
    "jupyterlab-widgets",
    "mlxtend",
    "platformdirs",
    "pooch",
    "psygnal",
    "tqdm",
)
# JupyterLite finds what is imported only for Pyodide's own packages
FIRST = (
    "%pip install -q nnlib ipywidgets anywidget "
    "matplotlib mlxtend scikit-learn pyyaml"
)

SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "Neural Networks You Can Touch",
        "enableMemoryStorage": True,
        "exposeAppInBrowser": True,
    },
}


def with_first_cell(notebook: NotebookNode) -> NotebookNode:
    """A notebook that begins by installing what it imports."""
    cell = new_code_cell(FIRST, id="lite-packages")
    notebook.cells.insert(0, cell)
    return notebook


def gather(folder: Path) -> list[str]:
    """Copy the notebooks and what they read; return the notebooks' names."""
    names = []
    for pattern in (*NOTEBOOKS, *COMPANIONS):
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".ipynb":
                write(with_first_cell(read(path)), folder / name)
                names.append(name.as_posix())
            else:
                shutil.copyfile(path, folder / name)
    return names


def build(work: Path, out: Path) -> None:
    """Let JupyterLite build the site from a prepared folder."""
    words = [sys.executable, "-m", "jupyterlite_core", "build"]
    words += ["--lite-dir", str(work), "--output-dir", str(out)]
    words += ["--contents", str(work / "files"), "--no-sourcemaps"]
    stamp = str(this_edition().modified)
    done = subprocess.run(
        words,
        cwd=work,
        env=os.environ | {"SOURCE_DATE_EPOCH": stamp, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    if done.returncode or not (out / "lab" / "index.html").exists():
        raise RuntimeError(
            f"JupyterLite could not build its site:\n{done.stdout[-3000:]}"
            f"{done.stderr[-3000:]}"
        )


def make(site: Path) -> list[str]:
    """Build JupyterLite into a built book; return what notebooks it holds."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        notebooks = gather(work / "files")
        wheels = work / "pypi"
        wheels.mkdir()
        build_wheel(wheels, this_edition())
        for package in PACKAGES:
            wheel_of(package, wheels)
        settings = json.dumps(SETTINGS, indent=2)
        (work / "jupyter-lite.json").write_text(settings, "utf-8")
        build(work, work / "out")
        shutil.rmtree(site / LITE, ignore_errors=True)
        shutil.copytree(work / "out", site / LITE)
    return notebooks


if __name__ == "__main__":
    try:
        found = make(SITE)
    except (RuntimeError, ValueError) as error:
        sys.exit(str(error))
    print(f"Made {SITE.name}/{LITE} with {len(found)} notebooks")
