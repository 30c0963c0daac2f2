"""What readers expect of every chapter's page, one test for each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from notebook_files import ROOT, chapters
from tests.site.programs import answer_of

every_chapter = pytest.mark.parametrize(
    "path", chapters(), ids=lambda path: path.stem
)


@cache
def chapter(book: Path, slug: str) -> BeautifulSoup:
    """A parsed page."""
    html = (book / "book" / f"{slug}.html").read_text("utf8")
    return BeautifulSoup(html, "html.parser")


def in_order() -> list[str]:
    """The pages of the table of contents."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    entries = [e["file"] for part in toc["parts"] for e in part["chapters"]]
    return [toc["root"], *entries]


@every_chapter
def test_the_pages_before_and_after_are_one_step_away(
    path: Path, built_book: Path
) -> None:
    order = in_order()
    here = order.index(f"book/{path.stem}")
    page = chapter(built_book, path.stem)
    for name, place in (("left-prev", here - 1), ("right-next", here + 1)):
        link = page.select_one(f".prev-next-footer a.{name}")["href"]
        assert link == f"{order[place].removeprefix('book/')}.html"


@every_chapter
def test_the_contents_of_the_page_list_its_sections(
    path: Path, built_book: Path
) -> None:
    page = chapter(built_book, path.stem)
    listed = [a["href"] for a in page.select("#pst-page-toc-nav a")]
    titles = page.select("article section > h2 > a.headerlink")
    assert len(titles) >= 4
    assert [title["href"] for title in titles] == [
        link for link in listed if link in {t["href"] for t in titles}
    ]


@every_chapter
def test_headings_figures_and_equations_have_permalinks(
    path: Path, built_book: Path
) -> None:
    page = chapter(built_book, path.stem)
    for thing in page.select("article :is(h1, h2, h3, figcaption)"):
        assert thing.select_one("a.headerlink"), thing.get_text()[:60]
    for equation in page.select("article div.math[id^='equation-']"):
        assert equation.select_one(".eqno a.headerlink"), equation["id"]


@every_chapter
def test_code_can_be_copied(path: Path, built_book: Path) -> None:
    page = chapter(built_book, path.stem)
    assert page.find("script", src=lambda s: s and "copybutton.js" in s)
    assert page.select_one("article div.highlight pre")


@every_chapter
def test_a_citation_leads_to_its_entry(path: Path, built_book: Path) -> None:
    page = chapter(built_book, path.stem)
    links = page.select("article a[href^='references.html#id']")
    assert links or "{cite" not in path.read_text("utf8")
    entries = chapter(built_book, "references")
    for link in links:
        place = link["href"].partition("#")[2]
        assert entries.find(id=place), link.get_text()


@every_chapter
def test_the_page_can_be_downloaded_as_a_notebook(
    path: Path, built_book: Path
) -> None:
    link = chapter(built_book, path.stem).select_one(
        ".btn-download-source-button"
    )
    file = (built_book / "book" / link["href"]).resolve()
    assert file.read_bytes() == path.read_bytes()
    assert link.has_attr("download")  # else it may be shown as JSON


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_lives_where_storage_is_refused(built_book: Path) -> None:
    program = "tests/site/refused.mjs"
    seen = answer_of(program, built_book, "book/losses.html")
    assert seen["errors"] == []
    assert set(seen["themes"]) == {"light", "dark"}
    assert "keeps nothing for this page" in seen["said"]
