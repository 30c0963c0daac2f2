"""Formulas that were drawn with the book keep their TeX."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.site.programs import answer_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.npm,
    pytest.mark.xdist_group("copying"),
]
TEXT = (
    r"Let $\hat y_i$ be the prediction for sample $i$ and $y_i$ the truth. "
    "A loss says how bad this one prediction is; the cost $C$ is the mean of "
    "the losses over all $n$ samples,"
)
COST = r"C = \frac1n \sum_{i=1}^{n} C_i ."


@pytest.fixture(scope="module")
def kept(built_book: Path) -> dict[str, Any]:
    """What a reader of the chapter on losses has of its formulas."""
    words = ("book/losses.html", "centimeters")
    return answer_of("tests/site/copy.mjs", built_book, *words)


def test_a_copied_passage_has_its_formulas(kept: dict[str, Any]) -> None:
    assert kept["text"]["text"].strip() == TEXT
    html = kept["text"]["html"]
    assert r"Let $\hat y_i$ be the prediction" in html
    assert "<strong>loss</strong>" in html and "mjx" not in html


def test_a_formula_is_copied_whole_or_not(kept: dict[str, Any]) -> None:
    assert kept["cut"]["text"].strip() == r"Let $\hat y_i$"


def test_a_formula_of_its_own_has_two_dollars(kept: dict[str, Any]) -> None:
    assert kept["display"]["text"].strip() == f"$${COST}$$"


def test_without_a_formula_the_browser_copies(kept: dict[str, Any]) -> None:
    assert kept["code"] == {"text": "", "html": ""}  # not touched by us


def test_a_highlight_has_its_formulas(kept: dict[str, Any]) -> None:
    (exact,) = kept["highlighted"]
    assert exact.startswith(r"Let \(\hat y_i\) be the prediction for sample")


def test_the_search_shows_formulas(kept: dict[str, Any]) -> None:
    shown = "\n".join(kept["found"])
    assert r"Let $\hat y_i$ be the prediction" in shown


def test_nothing_complains(kept: dict[str, Any]) -> None:
    assert not any(kept["log"].values()), kept["log"]
