"""What the printed editions say of themselves: EPUB, PDF and kit agree."""

from __future__ import annotations

import os
import subprocess
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime

import yaml

from environment import ROOT

SLUG = "neural-networks-you-can-touch"
NOT_BEFORE = 315_532_800  # 1980: a zip archive knows no earlier time


@dataclass(frozen=True)
class Edition:
    """The title page of the book, as data.

    Args:
        title: the title.
        authors: who wrote it.
        year: of the copyright.
        version: that of the library, which is released with the book.
        modified: seconds since 1970, the same for the same tree.
    """

    title: str
    authors: str
    year: str
    version: str
    modified: int
    language: str = "en"
    description: str = (
        "An interactive textbook on neural networks, from one artificial "
        "neuron to the recognition of handwritten digits, with still "
        "pictures of the figures that move in the online book."
    )
    # uuid5(NAMESPACE_URL, SLUG): an edition more is still the same book
    identifier: str = "urn:uuid:23e195c9-9512-529c-941f-3bb3b4ee7b3b"
    license: str = (
        "Text and figures: CC BY 4.0 "
        "(https://creativecommons.org/licenses/by/4.0/). Code: MIT License."
    )

    @property
    def name(self) -> str:
        """What the files of this edition are called, without an ending."""
        return f"{SLUG}-{self.version}"

    @property
    def stamp(self) -> str:
        """The time of the last change, as EPUB writes it."""
        moment = datetime.fromtimestamp(self.modified, UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def last_change() -> int:
    """When the tree was committed; SOURCE_DATE_EPOCH says otherwise."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if not said:
        asked = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        said = asked.stdout.strip() if asked.returncode == 0 else ""
    return max(NOT_BEFORE, int(said or 0))


def this_edition() -> Edition:
    """The edition that this tree makes."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return Edition(
        title=config["title"],
        authors=config["author"],
        year=str(config["copyright"]),
        version=project["project"]["version"],
        modified=last_change(),
    )
