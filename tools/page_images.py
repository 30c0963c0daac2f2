"""Images of the built pages: their sizes, and pictures for lack of script.

An image with a size keeps its place while it loads, so that nothing jumps,
and can be fetched when the reader comes near it. An interactive figure stores
a still form of its first state beside its view (a picture, or the questions
of a quiz); Sphinx leaves that out, here it is shown where no script runs.
"""

from __future__ import annotations

import base64
import json
import re
import struct
from html import escape
from pathlib import Path

from PIL import Image

VIEW = "application/vnd.jupyter.widget-view+json"
PICTURE = re.compile(
    r'<img (?![^>]*\b(?:width|loading)=)([^>]*?)src="([^"]+\.(?:png|svg))"'
)
SVG = re.compile(r"<svg\b[^>]*>")
SVG_SIDE = r'\s{}="([\d.]+)(?:px)?"'
NO_SCRIPT = re.compile(
    rf'(<script type="{re.escape(VIEW)}">([^<]*)</script><noscript>)'
)


def png_size(data: bytes) -> tuple[int, int]:
    """The width and height that a PNG file states in its first bytes.

    >>> start = b"\\x89PNG\\r\\n\\x1a\\n" + b"\\0\\0\\0\\rIHDR"
    >>> png_size(start + b"\\0\\0\\0\\2" + b"\\0\\0\\0\\3")
    (2, 3)
    """
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        raise ValueError(f"not a PNG file: it begins with {data[:16]!r}")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def svg_size(text: str) -> tuple[int, int] | None:
    """The width and height that an SVG states in pixels, or nothing.

    >>> svg_size('<svg viewBox="0 0 7 4" width="700" height="399.6">')
    (700, 400)
    >>> svg_size('<svg width="100%" height="400">')
    """
    start = SVG.search(text)
    if not start:
        return None
    sides = [
        re.search(SVG_SIDE.format(side), start[0])
        for side in ("width", "height")
    ]
    if not all(sides):
        return None
    width, height = (round(float(side[1])) for side in sides if side)
    return width, height


def size_of(file: Path) -> tuple[int, int] | None:
    """The size of a picture, if it states one."""
    if file.suffix == ".svg":
        return svg_size(file.read_text("utf-8"))
    return png_size(file.read_bytes())


def pack(file: Path) -> None:
    """Rewrite a PNG of many colors with the 256 that suit it best.

    A diagram has few colors; only its softened edges have more. The stored
    outputs keep them all, the page a third of the bytes.
    """
    if file.stat().st_size < 100:
        return  # too small to gain anything
    with Image.open(file) as image:
        if image.mode == "P":
            return
        few = image.convert("RGBA").quantize(
            256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    few.save(file, optimize=True)


def size_images(html: str, page: Path) -> str:
    """State the size of every picture of a page; load it when it is near.

    The first one may stand on the first screen: it is loaded at once.

    Args:
        html: the page.
        page: its file; images are looked up relative to it.
    """
    seen: set[str] = set()

    def sized(found: re.Match[str]) -> str:
        attributes, source = found.groups()
        file = page.parent / source
        if not file.is_file():
            return found[0]
        if file.suffix == ".png":
            pack(file)
        size = size_of(file)
        if not size:
            return found[0]
        width, height = size
        when = ' loading="lazy"' if seen else ""
        seen.add(source)
        return (
            f'<img {attributes}src="{source}" width="{width}" '
            f'height="{height}"{when} decoding="async"'
        )

    return PICTURE.sub(sized, html)


def stills(notebook: Path) -> dict[str, dict[str, str]]:
    """What a notebook stores beside each view, by MIME type, for print.

    Args:
        notebook: an `.ipynb` file with stored outputs.
    """
    found = {}
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            data = dict(output.get("data", {}))
            view = data.pop(VIEW, None)
            if view:
                joined = {kind: "".join(text) for kind, text in data.items()}
                found[view["model_id"]] = joined
    return found


def add_stills(html: str, page: Path, notebook: Path) -> str:
    """Show what a notebook stores beside its views where no script runs.

    Args:
        html: the page, repaired.
        page: its file; pictures are written to `_images` beside its folder.
        notebook: the page's source.
    """
    stored = stills(notebook)
    images = page.parent.parent / "_images"

    def shown(found: re.Match[str]) -> str:
        name = json.loads(found[2])["model_id"]
        still = stored.get(name, {})
        if "image/png" in still:
            images.mkdir(exist_ok=True)
            picture = base64.b64decode(still["image/png"])
            (images / f"{name}.png").write_bytes(picture)
            words = escape(" ".join(still.get("text/plain", "").split()))
            still_html = f'<img alt="{words}" src="../_images/{name}.png">'
        else:
            still_html = still.get("text/html", "")
        return found[1] + still_html

    return NO_SCRIPT.sub(shown, html)
