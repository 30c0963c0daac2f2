"""The built book in a browser: whole, alive, accessible, small, quick.

The work is done by harness.mjs, once for each page; here each finding becomes
a failed test that says what was found on which page.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
Report = dict[str, list[str]]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHECKS = (
    "outside requests",
    "failed requests",
    "console messages",
    "page errors",
    "views",
    "formulas",
    "weight",
    "weight awake",
    "layout shift",
    "redraws",
    "sliders",
    "buttons",
    "spoken state",
    "visible focus",
    "less motion",
    "accessibility",
    "sideways scrolling",
    "from disk",
)


def pages() -> Iterator[str]:
    """Yield the pages of the book, and those that Sphinx adds."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    yield f"{toc['root']}.html"
    for part in toc["parts"]:
        for chapter in part["chapters"]:
            yield f"{chapter['file']}.html"
    yield "search.html"
    yield "genindex.html"


# the pages are shared out among the workers
PAGES = [
    pytest.param(page, marks=pytest.mark.xdist_group(page)) for page in pages()
]


@cache
def report(book: Path, page: str) -> Report:
    """Return what the harness found on a page, for every check."""
    done = subprocess.run(
        ["node", "tests/site/harness.mjs", str(book), page],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if done.returncode:
        pytest.fail(f"the harness itself failed:\n{done.stderr}")
    return json.loads(done.stdout)[page]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("check", CHECKS)
def test_page(built_book: Path, page: str, check: str) -> None:
    found = report(built_book, page)[check]
    assert not found, f"{page}, {check}:\n" + "\n".join(found)


@pytest.mark.parametrize("page", PAGES)
def test_every_check_of_the_harness_is_read(
    built_book: Path, page: str
) -> None:
    assert set(report(built_book, page)) == set(CHECKS)
