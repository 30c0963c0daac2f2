"""The cards as a deck for Anki, one subdeck for each chapter: `make cards`.

Anki knows a deck, a kind of note and a card by numbers and names that never
change here, so that importing a later edition updates the cards and keeps
their schedule.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zlib
from pathlib import Path

import genanki
import yaml

from cards import Card, as_html, chapters, load
from edition import SLUG, last_change
from environment import ROOT

TITLE = "Neural Networks You Can Touch"
FILE = f"{SLUG}.apkg"
MODEL_ID = 1_653_402_917  # a number as good as any, and never another one
STYLE = """
.card { font-family: system-ui, sans-serif; font-size: 20px;
  line-height: 1.5; text-align: left; max-width: 34em; margin: 1em auto; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; }
.chapter { opacity: 0.7; font-size: 14px; }
"""
CHAPTER = '<p class="chapter">{{Chapter}}</p>'


def model() -> genanki.Model:
    """What a note holds, and how Anki shows it."""
    return genanki.Model(
        MODEL_ID,
        TITLE,
        fields=[{"name": name} for name in ("Question", "Answer", "Chapter")],
        templates=[
            {
                "name": "Card",
                "qfmt": f"{CHAPTER}<p>{{{{Question}}}}</p>",
                "afmt": '{{FrontSide}}<hr id="answer"><p>{{Answer}}</p>',
            }
        ],
        css=STYLE,
    )


def deck_id(slug: str) -> int:
    """The number of a chapter's deck: always the same for the same slug.

    >>> deck_id("perceptron") == deck_id("perceptron") != deck_id("tensors")
    True
    """
    return (1 << 30) + zlib.crc32(f"{SLUG}/{slug}".encode()) % (1 << 30)


def note(
    kind: genanki.Model, slug: str, title: str, card: Card
) -> genanki.Note:
    """One card as Anki keeps it."""
    return genanki.Note(
        model=kind,
        fields=[as_html(card.ask), as_html(card.answer), title],
        guid=genanki.guid_for(SLUG, slug, card.id),
        tags=[slug],
    )


def title_of(slug: str) -> str:
    """The title of a chapter, the first heading of its notebook."""
    book = json.loads((ROOT / "book" / f"{slug}.ipynb").read_text("utf-8"))
    lines = "".join(book["cells"][0]["source"]).splitlines()
    return next(line[2:] for line in lines if line.startswith("# "))


def order() -> list[str]:
    """The chapters with cards that the book contains, in its order."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    listed = [
        chapter["file"].rpartition("/")[2]
        for part in toc["parts"]
        for chapter in part["chapters"]
    ]
    return [slug for slug in listed if slug in set(chapters())]


def write(path: Path) -> Path:
    """Write the deck into a file; the same commit makes the same cards.

    Raises:
        ValueError: when a file of cards is malformed.
    """
    kind, decks = model(), []
    for number, slug in enumerate(order(), start=1):
        title = title_of(slug)
        deck = genanki.Deck(deck_id(slug), f"{TITLE}::{number:02} {title}")
        for card in load(slug):
            deck.add_note(note(kind, slug, title, card))
        decks.append(deck)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        made = Path(folder) / path.name
        package = genanki.Package(decks)
        package.write_to_file(str(made), timestamp=float(last_change()))
        os.replace(made, path)
    return path


if __name__ == "__main__":
    try:
        made = write(ROOT / "dist" / FILE)
    except ValueError as error:
        sys.exit(str(error))
    total = sum(len(load(slug)) for slug in order())
    print(f"Made dist/{made.name}: {total} cards")
