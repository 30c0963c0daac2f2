"""A page shows what its reader has marked without jumping."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.site.programs import answer_of

# the way back in the header; marks in a long text; tables and lists to fill
PAGES = ("intro", "gradient_descent", "progress")
MOST = 0.002  # a hair; see arrive.mjs

pytestmark = [
    pytest.mark.browser,
    pytest.mark.npm,
    pytest.mark.slow,
    pytest.mark.xdist_group("returning"),
]


@cache
def report(book: Path) -> dict[str, Any]:
    """How the pages behave for somebody who has read the whole book."""
    names = [f"book/{page}.html" for page in PAGES]
    return answer_of("tests/site/returning.mjs", book, *names)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_remembered_moves_nothing(built_book: Path, page: str) -> None:
    found = report(built_book)[f"book/{page}.html"]
    assert found["shown"] > 10  # marks in the text, counts in the side bar
    assert max(found["sums"]) <= MOST, found["shifts"]
