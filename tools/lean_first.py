"""The first screen of a page is shown whole, not piece by piece.

A browser paints what has come so far. In a long page that is half a table,
whose columns move when its other rows come. A link of the kind `expect` names
the place until which the first painting waits; browsers that do not know it
paint as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ENOUGH = 4000  # letters: more than a screen shows
ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
PLACE = re.compile(r'<(?:section|h2)\b[^>]*?\sid="([^"]+)"')
TAG = re.compile(r"<[^>]*>")
AFTER = "pst-secondary-sidebar"  # stands behind the article


def places(article: str) -> Iterator[tuple[str, int]]:
    """The sections of an article and the number of letters before each."""
    letters = start = 0
    for found in PLACE.finditer(article):
        text = TAG.sub("", article[start : found.start()])
        letters += len("".join(text.split()))
        start = found.start()
        yield found[1], letters


def below_first_screen(html: str) -> str:
    """The id of the first place that the first screen surely does not show.

    >>> text = "word " * 2000
    >>> below_first_screen(f'<article><section id="a"><p>{text}</p>'
    ...     '<section id="b"></section></section></article>')
    'b'
    >>> below_first_screen('<article><section id="a">Short.</article>'
    ...     '<div id="pst-secondary-sidebar"></div>')
    'pst-secondary-sidebar'
    >>> below_first_screen("<p>A page of another form.</p>")
    ''
    """
    article = ARTICLE.search(html)
    for name, letters in places(article[0]) if article else ():
        if letters >= ENOUGH:
            return name
    return AFTER if f'id="{AFTER}"' in html else ""


def shown_whole(html: str) -> str:
    """A page that is first painted when its first screen is there.

    >>> html = '<head></head><div id="pst-secondary-sidebar"></div>'
    >>> shown_whole(html).partition("</head>")[0]
    '<head><link rel="expect" href="#pst-secondary-sidebar" blocking="render">'
    """
    name = below_first_screen(html)
    if not name:
        return html
    link = f'<link rel="expect" href="#{name}" blocking="render">'
    return html.replace("</head>", f"{link}</head>", 1)
