"""Where a notebook of the book can be opened, as the settings allow.

The setting `repository: url` of _config.yml (and `branch`) gives Binder and
Colab. Colab opens the notebook alone, so its reader installs nnlib first;
Binder makes the environment of requirements.txt, which is in the repository.
`exercise_lab` is the address of a JupyterLab started by `make lab`. A
JupyterLite site is offered when `make lite` has built one beside the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

GITHUB = "https://github.com/"
COLAB = "https://colab.research.google.com/github/"
BINDER = "https://mybinder.org/v2/gh/"
LITE = "lite"  # the folder of the JupyterLite site in the built book
RUNTIME = "cdn.jsdelivr.net"  # where JupyterLite fetches Pyodide


@dataclass(frozen=True)
class Place:
    """One way to open a notebook.

    Args:
        name: of the program that opens it.
        address: where, absolute or from the page.
        note: what to do or know first.
    """

    name: str
    address: str
    note: str = ""


def on_github(config: Config) -> tuple[str, str] | None:
    """Owner and name of the repository, and its branch, or None."""
    address = config.html_theme_options.get("repository_url", "")
    if not address.startswith(GITHUB):
        return None
    branch = config.html_theme_options.get("repository_branch", "main")
    return address.removeprefix(GITHUB).rstrip("/"), branch


def install_line(config: Config) -> str:
    """What Colab's reader types first: Colab has NumPy, but not nnlib."""
    found = on_github(config)
    if found is None:
        return ""
    name, branch = found
    return f'%pip install "nnlib[book] @ git+{GITHUB}{name}@{branch}"'


def places(notebook: str, config: Config, up: str = "..") -> Iterator[Place]:
    """The places where a notebook can be opened.

    Args:
        notebook: its path in the repository.
        config: the settings of the build.
        up: the way from the page to the top of the built book.
    """
    if config.exercise_lab:
        address = f"{config.exercise_lab}/lab/tree/{notebook}"
        yield Place("JupyterLab", address, "after make lab")
    if found := on_github(config):
        name, branch = found
        yield Place(
            "Binder", f"{BINDER}{name}/{branch}?urlpath=lab/tree/{notebook}"
        )
        yield Place("Colab", f"{COLAB}{name}/blob/{branch}/{notebook}")
    if config.lite_path:
        path = f"{up}/{config.lite_path}/lab/index.html?path={notebook}"
        yield Place("JupyterLite", path, f"loads Python from {RUNTIME}")


def find_lite(app: Sphinx, config: Config) -> None:
    """Look for a JupyterLite site in the output (event `config-inited`)."""
    built = Path(app.outdir, LITE, "lab", "index.html").exists()
    config.lite_path = LITE if built else ""


def setup(app: Sphinx) -> dict[str, object]:
    """Add the settings, for the extensions that show the places."""
    app.add_config_value("exercise_lab", "", "env")
    app.add_config_value("lite_path", "", "env")
    app.connect("config-inited", find_lite)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
