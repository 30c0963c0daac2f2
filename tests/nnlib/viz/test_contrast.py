"""Whatever shows data stands out from the ground (WCAG 1.4.11: 3 to 1)."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

import nnlib
from nnlib import viz
from nnlib.viz.style import COLORS, use_style
from nnlib.viz.surfaces import DEPTH, LEVEL
from tests.nnlib.color_vision import contrast
from tests.widgets.explorables import CHAPTER_OF, make

PAPER = COLORS["paper"]
ROOT = Path(nnlib.__file__).parents[1]
# they show nothing: frames, zero lines, and two grounds
BACKGROUND = {"line", "panel", "paper"}
DRAWING = sorted(set(COLORS) - BACKGROUND)
LINE = re.compile(r'COLORS\[\\?"line\\?"\]')
FRAMES = {  # where a line is a frame, or the zero beside a labeled axis
    "nnlib/viz/inside.py",
    "nnlib/viz/pictures.py",
    "book/preparation.ipynb",
}
FLOORS = {"initialization_lab": {COLORS["line"].lower()}}  # of histograms


def test_the_formula_on_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("role", DRAWING)
def test_every_role_that_shows_data_stands_out(role):
    assert contrast(COLORS[role], PAPER) >= 3


def test_every_color_of_the_cycle_stands_out():
    use_style()
    colors = plt.rcParams["axes.prop_cycle"].by_key()["color"]
    assert min(contrast(color, PAPER) for color in colors) >= 3


@pytest.mark.parametrize("depth", [0.0, 0.5, 1.0])
def test_contour_lines_stand_out_from_every_depth(depth):
    assert contrast(LEVEL, to_hex(DEPTH(depth))) >= 3


def test_the_pale_gray_draws_nothing_but_frames():
    sources = [*ROOT.glob("nnlib/**/*.py"), *ROOT.glob("book/*.ipynb")]
    pale = {
        path.relative_to(ROOT).as_posix()
        for path in sources
        if LINE.search(path.read_text("utf8"))
    }
    assert pale <= FRAMES


def lines(figure: Figure) -> set[str]:
    """The colors of all lines of a figure."""
    found = [
        line.get_color()
        for ax in figure.axes
        for line in ax.get_lines()
        if line.get_linestyle() != "None"
    ]
    for ax in figure.axes:
        for each in ax.findobj(Collection):
            hollow = not each.get_facecolor().size  # contours
            found += list(each.get_edgecolor()) if hollow else []
    return {to_hex(color) for color in found}


@pytest.mark.parametrize("name", sorted(CHAPTER_OF))
def test_every_line_of_an_explorable_s_picture_stands_out(name):
    use_style()
    figure = plt.figure()
    make(name).view.draw(figure.add_subplot())
    faint = {color for color in lines(figure) if contrast(color, PAPER) < 3}
    assert faint <= FLOORS.get(name, set())
    plt.close(figure)


def test_the_edges_of_a_network_stand_out():
    drawn = lines(viz.draw_network([2, 3, 1]).figure)
    assert drawn and min(contrast(color, PAPER) for color in drawn) >= 3


def test_lines_of_contours_are_among_those_that_are_looked_at():
    ax = plt.figure().add_subplot()
    heights = np.add.outer(np.arange(4), np.arange(4))
    ax.contour(heights, [2.5], colors="#eeeeee")
    ax.plot([0, 1], color="#dddddd")
    assert lines(ax.figure) == {"#eeeeee", "#dddddd"}
