"""Colors of views and pages that some eyes confuse have a second sign."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
import tinycss2

import nnlib.widgets
from tests.nnlib.color_vision import DEFICIENCIES, apart
from tests.nnlib.test_color_vision import ENOUGH
from tests.widgets.test_colors import DARK, LIGHT

FOLDER = Path(nnlib.widgets.__file__).parent
SHEETS = sorted(FOLDER.glob("*.css"))
BOOK = Path(__file__).parents[2] / "assets" / "book.css"
ROLES = ("ink", "faint", "class0", "class1", "accent", "wrong")
ROLE = re.compile(r"var\(--nn-(\w+)\)")
# two marks of confused colors, and what else tells them apart
SHAPES = {
    (".nn-axes text", ".nn-bar"): "numbers beside an axis; a bar",
    (".nn-arrowhead", ".nn-class1"): "the end of an arrow; a square",
    (".nn-bar", ".nn-class0"): "a bar; a disk",
    (".nn-bar", ".nn-class1"): "a bar; a square",
    (
        ".nn-forward-pass .nn-held",
        ".nn-forward-pass .nn-positive",
    ): "the chosen edge is solid; the others shine through",
    (".nn-pg-edge", ".nn-pg-hit:hover"): "a line; the wide band under it",
}


def confused(colors: dict[str, str]) -> set[frozenset[str]]:
    """The pairs of colors that some eyes hardly tell apart."""
    visions = ("", *DEFICIENCIES)
    return {
        frozenset([one, two])
        for one, two in combinations(colors, 2)
        if min(apart(colors[one], colors[two], v) for v in visions) < ENOUGH
    }


CONFUSED = confused({r: LIGHT[r] for r in ROLES}) | confused(
    {r: DARK[r] for r in ROLES}
)


def marks(sheet: Path) -> dict[tuple[str, str], tuple[str, str, str]]:
    """What a sheet draws in the color of a role: color, dashes, width."""
    found = {}
    rules = tinycss2.parse_stylesheet(sheet.read_text("utf8"), True, True)
    for rule in rules:
        if rule.type != "qualified-rule":
            continue
        selector = tinycss2.serialize(rule.prelude).strip()
        style = {
            part.lower_name: tinycss2.serialize(part.value).strip()
            for part in tinycss2.parse_blocks_contents(rule.content)
            if part.type == "declaration"
        }
        for paint in ("fill", "stroke"):
            if role := ROLE.fullmatch(style.get(paint, "")):
                dashes = style.get("stroke-dasharray", "")
                width = style.get("stroke-width", "")
                found[selector, paint] = (role[1], dashes, width)
    return found


def test_two_roles_are_confused_only_by_few_eyes():
    assert {
        frozenset(pair)
        for pair in [
            ("faint", "wrong"),
            ("class0", "wrong"),
            ("class1", "accent"),
            ("class1", "wrong"),
        ]
    } == CONFUSED


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_marks_of_confused_colors_differ_in_dashes_width_or_shape(sheet):
    drawn = marks(sheet)
    for one, two in combinations(sorted(drawn), 2):
        first, second = drawn[one], drawn[two]
        if {first[0], second[0]} not in CONFUSED or one[1] != two[1]:
            continue
        assert first[1:] != second[1:] or (one[0], two[0]) in SHAPES, (
            f"{one[0]} and {two[0]} differ by color alone: give one of them "
            "other dashes or another width"
        )


def test_the_table_of_shapes_names_only_marks_that_are_drawn():
    drawn = {name for sheet in SHEETS for name, _ in marks(sheet)}
    assert drawn >= {name for pair in SHAPES for name in pair}


def page_colors(theme: str) -> dict[str, str]:
    """The four voices of the page's boxes in a theme."""
    css = BOOK.read_text("utf8")
    block = re.search(rf'html\[data-theme="{theme}"\] \{{(.*?)\}}', css, re.S)
    assert block
    return dict(
        re.findall(r"--book-(blue|green|orange|purple): #(\w{6});", block[1])
    )


def test_boxes_of_another_voice_have_another_icon():
    css = BOOK.read_text("utf8")
    pairs = re.findall(
        r'--voice: var\(--book-(\w+)\);\s*--icon: "(\\f\w+)"', css
    )
    icons = dict(pairs)
    assert set(icons) == set(page_colors("light")) == set(page_colors("dark"))
    assert len(set(icons.values())) == len(icons)
