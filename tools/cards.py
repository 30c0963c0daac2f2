"""The cards of the chapters: questions and answers to come back to.

A chapter's key facts stand in book/cards/<slug>.yml:

    cards:
      - id: tie                        # unique in the file; never changed
        ask: What does the perceptron say at $z = 0$?
        answer: 0, because the step is 1 only for $z > 0$.
        section: where-the-neuron-draws-its-line   # where to read on

Texts know `code`, *stress* and $formula$, as the quizzes do. A reader's
schedule and an Anki collection remember cards by their id: a card that is
worded anew keeps it, a card that asks something else gets another.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from environment import ROOT
from nncheck.quiz_text import pieces

FOLDER = ROOT / "book" / "cards"
KEYS = {"id", "ask", "answer", "section"}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAGS = {"code": "code", "stress": "em"}


@dataclass(frozen=True)
class Card:
    """One question and its answer.

    Attributes:
        id: unique in the chapter.
        ask: the question, in the markup of the quizzes.
        answer: the answer, in the same.
        section: the id of the chapter's section that explains it.
    """

    id: str
    ask: str
    answer: str
    section: str


def chapters(folder: Path = FOLDER) -> list[str]:
    """The slugs of the chapters that have cards."""
    return sorted(path.stem for path in folder.glob("*.yml"))


def load(slug: str, folder: Path = FOLDER) -> list[Card]:
    """The cards of a chapter.

    Raises:
        ValueError: when the file is malformed; the text says where and how.
    """
    file = folder / f"{slug}.yml"
    try:
        data = yaml.safe_load(file.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{file.name} is not YAML: {error}") from None
    if not isinstance(data, dict) or set(data) != {"cards"}:
        raise ValueError(f"{file.name} must hold the one key 'cards'")
    made = [
        _card(raw, f"{file.name}, card {number}")
        for number, raw in enumerate(data["cards"], start=1)
    ]
    for what in ("id", "ask"):
        seen = [getattr(card, what) for card in made]
        twice = sorted({one for one in seen if seen.count(one) > 1})
        if twice:
            raise ValueError(f"{file.name}: {what} {twice[0]!r} comes twice")
    return made


def _card(raw: Any, where: str) -> Card:
    if not isinstance(raw, dict) or set(raw) != KEYS:
        got = sorted(raw) if isinstance(raw, dict) else raw
        raise ValueError(f"{where}: expected {sorted(KEYS)}, got {got}")
    for key, value in raw.items():
        if not isinstance(value, str) or not value.strip():
            raise ValueError(
                f"{where}: {key} must be a text, got {value!r}; put it in "
                "quotes if YAML reads it as a number or as true"
            )
    if not ID.fullmatch(raw["id"]):
        raise ValueError(
            f"{where}: id {raw['id']!r} must be like 'step-at-zero'"
        )
    try:
        texts = {key: " ".join(value.split()) for key, value in raw.items()}
        as_html(texts["ask"]), as_html(texts["answer"])
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None
    return Card(**texts)


def as_html(source: str) -> str:
    r"""A text as HTML, its formulas between the signs of MathJax.

    Anki lets MathJax draw them, and the page holds them drawn.

    >>> as_html("`step(0)` is *zero*, $a < b$")
    '<code>step(0)</code> is <em>zero</em>, \\(a &lt; b\\)'
    """
    made = []
    for piece in pieces(source):
        text = html.escape(piece["text"], quote=False)
        tag = TAGS.get(piece["kind"])
        if piece["kind"] == "math":
            text = f"\\({text}\\)"
        made.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return "".join(made)
