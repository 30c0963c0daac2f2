"""The book as an EPUB: `make epub`.

Sphinx writes the pages, with a still picture in place of each view
(print_edition.py). What it makes of them is not valid and changes with the
clock, so the pages are mended and packed here.
"""

from __future__ import annotations

import shutil
import sys
from html import escape
from pathlib import Path

import yaml

from cover import cover
from edition import Edition, this_edition
from environment import ROOT, call
from epub_package import CONTAINER, Entry, archive, listed, package
from epub_pages import clean, finish, page, pictures, read, sections, title_of
from formulas import draw, formulas, key
from index_page import INDEX, tidy
from page_images import pack

RAW = ROOT / "build" / "epub"
BUILD = [
    *("jupyter-book", "build", ".", "-n", "-W", "--keep-going", "--all"),
    *("-q", "--builder", "custom", "--custom-builder", "epub"),
]


def parts() -> list[tuple[str, list[str]]]:
    """The parts of the book in order: their captions and their pages."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    found = [("", [toc["root"]])]
    for part in toc["parts"]:
        pages = [chapter["file"] for chapter in part["chapters"]]
        found.append((part["caption"], pages))
    found[-1][1].append(INDEX)
    return found


def cover_page(edition: Edition) -> str:
    """The page that shows the cover."""
    shown = (
        '<section class="cover" epub:type="cover">\n'
        f'<img src="_images/cover.png" alt="Cover: {escape(edition.title)}. '
        'A finger touches one unit of a small network." />\n</section>'
    )
    return page("Cover", shown, up="")


def title_page(edition: Edition) -> str:
    """The page before the first."""
    lines = (
        '<section class="title-page" epub:type="titlepage">',
        f"<h1>{escape(edition.title)}</h1>",
        f"<p>{escape(edition.authors)}</p>",
        f"<p>Version {escape(edition.version)}, {escape(edition.year)}</p>",
        f"<p>{escape(edition.license)}</p>",
        "<p>This edition shows still pictures of the figures that move in "
        "the online book; a line below each says on which page it is.</p>",
        "</section>",
    )
    return page(edition.title, "\n".join(lines), up="")


def contents(pages: dict, order: list[tuple[str, list[str]]]) -> list[Entry]:
    """The table of contents: parts, pages, sections.

    Args:
        pages: the parsed pages by name.
        order: the parts with the names of their pages.
    """
    found: list[Entry] = []
    for caption, names in order:
        below = [
            Entry(
                title_of(pages[name]),
                f"{name}.xhtml",
                [
                    Entry(text, f"{name}.xhtml#{place}")
                    for text, place in sections(pages[name])
                ],
            )
            for name in names
        ]
        found += [Entry(caption, children=below)] if caption else below
    return found


def navigation(entries: list[Entry]) -> str:
    """The page of contents that e-readers read."""
    head = '<nav epub:type="toc" id="toc">\n<h1>Contents</h1>\n'
    return page("Contents", f"{head}{listed(entries)}\n</nav>", up="")


def assemble(
    raw: Path, edition: Edition, order: list[tuple[str, list[str]]]
) -> dict[str, bytes]:
    """All files of the EPUB by name.

    Args:
        raw: the folder in which Sphinx wrote the pages.
        edition: what the book says of itself.
        order: the parts with the names of their pages.
    """
    names = [name for _, part in order for name in part]
    pages = {name: read(raw / f"{name}.xhtml") for name in names}
    for soup in pages.values():
        clean(soup)
    tidy(pages[INDEX])
    toc = contents(pages, order)
    drawings = draw(key(t) for soup in pages.values() for t in formulas(soup))
    shown = sorted(set().union(*map(pictures, pages.values())))
    files = {
        "cover.xhtml": cover_page(edition).encode(),
        "_images/cover.png": cover(edition),
        "title.xhtml": title_page(edition).encode(),
        "nav.xhtml": navigation(toc).encode(),
        "_static/pygments.css": (raw / "_static/pygments.css").read_bytes(),
        "_static/epub.css": Path(__file__).with_name("epub.css").read_bytes(),
    }
    for name in shown:
        file = raw / "_images" / name
        if file.suffix == ".png":
            pack(file)
        files[f"_images/{name}"] = file.read_bytes()
    for name, soup in pages.items():
        up = "../" * name.count("/")
        files[f"{name}.xhtml"] = finish(soup, drawings, up).encode()
    first = ["cover.xhtml", "title.xhtml", "nav.xhtml"]
    spine = [*first, *(f"{name}.xhtml" for name in names)]
    opf = package(edition, files, spine).encode()
    return files | {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "content.opf": opf,
    }


def build(raw: Path = RAW) -> Path:
    """Let Sphinx write the pages anew; return their folder."""
    shutil.rmtree(raw, ignore_errors=True)
    failed = call(*BUILD, "--path-output", str(raw))
    if failed:
        sys.exit("Sphinx could not write the pages of the EPUB: see above.")
    return raw / "_build" / "epub"


def make(folder: Path) -> Path:
    """Build the EPUB into a folder; return the file."""
    if not shutil.which("node") or not (ROOT / "node_modules").is_dir():
        sys.exit(
            "The EPUB's formulas are drawn by MathJax in Node: install Node "
            "20 or newer, then type npm ci."
        )
    edition = this_edition()
    path = folder / f"{edition.name}.epub"
    archive(path, assemble(build(), edition, parts()))
    return path


if __name__ == "__main__":
    try:
        made = make(ROOT / "dist")
    except RuntimeError as error:
        sys.exit(str(error))
    print(f"Made {made.relative_to(ROOT).as_posix()}")
