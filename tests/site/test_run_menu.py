"""The menu "Run this page": what is offered, as the settings allow."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from bs4 import BeautifulSoup

from notebook_files import ROOT, chapters
from run_menu import buttons
from run_places import find_lite, places

PAGE = "book/losses.ipynb"
NOTHING = {"exercise_lab": "", "lite_path": "", "html_theme_options": {}}
GITHUB = {
    "repository_url": "https://github.com/owner/book/",
    "repository_branch": "next",
}


def config(**settings: object) -> SimpleNamespace:
    """Settings of a build."""
    return SimpleNamespace(**{**NOTHING, **settings})


def test_what_is_not_set_is_not_offered() -> None:
    assert list(places(PAGE, config())) == []
    assert list(buttons(PAGE, config(), "..")) == []


def test_one_setting_gives_binder_and_colab() -> None:
    found = {
        place.name: place.address
        for place in places(PAGE, config(html_theme_options=GITHUB))
    }
    assert found == {
        "Binder": "https://mybinder.org/v2/gh/owner/book/next"
        f"?urlpath=lab/tree/{PAGE}",
        "Colab": "https://colab.research.google.com/github/owner/book/blob/"
        f"next/{PAGE}",
    }


def test_other_hosts_are_opened_by_neither() -> None:
    elsewhere = {"repository_url": "https://example.org/owner/book"}
    assert not list(places(PAGE, config(html_theme_options=elsewhere)))


def test_colab_comes_with_the_cell_that_installs_the_library() -> None:
    *_, copy = buttons(PAGE, config(html_theme_options=GITHUB), "..")
    command = unescape(copy["javascript"])
    line = json.loads(command[command.index("(") + 1 : -1])
    assert line == (
        '%pip install "nnlib[book] @ git+https://github.com/owner/book@next"'
    )


def test_jupyterlite_is_offered_when_it_is_built(tmp_path: Path) -> None:
    app, settings = SimpleNamespace(outdir=tmp_path), config()
    find_lite(app, settings)
    assert settings.lite_path == ""
    index = tmp_path / "lite" / "lab" / "index.html"
    index.parent.mkdir(parents=True)
    index.touch()
    find_lite(app, settings)
    (place,) = places(PAGE, settings)
    assert place.address == f"../lite/lab/index.html?path={PAGE}"
    assert "cdn.jsdelivr.net" in place.note


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_every_chapter_has_the_menu(path: Path, built_book: Path) -> None:
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
    html = (built_book / "book" / f"{path.stem}.html").read_text("utf8")
    menu = BeautifulSoup(html, "html.parser").select_one(
        ".dropdown-run-buttons"
    )
    assert menu.button["aria-label"] == "Run this page"
    links = [link["href"] for link in menu.find_all("a")]
    lab = settings["sphinx"]["config"]["exercise_lab"]
    assert f"{lab}/lab/tree/book/{path.name}" in links
    if not settings["repository"]["url"]:
        assert not any("colab" in link or "binder" in link for link in links)
