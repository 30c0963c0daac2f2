"""The formulas that scripts show later, drawn when the book is built.

The questions of a quiz and the cards of the review bring their formulas as
TeX. All of them are known, so the page holds the drawn form of each, at its
end: MathJax, 200 kB of scripts and fonts, need not come for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import cards
from nncheck.quiz_text import pieces

STATES = re.compile(
    r'<script type="application/vnd\.jupyter\.widget-state\+json">(.*?)'
    r"</script>",
    re.DOTALL,
)
CARDS = "book_details.js"  # what brings the cards to a page
Key = tuple[str, bool]


def formulas(value: Any) -> Iterator[str]:
    """The formulas among the pieces of text in some data.

    >>> list(formulas({"question": [{"kind": "math", "text": "x^2"}]}))
    ['x^2']
    """
    if isinstance(value, dict):
        if value.get("kind") == "math":
            yield value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from formulas(part)


@cache
def of_cards() -> frozenset[str]:
    """The formulas of all cards of the book."""
    deck = [card for slug in cards.chapters() for card in cards.load(slug)]
    texts = [text for card in deck for text in (card.ask, card.answer)]
    return frozenset(formulas([pieces(text) for text in texts]))


def asked(html: str) -> list[str]:
    """The formulas that the scripts of a page can ask for, in order."""
    states = [json.loads(state) for state in STATES.findall(html)]
    found = set(formulas(states))
    if CARDS in html:
        found |= of_cards()
    return sorted({tex.strip() for tex in found})


def keys(pages: Iterable[str]) -> set[Key]:
    """The formulas that scripts of some pages ask for, all within a line."""
    return {(tex, False) for html in pages for tex in asked(html)}


def put(html: str, drawn: Mapping[Key, str]) -> str:
    """A page that holds what its scripts ask for, where `later.js` looks.

    Args:
        html: the page, with the stored state of its quiz.
        drawn: HTML for each formula.
    """
    table = {tex: drawn[tex, False] for tex in asked(html)}
    if not table:
        return html
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("</", r"<\/")  # would end the element
    script = '<script type="application/json" id="drawn-formulas">'
    body, end, rest = html.rpartition("</body>")
    return f"{body}{script}{text}</script>{end}{rest}"
