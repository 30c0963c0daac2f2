"""The repairs of the built pages, on small samples of the theme's HTML."""

from __future__ import annotations

import base64
import json
import struct
from pathlib import Path

import pytest

from page_images import add_stills, png_size, size_images
from repairs import REPAIRS, STAND_IN, idle, repair

VIEW_TYPE = "application/vnd.jupyter.widget-view+json"
VIEW = f'<script type="{VIEW_TYPE}">{{"model_id": "ab"}}</script>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 40, 30)

# the name of each repair, what the theme writes, what the page should have
SAMPLES = {
    "let a page live without storage": (
        '<script data-cfasync="false">\n    document.documentElement.dataset'
        '.mode = localStorage.getItem("mode") || "light";',
        f'<script data-cfasync="false">\n    {STAND_IN}document.'
        "documentElement.dataset"
        '.mode = localStorage.getItem("mode") || "light";',
    ),
    "download the source of a page": (
        '<a href="../_sources/book/losses.ipynb" target="_blank"\n   class='
        '"btn btn-sm btn-download-source-button dropdown-item">',
        '<a href="../_sources/book/losses.ipynb" download target="_blank"\n'
        '   class="btn btn-sm btn-download-source-button dropdown-item">',
    ),
    "leave out fontawesome.js": (
        "<!-- So that users can add custom icons -->\n"
        '  <script defer src="../_static/scripts/fontawesome.js?digest=5">'
        "</script>\n<p>",
        "<p>",
    ),
    "name the search button by its text": (
        '<button class="btn search-button-field pst-js-only" title="Search" '
        'aria-label="Search" data-bs-placement="bottom">',
        '<button class="btn search-button-field pst-js-only" title="Search" '
        'data-bs-placement="bottom">',
    ),
    "name the summaries of hidden cells by their text": (
        '<details class="hide above-input">'
        '<summary aria-label="Toggle hidden content">Show',
        '<details class="hide above-input"><summary>Show',
    ),
    "silence the icons of the theme switch": (
        '<i class="theme-switch fa-solid fa-sun" data-mode="light"  '
        'title="Light"></i>',
        '<i class="theme-switch fa-solid fa-sun" data-mode="light" '
        'aria-hidden="true"></i>',
    ),
    "hide decorative icons from screen readers": (
        '<i class="fas fa-download"></i><span class="fa-solid fa-bars">',
        '<i class="fas fa-download" aria-hidden="true"></i>'
        '<span class="fa-solid fa-bars" aria-hidden="true">',
    ),
    "make the side bar a landmark": (
        '<div id="pst-primary-sidebar" class="bd-sidebar">',
        '<div id="pst-primary-sidebar" class="bd-sidebar" '
        'role="complementary" aria-label="Book">',
    ),
    "make the references a list of items": (
        '<div role="list" class="citation-list">'
        '<div class="citation" id="id1" role="doc-biblioentry">',
        '<div role="list" class="citation-list">'
        '<div class="citation" id="id1" role="listitem">',
    ),
    "say that a view needs JavaScript": (
        VIEW + "</div>",
        VIEW + '<noscript><p class="widget-error">This figure has controls '
        "and needs JavaScript.</p><style>.print-only{display:block!important}"
        ".cell_output{min-height:0!important}</style></noscript></div>",
    ),
}


def test_every_repair_has_a_sample_and_a_reason() -> None:
    assert [r.name for r in REPAIRS] == list(SAMPLES)
    assert all(len(r.reason) > 30 for r in REPAIRS)


@pytest.mark.parametrize("one", REPAIRS, ids=lambda one: one.name)
def test_repair(one) -> None:
    faulty, sound = SAMPLES[one.name]
    assert repair(faulty, [one]) == sound


def test_repairing_twice_changes_nothing_more() -> None:
    page = "".join(faulty for faulty, _ in SAMPLES.values())
    assert repair(repair(page)) == repair(page)


