"""A page that Sphinx wrote becomes one that every e-reader can show."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from epub_pages import clean, finish, page, pictures, read, sections
from formulas import draw, formulas, key

RAW = """<!DOCTYPE html><html><head><title>x</title></head><body>
<div class="body" role="main">
<section id="losses"><h1><span class="section-number">5. </span>Losses\
<a class="headerlink" href="#losses">#</a></h1>
<section id="two"><h2>Two &amp; more</h2>
<p>A value <span class="math notranslate">\\(x &lt; 1\\)</span><br>here.</p>
<div class="math notranslate" id="eq">
<span class="eqno">(5.1)<a class="headerlink" href="#eq">#</a></span>\
\\[\\frac{1}{n}\\]</div>
<details class="hide"><summary aria-label="Toggle hidden content">
<p class="collapsed">Show code</p><p class="expanded">Hide code</p>
</summary><pre>1</pre></details>
<p><a href="http://localhost:8888/lab">JupyterLab</a>,
<a href="https://numpy.org">NumPy</a></p>
<div role="doc-biblioentry">An article.</div>
<img src="../_images/a.png" alt="a line"><script>live()</script>
</section></section></div></body></html>"""


@pytest.fixture
def soup(tmp_path: Path) -> Tag:
    """Return the article above, mended."""
    file = tmp_path / "losses.xhtml"
    file.write_text(RAW, encoding="utf-8")
    article = read(file)
    clean(article)
    return article


def test_nothing_is_left_that_needs_a_script_or_a_server(soup: Tag) -> None:
    assert not soup.find_all("script")
    links = [str(a["href"]) for a in soup.find_all("a")]
    assert links == ["https://numpy.org"]
    assert "JupyterLab" in soup.get_text()


def test_a_summary_is_one_line_of_text(soup: Tag) -> None:
    summary = soup.summary
    assert summary is not None
    assert summary.decode() == "<summary>Show code</summary>"


def test_a_summary_keeps_its_formulas_and_code() -> None:
    formula = '<span class="math notranslate nohighlight">\\(|z|\\)</span>'
    html = (
        f"<summary><span><svg><path/></svg></span><span>Could {formula} be "
        "<code><b>g</b></code>?</span></summary><summary><svg/></summary>"
    )
    soup = BeautifulSoup(html, "html.parser")
    clean(soup)
    asked, bare = soup.find_all("summary")
    assert asked.decode_contents() == (
        f"Could {formula} be <code><b>g</b></code>?"
    )
    assert bare.get_text() == "More"


def test_a_deprecated_role_is_replaced(soup: Tag) -> None:
    assert not soup.find(role="doc-biblioentry")
    assert soup.find(role="listitem")


def test_sections_and_pictures_are_listed(soup: Tag) -> None:
    assert sections(soup) == [("Two & more", "two")]
    assert pictures(soup) == {"a.png"}


def test_formulas_are_read_without_number_and_delimiters(soup: Tag) -> None:
    found = [key(tag) for tag in formulas(soup)]
    assert found == [("x < 1", False), ("\\frac{1}{n}", True)]


def test_a_finished_page_is_xml_and_keeps_the_number(soup: Tag) -> None:
    svg = '<svg aria-label="n" role="img"></svg>'
    drawn = {key(tag): svg for tag in formulas(soup)}
    xhtml = finish(soup, drawn)
    tree = ET.fromstring(xhtml.encode())
    assert xhtml.count(svg) == 2
    assert "(5.1)" in xhtml and "\\frac" not in xhtml
    title = tree.find(".//{http://www.w3.org/1999/xhtml}title")
    assert title is not None and title.text == "5. Losses"


def test_a_page_without_an_article_is_named(tmp_path: Path) -> None:
    file = tmp_path / "odd.xhtml"
    file.write_text("<p>nothing</p>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.xhtml has no element"):
        read(file)


def test_a_title_is_escaped() -> None:
    ET.fromstring(page("a < b & c", "<p>x</p>").encode())


@pytest.mark.npm
def test_formulas_are_drawn_and_named_as_they_are_read() -> None:
    drawn = draw([("\\frac{1}{n}", True), ("x_i < 1", False)])
    assert 'aria-label="1 over n"' in drawn["\\frac{1}{n}", True]
    for svg in drawn.values():
        shown = BeautifulSoup(ET.tostring(ET.fromstring(svg)), "html.parser")
        assert shown.find_all(True) and "aria-hidden" not in svg
        assert " id=" not in svg  # can stand anywhere, and often
    assert "aria-label" in drawn["x_i < 1", False]


@pytest.mark.npm
def test_a_faulty_formula_is_named() -> None:
    with pytest.raises(RuntimeError, match=r"no formula: \\frac"):
        draw([("\\frac{1}", False)])
