"""The kit: what is in it, and that it is the same when made again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from standins import EDITION

import kit
from edition import NOT_BEFORE, last_change, this_edition
from epub_package import archive

WHEEL = "nnlib-0.1-py3-none-any.whl"


@pytest.fixture
def parts(tmp_path: Path) -> tuple[list[Path], Path, Path]:
    """Return small EPUB, PDF and wheel, a site, and a root."""
    names = {
        "made/small.epub": "epub",
        "made/small.pdf": "pdf",
        f"made/{WHEEL}": "wheel",
        "site/index.html": "start",
        "site/book/losses.html": "page",
        "site/.buildinfo": "changes with every build",
        "root/LICENSE": "code",
        "root/LICENSE-TEXT": "text",
        "root/book/losses.ipynb": "notebook",
        "root/book/intro.md": "source of a page",
        "root/book/figures/one.svg": "figure",
        "root/book/figures/one.py": "its script",
        "root/exercises/release/losses.ipynb": "exercise",
        "root/exercises/losses/losses.md": "solutions",
    }
    for name, text in names.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    made = sorted((tmp_path / "made").iterdir())
    return made, tmp_path / "site", tmp_path / "root"


def test_kit_has_everything_and_no_solutions(parts) -> None:
    start = EDITION.name
    assert sorted(kit.contents(EDITION, *parts)) == [
        f"{start}/LICENSE",
        f"{start}/LICENSE-TEXT",
        f"{start}/README.txt",
        f"{start}/exercises/losses.ipynb",
        f"{start}/{WHEEL}",
        f"{start}/notebooks/figures/one.svg",
        f"{start}/notebooks/losses.ipynb",
        f"{start}/site/book/losses.html",
        f"{start}/site/index.html",
        f"{start}/small.epub",
        f"{start}/small.pdf",
    ]


def test_readme_says_what_is_there_and_how_to_begin(parts) -> None:
    found = kit.contents(EDITION, *parts)
    text = found[f"{EDITION.name}/README.txt"].decode()
    for words in ("site/index.html", WHEEL, "jupyter lab", EDITION.title):
        assert words in text


def test_kit_without_pages_is_refused(parts) -> None:
    made, _, root = parts
    with pytest.raises(ValueError, match="build the pages first"):
        kit.contents(EDITION, made, root, root)


def test_same_files_make_the_same_archive(tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    archive(one, {"b": b"2", "a": b"1", "mimetype": b"first"})
    archive(two, {"mimetype": b"first", "a": b"1", "b": b"2"})
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as book:
        assert book.namelist() == ["mimetype", "a", "b"]
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert {info.date_time[0] for info in book.infolist()} == {1980}


def test_edition_is_that_of_the_project() -> None:
    edition = this_edition()
    assert edition.name == f"neural-networks-you-can-touch-{edition.version}"
    assert edition.title == "Neural Networks You Can Touch"


def test_time_of_the_edition_can_be_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert last_change() == 1_700_000_000
    assert EDITION.stamp == "2023-11-14T22:13:20Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert last_change() == NOT_BEFORE


@pytest.mark.slow
def test_wheel_holds_both_packages_and_no_time_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with zipfile.ZipFile(kit.build_wheel(tmp_path, this_edition())) as wheel:
        names = set(wheel.namelist())
        times = {info.date_time for info in wheel.infolist()}
    assert {"nnlib/layers/dense.py", "nncheck/quiz/losses.yml"} <= names
    assert not [name for name in names if name.startswith(("book", "tests"))]
    assert times == {(2023, 11, 14, 22, 13, 20)}
