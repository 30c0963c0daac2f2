"""The index and the search lead to the page that explains a thing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from book_index import Section, most
from search_signs import SIGNS, EnglishWithSigns
from tests.site.programs import answer_of

# what a reader types, and the pages that answer it best
SEARCHES = {
    "softmax": ("glossary", "activations"),
    "cross-entropy": ("glossary", "losses"),
    "numerical_gradient": ("backpropagation",),
    "GlorotUniform": ("activations", "preparation", "training"),
    "bias trick": ("perceptron",),  # where the bias becomes a weight
    "learning rate": ("perceptron",),  # where it is introduced
    "η": ("perceptron",),
    "σ": ("perceptron",),  # the signs of formulas, as copied from a page
    "δ": ("backpropagation",),
    "∇": ("gradient_descent",),
    "eta": ("perceptron",),
    "dropout": ("glossary", "regularization"),
}


@pytest.fixture(scope="module")
def index(built_book: Path) -> BeautifulSoup:
    """The page of the index."""
    html = (built_book / "genindex.html").read_text("utf8")
    return BeautifulSoup(html, "html.parser")


def test_the_index_is_rich_and_leads_to_sections(
    index: BeautifulSoup, built_book: Path
) -> None:
    links = index.select("table.indextable a")
    chapters = [a["href"] for a in links if "glossary" not in a["href"]]
    assert len(links) >= 300 and len(chapters) >= 150
    for address in chapters:
        page, _, place = address.partition("#")
        html = (built_book / page).read_text("utf8")
        assert f'id="{place}"' in html, address


def test_a_term_leads_to_the_glossary_and_to_its_chapter(
    index: BeautifulSoup,
) -> None:
    (term,) = (
        item
        for item in index.select("table.indextable > tr > td > ul > li")
        if item.find("a", string="softmax", recursive=True)
        and item.find("a")["href"].endswith("#term-softmax")
    )
    places = [link["href"] for link in term.find_all("a")]
    assert any(p.startswith("book/activations.html#") for p in places)


def test_every_letter_of_the_index_stands_there_once(
    index: BeautifulSoup,
) -> None:
    letters = [link.text for link in index.select(".genindex-jumpbox a")]
    assert letters == sorted(set(letters)) and "".join(letters).isascii()


def test_the_index_is_in_the_table_of_contents(built_book: Path) -> None:
    html = (built_book / "book" / "losses.html").read_text("utf8")
    nav = BeautifulSoup(html, "html.parser").select_one("#pst-primary-sidebar")
    assert nav.find("a", href="../genindex.html")


def test_a_bold_term_outweighs_many_mentions() -> None:
    often = Section("a", "x", "X", prose=["a bias, the bias, biases"])
    bold = Section("a", "y", "Y", prose=["the bias"], bold=["bias"])
    assert most("bias", [often, bold]) is bold
    assert most("bias", [often]) is often
    assert most("weight", [often, bold]) is None


def test_signs_are_found_by_the_names_they_have_in_tex() -> None:
    split = EnglishWithSigns({}).split
    assert split("σ(z) and y\u0302") == ["sigma", "z", "and", "hat", "y"]
    assert split(r"\sigma(z)") == ["sigma", "z"]
    assert all(name.isascii() for name in SIGNS.values())


@pytest.mark.browser
@pytest.mark.xdist_group("search")
def test_a_word_of_javascript_itself_is_not_found(built_book: Path) -> None:
    assert results(built_book)["constructor"] == []


@pytest.mark.browser
@pytest.mark.xdist_group("search")
def test_the_search_works_from_the_disk_without_a_complaint(
    built_book: Path,
) -> None:
    found = searched("--disk", str(built_book), "dropout")
    assert len(found["dropout"]) > 5
    assert found["complaints"] == []


@cache
def results(book: Path) -> dict[str, list[str]]:
    """Where the searches lead, asked in a browser."""
    return searched(str(book), *SEARCHES, "constructor")


def searched(*words: str) -> dict[str, list[str]]:
    """What search.mjs prints."""
    return answer_of("tests/site/search.mjs", *words)


@pytest.mark.browser
@pytest.mark.xdist_group("search")
@pytest.mark.parametrize("words", SEARCHES)
def test_a_search_leads_to_the_right_page_first(
    words: str, built_book: Path
) -> None:
    first = results(built_book)[words][0]
    pages = [f"book/{slug}.html" for slug in SEARCHES[words]]
    assert first.partition("#")[0] in pages