def test_an_icon_inside_prose_is_left_alone() -> None:
    prose = '<i>an <span class="math">x</span></i>'
    assert repair(prose) == prose


def test_a_repair_without_work_is_reported() -> None:
    names = {r.name for r in idle(["<p>a new theme</p>"])}
    always = set(SAMPLES) - {
        "download the source of a page",
        "make the references a list of items",
        "name the summaries of hidden cells by their text",
        "say that a view needs JavaScript",
    }
    assert names == always  # the others have nothing to do here


def test_work_on_one_page_is_enough() -> None:
    pages = [faulty for faulty, _ in SAMPLES.values()]
    assert idle(["<p>another page</p>", *pages]) == []


def test_a_view_in_an_unknown_form_is_reported() -> None:
    changed = f'<script type="{VIEW_TYPE}">{{"a<b": 1}}</script>'
    assert "say that a view needs JavaScript" in {
        r.name for r in idle([changed])
    }


def pictures(tmp_path: Path) -> Path:
    """A folder of pictures and the path of a page that shows them."""
    (tmp_path / "_images").mkdir()
    (tmp_path / "_images" / "a.png").write_bytes(PNG)
    for name, sides in (("b", 'width="70" height="30.2"'), ("logo", "")):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {sides}></svg>'
        (tmp_path / "_images" / f"{name}.svg").write_text(svg, "utf-8")
    (tmp_path / "book").mkdir()
    return tmp_path / "book" / "page.html"


def test_images_state_their_size(tmp_path: Path) -> None:
    page = pictures(tmp_path)
    html = (
        '<img src="../_images/a.png" /><img alt="B" src="../_images/b.svg" />'
    )
    sized = size_images(html, page)
    assert sized == (
        '<img src="../_images/a.png" width="40" height="30" '
        'decoding="async" /><img alt="B" src="../_images/b.svg" width="70" '
        'height="30" loading="lazy" decoding="async" />'
    )
    assert size_images(sized, page) == sized


@pytest.mark.parametrize("name", ["missing.png", "logo.svg"])
def test_an_image_of_unknown_size_is_left_alone(
    tmp_path: Path, name: str
) -> None:
    html = f'<img alt="A line." src="../_images/{name}" />'
    assert size_images(html, pictures(tmp_path)) == html


def test_a_file_that_is_no_png_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PNG file: it begins with"):
        png_size(b"GIF89a" + bytes(20))


def test_the_still_form_of_a_view_is_shown_without_script(
    tmp_path: Path,
) -> None:
    data = {
        VIEW_TYPE: {"model_id": "ab"},
        "image/png": base64.b64encode(PNG).decode(),
        "text/plain": 'a "line":\n3 < 4',
    }
    cells = [{"cell_type": "markdown"}, {"outputs": [{"data": data}]}]
    notebook = tmp_path / "page.ipynb"
    notebook.write_text(json.dumps({"cells": cells}), "utf-8")
    page = tmp_path / "html" / "book" / "page.html"
    page.parent.mkdir(parents=True)
    html = add_stills(repair(VIEW), page, notebook)
    picture = (
        '<img alt="a &quot;line&quot;: 3 &lt; 4" src="../_images/ab.png">'
    )
    assert f"<noscript>{picture}" in html
    assert (tmp_path / "html" / "_images" / "ab.png").read_bytes() == PNG


def test_a_quiz_shows_its_questions_without_script(tmp_path: Path) -> None:
    data = {VIEW_TYPE: {"model_id": "ab"}, "text/html": ["<ol>", "</ol>"]}
    notebook = tmp_path / "page.ipynb"
    cells = [{"outputs": [{"data": data}]}]
    notebook.write_text(json.dumps({"cells": cells}), "utf-8")
    html = add_stills(repair(VIEW), tmp_path / "page.html", notebook)
    assert "<noscript><ol></ol><p" in html
