"""Formulas of a page as drawings with a spoken name.

MathML would be lighter, but many e-readers show it as a row of letters, with
neither fractions nor exponents. A drawing (SVG) is the same in all of them,
sharp at any size, and takes the color of the text, at night too; its name is
how the formula is read aloud.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable

from bs4 import Tag

from environment import ROOT

Key = tuple[str, bool]  # the TeX of a formula, and whether it stands alone
DELIMITERS = re.compile(r"\\[(\[](.*)\\[)\]]", re.DOTALL)
NOTES = re.compile(r' (?:data-[\w-]+|focusable|aria-hidden)="[^"]*"')
MARK = re.compile(r"\[\[drawing (\d+)\]\]")


def key(tag: Tag) -> Key:
    """The formula in an element of Sphinx, without number and delimiters."""
    number = tag.find(class_="eqno")
    tex = tag.get_text()
    if number:
        tex = tex.replace(number.get_text(), "", 1)
    inner = DELIMITERS.search(tex)
    return (inner[1] if inner else tex).strip(), tag.name == "div"


def formulas(soup: Tag) -> list[Tag]:
    """The elements of a page that are formulas."""
    return soup.select("span.math, div.math")


def draw(keys: Iterable[Key]) -> dict[Key, str]:
    """Draw formulas in one run of MathJax, each one once."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    asked = [{"tex": tex, "display": display} for tex, display in wanted]
    ran = subprocess.run(
        ["node", "tools/formulas.cjs"],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if ran.returncode:
        raise RuntimeError(f"MathJax could not draw:\n{ran.stderr}")
    drawn = json.loads(ran.stdout)
    return {k: named(**one) for k, one in zip(wanted, drawn, strict=True)}


def named(svg: str, speech: str) -> str:
    """A drawing with the name of what it shows.

    >>> named('<svg role="img" focusable="false"><g data-c="1"></g></svg>',
    ...       "x")
    '<svg aria-label="x" role="img"><g></g></svg>'
    """
    svg = NOTES.sub("", svg)
    return svg.replace("<svg ", f'<svg aria-label="{speech}" ', 1)


def put(soup: Tag, drawings: dict[Key, str]) -> str:
    """The page with drawings in place of its formulas, as XHTML.

    Args:
        soup: the page; its formulas are replaced by marks.
        drawings: what `draw` made of them.
    """
    shown: list[str] = []
    for tag in formulas(soup):
        shown.append(drawings[key(tag)])
        number = tag.find(class_="eqno")
        tag.clear()
        tag["class"] = "math"
        # a drawing is long: it is not parsed, but put where its mark stands
        tag.append(f"[[drawing {len(shown) - 1}]]")
        if number:
            tag.append(number)
    html = soup.decode_contents(formatter="minimal")
    return MARK.sub(lambda mark: shown[int(mark[1])], html)
