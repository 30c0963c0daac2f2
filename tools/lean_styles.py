"""One style sheet for the whole book, without rules that no page can use.

The theme and its extensions come with nine style sheets, half a megabyte, of
which the pages use a tenth. A rule goes when it asks for a class or an id of
which neither a page nor a script of the book knows the name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

WORD = re.compile(r"[A-Za-z_][\w-]*")
HOLDERS = {"media", "supports"}  # at-rules that hold rules
Node = Any  # tinycss2 has no types


def words(texts: Iterable[str]) -> set[str]:
    """Every name that stands anywhere in some pages or scripts.

    >>> sorted(words(['<p class="big box">', 'e.classList.add("on")']))
    ['add', 'big', 'box', 'class', 'classList', 'e', 'on', 'p']
    """
    return {word for text in texts for word in WORD.findall(text)}


def parse(css: str) -> list[Node]:
    """The rules of a style sheet, without space and comments around them."""
    return tinycss2.parse_stylesheet(css, True, True)


def parts(tokens: list[Node]) -> Iterator[list[Node]]:
    """The selectors of a list, which commas separate."""
    one: list[Node] = []
    for token in tokens:
        if token == ",":
            yield one
            one = []
        else:
            one.append(token)
    yield one


def names(selector: list[Node]) -> Iterator[str]:
    """The classes and ids that a selector asks for.

    What stands in parentheses is left out: `:not(.a)` asks for no `.a`.
    """
    for before, token in zip([None, *selector], selector, strict=False):
        is_class = token.type == "ident" and before == "."
        if is_class or token.type == "hash":
            yield token.value


def text(tokens: Iterable[Node]) -> str:
    """Tokens as CSS, without comments and needless space."""
    kept = [token for token in tokens if token.type != "comment"]
    return re.sub(r"\s+", " ", tinycss2.serialize(kept)).strip()


def pruned(rules: list[Node], known: set[str]) -> Iterator[str]:
    """The rules of which every class and id is known, as CSS.

    Args:
        rules: what `parse` found.
        known: the names that pages and scripts use.
    """
    for rule in rules:
        if rule.type == "qualified-rule":
            used = [
                text(selector)
                for selector in parts(rule.prelude)
                if known.issuperset(names(selector))
            ]
            if used:
                yield f"{','.join(used)}{{{text(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in HOLDERS:
            inner = tinycss2.parse_blocks_contents(rule.content, True, True)
            kept = "".join(pruned(inner, known))
            if kept:
                start = f"@{rule.at_keyword} {text(rule.prelude)}"
                yield f"{start}{{{kept}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield text([rule])


def moved(tokens: list[Node], place: Callable[[str], str]) -> None:
    """Give every address in some tokens, and in what they hold, a new one."""
    for token in tokens:
        if token.type == "url":
            token.representation = f'url("{place(token.value)}")'
        elif token.type == "function" and token.lower_name == "url":
            for inner in token.arguments:
                if inner.type == "string":
                    inner.representation = f'"{place(inner.value)}"'
        for name in ("content", "arguments", "prelude"):
            if isinstance(held := getattr(token, name, None), list):
                moved(held, place)


def sheet(file: Path, root: Path) -> list[Node]:
    """The rules of a file and of those it imports, for a sheet in `root`.

    Args:
        file: the style sheet.
        root: the folder from which addresses are to count.
    """
    folder = posixpath.relpath(file.parent.as_posix(), root.as_posix())

    def place(url: str) -> str:
        if url.startswith(("data:", "#", "http:", "https:")):
            return url
        return posixpath.normpath(posixpath.join(folder, url))

    rules: list[Node] = []
    for rule in parse(file.read_text("utf-8")):
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            name = next(t.value for t in rule.prelude if t.type == "string")
            rules += sheet(file.parent / name, root)
        else:
            moved([rule], place)
            rules.append(rule)
    return rules


def bundle(files: Iterable[Path], root: Path, known: set[str]) -> str:
    """The style sheet that stands for several.

    Args:
        files: the sheets, in the order of the page.
        root: the folder where the new one will lie.
        known: the names that pages and scripts use.
    """
    lines = (
        line for file in files for line in pruned(sheet(file, root), known)
    )
    return "\n".join(lines) + "\n"
