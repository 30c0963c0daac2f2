"""Formulas drawn when the book is built, so that no page has to draw them.

MathJax in the browser is 190 kB of script, keeps the page busy for up to half
a second, and moves the text while its formulas take their true widths. Where
Node and the packages of package.json are there, MathJax draws them here
instead, in the same HTML and with the same MathML for screen readers. Without
Node the pages stay as they are and draw their own.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape

import lean_fonts
from environment import ROOT

Key = tuple[str, bool]  # the TeX of a formula, and whether it stands alone
START = r'(<{0} class="math notranslate nohighlight"[^>]*>'
FORMULA = re.compile(
    rf"{START.format('span')})\\\((.*?)\\\)(</span>)"
    rf"|{START.format('div')}\s*(?:<span class=\"eqno\">.*?</span>)?)"
    r"\\\[(.*?)\\\](</div>)",
    re.DOTALL,
)
LOADER = re.compile(
    r'<script defer="defer" src="([^"]*)vendor/mathjax/startup\.js[^"]*">'
)


@dataclass(frozen=True)
class Drawn:
    """What MathJax made of formulas: HTML for each, one style for all."""

    html: Mapping[Key, str]
    css: str


def can_draw() -> bool:
    """Whether MathJax can run here, without a browser."""
    packages = ROOT / "node_modules" / "mathjax" / "package.json"
    return packages.exists() and shutil.which("node") is not None


def key(found: re.Match[str]) -> Key:
    """The formula that was found in a page of Sphinx.

    >>> key(FORMULA.search('<span class="math notranslate nohighlight">'
    ...                    r'\\(a &lt; b\\)</span>'))
    ('a < b', False)
    """
    return unescape(found[2] or found[5]).strip(), found[4] is not None


def formulas(pages: Iterable[str]) -> list[Key]:
    """Every formula of some pages, each one once, in order."""
    return sorted({key(f) for html in pages for f in FORMULA.finditer(html)})


def draw(wanted: list[Key], config: Mapping[str, object]) -> Drawn:
    """Draw formulas in one run of MathJax.

    Args:
        wanted: the formulas.
        config: what `mathjax3_config` says.

    Raises:
        RuntimeError: if MathJax cannot run.
    """
    asked = {
        "config": config,
        "formulas": [{"tex": tex, "display": d} for tex, d in wanted],
    }
    ran = subprocess.run(
        ["node", "tools/typeset.cjs"],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if ran.returncode:
        raise RuntimeError(f"MathJax could not draw:\n{ran.stderr}")
    made = json.loads(ran.stdout)
    html = dict(zip(wanted, made["html"], strict=True))
    return Drawn(html, lean_fonts.taken_in(made["css"]))


def put(html: str, drawn: Drawn) -> str:
    """A page with its formulas drawn.

    MathJax itself is loaded only when something is to be drawn that the book
    does not know: `later.js` stands in its place.
    """

    def shown(found: re.Match[str]) -> str:
        start, end = found[1] or found[4], found[3] or found[6]
        tex = f' data-tex="{escape(key(found)[0])}"'  # what copying it gives
        kind, rest = start.split(">", 1)
        return f"{kind}{tex}>{rest}{drawn.html[key(found)]}{end}"

    later = r'<script defer="defer" src="\1later.js">'
    return LOADER.sub(later, FORMULA.sub(shown, html))
