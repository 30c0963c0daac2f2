"""One style for all figures; importing nnlib does not load matplotlib."""

import re
import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from nnlib.viz import COLORS, use_style
from nnlib.viz.style import CLASS_COLORS, CLASS_MARKERS, DIVERGING, tint


def test_use_style_sets_the_style_of_the_book():
    use_style()
    assert plt.rcParams["axes.spines.top"] is False
    assert plt.rcParams["font.size"] >= 12
    width = plt.rcParams["figure.figsize"][0] * plt.rcParams["figure.dpi"]
    assert 700 <= width <= 800  # pixels: the page's column


def test_lines_differ_by_more_than_color():
    use_style()
    cycle = plt.rcParams["axes.prop_cycle"].by_key()
    assert cycle["linestyle"][:4] == ["-", "--", "-.", ":"]
    assert len(cycle["color"]) == len(set(map(str, cycle["linestyle"]))) == 6


def test_colors_are_fixed_and_classes_have_markers():
    with pytest.raises(TypeError):
        COLORS["train"] = "red"
    assert len(set(CLASS_COLORS)) == len(set(CLASS_MARKERS)) == 6
    assert COLORS["class_0"] == COLORS["negative"] != COLORS["positive"]


@pytest.mark.parametrize("role", ["ink", "muted", "data", "train"])
def test_writing_has_contrast_with_the_paper(role):
    """At least 4.5 to 1, as the guidelines for accessible pages ask."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in to_rgb(COLORS[role])
    ]
    luminance = np.dot(linear, [0.2126, 0.7152, 0.0722])
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_the_diverging_map_is_white_at_zero_and_colored_by_sign():
    assert DIVERGING(0.5)[:3] == pytest.approx((1, 1, 1), abs=0.02)
    red, _, blue, _ = DIVERGING(0.0)
    assert red > blue
    red, _, blue, _ = DIVERGING(1.0)
    assert blue > red


def test_tint_thins_with_white():
    assert tint("black", 0) == (1, 1, 1)
    assert tint("black", 1) == (0, 0, 0)
    assert tint("red", 0.5) == (1, 0.5, 0.5)


def test_nnlib_and_its_data_sets_load_no_heavy_package():
    code = "import sys, nnlib, nnlib.datasets; print(*sys.modules)"
    asked = [sys.executable, "-c", code]
    text = subprocess.run(asked, capture_output=True, text=True, check=True)
    heavy = r"\b(matplotlib|ipywidgets|sklearn|mlxtend|pooch|requests)\b"
    assert not re.findall(heavy, text.stdout)
