"""Pages of Sphinx' EPUB builder, made valid and fit for any e-reader."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from formulas import Key, put

STYLES = ("_static/pygments.css", "_static/epub.css")
USELESS = "script, noscript, style, .headerlink, a.footnote-backref:empty"
PAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" \
xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head>
<meta charset="utf-8" />
<title>{title}</title>
{links}
</head>
<body>
{body}
</body>
</html>
"""


def page(title: str, body: str, up: str = "../") -> str:
    """A whole XHTML page.

    Args:
        title: its title, as text.
        body: what stands in its body, as XHTML.
        up: the way from the page to the folder of the book.
    """
    links = "\n".join(
        f'<link rel="stylesheet" type="text/css" href="{up}{style}" />'
        for style in STYLES
    )
    return PAGE.format(title=escape(title), links=links, body=body)


def read(path: Path) -> Tag:
    """The article of a page that Sphinx wrote."""
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    article = soup.find(role="main")
    if article is None:
        raise ValueError(f"{path.name} has no element with the role main")
    return article.extract()


def clean(soup: Tag) -> None:
    """Mend what is wrong, or of no use, without scripts and a server."""
    for tag in soup.select(USELESS):
        tag.decompose()
    for tag in soup.find_all(role="doc-biblioentry"):
        tag["role"] = "listitem"  # the other is deprecated
    for tag in soup.find_all("a", href=re.compile("^https?://localhost")):
        tag.unwrap()  # nobody listens there
    for tag in soup.find_all("summary"):
        del tag["aria-label"]  # would hide the visible text
        name_summary(tag)
    for tag in soup.find_all(tabindex=True):
        del tag["tabindex"]
    for tag in soup.find_all(["table", "col", "td", "th"]):
        for old in ("align", "valign", "width", "border", "frame", "rules"):
            tag.attrs.pop(old, None)


def name_summary(summary: Tag) -> None:
    """Give a summary one line of text and formulas; icons and blocks go."""
    shown = summary.find(class_="collapsed") or summary
    for icon in shown.find_all("svg"):
        icon.decompose()
    for tag in shown.select(":not(.math, .math *, code, code *)"):
        tag.unwrap()
    parts = [part.extract() for part in list(shown.contents)]
    summary.clear()
    summary.extend(parts)
    if not summary.get_text(strip=True):
        summary.string = "More"


def title_of(soup: Tag) -> str:
    """The heading of a page, with its number.

    >>> soup = BeautifulSoup('<h1><span class="section-number">2. </span>'
    ...                      'The  perceptron</h1>', "html.parser")
    >>> title_of(soup)
    '2. The perceptron'
    """
    heading = soup.find("h1")
    return " ".join(heading.get_text().split()) if heading else ""


def sections(soup: Tag) -> list[tuple[str, str]]:
    """The titles of a page's sections and the ids where they begin."""
    found = []
    for heading in soup.find_all("h2"):
        section = heading.find_parent("section")
        if section is not None and section.get("id"):
            text = " ".join(heading.get_text().split())
            found.append((text, str(section["id"])))
    return found


def finish(soup: Tag, drawings: dict[Key, str], up: str = "../") -> str:
    """The finished page."""
    return page(title_of(soup), put(soup, drawings), up)


def pictures(soup: Tag) -> set[str]:
    """The files of the pictures on a page."""
    return {Path(str(tag["src"])).name for tag in soup.find_all("img")}
