"""Cut the theme's icon font down to the icons that the pages show.

    python tools/icons.py OUT

The theme's font has 1,400 icons and 156 kB; the pages show two dozen. The
style sheet (assets/book.css) puts the subset before the full font and lists
its characters, so a browser loads the full font only for an icon that is
missing here. Uncompressed, because a compressed file would depend on the
version of the compressor.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
LICENSE = ROOT / "tools" / "licenses" / "icons.txt"
ICONS = {
    # the theme's buttons and links
    "angle-left": 0xF104,
    "angle-right": 0xF105,
    "arrow-up": 0xF062,
    "bars": 0xF0C9,
    "chevron-down": 0xF078,
    "chevron-right": 0xF054,
    "circle-half-stroke": 0xF042,
    "download": 0xF019,
    "file": 0xF15B,
    "file-pdf": 0xF1C1,
    "list": 0xF03A,
    "magnifying-glass": 0xF002,
    "magnifying-glass-minus": 0xF010,
    "moon": 0xF186,
    "sun": 0xF185,
    "up-right-from-square": 0xF35D,
    # the boxes
    "book-open": 0xF518,
    "check": 0xF00C,
    "circle-info": 0xF05A,
    "circle-question": 0xF059,
    "lightbulb": 0xF0EB,
    "triangle-exclamation": 0xF071,
}


def source() -> Path:
    """Return the path of the theme's own font."""
    spec = find_spec("pydata_sphinx_theme")
    if spec is None or spec.origin is None:
        sys.exit("pydata-sphinx-theme is missing: install requirements.txt")
    fonts = "theme/pydata_sphinx_theme/static/vendor/fontawesome/webfonts"
    return Path(spec.origin).parent / fonts / "fa-solid-900.ttf"


def subset(font: TTFont) -> TTFont:
    """Leave only our icons in the font, under a name of its own."""
    options = Options(layout_features=[], name_IDs=[0, 1, 2, 5])
    cutter = Subsetter(options)
    cutter.populate(unicodes=ICONS.values())
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "Book Icons"
    return font


def main(out: Path) -> None:
    """Write the subset and its license."""
    out.mkdir(parents=True, exist_ok=True)
    font = subset(TTFont(source(), recalcTimestamp=False))
    font.save(out / "icons.ttf")
    (out / "LICENSE.txt").write_bytes(LICENSE.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
