"""Text and marks of the views stand out in both themes (WCAG 1.4)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nnlib.widgets

CSS = Path(nnlib.widgets.__file__).with_name("widgets.css").read_text("utf8")
LIGHT, DARK = (
    dict(re.findall(r"--nn-([\w-]+): #([0-9a-f]+);", block))
    for block in re.findall(r"\.nn-view \{(.*?)\}", CSS, re.DOTALL)[:2]
)
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


def luminance(code):
    parts = [v / 255 for v in rgb(code)]
    linear = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
        for v in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    low, high = sorted([luminance(a), luminance(b)])
    return (high + 0.05) / (low + 0.05)


def test_the_formula_on_known_pairs():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


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
