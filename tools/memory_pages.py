"""Local Sphinx extension: what the reader's memory must know of the book.

Writes two scripts of data into the built site, because a page opened from
the disk can load scripts but no JSON: the outline of the book, for every
page, and the questions, exercises and cards, for the page "Your progress".
The deck for Anki lies beside them. The memory itself is tools/memory.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

import anki
import cards
from nncheck import catalog, quiz_data

PROGRESS = "book/progress"
OUTLINE, DETAILS = "book_outline.js", "book_details.js"
SLOT = '<div data-memory-slot="chapters"></div>'
HEADS = (
    "Chapter",
    "Sections read",
    "Questions right",
    "Exercise points",
    "Cards",
)
COLUMNS = ("sections", "quiz", "exercises", "cards")
UNREAD = {"further-reading"}  # a list of books is there to choose from
ABSENT = "–"

logger = logging.getLogger(__name__)


def slug_of(doc: str) -> str:
    """The last part of a document's name."""
    return doc.rpartition("/")[2]


def sections(env: BuildEnvironment, doc: str) -> list[tuple[str, str]]:
    """The ids and titles of a page's sections, one level below its title."""
    found = []
    for link in env.tocs[doc].findall(nodes.reference):
        place = link.get("anchorname", "").removeprefix("#")
        depth, parent = 0, link.parent
        while parent is not None:
            depth += isinstance(parent, nodes.bullet_list)
            parent = parent.parent
        if place and depth == 2 and place not in UNREAD:
            found.append((place, link.astext()))
    return found


def outline(env: BuildEnvironment, toc: dict[str, Any]) -> dict[str, Any]:
    """The pages in order; the numbered parts are those that count as read."""
    listed = [(toc["root"], False)]
    for part in toc["parts"]:
        numbered = bool(part.get("numbered"))
        listed += [(chapter["file"], numbered) for chapter in part["chapters"]]
    decks = set(cards.chapters())
    pages = {}
    for doc, chapter in listed:
        slug = slug_of(doc)
        if doc in env.all_docs:
            pages[slug] = {
                "title": env.titles[doc].astext(),
                "doc": doc,
                "chapter": chapter,
                "sections": sections(env, doc),
                **({"cards": ids(slug)} if slug in decks else {}),
            }
    return {"root": slug_of(toc["root"]), "pages": pages}


def ids(slug: str) -> list[str]:
    """The ids of a chapter's cards."""
    return [card.id for card in cards.load(slug)]


def exercises_of(slug: str) -> dict[str, dict[str, float]]:
    """The exercises that belong to a page, with their points."""
    mine = [
        page
        for page in catalog.PAGES
        if page == slug or page.startswith(f"{slug}_")
    ]
    return {
        page: {one.name: one.points for one in catalog.exercises(page)}
        for page in mine
    }


def details(book: dict[str, Any]) -> dict[str, Any]:
    """What there is to answer, to solve and to remember, by chapter."""
    quizzes = {path.stem for path in quiz_data.FOLDER.glob("*.yml")}
    with_cards = set(cards.chapters())
    made = {}
    for slug, page in book["pages"].items():
        if not page["chapter"]:
            continue
        deck = cards.load(slug) if slug in with_cards else []
        known = {place for place, _ in page["sections"]}
        for card in deck:
            if card.section not in known:
                logger.warning(
                    "book/cards/%s.yml, card %r: the chapter has no section "
                    "%r; it has %s",
                    *(slug, card.id, card.section, ", ".join(sorted(known))),
                )
        questions = quiz_data.load(slug) if slug in quizzes else []
        made[slug] = {
            "questions": [question["id"] for question in questions],
            "exercises": exercises_of(slug),
            "cards": [
                [
                    c.id,
                    cards.as_html(c.ask),
                    cards.as_html(c.answer),
                    c.section,
                ]
                for c in deck
            ],
        }
    return made


def table(book: dict[str, Any]) -> str:
    """The table of the page "Your progress", for its script to fill."""
    rows = []
    for slug, page in book["pages"].items():
        if page["chapter"]:
            cells = "".join(
                f'<td data-part="{part}">{ABSENT}</td>' for part in COLUMNS
            )
            rows.append(
                f'<tr data-page="{slug}"><th scope="row">'
                f'<a href="{slug}.html">{escape(page["title"])}</a></th>'
                f"{cells}</tr>"
            )
    head = "".join(f'<th scope="col">{each}</th>' for each in HEADS)
    return (
        '<div class="pst-scrollable-table-container">'
        '<table class="table memory-table"><caption>What you have done so '
        f"far</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


class Memory:
    """Writes the data of one build and connects them to its pages."""

    def __init__(self) -> None:
        self.book: dict[str, Any] = {}

    def write(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Write the scripts and the deck (Sphinx event `env-updated`)."""
        if app.builder.format != "html" or app.builder.name == "epub":
            return
        toc = yaml.safe_load(Path(app.srcdir, "_toc.yml").read_text("utf-8"))
        self.book = outline(env, toc)
        static = Path(app.outdir, "_static")
        static.mkdir(parents=True, exist_ok=True)
        for name, variable, data in (
            (OUTLINE, "bookOutline", self.book),
            (DETAILS, "bookDetails", details(self.book)),
        ):
            text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            script = f"globalThis.{variable}={text};\n"
            (static / name).write_text(script, "utf-8")
        anki.write(static / anki.FILE)

    def show(
        self, app: Sphinx, page: str, _: str, context: dict[str, Any], *__: Any
    ) -> None:
        """Load the data where they are used (`html-page-context`)."""
        if not self.book:
            return
        app.add_js_file(OUTLINE, priority=400, loading_method="defer")
        if page == PROGRESS:
            app.add_js_file(DETAILS, priority=400, loading_method="defer")
            script = "vendor/memory/progress.js"
            app.add_js_file(script, priority=900, loading_method="defer")
            context["body"] = context["body"].replace(SLOT, table(self.book))


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the extension to a build."""
    memory = Memory()
    app.connect("env-updated", memory.write)
    app.connect("html-page-context", memory.show)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": False,  # the pages share one outline
    }
