"""Roles that share a figure are told apart with any color vision.

A difference of 2.3 (CIEDE2000 is scaled alike) is just noticed between large
patches side by side; thin lines and small marks need several times as much.
"""

from __future__ import annotations

from itertools import combinations

import matplotlib.pyplot as plt
import pytest

from nnlib.viz.style import CLASS_MARKERS, COLORS, use_style
from tests.nnlib.color_vision import DEFICIENCIES, apart, difference

ENOUGH = 10
VISIONS = pytest.mark.parametrize("vision", ["", *DEFICIENCIES])
CLASSES = [f"class_{k}" for k in range(6)]
# the roles that lie in one picture without being classes
TOGETHER = [
    ("negative", "positive"),
    ("train", "validation"),
    ("data", "model"),
    ("data", "highlight"),
    ("model", "highlight"),
    ("model", "muted"),
    ("highlight", "muted"),
    ("highlight", "line"),
]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [  # of the table in Sharma, Wu and Dalal (2005)
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        (
            (60.2574, -34.0099, 36.2677),
            (60.4626, -34.1751, 39.4387),
            1.2644,
        ),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_formula_on_published_pairs(one, two, expected):
    assert difference(one, two) == pytest.approx(expected, abs=1e-4)
    assert difference(two, one) == pytest.approx(expected, abs=1e-4)


def test_red_and_green_of_one_lightness_meet_without_one_cone():
    assert apart("#b33b3b", "#5c7a1f", "") > 40
    assert apart("#b33b3b", "#5c7a1f", "protanopia") < 25
    assert apart("#a06000", "#608000", "deuteranopia") < ENOUGH


def test_gray_stays_gray():
    for deficiency in DEFICIENCIES:
        assert apart("#808080", "#808080", deficiency) == 0
        assert apart("#101010", "#f0f0f0", deficiency) > 80


@VISIONS
@pytest.mark.parametrize(("one", "two"), [*combinations(CLASSES, 2)])
def test_classes_differ(one, two, vision):
    assert apart(COLORS[one], COLORS[two], vision) >= ENOUGH


@VISIONS
@pytest.mark.parametrize(("one", "two"), TOGETHER)
def test_roles_of_one_picture_differ(one, two, vision):
    assert apart(COLORS[one], COLORS[two], vision) >= ENOUGH


def test_classes_and_lines_have_a_second_sign():
    assert len(set(CLASS_MARKERS)) == len(CLASS_MARKERS) >= len(CLASSES)
    use_style()
    cycle = plt.rcParams["axes.prop_cycle"].by_key()
    dashes = {str(style) for style in cycle["linestyle"]}
    assert len(dashes) == len(cycle["color"]) == len(CLASSES)
    assert cycle["color"][0].lstrip("#") == COLORS["model"].lstrip("#")
