"""The notation page: every symbol of the chapters, and none of them twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from notebook_files import ROOT, chapters, read

PAGE = (ROOT / "book" / "notation.md").read_text("utf8")

MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$]+?)\$(?!\$)", re.DOTALL)
WORDS = re.compile(  # upright words inside a formula, and the names of parts
    r"\\(?:text|mathrm|operatorname|label|tag|begin|end)\*?\{[^}]*\}"
)
SYMBOL = re.compile(
    r"\\(?:hat|tilde|bar)\s*\{?\s*[A-Za-z]|\\[a-zA-Z]+|[A-Za-z]"
)
# how a formula is set, and functions that have a name in words
SETTING = set(
    re.findall(
        r"\\[a-zA-Z]+",
        r"""
    \frac \tfrac \dfrac \sqrt \sum \prod \int \lim \log \exp \max \min \tanh
    \sin \cos \tan \arg \left \right \bigl \bigr \Bigl \Bigr \big \Big \quad
    \qquad \dots \cdots \ldots \vdots \cdot \times \pm \le \ge \ne \approx
    \in \to \mid \Longleftrightarrow \Rightarrow \textstyle \displaystyle
    \underbrace \overbrace \overline \bar \hat \tilde \mathrel \mathbb
    \mathrm \text \circ \lVert \rVert \lvert \rvert \lceil \rceil \lfloor
    \rfloor \langle \rangle \leftarrow \propto \infty \pi \sim \ll \gg \neq
    \leq \geq \equiv \prime \ast \star \top \phantom \limits \boldsymbol
    """,
    )
)


def symbols(text: str) -> set[str]:
    """The symbols in the formulas of a text."""
    text = re.sub(r"```.*?```|`[^`]*`", " ", text, flags=re.DOTALL)
    found: set[str] = set()
    for display, inline in MATH.findall(text):
        formula = WORDS.sub(" ", display or inline)
        raw = SYMBOL.findall(formula)
        found |= {re.sub(r"[\s{]", "", each) for each in raw}
    return found - SETTING


def rows() -> list[str]:
    """The first cells of the tables of symbols."""
    cells, inside = [], False
    for line in PAGE.splitlines():
        if not line.startswith("|"):
            inside = False
        elif line.startswith("| Symbol |"):
            inside = True
        elif inside and not line.startswith("|---"):
            cells.append(line.split(" | ")[0].removeprefix("| "))
    return cells


LISTED = set().union(*map(symbols, rows()))


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_every_symbol_of_a_chapter_is_on_the_page(path: Path) -> None:
    cells = [c.source for c in read(path).cells if c.cell_type == "markdown"]
    unknown = symbols("\n\n".join(cells)) - LISTED
    assert not unknown, (
        f"{path.stem} uses {sorted(unknown)}: add them to book/notation.md, "
        "or use the letter that the page has for the thing"
    )


def test_no_symbol_has_two_rows() -> None:
    heads = [head for cell in rows() for head in cell.split(", ")]
    assert len(heads) > 60
    twice = [head for head, n in Counter(heads).items() if n > 1]
    assert twice == []


def test_symbols_are_found_and_words_are_not() -> None:
    text = r"with $\hat y_i = \sigma(w \cdot x)$ and `$a$` $\text{if } q$"
    assert symbols(text) == {r"\haty", "i", r"\sigma", "w", "x", "q"}


def test_every_row_has_its_four_cells() -> None:
    for line in PAGE.splitlines():
        if line.startswith("| "):
            assert line.count("|") == 5, line
