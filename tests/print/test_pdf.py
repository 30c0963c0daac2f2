"""The printed book: one document, with bookmarks, tags and page numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from standins import EDITION, LONG, TOC, files

import pdf
from epub_package import entries
from print_pages import document

A4 = (595, 842)


@pytest.fixture(scope="module")
def html() -> BeautifulSoup:
    """Return the document of the small book."""
    return BeautifulSoup(
        document(EDITION, files(), TOC, {"one--first": 7}), "html.parser"
    )


def test_every_link_finds_its_place(html: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in html.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = [str(tag["href"]) for tag in html.find_all("a")]
    inside = {link[1:] for link in links if link.startswith("#")}
    assert inside <= set(ids)
    assert {"one--first", "two--second", "two"} <= inside
    assert "https://numpy.org" in links


def test_text_that_looks_like_an_attribute_is_left_alone(
    html: BeautifulSoup,
) -> None:
    assert 'The text says id="x".' in html.get_text()


def test_hidden_code_is_left_out_and_answers_lie_open(
    html: BeautifulSoup,
) -> None:
    assert "hidden = 1" not in html.get_text()
    (answer,) = html.find_all("details")
    assert answer.has_attr("open")


def test_contents_have_the_known_page_numbers(html: BeautifulSoup) -> None:
    line = html.select_one('.toc a[href="#one--first"]')
    assert line is not None and line.get_text() == "First7"


def test_contents_are_read_back_from_the_navigation() -> None:
    nav = BeautifulSoup(files()["nav.xhtml"], "html.parser")
    assert entries(nav.select_one("nav > ol")) == TOC


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the PDF of the small book."""
    work = tmp_path_factory.mktemp("print")
    raw = pdf.typeset(EDITION, files(), TOC, work / "raw")
    pdf.sign(raw, work / "book.pdf", EDITION)
    return work / "book.pdf"


def titles(outline: list) -> list[str]:
    """Return the titles of the bookmarks, from first to last."""
    found = []
    for mark in outline:
        if isinstance(mark, list):
            found += titles(mark)
        else:
            found.append(str(mark.title))
    return found


@pytest.mark.browser
def test_pages_are_a4_with_numbers_and_running_heads(printed: Path) -> None:
    reader = PdfReader(printed)
    for number, sheet in enumerate(reader.pages, start=1):
        size = sheet.mediabox.width, sheet.mediabox.height
        assert size == pytest.approx(A4, abs=1)
        text = sheet.extract_text()
        assert number <= 2 or re.search(rf"^{number}$", text, re.M), text
    assert reader.pages[3].extract_text().count("A heading") == 2
    assert reader.pages[4].extract_text().count("Two") == 2


@pytest.mark.browser
def test_the_first_page_is_the_cover_and_nothing_else(printed: Path) -> None:
    first, second, *_ = PdfReader(printed).pages
    assert len(first.images) == 1
    assert first.extract_text().strip() == ""
    assert "A Small Book" in second.extract_text()


@pytest.mark.browser
def test_the_index_names_the_pages(printed: Path) -> None:
    text = PdfReader(printed).pages[5].extract_text()
    assert re.search(r"end\s+5$", text, re.M)


@pytest.mark.browser
def test_contents_name_the_pages(printed: Path) -> None:
    text = PdfReader(printed).pages[2].extract_text()
    assert re.search(r"First\s+4$", text, re.M)
    assert re.search(r"Second\s+5$", text, re.M)


@pytest.mark.browser
def test_bookmarks_keep_their_spaces(printed: Path) -> None:
    outline = titles(PdfReader(printed).outline)
    wanted = ["A Small Book", "Contents", LONG, "First", "Two", "Second"]
    assert outline == [*wanted, "Index", "E"]


@pytest.mark.browser
def test_pdf_is_tagged_and_says_what_it_is(printed: Path) -> None:
    reader = PdfReader(printed)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == EDITION.title
    assert reader.metadata.author == EDITION.authors


@pytest.mark.browser
def test_same_book_makes_the_same_bytes(printed: Path, tmp_path: Path) -> None:
    raw = pdf.typeset(EDITION, files(), TOC, tmp_path / "raw")
    pdf.sign(raw, tmp_path / "book.pdf", EDITION)
    assert (tmp_path / "book.pdf").read_bytes() == printed.read_bytes()
