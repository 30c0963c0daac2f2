"""The search, made light: its index comes to the search page alone.

The theme brings index and scripts to every page, for a search while the
reader types, which the book does not use. And for the few words it shows of
each hit, the search asks for the whole page; a file that holds nothing but
the text of the page, and the places in it, is a tenth of that.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from lean_first import ARTICLE
from lean_formulas import FORMULA, key

TOOLS = re.compile(
    r'[ \t]*<script src="[^"]*(?:_static/searchtools\.js|'
    r'_static/language_data\.js|searchindex\.js)[^"]*"></script>\n?'
)
TYPING = "DOCUMENTATION_OPTIONS.search_as_you_type = true"
PAGE = "DOCUMENTATION_OPTIONS.pagename = 'search';"
SUFFIX = ".txt"
OPTIONS = (
    f"DOCUMENTATION_OPTIONS.FILE_SUFFIX='{SUFFIX}';"
    # a page from the disk may not read another
    "DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY=location.protocol!=='file:';"
)
UNREAD = {"button", "script", "style", "svg", "template"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


def lightened(html: str) -> str:
    """A page without what only the search page uses.

    >>> lightened('<script src="../searchindex.js"></script>')
    ''

    The search page keeps it, and looks for the text of the pages in files of
    another kind:

    >>> lightened("DOCUMENTATION_OPTIONS.pagename = 'search';")[42:83]
    "DOCUMENTATION_OPTIONS.FILE_SUFFIX='.txt';"
    """
    if PAGE in html:
        return html.replace(PAGE, PAGE + OPTIONS, 1)
    return html if TYPING in html else TOOLS.sub("", html)


class _Text(HTMLParser):
    """Keeps the text of a page, and the elements that have an id."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[str] = []  # what ends each element that is open
        self.unread = 0  # how many of them are not to be read

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        if tag in VOID:
            self.parts.append(" " if tag == "br" else "")
            return
        known = dict(attrs)
        skip = tag in UNREAD or "headerlink" in (known.get("class") or "")
        self.unread += bool(skip or self.unread)
        end = ""
        if known.get("id") and not self.unread:
            self.parts.append(f'<{tag} id="{known["id"]}">')
            end = f"</{tag}>"
        self.open.append(end)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.open:
            return
        self.parts.append(self.open.pop())
        self.unread -= bool(self.unread)

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(escape(data, quote=False))


def text(html: str) -> str:
    r"""The text of a page whose formulas are not drawn, for the search.

    >>> text('<article><section id="a">So <b>x</b><br> &lt; <span class="math'
    ...      ' notranslate nohighlight">\\(y\\)</span>.</section></article>')
    '<main role="main"><section id="a">So x &lt; $y$.</section></main>'
    """
    article = ARTICLE.search(html)
    reader = _Text()
    if article:
        reader.feed(FORMULA.sub(_in_dollars, article[0]))
    words = " ".join("".join(reader.parts).split())
    return f'<main role="main">{words}</main>'


def _in_dollars(found: re.Match[str]) -> str:
    return escape(f"${key(found)[0]}$", quote=False)
