"""The vendored front end is what its locked sources give, byte for byte."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import icons

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "assets" / "vendor"
BUDGET = 2_500_000  # bytes


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths inside it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in files}


@pytest.mark.npm
def test_vendored_files_are_the_same_when_made_again(tmp_path: Path) -> None:
    for tool in ("vendor", "bundle", "bundle_memory"):
        subprocess.run(
            ["node", f"tools/{tool}.mjs", str(tmp_path)],
            cwd=ROOT,
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHON": sys.executable},
        )
    made, kept = contents(tmp_path), contents(VENDOR)
    assert made.keys() == kept.keys()
    changed = [name for name in made if made[name] != kept[name]]
    assert not changed, f"run `make vendor` and commit: {changed}"


def test_vendored_files_are_few_and_small() -> None:
    sizes = {name: len(data) for name, data in contents(VENDOR).items()}
    assert sum(sizes.values()) < BUDGET, sizes


def test_licenses_lie_beside_the_files() -> None:
    files = contents(VENDOR)
    third = files["widgets/THIRD_PARTY.txt"].decode("utf-8")
    for name in ("@jupyter-widgets/controls", "anywidget", "jquery", "lodash"):
        assert re.search(rf"^== {name} [\d.]+ \(", third, re.M), name
    assert b"MIT License" in files["memory/LICENSE.txt"]
    assert b"Apache License" in files["mathjax/LICENSE"]
    assert b"SIL OPEN FONT LICENSE" in files["icons/LICENSE.txt"]


def test_icons_of_the_style_sheet_are_in_the_icon_font() -> None:
    style = (ROOT / "assets" / "book.css").read_text("utf-8")
    listed: set[int] = set()
    ranges = re.search(r"unicode-range: ([^;]+);", style)
    assert ranges
    for first, last in re.findall(r"U\+(\w+)(?:-(\w+))?", ranges[1]):
        listed |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert listed == set(icons.ICONS.values())
    used = {int(code, 16) for code in re.findall(r'"\\(f\w{3})"', style)}
    assert used and used <= listed


def test_lock_file_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
