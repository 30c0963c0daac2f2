"""Local Sphinx extension: the index at the end of the book.

Sphinx lists the glossary there. Here each term gets the section that explains
it, each name of nnlib the section that uses it most, and the people, data and
ideas of book/index_terms.yml the section that speaks of them. All are found
in the text, so that no chapter carries marks for the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

import nnlib
from glossary_terms import Term, terms

logger = logging.getLogger(__name__)
WORDS = "book/index_terms.yml"
OF_LIBRARY = " (nnlib)"
INTRODUCED = 1000  # what a bold term weighs, in mentions


@dataclass
class Section:
    """A section of a chapter, up to its next heading of the same level.

    Args:
        page: where it is.
        id: its place on the page.
        title: its heading, behind that of the page.
        prose: what it says.
        bold: the terms it introduces.
        code: its code, in cells and in lines.
    """

    page: str
    id: str
    title: str
    prose: list[str] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)


def heading(node: nodes.Node) -> nodes.section | None:
    """The section of the first or second level around a node."""
    around = []
    while node is not None:
        if isinstance(node, nodes.section):
            around.append(node)
        node = node.parent
    return around[-2] if len(around) > 1 else around[0] if around else None


def sections(page: str, doctree: nodes.document) -> list[Section]:
    """The sections of a page, with what stands in each."""
    found: dict[str, Section] = {}
    chapter = next(doctree.findall(nodes.title)).astext()
    for kind in (nodes.paragraph, nodes.strong, nodes.literal,
                 nodes.literal_block):  # fmt: skip
        for node in doctree.findall(kind):
            place = heading(node)
            if place is None:
                continue
            title = place[0].astext()
            whole = chapter if title == chapter else f"{chapter}: {title}"
            id = place["ids"][0]
            one = found.setdefault(id, Section(page, id, whole))
            one_of = {nodes.paragraph: one.prose, nodes.strong: one.bold}
            one_of.get(kind, one.code).append(node.astext())
    return list(found.values())


def most(
    pattern: str, where: Iterable[Section], code: bool = False
) -> Section | None:
    """The section that mentions something most; the first of equals."""
    look = re.compile(rf"(?<![\w]){pattern}(?:s|es)?(?![\w])")
    best, record = None, 0
    for section in where:
        texts = section.code if code else section.prose
        count = sum(len(look.findall(text)) for text in texts)
        if not code and any(map(look.fullmatch, section.bold)):
            count += INTRODUCED
        if count > record:
            best, record = section, count
    return best


def of_glossary(
    glossary: list[Term], where: list[Section]
) -> Iterator[tuple[str, Section]]:
    """Each term with the section of its home that explains it."""
    for term in glossary:
        home = [one for one in where if one.page == term.home]
        for name in term.names:
            either = f"(?i:{re.escape(name)})"
            if section := most(either, home):
                yield name, section


def is_home(page: str, chapter: str, said: str) -> bool:
    """Whether a docstring that ends in `Book: {said}.` means this page.

    >>> is_home("book/mnist", "Reading handwriting", "MNIST")
    True
    """
    return said.lower() in (chapter.lower(), page.rpartition("/")[2])


def of_library(where: list[Section]) -> Iterator[tuple[str, Section]]:
    """Each public name of nnlib with the section that uses it most.

    Its docstring may say in which chapter to look.
    """
    for name in nnlib.__all__:
        thing = getattr(nnlib, name)
        if isinstance(thing, ModuleType):
            continue
        said = re.search(r"Book: ([^.,]+)", thing.__doc__ or "")
        home = [
            one
            for one in where
            if said and is_home(one.page, one.title.split(":")[0], said[1])
        ]
        section = most(name, home, code=True) or most(name, where, code=True)
        if section:
            yield f"{name}{OF_LIBRARY}", section


def of_list(
    wanted: dict[str, str], where: list[Section], known: dict[str, Section]
) -> Iterator[tuple[str, Section]]:
    """Each entry written by hand with the section that speaks of it."""
    for name, pattern in wanted.items():
        if pattern.startswith("="):  # where another entry leads
            section = known.get(pattern[1:])
        else:
            section = most(f"(?:{pattern})", where)
        if section:
            yield name, section
        else:
            logger.warning(
                "%s: no page mentions %r (%s)", WORDS, name, pattern
            )


class Index:
    """Adds the entries of one build."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Section]] = []

    def fill(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Find them, for the page (Sphinx event `env-check-consistency`)."""
        if app.builder.name not in ("html", "epub"):
            return
        where = [
            section
            for page in sorted(env.all_docs)
            if env.doc2path(page).endswith(".ipynb")
            for section in sections(page, env.get_doctree(page))
        ]
        text = (Path(app.srcdir) / WORDS).read_text("utf-8")
        self.found = [*of_glossary(terms(env), where), *of_library(where)]
        known = dict(self.found)
        self.found += of_list(yaml.safe_load(text), where, known)
        for name, section in self.found:
            if not name[0].isascii():
                continue  # only for the search: its capital would be an H
            # a semicolon ends the first part of an entry
            add(env, f"{name}; {section.title.replace(';', ',')}", section)

    def serve_search(
        self, app: Sphinx, doctree: nodes.document, docname: str
    ) -> None:
        """Let the search find them by their bare names.

        (Sphinx event `doctree-resolved`: the index is made, and the search
        looks for marks in the text.)
        """
        marks = [
            ("single", name.removesuffix(OF_LIBRARY), place.id, "main", None)
            for name, place in self.found
            if place.page == docname
        ]
        if marks:
            doctree += addnodes.index(entries=marks)


def add(env: BuildEnvironment, text: str, place: Section) -> None:
    """Add one entry to the page of the index."""
    entries = env.domaindata["index"]["entries"]
    entry = ("single", text, place.id, "", None)
    entries.setdefault(place.page, []).append(entry)


def list_index(app: Sphinx, doctree: nodes.document) -> None:
    """Put the index into the table of contents (event `doctree-read`).

    sphinx-external-toc lists files only, and the index is none.
    """
    if app.builder.name != "html":
        return  # the printed editions list it themselves
    toctrees = list(doctree.findall(addnodes.toctree))
    if app.env.docname == app.config.root_doc and toctrees:
        toctrees[-1]["entries"].append((None, "genindex"))


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the index to a build."""
    index = Index()
    app.connect("env-check-consistency", index.fill)
    app.connect("doctree-resolved", index.serve_search)
    # after sphinx-external-toc has written the table, at 500
    app.connect("doctree-read", list_index, priority=600)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
