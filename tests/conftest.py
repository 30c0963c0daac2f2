"""Fixtures that several folders of tests share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the HTML book, built by the strictest rules."""
    out = tmp_path_factory.mktemp("book")
    program = Path(sys.executable).with_name("jupyter-book")
    rules = ["-n", "-W", "--keep-going", "--all", "--path-output", str(out)]
    done = subprocess.run(
        [str(program), "build", str(ROOT), *rules],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"the book does not build:\n{done.stdout}{done.stderr}")
    return out / "_build" / "html"
