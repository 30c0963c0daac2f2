"""The fonts of the formulas, cut to the letters they use, in the style itself.

MathJax's fonts are 400 kB, of which the book uses two hundred letters. As
files they also come after the text, one by one, and each makes the browser
lay out every formula anew.
"""

from __future__ import annotations

import base64
import io
import re
from collections import defaultdict
from pathlib import Path

from fontTools import subset

from environment import ROOT

FONTS = ROOT / "assets" / "vendor" / "mathjax" / "output/chtml/fonts/woff-v2"
FACE = re.compile(
    r"@font-face[^{}]*\{\s*font-family: ([\w-]+);"
    r'\s*src: url\("[^"]*?([\w-]+\.woff)"\)[^{}]*\}\s*'
)
RULE = re.compile(r'([^{}]*)\{[^{}]*?content: "((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6}) ?|(.))")
VARIANT = re.compile(r"\.(TEX-\w+)")
# what every line is measured in; the fonts for the parts of tall braces
ZERO, STRETCHY = "MJXZERO", ("MJXTEX", "MJXTEX-S1", "MJXTEX-S4", "MJXTEX-A")


def letters(css: str) -> dict[str, set[str]]:
    r"""The letters that the style of the formulas writes, by their font.

    >>> css = r'''mjx-c.mjx-c1D465.TEX-I::before {
    ...     padding: 0 1em; content: "x"; }
    ... mjx-c.mjx-c2211::before { content: "\2211"; }'''
    >>> letters(css)
    {'MJXZERO': set(), 'MJXTEX-I': {'x'}, 'MJXTEX': {'∑'}}
    """

    def plain(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2]

    found: defaultdict[str, set[str]] = defaultdict(set, {ZERO: set()})
    for selector, text in RULE.findall(css):
        variant = VARIANT.search(selector)
        own = f"MJX{variant[1]}" if variant else STRETCHY[0]
        for family in STRETCHY if "mjx-stretchy" in selector else (own,):
            found[family] |= set(ESCAPE.sub(plain, text))
    return dict(found)


def cut(file: Path, wanted: set[str]) -> bytes:
    """A font with some letters alone; one without letters stays as it is."""
    if not wanted:
        return file.read_bytes()
    options = subset.Options(flavor="woff", hinting=False, layout_features=[])
    options.drop_tables += ["FFTM"]  # notes of the program that drew it
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in wanted])
    made = io.BytesIO()
    with subset.load_font(str(file), options) as font:
        cutter.subset(font)
        subset.save_font(font, made, options)
    return made.getvalue()


def taken_in(css: str) -> str:
    """The style of the formulas with the fonts it needs, and no others.

    Args:
        css: what MathJax wrote, with a rule for each font it has.
    """
    wanted = letters(css)

    def face(found: re.Match[str]) -> str:
        family, file = found.groups()
        if family not in wanted:
            return ""
        font = cut(FONTS / file, wanted[family])
        packed = base64.b64encode(font).decode("ascii")
        source = f'url("data:font/woff;base64,{packed}") format("woff")'
        return f"@font-face {{font-family: {family};src: {source}}}\n"

    return FACE.sub(face, css)
