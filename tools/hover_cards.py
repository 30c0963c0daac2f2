"""Local Sphinx extension: what a term or a symbol means, where it stands.

Each page carries, in <template> elements that no browser draws, the glossary
entries it links and the notation of its letters; `assets/cards.js` shows one
on hover, focus or touch. Existing tools were looked at: sphinx-tippy needs
two libraries that are no longer tended, has no key that closes a card and
knows no symbols; sphinx-hoverxref asks a server of Read the Docs.
"""

from __future__ import annotations

import posixpath
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

import glossary_terms
import symbol_rows
from term_links import TermLinks

SCRIPT = "cards.js"


class Renderer:
    """Turns nodes into HTML without links, each only once in a build.

    A card cannot be reached by the keyboard, so nothing in it may ask to be.
    """

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def html(self, app: Sphinx, node: nodes.Element) -> str:
        """The HTML of a node."""
        name = str(node)
        if name not in self.known:
            node = node.deepcopy()
            for link in list(node.findall(addnodes.pending_xref)):
                link.replace_self(nodes.Text(shown(link, app)))
            builder = cast(StandaloneHTMLBuilder, app.builder)
            part = builder.render_partial(node)["fragment"]
            self.known[name] = part.strip()
        return self.known[name]

    def inline(self, app: Sphinx, part: list[nodes.Node]) -> str:
        """The HTML of a few nodes within a line."""
        line = nodes.paragraph("", "", *(node.deepcopy() for node in part))
        html = self.html(app, line)
        html = html.removeprefix("<p>").removesuffix("</p>")
        return html.strip().rstrip(";.").strip()


def shown(link: addnodes.pending_xref, app: Sphinx) -> str:
    """The text of a link: its own, or the title of where it leads."""
    labels = app.env.domaindata["std"]["labels"]
    target = link["reftarget"]
    if link["reftype"] == "ref" and not link["refexplicit"]:
        return labels[target][2] if target in labels else target
    return link.astext()


class Cards:
    """Makes the templates of a build; renders each entry once."""

    def __init__(self) -> None:
        self.renderer = Renderer()

    def entry(self, app: Sphinx, term: glossary_terms.Term) -> str:
        """The template of a glossary entry."""
        body = "".join(
            self.renderer.html(app, child)
            for child in term.definition.children
        )
        return (
            f'<template class="term-card" data-term="{term.id}">'
            f"<p><strong>{term.names[0]}</strong></p>{body}</template>"
        )

    def terms(self, app: Sphinx, doctree: nodes.document) -> list[str]:
        """The templates of the terms that a page links."""
        target = posixpath.basename(glossary_terms.PAGE)
        wanted = {
            link["refuri"].partition("#")[2]
            for link in doctree.findall(nodes.reference)
            if f"{target}.html#term-" in link.get("refuri", "")
        }
        known = glossary_terms.terms(app.env)
        return [self.entry(app, term) for term in known if term.id in wanted]

    def symbols(self, app: Sphinx, page: str, used: set[str]) -> list[str]:
        """The templates of the symbols that stand on a page."""
        found = []
        for row in symbol_rows.rows(app.env, page, used):
            symbol = self.renderer.inline(app, row.symbol[0].children)
            columns = [
                "; ".join(self.renderer.inline(app, part) for part in parts)
                for parts in (row.meanings, row.shape, row.code)
            ]
            found.append(symbol_card(row.keys, symbol, *columns))
        return found

    def add(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict,
        doctree: nodes.document | None,
    ) -> None:
        """Put the templates on a page (Sphinx event `html-page-context`)."""
        if doctree is None or app.builder.name != "html":
            return
        own = pagename == glossary_terms.PAGE
        templates = [] if own else self.terms(app, doctree)
        formulas = filter(is_formula, doctree.findall())
        used = {x for f in formulas for x in symbol_rows.letters(f.astext())}
        templates += self.symbols(app, pagename, used)
        if templates:
            context["body"] += "\n".join(templates)
            app.add_js_file(SCRIPT, defer="defer")


def is_formula(node: nodes.Node) -> bool:
    """Whether a node is a formula, in a line or on its own."""
    return isinstance(node, nodes.math | nodes.math_block)


def symbol_card(
    keys: tuple[str, ...], symbol: str, meaning: str, shape: str, code: str
) -> str:
    """The template of a symbol: what it means, its shape, its code."""
    lines = [f"<p>{symbol}: {meaning}.</p>"]
    if shape:
        lines.append(f"<p>Shape: {shape}</p>")
    if code:
        lines.append(f"<p>In the code: {code}</p>")
    names = "|".join(keys)
    text = "".join(lines)
    return (
        f'<template class="symbol-card" data-keys="{names}">{text}</template>'
    )


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the cards to a build."""
    cards = Cards()
    app.add_post_transform(TermLinks)
    app.connect("html-page-context", cards.add, priority=600)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
