"""Lighthouse on a page of each kind: nothing to say against any of them.

`make lighthouse` asks about every page and scores the performance as well.
That score depends on how busy the machine is; here stand the parts that do
not, and the bytes and the layout shift of every page are in test_site.py.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("book/gradient_descent.html", "book/glossary.html", "search.html")

pytestmark = [pytest.mark.node, pytest.mark.browser, pytest.mark.slow]


def ask(html: Path, *pages: str) -> dict[str, dict[str, object]]:
    """Return what Lighthouse says of some pages."""
    done = subprocess.run(
        [
            "node",
            "tools/lighthouse.mjs",
            str(html),
            "--json",
            "--fixed",
            *pages,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return json.loads(done.stdout)


def test_lighthouse_finds_no_fault(built_book: Path) -> None:
    report = ask(built_book, *PAGES)
    assert list(report) == list(PAGES)
    for page, said in report.items():
        assert said["faults"] == [], page
        assert said["scores"] == {
            "accessibility": 100,
            "best-practices": 100,
            "seo": 100,
        }


def test_lighthouse_finds_faults(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        "<!doctype html><html><body><img src='a.png'></body></html>", "utf-8"
    )
    faults = " ".join(ask(tmp_path, "bad.html")["bad.html"]["faults"])
    for audit in ("image-alt", "errors-in-console", "meta-description"):
        assert audit in faults
