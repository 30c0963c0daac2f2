"""What opens on a page is as accessible as the page, and Escape closes it."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest

from notebook_files import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.npm,
    pytest.mark.xdist_group("states"),
]
STATES = (
    "the card of a term",
    "the card of a symbol",
    "the symbols of a formula",
    "the run menu",
    "the downloads",
    "the search box",
    "selected text",
    "a note",
    "a highlight",
    "the memory's panel",
    "answered questions",
    "the contents of the book",
    "the contents of the page",
    "the cards",
    "a question of the review",
    "an answer of the review",
    "the question before deleting",
)


@cache
def findings(book: Path) -> dict[str, list[str]]:
    """What axe-core finds in each state, in both themes, wide and narrow."""
    pages = ["book/training.html", "book/progress.html"]
    done = subprocess.run(
        ["node", "tests/site/states.mjs", str(book), *pages],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf8",
        timeout=900,
    )
    if done.returncode:
        pytest.fail(f"a state was not reached or left:\n{done.stderr}")
    return json.loads(done.stdout)


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_accessible(built_book: Path, state: str) -> None:
    found = findings(built_book)[state]
    assert not found, "\n".join(found)


def test_every_state_is_read(built_book: Path) -> None:
    assert set(findings(built_book)) == set(STATES)
