"""The parts of an EPUB that are not its pages: package, contents, archive."""

from __future__ import annotations

import mimetypes
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path, PurePosixPath

from bs4 import Tag

from edition import Edition

CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" \
xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="content.opf" \
media-type="application/oebps-package+xml" />
</rootfiles>
</container>
"""
PACKAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" \
xml:lang="{language}" unique-identifier="book-id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book-id">{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{language}</dc:language>
<dc:creator>{authors}</dc:creator>
<dc:description>{description}</dc:description>
<dc:rights>{license}</dc:rights>
<dc:date>{year}</dc:date>
<meta property="dcterms:modified">{stamp}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">describedMath</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Every picture has a text that \
says what it shows; every formula is named as it is read aloud.</meta>
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""


@dataclass
class Entry:
    """A line of the table of contents.

    Args:
        title: its text.
        target: the page or place it leads to; empty for a mere caption.
        children: the lines below it.
    """

    title: str
    target: str = ""
    children: list[Entry] = field(default_factory=list)


def media_type(name: str) -> str:
    """The media type of a file in the book.

    >>> media_type("book/losses.xhtml"), media_type("_images/a.svg")
    ('application/xhtml+xml', 'image/svg+xml')
    """
    suffix = PurePosixPath(name).suffix
    known = {".xhtml": "application/xhtml+xml", ".svg": "image/svg+xml"}
    return known.get(suffix) or mimetypes.types_map[suffix]


def item(name: str, data: bytes) -> str:
    """A file's line in the manifest."""
    properties = []
    if name == "nav.xhtml":
        properties.append("nav")
    if name == "_images/cover.png":
        properties.append("cover-image")
    if name.endswith(".xhtml") and b"<svg" in data:
        properties.append("svg")
    said = f' properties="{" ".join(properties)}"' if properties else ""
    return (
        f'<item id="{identity(name)}" href="{name}" '
        f'media-type="{media_type(name)}"{said} />'
    )


def identity(name: str) -> str:
    """A file's id in the package: a letter, then letters and signs."""
    return "file-" + name.replace("/", "-")


def package(
    edition: Edition, files: dict[str, bytes], spine: Iterable[str]
) -> str:
    """The package document: what the book is, has, and in which order."""
    names = "identifier title language authors description license year stamp"
    said = {name: escape(getattr(edition, name)) for name in names.split()}
    return PACKAGE.format(
        manifest="\n".join(item(*file) for file in sorted(files.items())),
        spine="\n".join(
            f'<itemref idref="{identity(name)}" />' for name in spine
        ),
        **said,
    )


def listed(entries: list[Entry]) -> str:
    """A table of contents as a list of XHTML.

    >>> print(listed([Entry("1", children=[Entry("2", "a.html")])]))
    <ol><li><span>1</span><ol><li><a href="a.html">2</a></li></ol></li></ol>
    """
    lines = []
    for entry in entries:
        text = escape(entry.title)
        if entry.target:
            text = f'<a href="{escape(entry.target)}">{text}</a>'
        else:
            text = f"<span>{text}</span>"
        below = listed(entry.children) if entry.children else ""
        lines.append(f"<li>{text}{below}</li>")
    return f"<ol>{''.join(lines)}</ol>"


def entries(listing: Tag | None) -> list[Entry]:
    """A table of contents read back from its list (the inverse of `listed`).

    >>> from bs4 import BeautifulSoup
    >>> html = listed([Entry("One", children=[Entry("Two", "a.xhtml")])])
    >>> entries(BeautifulSoup(html, "html.parser").ol)
    [Entry(title='One', target='',
     children=[Entry(title='Two', target='a.xhtml', children=[])])]
    """
    found = []
    lines = listing.find_all("li", recursive=False) if listing else []
    for line in lines:
        below = entries(line.find("ol", recursive=False))
        text = line.find(["a", "span"], recursive=False)
        if text is None:
            raise ValueError("a line of the contents has no text")
        found.append(Entry(text.get_text(), str(text.get("href", "")), below))
    return found


def archive(path: Path, files: dict[str, bytes]) -> None:
    """Write files to a zip archive: the same files make the same bytes.

    Args:
        path: the archive.
        files: contents by name. A file `mimetype` comes first and is stored,
            as EPUB wants it; the others follow by name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    names = sorted(files, key=lambda name: (name != "mimetype", name))
    with zipfile.ZipFile(path, "w") as book:
        for name in names:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.create_system = 3  # the same on every system
            stored = name == "mimetype" or name.endswith((".png", ".whl"))
            way = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            book.writestr(info, files[name], way, 9)
