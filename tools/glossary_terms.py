"""The terms of the glossary page, as Sphinx has read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

PAGE = "book/glossary"
# Words that the chapters also use in their everyday sense, or so often that
# a link would only be noise.
EVERYDAY = """
    attention axes axis batch channel class cost deep dense error feature
    identity inference iteration label layer margin median metric model
    neuron odds parameter plateau precision rank recall sample schedule seed
    shape target tensor training transformer unit variance weight
"""


@dataclass(frozen=True)
class Term:
    """One entry of the glossary.

    Args:
        id: its place on the page.
        names: how the entry is called, the main name first.
        definition: what it means, as Sphinx has parsed it.
        home: the page that introduces it.
    """

    id: str
    names: tuple[str, ...]
    definition: nodes.definition
    home: str

    @property
    def has_formula(self) -> bool:
        """Whether the definition needs MathJax to be read."""
        return next(self.definition.findall(nodes.math), None) is not None


def home_of(definition: nodes.definition, env: BuildEnvironment) -> str:
    """The page that the last reference of a definition names."""
    labels = env.domaindata["std"]["labels"]
    found = list(definition.findall(addnodes.pending_xref))
    target = found[-1]["reftarget"] if found else ""
    return labels[target][0] if target in labels else ""


@lru_cache(maxsize=1)  # reading the page again for each page takes long
def terms(env: BuildEnvironment) -> list[Term]:
    """Every entry of the glossary; none where the book has no such page."""
    if PAGE not in env.all_docs:
        return []
    found = []
    for item in env.get_doctree(PAGE).findall(nodes.definition_list_item):
        heads = list(item.findall(nodes.term))
        (definition,) = item.findall(nodes.definition)
        names = tuple(head.astext() for head in heads)
        home = home_of(definition, env)
        found.append(Term(heads[0]["ids"][0], names, definition, home))
    return found


def is_linked(name: str) -> bool:
    """Whether a page links the word by itself where it first stands."""
    return name.lower() not in EVERYDAY.split()
