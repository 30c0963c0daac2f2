"""Local Sphinx extension: makes the built pages light and quick to show.

At the end of a build, after every other extension: formulas are drawn, the
style sheets become one, and what a browser would wait for before it shows
the first line goes out of its way.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

import lean_first
import lean_formulas
import lean_later
import lean_search
import lean_styles

logger = logging.getLogger(__name__)

LAST = 900  # among those who listen for the end of the build
STYLE = re.compile(
    r'[ \t]*<link (?:rel="stylesheet" type="text/css" )?href="(?!http)'
    r'([^"?]+\.css)[^"]*"(?: rel="stylesheet")?(?: type="text/css")? ?/>\n?'
)
SCRIPT = re.compile(r'<script (?=src="|data-sd-tabs)(?![^>]*\bdefer\b)')
STATE = re.compile(
    r'[ \t]*<script type="application/vnd\.jupyter\.widget-state\+json">'
    r".*?</script>\n?",
    re.DOTALL,
)
OPTIONS = re.compile(
    r'<script src="[^"]*documentation_options\.js[^"]*"></script>'
)
BODY = re.compile(r"(<body\b.*)</body>", re.DOTALL)
HEAD = re.compile(r"<head>.*?</head>", re.DOTALL)


# the pages that Sphinx adds, in a sentence for search engines
ADDED = {
    "search": "Search all pages of the book: words, names in code, formulas.",
    "genindex": "The index of the book: every term and the places of its use.",
}


def described(html: str, name: str) -> str:
    """A page with a description, if Sphinx added it without one.

    >>> described("<head></head>", "search")[:38]
    '<head><meta name="description" content'
    >>> described("<head></head>", "book/intro")
    '<head></head>'
    """
    if name not in ADDED or 'name="description"' in html:
        return html
    meta = f'<meta name="description" content="{ADDED[name]}">'
    return html.replace("</head>", f"{meta}</head>", 1)


def out_of_the_way(html: str) -> str:
    """A page whose scripts wait for its text, and not the text for them.

    The stored state of the interactive figures, half of a page's bytes, goes
    from its head to its end.

    >>> out_of_the_way('<head><script src="a.js"></script></head>')
    '<head><script defer src="a.js"></script></head>'
    """

    def deferred(head: re.Match[str]) -> str:
        return SCRIPT.sub("<script defer ", STATE.sub("", head[0]))

    states = "".join(STATE.findall(html))
    html = HEAD.sub(deferred, html, count=1)
    return BODY.sub(lambda body: f"{body[1]}{states}</body>", html)


def with_options(html: str, script: str) -> str:
    """A page that holds the few options of Sphinx's scripts itself.

    Other scripts in the head read them, and would wait for a file.

    >>> with_options('<script src="documentation_options.js"></script>', "a;")
    '<script>a;</script>'
    """
    return OPTIONS.sub(lambda _: f"<script>{script.strip()}</script>", html)


def style_sheets(pages: Iterable[tuple[Path, str]]) -> list[Path]:
    """The style sheets of some pages, each one once, in order."""
    found: dict[Path, None] = {}
    for file, html in pages:
        for link in STYLE.finditer(html):
            found[(file.parent / link[1]).resolve()] = None
    return list(found)


def with_style(html: str, address: str) -> str:
    """A page with one style sheet in place of all it had.

    >>> with_style('<link rel="stylesheet" type="text/css" href="a.css" />'
    ...            '<link href="b.css" rel="stylesheet" />', "lean.css")
    '<link rel="stylesheet" href="lean.css">'
    """
    links = iter([f'<link rel="stylesheet" href="{address}">'])
    return STYLE.sub(lambda _: next(links, ""), html)


class LeanPages:
    """Remembers which pages a build writes, and lightens them at its end."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def remember(self, app: Sphinx, pagename: str, *_: object) -> None:
        """Note a page (Sphinx event `html-page-context`)."""
        self.names.add(pagename)

    def finish(self, app: Sphinx, error: Exception | None) -> None:
        """Lighten the noted pages (Sphinx event `build-finished`)."""
        builder = app.builder
        if error or not isinstance(builder, StandaloneHTMLBuilder):
            return
        if builder.name == "epub":
            return  # has no frame around its pages
        files = (Path(builder.get_outfilename(n)) for n in sorted(self.names))
        pages = {f: f.read_text("utf-8") for f in files if f.exists()}
        write_texts(builder, pages)
        css = self.draw(app, pages)
        static = Path(app.outdir) / "_static"
        options = (static / "documentation_options.js").read_text("utf-8")
        sheet = write_style(static, style_sheets(pages.items()), css)
        for file, html in pages.items():
            address = posixpath.relpath(
                sheet.as_posix(), file.parent.as_posix()
            )
            html = lean_search.lightened(html)
            html = with_options(with_style(html, address), options)
            html = out_of_the_way(described(html, file.stem))
            file.write_text(lean_first.shown_whole(html), "utf-8")

    def draw(self, app: Sphinx, pages: dict[Path, str]) -> str:
        """Draw the formulas of the pages; return the style they need."""
        if not lean_formulas.can_draw():
            logger.info("lean_pages: without Node, pages draw their formulas")
            return ""
        wanted = {
            *lean_formulas.formulas(pages.values()),
            *lean_later.keys(pages.values()),
        }
        config = dict(app.config.mathjax3_config or {})
        drawn = lean_formulas.draw(sorted(wanted), config)
        for file, html in pages.items():
            html = lean_later.put(html, drawn.html)
            pages[file] = lean_formulas.put(html, drawn)
        return drawn.css


def write_style(static: Path, sheets: list[Path], more: str) -> Path:
    """Write the one style sheet; its name changes with what is in it.

    Args:
        static: the folder of the book's own files.
        sheets: the style sheets it stands for.
        more: rules that are added as they are.
    """
    used = [*static.parent.rglob("*.html"), *static.rglob("*.js")]
    known = lean_styles.words(file.read_text("utf-8") for file in used)
    css = lean_styles.bundle(sheets, static, known) + more
    name = hashlib.sha256(css.encode()).hexdigest()[:12]
    file = static / f"book.{name}.css"
    file.write_text(css, "utf-8")
    return file


def write_texts(
    builder: StandaloneHTMLBuilder, pages: dict[Path, str]
) -> None:
    """Write what the search shows of each document, beside its page."""
    for name in sorted(builder.env.all_docs):
        file = Path(builder.get_outfilename(name))
        if file in pages:
            text = lean_search.text(pages[file])
            file.with_suffix(lean_search.SUFFIX).write_text(text, "utf-8")


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the extension to a build."""
    pages = LeanPages()
    app.connect("html-page-context", pages.remember)
    app.connect("build-finished", pages.finish, LAST)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": False,  # one process has to see every page
    }
