"""A small book with every setting on: repository, address, comments.

The real book has them off, and its tests say that nothing of them is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from bs4 import BeautifulSoup
from filelock import FileLock

from built_pages import outside_fetches, pages_of
from notebook_files import ROOT
from page_meta import check_address

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("furnished")]
REPOSITORY = "https://github.com/owner/book"
ADDRESS = "https://owner.example/book/"
GISCUS = {
    "repo": "owner/book",
    "repo_id": "R_1",
    "category": "Comments",
    "category_id": "C_1",
}
PAGES = ("losses.ipynb", "glossary.md", "notation.md")
TAKEN = ("tools", "assets", "exercises", "tests", "requirements.txt")


def furnish(source: Path) -> None:
    """Write the sources of the small book."""
    (source / "book").mkdir(parents=True)
    for name in TAKEN:
        (source / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "references.bib", source)
    for name in (*PAGES, "intro.md", "index_terms.yml"):
        shutil.copy(ROOT / "book" / name, source / "book")
    for folder in ("figures", "cards"):
        if (ROOT / "book" / folder).exists():
            shutil.copytree(ROOT / "book" / folder, source / "book" / folder)
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
    config["repository"]["url"] = REPOSITORY
    config["html"]["baseurl"] = ADDRESS
    config["sphinx"]["config"]["giscus"] = GISCUS
    (source / "_config.yml").write_text(yaml.safe_dump(config), "utf8")
    files = [{"file": f"book/{name.split('.')[0]}"} for name in PAGES]
    toc = {"format": "jb-book", "root": "book/intro"}
    part = {"caption": "Chapters", "numbered": 2, "chapters": files}
    (source / "_toc.yml").write_text(
        yaml.safe_dump({**toc, "parts": [part]}), "utf8"
    )


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built small book, built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder = base / "furnished"
    html = folder / "_build" / "html"
    with FileLock(base / "furnished.lock"):
        if not html.exists():
            source = folder / "source"
            furnish(source)
            program = Path(sys.executable).with_name("jupyter-book")
            words = ["build", str(source), "--path-output", str(folder), "-q"]
            done = subprocess.run(
                [str(program), *words], capture_output=True, text=True
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return html


@pytest.fixture(scope="session")
def losses(book: Path) -> BeautifulSoup:
    """The chapter of the small book."""
    html = (book / "book" / "losses.html").read_text("utf8")
    return BeautifulSoup(html, "html.parser")


def test_the_menu_offers_binder_and_colab(losses: BeautifulSoup) -> None:
    menu = losses.select_one(".dropdown-run-buttons")
    names = [entry.get_text(strip=True) for entry in menu.select("li")]
    assert names == [
        "JupyterLab (after make lab)",
        "Binder",
        "Colab",
        "Copy the cell Colab needs first",
    ]
    install = menu.select_one(".btn-run-install")["onclick"]
    assert f"nnlib[book] @ git+{REPOSITORY}@main" in install


def test_the_exercises_are_opened_there_too(losses: BeautifulSoup) -> None:
    said = losses.select_one(".exercise-ways").get_text()
    assert said.endswith("JupyterLab (after make lab), Binder, Colab.")


def test_a_mistake_can_be_reported(losses: BeautifulSoup) -> None:
    link = losses.select_one("a.report-mistake")
    assert link["href"].startswith(f"{REPOSITORY}/issues/new?title=Mistake")
    assert "book%2Flosses.ipynb" in link["href"]


def test_comments_are_there_and_the_only_thing_from_elsewhere(
    book: Path, losses: BeautifulSoup
) -> None:
    script = losses.select_one(".comments script")
    assert script["data-repo"] == "owner/book"
    for page in pages_of(book):
        found = set(outside_fetches(page))
        assert found <= {"script loads https://giscus.app/client.js"}


def meta(page: BeautifulSoup) -> dict[str, str]:
    """What a page tells those who share it."""
    tags = page.find_all("meta", attrs={"content": True})
    return {t.get("property") or t.get("name"): t["content"] for t in tags}


def test_a_page_names_its_address_and_its_card(
    book: Path, losses: BeautifulSoup
) -> None:
    address = f"{ADDRESS}book/losses.html"
    (canonical,) = losses.find_all("link", rel="canonical")
    assert canonical["href"] == address
    tags = meta(losses)
    assert tags["og:url"] == address
    assert tags["og:title"] == "Losses"
    assert tags["og:description"] == tags["description"]
    assert tags["twitter:card"] == "summary_large_image"
    picture = tags["og:image"].removeprefix(ADDRESS)
    assert (book / picture).read_bytes().startswith(b"\x89PNG")


def test_the_real_book_has_none_of_it(built_book: Path) -> None:
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
    if settings["sphinx"]["config"]["giscus"] or settings["html"]["baseurl"]:
        pytest.skip("the settings of _config.yml are on")
    for page in pages_of(built_book):
        assert "giscus" not in page.html
        assert 'property="og:' not in page.html
        assert 'rel="canonical"' not in page.html


def test_an_address_without_its_slash_is_refused() -> None:

    app = SimpleNamespace(config=SimpleNamespace(html_baseurl="book.example"))
    with pytest.raises(ValueError, match="expected the address of the built"):
        check_address(app, app.config)
