"""The rules of a chapter's prose: its title, its parts, its references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hygiene import Chapter

WORDS = range(2000, 4001)
DESCRIPTION_LENGTH = range(50, 201)
ALT_LENGTH = range(40, 251)
PARTS = [
    "Common misconceptions",
    "What we learned",
    "Check yourself",
    "Further reading",
]
THINGS = (
    "figure|plot|picture|image|table|code|cell|listing|equation|formula|"
    "section|example|list|box|slider|widget|explorable|playground|quiz"
)
POINTING = {
    "points by place; use {numref}, {eq} or {ref}": re.compile(
        rf"\b(?:{THINGS}|see|shown|seen|given|written|defined|described|"
        r"listed|noted|mentioned|as) (?:above|below)\b"
        rf"|\b(?:the|this) (?:above|below)\b (?:{THINGS})"
        rf"|\b(?:above|below):|\b(?:following|preceding) (?:{THINGS})\b",
        re.IGNORECASE,
    ),
    "numbers a reference by hand; use {numref}, {eq} or {ref}": re.compile(
        r"\b(?:Figure|Fig\.|Table|Equation|Eq\.|Section|Sec\.|Chapter)"
        r"\s*\(?\d",
    ),
}
# what is between these is not spoken: comments, code, formulas, options
SILENT = [
    re.compile(r"^%.*$", re.MULTILINE),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(
        r"^(`{3,})(?:\{(?:math|code|code-block)\}|\w*\b)[^`\n]*\n.*?^\1\s*$",
        re.MULTILINE | re.DOTALL,
    ),
    re.compile(r"\$\$.*?\$\$", re.DOTALL),
    re.compile(r"(?<!\\)\$[^$\n]+?\$"),
    re.compile(r"(?<=\})`[^`]+`"),  # the target of a role, as {eq}`eq-x`
    re.compile(r"`[^`\n]+`"),
    re.compile(r"^:[\w-]+:.*$", re.MULTILINE),
    re.compile(r"(?<=\])\([^)\s]*\)"),
]
# labels, the ends of directives and the names of roles are not words
MARKUP = re.compile(
    r"^\([\w-]+\)=$|\(eq-[\w-]+\)|^[`:]{3,}.*$|\{[\w:-]+\}", re.MULTILINE
)
FIGURE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?P<kind>figure|image)\}[^\n]*\n"
    r"(?P<body>.*?)^(?P=fence)\s*$",
    re.MULTILINE | re.DOTALL,
)
INLINE_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(")


def prose_of(ch: Chapter) -> str:
    """Return the Markdown of a chapter."""
    return "\n\n".join(
        cell.source for cell in ch.nb.cells if cell.cell_type == "markdown"
    )


def spoken(text: str) -> str:
    """Return the sentences of Markdown, without code, math and comments."""
    for pattern in SILENT:
        text = pattern.sub(" ", text)
    return text


def one_title(ch: Chapter) -> Iterator[str]:
    """A chapter has one title, and its label stands right before it."""
    text = re.sub(r"^(`{3,}).*?^\1", "", prose_of(ch), flags=re.M | re.S)
    titles = re.findall(r"^# .+$", text, re.MULTILINE)
    if len(titles) != 1:
        yield f"{len(titles)} titles of the first level, not 1: {titles}"
    label = rf"\A\({re.escape(ch.label)}\)=\n+# "
    first = ch.nb.cells[0].source if ch.nb.cells else ""
    if not re.match(label, first):
        yield f"the first cell must begin with ({ch.label})= and the title"


def all_parts(ch: Chapter) -> Iterator[str]:
    """The closing parts are there, in the order every chapter has."""
    if ch.label.startswith("page-"):
        return
    text = prose_of(ch)
    heads = re.findall(r"^## (.+?)\s*$", text, re.MULTILINE)
    found = [head for head in heads if head in PARTS]
    if found != PARTS:
        yield f"closing sections {found}, not {PARTS}"
    if not re.search(r"\bin this chapter\b", text, re.IGNORECASE):
        yield "no list says what is *In this chapter*"


def fair_length(ch: Chapter) -> Iterator[str]:
    """A chapter is one sitting: so many words, captions not counted."""
    if ch.label.startswith("page-"):
        return
    text = MARKUP.sub(" ", spoken(FIGURE.sub("", prose_of(ch))))
    count = len(re.findall(r"\b[^\W\d_][\w'’-]*", text))
    if count not in WORDS:
        yield f"{count} words, not {WORDS[0]:,} to {WORDS[-1]:,}"


def described_page(ch: Chapter) -> Iterator[str]:
    """The page has the sentence that a search engine shows."""
    meta = ch.nb.metadata.get("myst", {}).get("html_meta", {})
    length = len(meta.get("description", ""))
    if length not in DESCRIPTION_LENGTH:
        yield (
            f"metadata myst.html_meta.description has {length} characters, "
            "not 50 to 200"
        )


def true_references(ch: Chapter) -> Iterator[str]:
    """References are links that the build checks, never words or numbers."""
    for paragraph in re.split(r"\n\s*\n", spoken(prose_of(ch))):
        if "{cite" in paragraph:
            continue  # the chapter and section of another book
        for what, pattern in POINTING.items():
            for found in pattern.finditer(paragraph):
                yield f"{found[0]!r} {what}"


def described_figures(ch: Chapter) -> Iterator[str]:
    """Figures in prose are described, captioned and named like plots."""
    text = prose_of(ch)
    for found in FIGURE.finditer(text):
        yield from figure_complaints(ch.slug, found["kind"], found["body"])
    for found in INLINE_IMAGE.finditer(text):
        if len(found["alt"]) not in ALT_LENGTH:
            yield f"an image whose alt text is {found['alt']!r}"


def figure_complaints(slug: str, kind: str, body: str) -> Iterator[str]:
    """Yield what is missing in the body of one figure directive."""
    found = dict(re.findall(r"^:?([\w-]+): (.+)$", body, re.MULTILINE))
    alt, name = found.get("alt", ""), found.get("name", "")
    where = f"{kind} {name or '(no name)'}"
    if len(alt) not in ALT_LENGTH:
        yield f"{where}: alt has {len(alt)} characters, not 40 to 250"
    if kind == "figure" and not name.startswith(f"fig-{slug}-"):
        yield f"{where}: its name must be fig-{slug}-<what>"
    if kind == "figure" and not re.search(r"^\*\*\S", body, re.MULTILINE):
        yield f"{where}: its caption must open in bold"


PROSE_RULES: list[Callable[[Chapter], Iterator[str]]] = [
    one_title,
    all_parts,
    fair_length,
    described_page,
    true_references,
    described_figures,
]
