"""Links the first mention of a term on a page with its glossary entry.

Authors may link by hand with {term}; here the words that they wrote plainly
are found. A page that introduces a term explains it itself and gets no link.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from glossary_terms import PAGE, Term, is_linked, terms

# inside these a link would be wrong, or twice as loud as the text
CLOSED = (
    nodes.title,
    nodes.reference,
    nodes.literal,
    nodes.literal_block,
    nodes.caption,
    nodes.table,
    nodes.math,
    nodes.strong,
    nodes.raw,
    nodes.comment,
    nodes.image,
    addnodes.pending_xref,
    addnodes.glossary,
)
OPEN = (nodes.paragraph,)


def pattern(found: list[Term]) -> re.Pattern[str]:
    """What finds any of the terms, the longest first, with its plural."""
    names = [name for term in found for name in term.names if is_linked(name)]
    names.sort(key=lambda name: (-len(name), name))
    words = "|".join(map(re.escape, names))
    return re.compile(rf"(?<![\w-])({words})(s|es)?(?![\w-])", re.IGNORECASE)


def is_open(text: nodes.Text) -> bool:
    """Whether a link may stand in this text."""
    node, inside = text.parent, False
    while node is not None:
        if isinstance(node, CLOSED):
            return False
        inside = inside or isinstance(node, OPEN)
        node = node.parent
    return inside


def same_case(name: str, found: str) -> bool:
    """Whether a word is the term: "ELU" is one, "elu" is something else.

    >>> same_case("softmax", "Softmax"), same_case("GAN", "Gan")
    (True, False)
    """
    return name == found or (
        name.islower() and name[1:] == found[1:] and found[0].isupper()
    )


class TermLinks(SphinxPostTransform):
    """Adds the links to one page, for the web pages alone."""

    default_priority = 8  # before the references are resolved, at 10
    builders = ("html",)

    def run(self, **kwargs: object) -> None:
        """Link what is mentioned and not introduced here."""
        here = self.env.docname
        if here == PAGE:
            return
        formulas = self.env.domaindata["math"]["has_equations"].get(here)
        wanted = [
            term
            for term in terms(self.env)
            if term.home != here and (formulas or not term.has_formula)
        ]
        if not wanted:
            return
        by_name = {name: term for term in wanted for name in term.names}
        done = self.linked_by_hand()
        words = pattern(wanted)
        for text in list(self.document.findall(nodes.Text)):
            if is_open(text):
                self.link(text, words, by_name, done)

    def linked_by_hand(self) -> set[str]:
        """The names that {term} links on this page, in lower case."""
        links = self.document.findall(addnodes.pending_xref)
        return {
            link["reftarget"].lower()
            for link in links
            if link.get("reftype") == "term"
        }

    def link(
        self,
        text: nodes.Text,
        words: re.Pattern[str],
        by_name: dict[str, Term],
        done: set[str],
    ) -> None:
        """Cut the text where a term stands for the first time."""
        parts: list[nodes.Node] = []
        end = 0
        for match in words.finditer(text):
            name = self.name_of(match[1], by_name)
            if name is None:
                continue
            term = by_name[name]
            if done & {n.lower() for n in term.names}:
                continue
            done.update(n.lower() for n in term.names)
            parts += [nodes.Text(text[end : match.start()])]
            parts += [reference(name, match[0], self.env.docname)]
            end = match.end()
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text[end:])])

    @staticmethod
    def name_of(found: str, by_name: dict[str, Term]) -> str | None:
        """The term that a word means, or None."""
        return next((n for n in by_name if same_case(n, found)), None)


def reference(name: str, shown: str, page: str) -> addnodes.pending_xref:
    """A link to a term that shows the word as it stands in the text."""
    inner = nodes.inline("", shown, classes=["xref", "std", "std-term"])
    return addnodes.pending_xref(
        "",
        inner,
        refdomain="std",
        reftype="term",
        reftarget=name,
        refexplicit=True,
        refwarn=True,
        refdoc=page,
    )
