"""Everything in one archive, for readers without a network: `make kit`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import epub
import pdf
from edition import Edition, this_edition
from environment import ROOT
from epub_package import archive

SITE = ROOT / "_build" / "html"
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-TEXT")
PACKAGES = ("nnlib", "exercises/nncheck")
JUNK = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")
README = """\
{title}, version {version}

This archive holds the whole book: the pages with the figures that move \
(site), the same chapters as notebooks (notebooks), graded exercises \
(exercises), the library they use ({wheel}), and the book for e-readers \
({name}.epub) and on paper ({name}.pdf).
To begin, open site/index.html in a browser; neither a network nor an \
installation is needed.
To run the notebooks, install Python 3.11 or newer, then type: pip install \
jupyterlab "{wheel}[book]"
Start them, and the exercises that tell you which mistake you made, by \
typing: jupyter lab
{license}
"""


def build_wheel(folder: Path, edition: Edition) -> Path:
    """Build the wheel of nnlib and nncheck into a folder, offline.

    It is built from a copy, because setuptools leaves files behind that the
    next wheel would contain.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "source"
        copy.mkdir()
        for file in SOURCES:
            shutil.copy(ROOT / file, copy)
        for package in PACKAGES:
            shutil.copytree(ROOT / package, copy / package, ignore=JUNK)
        words = ["--no-build-isolation", "--no-deps", "--no-index", "--quiet"]
        words += ["--disable-pip-version-check", "--wheel-dir", name]
        ran = subprocess.run(
            [sys.executable, "-m", "pip", "wheel", *words, str(copy)],
            capture_output=True,
            text=True,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(edition.modified)},
        )
        if ran.returncode:
            raise RuntimeError(f"pip could not build the wheel:\n{ran.stderr}")
        (made,) = Path(name).glob("*.whl")
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(made, folder))


def inside(folder: Path, place: str, pattern: str = "**/*") -> dict[str, Path]:
    """The files of a folder by their names in the archive."""
    return {
        f"{place}/{path.relative_to(folder).as_posix()}": path
        for path in folder.glob(pattern)
        if path.is_file() and not path.name.startswith(".")
    }


def contents(
    edition: Edition, made: list[Path], site: Path = SITE, root: Path = ROOT
) -> dict[str, bytes]:
    """What is in the archive, by name.

    Args:
        edition: what the book says of itself.
        made: the EPUB, the PDF and the wheel.
        site: the built pages.
        root: the folder with notebooks, exercises and licenses.
    """
    if not (site / "index.html").is_file():
        raise ValueError(f"{site} has no index.html: build the pages first")
    files = {path.name: path for path in made}
    files |= {name: root / name for name in ("LICENSE", "LICENSE-TEXT")}
    files |= inside(site, "site")
    files |= inside(root / "book", "notebooks", "*.ipynb")
    files |= inside(root / "book/figures", "notebooks/figures", "*.svg")
    files |= inside(root / "exercises/release", "exercises", "*.ipynb")
    (wheel,) = (path.name for path in made if path.suffix == ".whl")
    text = README.format(
        title=edition.title,
        version=edition.version,
        name=edition.name,
        wheel=wheel,
        license=edition.license,
    )
    found = {name: path.read_bytes() for name, path in files.items()}
    found["README.txt"] = text.encode()
    return {f"{edition.name}/{name}": data for name, data in found.items()}


def make(folder: Path) -> Path:
    """Build EPUB, PDF, wheel and archive into a folder; return the last."""
    edition = this_edition()
    book = epub.make(folder)
    made = [book, pdf.make(folder, book), build_wheel(folder, edition)]
    path = folder / f"{edition.name}.zip"
    archive(path, contents(edition, made))
    return path


if __name__ == "__main__":
    try:
        made = make(ROOT / "dist")
    except (RuntimeError, ValueError) as error:
        sys.exit(str(error))
    size = made.stat().st_size / 1e6
    print(f"Made {made.relative_to(ROOT).as_posix()} ({size:.0f} MB)")
