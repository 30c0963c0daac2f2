"""The search: its index on its own page, and lean texts for what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from lean_search import lightened, text

FORMULA = '<span class="math notranslate nohighlight">\\(a &lt; b\\)</span>'
PAGE = f"""<body><button>Menu</button><article class="bd-article">
<section id="a"><h1>Title<a class="headerlink" href="#a">#</a></h1>
<p>One &amp; <em id="b">two</em><br>three: {FORMULA}</p>
<svg><title>no</title><path/></svg><script>no()</script>
<template><p>no</p></template></section>
<dl><dt id="term-x">x</dt><dd>its meaning</dd></dl>
</article><footer>no</footer></body>"""
TOOLS = (
    '<script src="../_static/searchtools.js"></script>\n'
    '<script src="../_static/language_data.js"></script>\n'
    '<script src="../searchindex.js"></script>\n'
)


def test_the_text_of_a_page_has_its_places_and_nothing_else() -> None:
    assert text(PAGE) == (
        '<main role="main"><section id="a">Title One &amp; <em id="b">two'
        "</em> three: $a &lt; b$ </section> "
        '<dt id="term-x">x</dt>its meaning</main>'
    )


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ("", ""),
        ("DOCUMENTATION_OPTIONS.search_as_you_type = false;", ""),
        ("DOCUMENTATION_OPTIONS.search_as_you_type = true;", TOOLS),
    ],
)
def test_only_pages_that_search_load_the_index(
    options: str, kept: str
) -> None:
    assert lightened(options + TOOLS) == options + kept


def test_the_search_page_keeps_its_index_and_reads_lean_texts() -> None:
    page = "DOCUMENTATION_OPTIONS.pagename = 'search';" + TOOLS
    made = lightened(page)
    assert made.endswith(TOOLS)
    assert "DOCUMENTATION_OPTIONS.FILE_SUFFIX='.txt';" in made


@pytest.mark.slow
def test_every_place_a_search_can_find_is_in_the_texts(
    built_book: Path,
) -> None:
    for file in sorted((built_book / "book").glob("*.html")):
        page = BeautifulSoup(file.read_text("utf8"), "html.parser")
        lean = file.with_suffix(".txt").read_text("utf8")
        places = {e["id"] for e in page.article.select("section, dt[id]")}
        assert places <= set(re.findall(r' id="([^"]+)"', lean)), file.name
