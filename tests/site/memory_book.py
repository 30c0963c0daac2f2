"""Small pages with all that the reader's memory needs of a built page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from ipywidgets import embed

import memory_pages
from nncheck.quiz import quiz

ROOT = Path(__file__).parents[2]
STATE = "application/vnd.jupyter.widget"
SECTIONS = [("lines", "Where lines lie"), ("rules", "What rules do")]
CARDS = [
    ["step", "What is \\(H(0)\\)?", "It is <em>0</em>.", "lines"],
    ["line", "What turns the line?", "The weights.", "lines"],
]
TEXTS = {
    "lines": "A neuron draws one straight line through the plane. The bias "
    'shifts it by <span class="math notranslate nohighlight">\\(b\\)</span> '
    "and the weights <em>turn</em> it, wherever it lies.",
    "rules": "A rule changes the weights after every mistake. Nobody knows "
    "how long that takes.",
}
BOOK = {
    "root": "intro",
    "pages": {
        name: {
            "title": title,
            "doc": f"book/{name}",
            "chapter": chapter,
            "sections": SECTIONS if chapter else [],
            "cards": [card[0] for card in CARDS if name == "perceptron"],
        }
        for name, title, chapter in (
            ("intro", "The book", False),
            ("perceptron", "The perceptron", True),
            ("tensors", "Tensors", True),
            ("progress", "Your progress", False),
        )
    },
}
DETAILS = {
    "perceptron": {
        "questions": ["by-hand", "tie"],
        "exercises": {"perceptron": {"step": 2, "gates": 3}},
        "cards": CARDS,
    }
}
COLORS = """
html {--pst-color-text-base: #1f2328; --pst-color-text-muted: #565f6b;
  --pst-color-background: #fff; --pst-color-on-background: #fff;
  --pst-color-border: #d5dae0; --book-blue: #00639c; --book-green: #00674d;
  --book-orange: #9a4a00; --book-radius: 0.4rem}
body {font: 16px/1.65 sans-serif; max-width: 44rem; margin: auto}
.visually-hidden {position: absolute; clip-path: inset(50%)}
section {min-height: 30rem}
.bd-header-article {height: 3rem; overflow: hidden}
"""


def nav(name: str) -> str:
    """The side bar's links and the contents of the page."""
    links = "".join(
        f'<li class="toctree-l1"><a href='
        f'"{"#" if page == name else page + ".html"}">{page}</a></li>'
        for page in BOOK["pages"]
    )
    places = "".join(
        f'<li><a class="nav-link" href="#{place}">{title}</a></li>'
        for place, title in SECTIONS
    )
    return (
        f'<nav class="bd-docs-nav" aria-label="Main"><ul>{links}</ul></nav>'
        f'<nav class="page-toc" aria-label="Page"><ul>{places}</ul></nav>'
    )


def header() -> str:
    """The bar above the article."""
    return (
        '<div class="bd-header-article">'
        '<div class="header-article-items__start"></div>'
        '<div class="article-header-buttons"></div></div>'
    )


def sections(texts: dict[str, str]) -> str:
    """The sections of a chapter."""
    return "".join(
        f'<section id="{place}"><h2>{title}<a class="headerlink" '
        f'href="#{place}" aria-label="Link">#</a></h2>'
        f"<p>{texts[place]}</p></section>"
        for place, title in SECTIONS
    )


def questions() -> str:
    """The real quiz of a chapter, as a notebook stores it."""
    view = quiz("perceptron")
    data = embed.embed_data(views=[view], drop_defaults=False)
    state = json.dumps(data["manager_state"]).replace("</", "<\\/")
    spec = json.dumps(data["view_specs"][0])
    return (
        f'<script type="{STATE}-state+json">{state}</script>'
        f'<script type="{STATE}-view+json">{spec}</script>'
    )


def slots() -> str:
    """What the page "Your progress" has for its script to fill."""
    source = (ROOT / "book" / "progress.md").read_text("utf-8")
    return "".join(
        line.replace(memory_pages.SLOT, memory_pages.table(BOOK))
        for line in source.splitlines()
        if "data-memory-slot" in line
    )


def page(name: str, body: str, scripts: list[str]) -> str:
    """One page of the little book."""
    tags = "".join(
        f'<script defer src="../{one}"></script>' for one in scripts
    )
    return (
        '<!doctype html><html lang="en" data-content_root="../" '
        'data-theme="light"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{name}</title><style>{COLORS}</style>"
        '<link rel="stylesheet" href="../memory.css">'
        "<script>const DOCUMENTATION_OPTIONS = {}; "
        f"DOCUMENTATION_OPTIONS.pagename = 'book/{name}'</script>{tags}"
        f"</head><body>{nav(name)}<main>{header()}"
        f'<article class="bd-article"><section id="top"><h1>{name}</h1>'
        f"{body}</section></article></main></body></html>"
    )


def write(folder: Path, texts: dict[str, str] | None = None) -> Path:
    """Write the little book into a folder; an edition may change its texts."""
    vendor = ROOT / "assets" / "vendor"
    for part in ("memory", "widgets"):
        shutil.copytree(vendor / part, folder / part, dirs_exist_ok=True)
    shutil.copy(ROOT / "assets" / "memory.css", folder)
    data: dict[str, Any] = {"bookOutline": BOOK, "bookDetails": DETAILS}
    for variable, value in data.items():
        script = f"globalThis.{variable} = {json.dumps(value)};"
        (folder / f"{variable}.js").write_text(script, "utf-8")
    (folder / "book").mkdir(exist_ok=True)
    every = ["widgets/live.js", "bookOutline.js", "memory/page.js"]
    own = ["bookOutline.js", "bookDetails.js", "memory/page.js"]
    text = sections(TEXTS | (texts or {}))
    pages = {
        "intro": page("intro", "<p>Begin.</p>", every),
        "perceptron": page("perceptron", text + questions(), every),
        "tensors": page("tensors", text, every),
        "progress": page("progress", slots(), [*own, "memory/progress.js"]),
    }
    for name, html in pages.items():
        (folder / "book" / f"{name}.html").write_text(html, "utf-8")
    return folder
