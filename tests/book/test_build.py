"""The built book is whole: it needs no network, and every page is described.

`built_book` builds by the strictest rules, so a warning fails these tests.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from built_pages import RULES, Page, outside_in_styles, pages_of
from notebook_files import ROOT, STATE, VIEW, chapters, read, views_of

PAGE = """<html lang="en"><head><title>Demo</title>
<meta name="description" content="{description}">
<link rel="stylesheet" href="book.css"><script src="book.js"></script>
</head><body><img src="logo.svg" alt=""><article>
<h1 id="demo">Demo</h1><a href="https://example.org">elsewhere</a>
<a href="#demo">here</a><a href="other.html#x">there</a>
<img src="plot.png" alt="A line falls from five to zero.">
<script type="{view}">{{"model_id": "a"}}</script>
<script type="{state}">{{"state": {{"a": {{}}}}}}</script>
</article></body></html>"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_page_keeps_the_rule(
    rule: Callable[[Page], list[str]], built_book: Path
) -> None:
    found = [
        f"{page.name}: {complaint}"
        for page in pages_of(built_book)
        for complaint in rule(page)
    ]
    assert found == []


def test_style_sheets_load_nothing_from_elsewhere(built_book: Path) -> None:
    assert list(outside_in_styles(built_book)) == []


def test_every_page_of_the_contents_is_built(built_book: Path) -> None:
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    listed = [toc["root"]]
    for part in toc["parts"]:
        listed += [entry["file"] for entry in part["chapters"]]
    names = {page.name for page in pages_of(built_book)}
    assert {f"{name}.html" for name in listed} <= names
    assert {f"book/{path.stem}" for path in chapters()} <= set(listed)


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_page_shows_every_widget_of_its_notebook(
    path: Path, built_book: Path
) -> None:
    views = views_of(read(path))
    page = Page(built_book / "book" / f"{path.stem}.html", built_book)
    assert len(page.soup.find_all("script", type=VIEW)) == len(views)
    if views:
        assert page.soup.find("script", type=STATE) is not None
        assert "_static/views.js" in page.html


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return the folder of a page that keeps every rule."""
    folder = tmp_path / "book"
    folder.mkdir()
    for name in ("book.css", "book.js", "logo.svg", "plot.png", "other.html"):
        (folder / name).write_text("")
    text = PAGE.format(description="d" * 60, view=VIEW, state=STATE)
    (folder / "demo.html").write_text(text)
    return tmp_path


BREAKAGES = {
    "script": ('src="book.js"', 'src="https://cdn.example/a.js"', "script"),
    "style": ('href="book.css"', 'href="//cdn.example/a.css"', "link loads"),
    "picture": ('src="plot.png"', 'src="http://a.example/p.png"', "img loads"),
    "inline style": (
        "</head>",
        "<style>@import 'https://a.example/b.css';</style></head>",
        "style loads https",
    ),
    "inline font": (
        "</head>",
        "<style>a{src:url(https://a.example/b.woff2)}</style></head>",
        "style loads https",
    ),
    "inline script": (
        "</head>",
        '<script>const U_URL = "https://unpkg.example/t"</script></head>',
        "inline script",
    ),
    "file not there": ('src="plot.png"', 'src="plots.png"', "not in the book"),
    "page not there": ("other.html#x", "others.html", "not in the book"),
    "anchor not there": ('href="#demo"', 'href="#dmeo"', "not on the page"),
    "no alt": (' alt="A line falls from five to zero."', "", "alt text None"),
    "empty alt": ("A line falls from five to zero.", "", "alt text ''"),
    "file name for alt": (
        "A line falls from five to zero.",
        "../_images/plot.png",
        "alt text '../_images",
    ),
    "dead widget": ('"model_id": "a"', '"model_id": "b"', "has no state"),
    "error of a tool": ("elsewhere", "ERROR: no such", "says 'ERROR:'"),
    "path of a machine": ("elsewhere", str(ROOT), "names the folder"),
    "unresolved": (
        "elsewhere",
        '<span class="problematic">{ref}`x`</span>',
        "unresolved",
    ),
    "no title": ("<title>Demo</title>", "", "no title"),
    "no language": (' lang="en"', "", "no language"),
    "no description": ('name="description"', 'name="author"', "0 characters"),
    "two titles": ("<h1", "<h1>Again</h1><h1", "2 headings"),
}


def complaints(root: Path) -> str:
    """Return what the rules say about the demo page."""
    page = Page(root / "book" / "demo.html", root)
    return "\n".join(text for rule in RULES for text in rule(page))


def test_good_page_has_no_complaint(demo: Path) -> None:
    assert complaints(demo) == ""


@pytest.mark.parametrize("name", BREAKAGES)
def test_broken_page_is_found(name: str, demo: Path) -> None:
    old, new, expected = BREAKAGES[name]
    path = demo / "book" / "demo.html"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert expected in complaints(demo)


def test_style_sheet_with_foreign_font_is_found(demo: Path) -> None:
    sheet = demo / "book" / "book.css"
    sheet.write_text("a { src: url('https://fonts.example/a.woff2') }")
    (found,) = outside_in_styles(demo)
    assert "fonts.example" in found
