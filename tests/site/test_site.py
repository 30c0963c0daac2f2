"""The built book in a browser: whole, alive, accessible, small, quick.

The work is done by harness.mjs, once for all pages; here each finding becomes
a failed test that says what was found on which page.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
Report = dict[str, dict[str, list[str]]]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHECKS = (
    "outside requests",
    "failed requests",
    "console messages",
    "page errors",
    "views",
    "formulas",
    "weight",
    "redraws",
    "sliders",
    "buttons",
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


PAGES = list(pages())


@pytest.fixture(scope="module")
def report(built_book: Path) -> Report:
    """Return what the harness found, for every page and check."""
    done = subprocess.run(
        ["node", "tests/site/harness.mjs", str(built_book), *PAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if done.returncode:
        pytest.fail(f"the harness itself failed:\n{done.stderr}")
    return json.loads(done.stdout)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("page", PAGES)
def test_page(report: Report, page: str, check: str) -> None:
    found = report[page][check]
    assert not found, f"{page}, {check}:\n" + "\n".join(found)


def test_every_check_of_the_harness_is_read(report: Report) -> None:
    assert all(set(found) == set(CHECKS) for found in report.values())
