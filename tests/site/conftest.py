"""What the browser tests need: Node, its packages, Chromium."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def node_missing() -> str:
    """Say what is missing to run Node programs of the project, if anything."""
    if not shutil.which("node"):
        return "Node is not installed"
    if not (ROOT / "node_modules").is_dir():
        return "no node_modules; run: npm ci"
    return ""


def browser_missing() -> str:
    """Say what is missing to open the book in a browser, if anything."""
    found = os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS))
    return node_missing() or ("" if found else "Chromium is not installed")


@pytest.fixture(autouse=True)
def have_tools(request: pytest.FixtureRequest) -> None:
    """Skip marked tests where their tools are missing, and say which."""
    needs = {"node": node_missing, "browser": browser_missing}
    for marker, missing in needs.items():
        if request.node.get_closest_marker(marker) and missing():
            pytest.skip(missing())
