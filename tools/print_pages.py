"""The pages of the EPUB as one document to be printed.

On paper the book is one file: the ids of a page get its name in front, links
between pages become links within the document, and what a reader would fold
away is left out or lies open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import PurePosixPath

from edition import Edition
from epub_package import Entry
from index_page import INDEX, numbered

TAG = re.compile(r"<[a-z][^<>]*>")
ATTRIBUTE = re.compile(r'( (?:id|href|src)=")([^"]*)"')
BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
# code that the web page hides as well, until it is asked for
HIDDEN = re.compile(
    r'<details class="[^"]*\bhide\b[^"]*">.*?</details>', re.DOTALL
)
SCHEME = re.compile(r"^[a-z]+:")
DOCUMENT = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="stylesheet" href="_static/pygments.css">
<link rel="stylesheet" href="print.css">
<style>
{heads}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def slug(name: str) -> str:
    """The id of a page in the document.

    >>> slug("book/losses.xhtml")
    'losses'
    """
    return PurePosixPath(name).stem


def anchor(page: str, address: str) -> str:
    """Where a link of a page leads to in the document.

    >>> anchor("book/losses.xhtml", "#eq-1")
    '#losses--eq-1'
    >>> anchor("book/losses.xhtml", "mnist.xhtml#data")
    '#mnist--data'
    >>> anchor("book/losses.xhtml", "https://keras.io/")
    'https://keras.io/'
    """
    if SCHEME.match(address):
        return address
    target, _, place = address.partition("#")
    start = slug(target or page)
    return f"#{start}--{place}" if place else f"#{start}"


def moved(page: str, html: str) -> str:
    """A page's XHTML with ids, links and pictures as in the document."""

    def attribute(found: re.Match[str]) -> str:
        start, value = found.groups()
        if "id=" in start:
            value = f"{slug(page)}--{value}"
        elif "href=" in start:
            value = anchor(page, value)
        else:
            value = value.removeprefix("../")
        return f'{start}{value}"'

    return TAG.sub(lambda tag: ATTRIBUTE.sub(attribute, tag[0]), html)


def chapter(name: str, xhtml: str) -> str:
    """A page as a part of the document."""
    found = BODY.search(xhtml)
    if not found:
        raise ValueError(f"{name} has no body")
    html = moved(name, HIDDEN.sub("", found[1]))
    html = html.replace("<details ", "<details open ")
    return (
        f'<div class="chapter" id="{slug(name)}" '
        f'style="page: {slug(name)}">{html}</div>'
    )


def running_head(entry: Entry) -> str:
    """The rule that prints a chapter's title at the head of its pages."""
    words = entry.title.replace("\\", r"\\").replace('"', r"\"")
    name = slug(entry.target)
    return f'@page {name} {{ @top-right {{ content: "{words}"; }} }}'


def contents(entries: list[Entry], numbers: Mapping[str, int]) -> str:
    """The table of contents with page numbers, as a nested list.

    Args:
        entries: its lines.
        numbers: the page number of every id of the document that is known.
    """
    lines = []
    for entry in entries:
        text = f"<span>{escape(entry.title)}</span>"
        if entry.target:
            link = anchor("", entry.target)
            text = (
                f'<a href="{link}">{text}<span class="leader"></span>'
                f'<span class="number">{numbers.get(link[1:], 0)}</span></a>'
            )
        below = contents(entry.children, numbers) if entry.children else ""
        lines.append(f"<li>{text}{below}</li>")
    return f"<ol>{''.join(lines)}</ol>"


def document(
    edition: Edition,
    files: dict[str, bytes],
    toc: list[Entry],
    numbers: Mapping[str, int],
) -> str:
    """The whole document.

    Args:
        edition: what the book says of itself.
        files: the files of the EPUB.
        toc: its table of contents.
        numbers: the page number of every id of the document that is known.
    """
    chapters = [
        page
        for entry in toc
        for page in ([entry] if entry.target else entry.children)
    ]
    names = ("cover.xhtml", "title.xhtml")
    first = [chapter(name, files[name].decode()) for name in names]
    nav = f'<div class="toc"><h1>Contents</h1>{contents(toc, numbers)}</div>'
    pages = [
        chapter(page.target, files[page.target].decode()) for page in chapters
    ]
    if chapters and slug(chapters[-1].target) == INDEX:
        pages[-1] = numbered(pages[-1], numbers)
    return DOCUMENT.format(
        language=edition.language,
        title=escape(edition.title),
        heads="\n".join(running_head(page) for page in chapters),
        body="\n".join([*first, nav, *pages]),
    )
