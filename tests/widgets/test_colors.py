"""Text and marks of the views stand out in both themes (WCAG 1.4)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nnlib.widgets
from tests.nnlib.color_vision import contrast
from tests.widgets.node import call

FOLDER = Path(nnlib.widgets.__file__).parent
SHEETS = sorted(FOLDER.glob("*.css"))
CSS = (FOLDER / "widgets.css").read_text("utf8")
LIGHT, DARK = (
    dict(re.findall(r"--nn-([\w-]+): #([0-9a-f]+);", block))
    for block in re.findall(r"\.nn-view \{(.*?)\}", CSS, re.DOTALL)[:2]
)
WALKS = [
    dict(re.findall(r"--nn-([\w-]+): #([0-9a-f]+);", block))
    for block in re.findall(
        r"\.nn-view \{(.*?)\}", (FOLDER / "walks.css").read_text("utf8"), re.S
    )
]
# what is drawn in the pale color of rules, and shows nothing of its own
FRAMES = {
    ".nn-activation-explorer .nn-zero",  # beside an axis with numbers
    ".nn-dd-guide",
    ".nn-dd-rail",
    ".nn-pg-floor",
    ".nn-softmax-bars .nn-cell",
}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def rgb(code):
    return [int(code[i : i + 2], 16) for i in range(0, len(code), 2)]


def over(code, ground):
    """A color that may let its ground shine through."""
    *color, alpha = [*rgb(code), 255][:4]
    share = alpha / 255
    mixed = [
        share * c + (1 - share) * g
        for c, g in zip(color, rgb(ground), strict=True)
    ]
    return "".join(f"{round(v):02x}" for v in mixed)


@THEMES
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "side0"),
        ("ink", "side1"),
        ("ink", "lit"),
        ("faint", "paper"),  # axes stand beside the two sides, not on them
        ("faint", "lit"),
    ],
)
def test_text_on_every_ground(theme, text, ground):
    assert contrast(theme[text], over(theme[ground], theme["paper"])) >= 4.5


@THEMES
def test_text_of_a_wrong_answer(theme):
    assert contrast(theme["ink"], theme["wrong-paper"]) >= 4.5


@THEMES
@pytest.mark.parametrize("mark", ["class0", "class1", "accent", "wrong"])
@pytest.mark.parametrize("ground", ["paper", "side0", "side1"])
def test_marks_on_every_ground(theme, mark, ground):
    assert contrast(theme[mark], over(theme[ground], theme["paper"])) >= 3


def test_classes_have_the_colors_of_the_printed_figures():
    from nnlib.viz.style import CLASS_COLORS

    printed = [code.lower().lstrip("#") for code in CLASS_COLORS[:2]]
    assert [LIGHT["class0"], LIGHT["class1"]] == printed


def test_both_themes_define_the_same_names():
    assert set(LIGHT) == set(DARK) and len(LIGHT) > 10


@THEMES
def test_axes_and_lines_in_the_background_stand_out(theme):
    assert contrast(theme["faint"], theme["paper"]) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_the_pale_color_of_rules_draws_nothing_but_frames(sheet):
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf8"), flags=re.S)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    pale = {
        selector.strip()
        for selector, style in rules
        if re.search(r"(stroke|fill): var\(--nn-rule\)", style)
    }
    assert pale <= FRAMES


@pytest.mark.parametrize(
    ("theme", "walks"), [*zip((LIGHT, DARK), WALKS, strict=True)]
)
def test_the_walks_of_the_optimizers_stand_out(theme, walks):
    assert len(walks) == 6
    assert all(contrast(c, theme["paper"]) >= 3 for c in walks.values())


@THEMES
def test_contour_lines_stand_out(theme):
    ((*color, opacity),) = call("contours", "pixel", [0, True])
    line = bytes([*color, opacity]).hex()
    assert contrast(over(line, theme["paper"]), theme["paper"]) >= 3
