"""The reader's memory in trouble: no room, damage, two editions, weeks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.site.test_memory import acts

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ACTS = ("nests", "zooms", "disagrees", "fills", "mends", "returns")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a reader saw, act by act."""
    return acts(tmp_path_factory.mktemp("memory"), *ACTS)


def test_a_highlight_may_lie_in_another(seen: Any) -> None:
    act = seen["nests"]
    assert act["both"] == act["alone"]
    assert act["inner"] == ["turn"]


def test_the_same_words_are_highlighted_once(seen: Any) -> None:
    assert seen["nests"]["kept"] == 2  # the paragraph, and a word in it


def test_a_note_is_on_the_screen_at_400_percent(seen: Any) -> None:
    act = seen["zooms"]
    assert 0 <= act["top"] and act["bottom"] <= act["high"]
    assert act["scrolls"] == "auto"


def test_two_editions_in_two_tabs_do_not_argue(seen: Any) -> None:
    assert seen["disagrees"]["heard"] == 1  # of the bookmark alone


def test_a_full_storage_can_be_read_exported_and_deleted(seen: Any) -> None:
    act = seen["fills"]
    assert act["list"] == ["Where lines lie"]
    assert act["told"][0].startswith("New or better: 1 section read.")
    assert "storage for this site is full" in act["told"][0]
    exported = act["exported"]
    assert set(exported["bookmarks"]["perceptron"]) == {"lines"}
    assert set(exported["sections"]["perceptron"]) == {"rules"}
    assert act["left"] is None
    assert act["listAfter"] == []


def test_what_is_whole_in_a_damaged_memory_stays(seen: Any) -> None:
    act = seen["mends"]
    assert "Not all that was remembered could be read" in act["said"][0]
    assert act["list"] == ["Where lines lie", "What rules do"]
    saved = json.loads(act["saved"])
    assert saved["bookmarks"]["perceptron"]["rules"]["title"] == 7


def test_cards_return_for_weeks_also_in_a_page_left_open(seen: Any) -> None:
    act = seen["returns"]
    assert act["days"] == [1, 2, 5, 12, 28, 63]


def test_a_card_that_the_book_has_no_longer_is_kept_quietly(seen: Any) -> None:
    act = seen["returns"]
    assert act["first"] == ["No cards in your review yet."]
    assert act["gone"] == 2
    assert act["panel"] == ["Your progress"]
    assert act["dot"] == 0
