"""The glossary: the terms of the chapters, each with its home."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notebook_files import ROOT, chapters, read

PAGE = (ROOT / "book" / "glossary.md").read_text("utf8")
ENTRIES = re.findall(
    r"^((?:\S.*\n)+)  (.+)$",
    PAGE.split(":sorted:\n")[1].removesuffix("```\n"),
    re.MULTILINE,
)
TERMS = {name for names, _ in ENTRIES for name in names.splitlines()}
# words in bold that stress something and are no terms of the field
STRESSED = {"from", "to", "uphill", "point", "arrow", "relu"}


def test_there_are_enough_terms_and_none_twice() -> None:
    names = [n for names, _ in ENTRIES for n in names.splitlines()]
    lower = [name.lower() for name in names]
    assert len(ENTRIES) >= 90
    assert len(set(lower)) == len(lower)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e[0].split("\n")[0])
def test_every_term_is_explained_and_has_a_home(entry: tuple) -> None:
    _, text = entry
    said = re.fullmatch(r"(.+) See \{ref\}`(ch|page)-\w+`\.", text)
    assert said, text
    words = re.sub(r"\$[^$]*\$|`[^`]*`", "x", said[1]).split()
    assert 4 <= len(words) <= 60
    # one to three sentences; the first says what it is
    assert len(re.findall(r"[.?](?= [A-Z]|$)", said[1])) <= 3
    assert said[1][0].isupper() or said[1][0] in "$`"


def known(word: str) -> bool:
    """Whether a bold word is a term, or part of one, or its plural."""
    word = word.lower().replace("minima", "minimum").removesuffix("'s")
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    terms = " / ".join(f" {term.lower()} " for term in TERMS)
    if any(f" {form} " in terms for form in forms):
        return True
    return any(form.startswith(t.lower()) for form in forms for t in TERMS)


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_the_bold_terms_of_a_chapter_are_in_the_glossary(path: Path) -> None:
    cells = [c.source for c in read(path).cells if c.cell_type == "markdown"]
    text = re.sub(r"```.*?```", "", "\n\n".join(cells), flags=re.DOTALL)
    bold = re.findall(r"\*\*([a-z][a-z' -]+)\*\*", text)
    bold = [word for word in bold if len(word.split()) <= 4]
    missing = {word for word in bold if word not in STRESSED}
    missing = {word for word in missing if not known(word)}
    assert not missing, (
        f"{path.stem} sets {sorted(missing)} in bold: explain them in "
        "book/glossary.md, or stress a word that is no term by *one* star"
    )


def test_a_word_that_is_no_term_is_found_out() -> None:
    assert known("saddles") and known("batches") and known("local minima")
    assert not known("crystal ball")
