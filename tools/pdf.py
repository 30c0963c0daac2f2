"""The book as a PDF: `make pdf`.

Chromium prints the pages of the EPUB as one document, twice: only after the
first time is it known on which page a section begins, and the table of
contents can say so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from bs4 import BeautifulSoup
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

import epub
from edition import Edition, this_edition
from environment import ROOT
from epub_package import Entry, entries
from print_pages import document

WORK = ROOT / "build" / "print"
HERE = Path(__file__).parent
HEADING = re.compile(r"<h[1-6][^>]*>.*?</h[1-6]>", re.DOTALL)


def places(pdf: Path) -> dict[str, int]:
    """The page number of every id that a link of a PDF leads to."""
    reader = PdfReader(pdf)
    found = {}
    for name, place in reader.named_destinations.items():
        number = reader.get_destination_page_number(place)
        if number is not None:
            found[name.removeprefix("/")] = number + 1
    return found


def lay_out(work: Path, files: dict[str, bytes]) -> None:
    """Put pictures and styles where the document looks for them."""
    shutil.rmtree(work, ignore_errors=True)
    for name, data in files.items():
        if name.startswith(("_images/", "_static/")):
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    shutil.copy(HERE / "print.css", work)


def print_page(html: Path, pdf: Path) -> None:
    """Let Chromium print a page."""
    ran = subprocess.run(
        ["node", "tools/print.mjs", str(html), str(pdf)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if ran.returncode:
        raise RuntimeError(f"Chromium could not print:\n{ran.stderr}")


def typeset(
    edition: Edition,
    files: dict[str, bytes],
    toc: list[Entry],
    work: Path,
) -> Path:
    """Print until the table of contents is right; return the raw PDF."""
    lay_out(work, files)
    html, pdf = work / "book.html", work / "book.pdf"
    known: dict[str, int] = {}
    for _ in range(3):
        text = document(edition, files, toc, known)
        html.write_text(text, encoding="utf-8")
        print_page(html, pdf)
        found = places(pdf)
        if found == known:
            return pdf
        known = found
    raise RuntimeError("The page numbers do not come to rest.")


def bookmarks(mark: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the bookmarks below one, and those below them."""
    child = mark.get("/First")
    while child is not None:
        child = child.get_object()
        yield child
        yield from bookmarks(child)
        child = child.get("/Next")


def mend_bookmarks(writer: PdfWriter, html: str) -> None:
    """Give bookmarks the spaces back that Chromium drops at a line's end."""
    headings = "".join(found[0] for found in HEADING.finditer(html))
    titles = {}
    for heading in BeautifulSoup(headings, "html.parser").contents:
        words = heading.get_text().split()
        titles["".join(words)] = " ".join(words)
    root = cast(DictionaryObject, writer.root_object["/Outlines"].get_object())
    for mark in bookmarks(root):
        title = str(mark["/Title"])
        better = titles.get("".join(title.split()), title)
        mark[NameObject("/Title")] = TextStringObject(better)


def sign(raw: Path, pdf: Path, edition: Edition) -> None:
    """Write the PDF with title, authors and a time that does not change."""
    writer = PdfWriter(clone_from=raw)
    mend_bookmarks(writer, raw.with_suffix(".html").read_text("utf-8"))
    stamp = "D:" + "".join(c for c in edition.stamp if c.isdigit()) + "Z"
    writer.metadata = {
        "/Title": edition.title,
        "/Author": edition.authors,
        "/Subject": edition.description,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    name = ByteStringObject(edition.identifier.encode())
    writer._ID = ArrayObject([name, name])
    writer.page_mode = "/UseOutlines"
    pdf.parent.mkdir(parents=True, exist_ok=True)
    writer.write(pdf)


def make(folder: Path, book: Path | None = None) -> Path:
    """Build the PDF into a folder; return the file.

    Args:
        folder: where it goes.
        book: the EPUB to print; made first if not given.
    """
    edition = this_edition()
    with zipfile.ZipFile(book or epub.make(folder)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    nav = BeautifulSoup(files["nav.xhtml"], "html.parser")
    toc = entries(nav.select_one("nav > ol"))
    path = folder / f"{edition.name}.pdf"
    sign(typeset(edition, files, toc, WORK), path, edition)
    return path


if __name__ == "__main__":
    try:
        made = make(ROOT / "dist")
    except RuntimeError as error:
        sys.exit(str(error))
    print(f"Made {made.relative_to(ROOT).as_posix()}")
