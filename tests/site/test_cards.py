"""The cards of the chapters, and the deck that Anki imports."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from docutils.nodes import make_id

import anki
import cards
from nncheck.quiz_data import FOLDER as QUIZZES

ROOT = Path(__file__).parents[2]
GOOD = """\
cards:
  - id: step
    ask: What is $H(0)$?
    answer: 0 < `1`
    section: lines
"""


def test_every_chapter_with_questions_has_cards() -> None:
    assert cards.chapters() == sorted(p.stem for p in QUIZZES.glob("*.yml"))


@pytest.mark.parametrize("slug", cards.chapters())
def test_cards_of_a_chapter(slug: str) -> None:
    deck = cards.load(slug)
    assert 8 <= len(deck) <= 12
    for card in deck:
        assert len(card.ask) <= 160 and len(card.answer) <= 240, card.id
        assert card.ask[-1] in "?.", card.id
        assert card.answer[-1] in ".…", card.id


@pytest.mark.parametrize("slug", cards.chapters())
def test_cards_name_sections_that_exist(slug: str) -> None:
    book = json.loads((ROOT / "book" / f"{slug}.ipynb").read_text("utf-8"))
    lines = "\n".join("".join(cell["source"]) for cell in book["cells"])
    known = {make_id(text) for text in re.findall(r"(?m)^## (.+)$", lines)}
    assert {card.section for card in cards.load(slug)} <= known


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("cards:", "notes:", "the one key 'cards'"),
        ("cards:", "cards: {", "is not YAML"),
        ("    section: lines\n", "", "card 1: expected"),
        ("answer: 0 < `1`", "answer: 0", "put it in quotes"),
        ("id: step", "id: The Step", "must be like 'step-at-zero'"),
        ("$H(0)$", r"$\unknown$", r"card 1: the formula command \unknown"),
        ("    section: lines\n", f"    section: lines\n{GOOD[7:]}", "twice"),
    ],
)
def test_a_malformed_file_says_what_is_wrong(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    (tmp_path / "losses.yml").write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(ValueError, match=re.escape(why)) as caught:
        cards.load("losses", tmp_path)
    assert "losses.yml" in str(caught.value)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "losses.yml").write_text(GOOD, "utf-8")
    (card,) = cards.load("losses", tmp_path)
    assert card == cards.Card("step", "What is $H(0)$?", "0 < `1`", "lines")
    assert cards.as_html(card.answer) == "0 &lt; <code>1</code>"


def read_back(deck: Path, folder: Path) -> dict[str, dict]:
    """What Anki finds in a deck: notes by guid, decks by number."""
    with zipfile.ZipFile(deck) as archive:
        archive.extract("collection.anki2", folder)
    base = sqlite3.connect(folder / "collection.anki2")
    try:
        notes = base.execute("select guid, flds, tags from notes").fetchall()
        where = base.execute(
            "select n.guid, c.did from cards c join notes n on c.nid = n.id"
        ).fetchall()
        ((decks, models),) = base.execute("select decks, models from col")
    finally:
        base.close()
    return {
        "notes": {guid: (fields, tags) for guid, fields, tags in notes},
        "where": dict(where),
        "decks": json.loads(decks),
        "models": json.loads(models),
    }


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """The deck of the book, as Anki reads it."""
    folder = tmp_path_factory.mktemp("anki")
    return read_back(anki.write(folder / "deck.apkg"), folder)


def test_the_deck_holds_every_card(deck: dict[str, dict]) -> None:
    wanted = {
        (cards.as_html(card.ask), cards.as_html(card.answer), f" {slug} ")
        for slug in cards.chapters()
        for card in cards.load(slug)
    }
    found = {
        (*fields.split("\x1f")[:2], tags)
        for fields, tags in deck["notes"].values()
    }
    assert found == wanted
    assert len(deck["where"]) == len(wanted)  # one card a note


def test_formulas_are_in_the_form_that_anki_draws(
    deck: dict[str, dict],
) -> None:
    texts = [fields for fields, _ in deck["notes"].values()]
    assert any(r"\(z = w \cdot x + b\)" in text for text in texts)
    assert not any("$" in text for text in texts)


def test_chapters_are_decks_in_the_book_s_order(
    deck: dict[str, dict],
) -> None:
    names = sorted(one["name"] for one in deck["decks"].values())
    mine = [name for name in names if name.startswith(anki.TITLE)]
    assert len(mine) == len(cards.chapters())
    assert mine[0] == f"{anki.TITLE}::01 Tensors"
    assert mine[1] == f"{anki.TITLE}::02 The perceptron"


def test_a_new_edition_renews_cards_and_keeps_their_schedule(
    deck: dict[str, dict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reworded(slug: str) -> list[cards.Card]:
        return [
            cards.Card(c.id, f"Once more: {c.ask}", c.answer, c.section)
            for c in cards.load(slug)
        ]

    monkeypatch.setattr(anki, "load", reworded)
    later = read_back(anki.write(tmp_path / "deck.apkg"), tmp_path)
    assert later["notes"].keys() == deck["notes"].keys()  # known by guid
    assert later["where"] == deck["where"]
    assert later["models"].keys() == deck["models"].keys()
    assert later["notes"] != deck["notes"]


def test_ids_of_anki_never_change() -> None:
    assert anki.MODEL_ID == 1653402917
    assert anki.deck_id("perceptron") == 1777104508
    kind = anki.model()
    card = cards.Card("step", "a", "b", "c")
    assert anki.note(kind, "perceptron", "T", card).guid == "Ea:pT=dEqh"
